"""Reading the text layer of a `.pdf`: lines by their height on the page, headings by their size.

Run as a program of its own it prints the lines as JSON: a broken file can then neither hang nor eat the memory of
who reads it.
"""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

from participation.core.elsewhere import limit_memory
from participation.strategy.importing.furniture import without_line_numbers
from participation.strategy.importing.lines import Line, UnreadableDocument
from participation.strategy.importing.plain_text import lines_of_text

_LONGEST = 90  # seconds
_MOST_PAGES = 1_000
_MOST_CHARACTERS = 5_000_000
_FEWEST_CHARACTERS = 40
_LARGER = 1.12
_WIDER = 1.35
_PROTECTED, _SCANNED, _TOO_LONG = 3, 4, 5
_REFUSALS = {
    _PROTECTED: "%(file)s is protected by a password. Save it without one and try again.",
    _SCANNED: "%(file)s has no text layer, it is scanned. Run text recognition (OCR) over it first.",
    _TOO_LONG: "%(file)s is too long: a document may have 1,000 pages.",
}


@dataclass
class _Row:
    text: str
    page: int
    height: float
    left: float
    size: float


def lines_of_pdf(path: Path) -> list[Line]:
    """The lines of a PDF, read in a process of its own with limits of time and memory.

    Raises:
        UnreadableDocument: it is protected, scanned, damaged, or takes too long.
    """
    with path.open("rb") as file:
        if b"%PDF-" not in file.read(1024):
            raise UnreadableDocument("%(file)s is no PDF.", file=path.name)
    command = [sys.executable, "-m", __name__, str(path)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_LONGEST, check=False)  # noqa: S603 - ourselves
    except subprocess.TimeoutExpired as problem:
        raise UnreadableDocument("%(file)s takes too long to read; it is damaged.", file=path.name) from problem
    if done.returncode:
        raise UnreadableDocument(_REFUSALS.get(done.returncode, "%(file)s is a damaged PDF."), file=path.name)
    return [Line(**line) for line in json.loads(done.stdout)]


def _main(path: Path) -> int:
    limit_memory()
    from pypdf.errors import DependencyError  # noqa: PLC0415 - as below

    try:
        return _print_lines(path)
    except DependencyError:  # a cipher that only protected files use
        return _PROTECTED


def _print_lines(path: Path) -> int:
    from pypdf import PdfReader  # noqa: PLC0415 - only who imports a PDF needs it

    reader = PdfReader(path, strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        return _PROTECTED
    if len(reader.pages) > _MOST_PAGES:
        return _TOO_LONG
    rows: list[_Row] = []
    for number, page in enumerate(reader.pages, start=1):
        rows += _rows_of(page, number)
        if sum(len(row.text) for row in rows) > _MOST_CHARACTERS:
            return _TOO_LONG
    if sum(len(row.text.strip()) for row in rows) < _FEWEST_CHARACTERS:
        return _SCANNED
    sys.stdout.write(json.dumps([asdict(line) for line in _lines(rows)]))
    return 0


def _rows_of(page: Any, number: int) -> list[_Row]:
    rows: list[_Row] = []

    def take(text: str, outer: list[float], inner: list[float], _font: object, size: float) -> None:
        words = text.replace("\n", "")
        if not words:
            return
        left = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
        height = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
        shown = abs(size * (inner[3] or inner[1]) * (outer[3] or outer[1])) or size
        if rows and abs(rows[-1].height - height) < max(shown, 1) * 0.4:
            rows[-1].text += words
            rows[-1].size = max(rows[-1].size, shown) if words.strip() else rows[-1].size
        elif words.strip():
            rows.append(_Row(words, number, height, left, shown))

    page.extract_text(visitor_text=take)
    return rows


def _lines(rows: list[_Row]) -> list[Line]:
    sizes: Counter[float] = Counter()
    for row in rows:
        sizes[round(row.size, 1)] += len(row.text)
    body = sizes.most_common(1)[0][0]
    large = sorted({round(row.size, 1) for row in rows if row.size > body * _LARGER}, reverse=True)
    steps = _steps(rows)
    usual = median(steps) if steps else 0.0
    texts = without_line_numbers([row.text for row in rows])
    lines: list[Line] = []
    for index, (row, text) in enumerate(zip(rows, texts, strict=True)):
        before = rows[index - 1] if index else None
        gap = before is None or (before.page == row.page and before.height - row.height > usual * _WIDER)
        depth = min(large.index(round(row.size, 1)) + 1, 6) if round(row.size, 1) in large else 0
        for line in lines_of_text(text):
            heading = depth if not line.bullet else 0
            lines.append(Line(line.text, heading or line.heading, line.bullet, gap=gap, page=row.page))
    return lines


def _steps(rows: list[_Row]) -> list[float]:
    """How far lines stand below each other where they do."""
    pairs = itertools.pairwise(rows)
    return [one.height - other.height for one, other in pairs if one.page == other.page and one.height > other.height]


if __name__ == "__main__":
    sys.exit(_main(Path(sys.argv[1])))
