"""Measure how documents are recognised.

    .venv/bin/python -m tools.import_evaluation FOLDER [--faults]

FOLDER holds documents (.md, .txt, .docx, .pdf) of the strategies in `content/`; which strategy a document is of follows
from what it says. Texts are also measured as Word and PDF files made from them. The bars: 95 % of goals and fields in
the right place with the right number, at most 5 % false ones.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from participation.core.errors import ParticipationError
from participation.strategy.importing.opening import recognise_file
from tools.import_evaluation.disguises import DISGUISES
from tools.import_evaluation.truth import Place, Score, compared, recognised, told

CONTENT = Path(__file__).resolve().parents[2] / "content"
LEAST_RIGHT, MOST_FALSE = 0.95, 0.05
_TEXTS = {".md", ".txt"}
_READ = {*_TEXTS, ".docx", ".pdf"}


def scores(path: Path, folder: Path, truths: dict[str, tuple[Place, ...]]) -> Iterator[tuple[str, str, Score]]:
    """(strategy, form, score) of a document and of the files made from it."""
    strategy = ""
    for form, file in _forms(path, folder):
        found = recognised(recognise_file(file))
        strategy = strategy or max(truths, key=lambda name: compared(truths[name], found).right)
        yield strategy, form, compared(truths[strategy], found)


def _forms(path: Path, folder: Path) -> Iterator[tuple[str, Path]]:
    yield "as it is", path
    if path.suffix not in _TEXTS:
        return
    text = path.read_text(encoding="utf-8-sig").replace("\f", "\n")
    for form, (ending, write) in DISGUISES.items():
        file = folder / f"{path.stem}{ending}"
        write(text, file)
        yield form, file


def main() -> int:
    """Print a line for each form of each document; 1 if a bar is not met."""
    documents = [path for path in sorted(Path(sys.argv[1]).iterdir()) if path.suffix in _READ and path.stem != "README"]
    truths = {path.parent.name: told(path.parent) for path in sorted(CONTENT.glob("*/*/strategy.toml"))}
    is_met = True
    with TemporaryDirectory() as folder:
        for path in documents:
            try:
                for strategy, form, score in scores(path, Path(folder), truths):
                    is_met &= score.right >= LEAST_RIGHT and score.false <= MOST_FALSE
                    share = f"{score.right:6.1%} of {len(score.expected):3} right, {score.false:5.1%} false"
                    sys.stdout.write(f"{strategy:28} {form:17} {share}\n")
                    if "--faults" in sys.argv:
                        sys.stdout.writelines(f"    {fault}\n" for fault in score.faults())
            except ParticipationError as problem:
                is_met = False
                sys.stdout.write(f"{path.name}: {problem}\n")
    return 0 if is_met else 1


if __name__ == "__main__":
    sys.exit(main())
