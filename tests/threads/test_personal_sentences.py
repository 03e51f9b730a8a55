"""How much of what it should the pointing out of personal data finds, and how often it is wrong: on own sentences."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from participation.threads.personal_hints import personal_hints

_MARKED = re.compile(r"\{\{(.*?)\}\}")


def _counted(file: str) -> tuple[int, int, int]:
    """Right hints, wrong hints, missed parts."""
    right = wrong = missed = 0
    for line in Path(__file__).with_name(file).read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        spans = [
            (hit.start() - 4 * place, hit.end() - 4 * place - 4) for place, hit in enumerate(_MARKED.finditer(line))
        ]
        hints = personal_hints(line.replace("{{", "").replace("}}", ""))
        hit = [any(hint.start < end and start < hint.end for hint in hints) for start, end in spans]
        right, missed = right + sum(hit), missed + len(hit) - sum(hit)
        wrong += sum(not any(hint.start < end and start < hint.end for start, end in spans) for hint in hints)
    return right, wrong, missed


@pytest.mark.parametrize(
    ("file", "precision", "recall"),
    [("personal_sentences.txt", 0.98, 0.98), ("other_personal_sentences.txt", 0.88, 0.78)],
)
def test_precision_and_recall(file: str, precision: float, recall: float) -> None:
    right, wrong, missed = _counted(file)
    assert right / (right + wrong) >= precision
    assert right / (right + missed) >= recall
