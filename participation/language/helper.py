"""The checker as a process of its own, since its models are large: a question a line (JSON), an answer a line."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import Any

from participation.language.checker import Report, check
from participation.language.findings import Finding, Level
from participation.language.lexicon import load
from participation.language.profiles import PROFILES
from participation.language.reading import Reading, Vocabulary
from participation.language.scores import indices, plain_sentences


def packed(report: Report) -> dict[str, Any]:
    """A report as JSON has it."""
    return asdict(report)


def unpacked(answer: dict[str, Any]) -> Report:
    """The report that was packed."""
    findings = tuple(Finding(**found | {"level": Level(found["level"])}) for found in answer["findings"])
    longest = tuple((int(length), str(text)) for length, text in answer["long_sentences"])
    return Report(**answer | {"findings": findings, "long_sentences": longest})


def answered(asked: dict[str, Any]) -> dict[str, Any]:
    """The answer to one question: a report about "text", or for the task "indices" only these."""
    if asked.get("task") == "indices":
        reading = Reading(asked["text"], PROFILES["bitv"], Vocabulary(), 0)
        words = sum(sentence.length for sentence in reading.running)
        return {"indices": indices(plain_sentences(reading), words), "words": words}
    vocabulary = Vocabulary(frozenset(asked.get("explained", ())), asked.get("variants", {}))
    return packed(check(asked["text"], asked["language"], asked.get("profile"), vocabulary, with_indices=False))


def main() -> None:
    """Answer until there are no more questions."""
    load()
    for line in sys.stdin.buffer:
        try:
            answer = answered(json.loads(line))
        except Exception as problem:  # noqa: BLE001 - whoever asked is told, and the process goes on
            answer = {"problem": type(problem).__name__}
        sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
