"""Reading `.docx`: headings by their styles, items and numbers by Word's own numbering, tables row by row."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from participation.strategy.importing.furniture import without_line_numbers
from participation.strategy.importing.lines import Line, UnreadableDocument
from participation.strategy.importing.plain_text import lines_of_text, words_of

_LARGEST_UNPACKED = 200_000_000
_LARGEST_TEXT = 60_000_000
_MOST_FILES = 5_000
_OLD_WORD = b"\xd0\xcf\x11\xe0"
_HEADING_STYLE = re.compile(r"(?:heading|überschrift)\s*(\d)", re.IGNORECASE)
_BULLET_STYLE = re.compile(r"list(?:e|en)?[ -]?(?:bullet|aufzählung|paragraph|absatz)|aufzählung", re.IGNORECASE)
_PLACE = re.compile(r"%(\d)")


def lines_of_word_file(path: Path) -> list[Line]:
    """The paragraphs of a `.docx`.

    Raises:
        UnreadableDocument: it is no such file, or unpacks to far too much.
    """
    check_word_file(path)
    try:
        document = Document(str(path))
    except Exception as problem:
        raise UnreadableDocument("%(file)s is a damaged Word file.", file=path.name) from problem
    counters: dict[tuple[str, int], int] = {}
    lines: list[Line] = []
    empties: list[int] = []
    empty = 1
    for block in document.iter_inner_content():
        found = list(_rows(block)) if isinstance(block, Table) else list(_paragraph(block, counters))
        empty += not found
        for line in found:
            lines.append(line)
            empties.append(empty)
            empty = 0
    # Where nearly every line has an empty one before it, only more than one is a gap.
    spaced = empties.count(1) > len(lines) / 2 and max(empties, default=0) > 1
    marked = [replace(line, gap=line.gap or empty > int(spaced)) for line, empty in zip(lines, empties, strict=True)]
    return _without_line_numbers(marked)


def _without_line_numbers(lines: list[Line]) -> list[Line]:
    texts = without_line_numbers([line.text for line in lines])
    found: list[Line] = []
    for line, text in zip(lines, texts, strict=True):
        again = [line] if text == line.text else lines_of_text(text)
        found += [replace(one, heading=line.heading, bullet=one.bullet or line.bullet, gap=line.gap) for one in again]
    return found


def check_word_file(path: Path) -> None:
    """Refuse what is no `.docx`, is protected, or unpacks to far too much.

    Raises:
        UnreadableDocument: the sentence says why.
    """
    with path.open("rb") as file:
        start = file.read(4)
    if start == _OLD_WORD:
        sentence = "%(file)s is an old or a protected Word file. Save it as .docx without a password and try again."
        raise UnreadableDocument(sentence, file=path.name)
    try:
        with zipfile.ZipFile(path) as archive:
            files = archive.infolist()
    except (zipfile.BadZipFile, OSError, NotImplementedError) as problem:
        raise UnreadableDocument("%(file)s is no Word file (.docx).", file=path.name) from problem
    text = next((one.file_size for one in files if one.filename == "word/document.xml"), None)
    if text is None:
        raise UnreadableDocument("%(file)s is no Word file (.docx).", file=path.name)
    # What the archive says of itself is a lower bound only if it lies; zipfile then stops at the size it named.
    if len(files) > _MOST_FILES or text > _LARGEST_TEXT or sum(one.file_size for one in files) > _LARGEST_UNPACKED:
        raise UnreadableDocument("%(file)s unpacks to far more than a document; it is not opened.", file=path.name)


def _paragraph(paragraph: Paragraph, counters: dict[tuple[str, int], int]) -> Iterator[Line]:
    text = paragraph.text
    if not text.strip():
        return
    style = str(paragraph.style.name) if paragraph.style is not None else ""
    heading = _HEADING_STYLE.search(style)
    level = int(heading[1]) if heading else 1 if style in {"Title", "Titel"} else 0
    mark = _mark(paragraph, counters)
    is_item = mark == "•" or (mark is None and bool(_BULLET_STYLE.search(style)) and "paragraph" not in style.lower())
    for place, piece in enumerate(text.split("\n")):
        if not piece.strip():
            continue
        words = f"{mark} {piece.strip()}" if mark not in {None, "•"} and place == 0 else piece
        if level:
            yield Line(words_of(" ".join(words.split())), heading=level)
            continue
        for line in lines_of_text(words.rstrip()):
            yield Line(line.text, line.heading, line.bullet or (is_item and place == 0), line.starts)


def _mark(paragraph: Paragraph, counters: dict[tuple[str, int], int]) -> str | None:
    """What Word sets before a paragraph: "•", a number counted here as Word counts, or nothing."""
    properties = _numbering(paragraph)
    if properties is None:
        return None
    number, depth = properties
    levels = _levels(paragraph, number)
    form, pattern = levels.get(depth, ("bullet", ""))
    if form in {"bullet", "none"}:
        return "•"
    counters[number, depth] = counters.get((number, depth), 0) + 1
    for key in [key for key in counters if key[0] == number and key[1] > depth]:
        del counters[key]
    return _PLACE.sub(lambda found: str(counters.get((number, int(found[1]) - 1), 1)), pattern)


def _numbering(paragraph: Paragraph) -> tuple[str, int] | None:
    style: Any = paragraph.style
    places = [paragraph._p.pPr]  # noqa: SLF001 - python-docx offers no other way to the numbering
    while style is not None:
        places.append(style.element.pPr)
        style = style.base_style
    for place in places:
        found = None if place is None else place.find(qn("w:numPr"))
        if found is None:
            continue
        number, depth = found.find(qn("w:numId")), found.find(qn("w:ilvl"))
        if number is None or number.get(qn("w:val")) == "0":
            return None
        return str(number.get(qn("w:val"))), int(depth.get(qn("w:val"), "0")) if depth is not None else 0
    return None


def _levels(paragraph: Paragraph, number: str) -> dict[int, tuple[str, str]]:
    """Depth -> (form, pattern) of a numbering."""
    try:
        root: Any = paragraph.part.numbering_part.element  # type: ignore[attr-defined]
    except (KeyError, NotImplementedError):
        return {}
    known = [one for one in root.findall(qn("w:num")) if one.get(qn("w:numId")) == number]
    if not known:
        return {}
    abstract = known[0].find(qn("w:abstractNumId")).get(qn("w:val"))
    found: dict[int, tuple[str, str]] = {}
    for one in root.findall(qn("w:abstractNum")):
        if one.get(qn("w:abstractNumId")) == abstract:
            for level in one.findall(qn("w:lvl")):
                form, text = level.find(qn("w:numFmt")), level.find(qn("w:lvlText"))
                if form is not None and text is not None:
                    depth = int(level.get(qn("w:ilvl"), "0"))
                    found[depth] = (str(form.get(qn("w:val"))), str(text.get(qn("w:val"))))
    return found


def _rows(table: Table) -> Iterator[Line]:
    for row in table.rows:
        cells: list[str] = []
        seen: set[int] = set()
        for cell in row.cells:
            if id(cell._tc) not in seen:  # noqa: SLF001 - a merged cell is the same cell several times
                seen.add(id(cell._tc))  # noqa: SLF001
                cells.append("\u2063".join(" ".join(one.text.split()) for one in cell.paragraphs if one.text.strip()))
        if any(cells):
            yield Line("\t".join(cells), gap=True)
