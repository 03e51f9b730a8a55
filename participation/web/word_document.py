"""An HTML document on the input, a DOCX on the output; run as a process of its own.

Headings, paragraphs, lists, terms and tables become what word processors and screen readers know as such. Photos
(JPEG in the address itself) come along with what they show; charts are left out: each stands above a table of the same
numbers.
"""

from __future__ import annotations

import re
import sys
from base64 import b64decode
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

_SPACES = re.compile(r"\s+")
_PHOTO = "data:image/jpeg;base64,"
_LEGEND = "the legend of a picture"
_LEFT_OUT = frozenset({"svg", "style", "script", "head", _LEGEND})
_STYLES = {"li": "List Bullet", "blockquote": "Quote", "caption": "Caption"}
_BLOCKS = frozenset({"p", "li", "dt", "dd", "caption", "h1", "h2", "h3", "h4", "h5", "h6"})
_LANGUAGES = {"de": "de-DE", "de-simple": "de-DE", "en": "en-GB"}
_EMPTY = frozenset({"meta", "link", "br", "hr", "img", "input"})


class Reader(HTMLParser):
    """Reads a document into parts: (kind, text), ("table", (rows, head rows)) or ("photo", (address, alt))."""

    def __init__(self) -> None:
        """Nothing read yet."""
        super().__init__()
        self.language, self.title = "de", ""
        self.parts: list[tuple[str, Any]] = []
        self._open: list[str] = []
        self._text: list[str] = []
        self._rows: list[list[str]] | None = None
        self._heads = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        if tag == "html":
            self.language = dict(attrs).get("lang") or "de"
        if "print-legend" in (dict(attrs).get("class") or ""):
            tag = _LEGEND
        if tag in _EMPTY:
            self._text.append(" ")
            self._take_photo(dict(attrs))
            return
        self._open.append(tag)
        if tag == "table":
            self._flush("p")
            self._rows, self._heads = [], 0
        elif tag == "tr" and self._rows is not None:
            self._rows.append([])
            self._heads += "thead" in self._open
        elif tag in _BLOCKS or tag in {"td", "th"}:
            self._flush("p")

    def _take_photo(self, attributes: dict[str, str | None]) -> None:
        address = attributes.get("src") or ""
        if address.startswith(_PHOTO):
            self._flush("p")
            self.parts.append(("photo", (address, attributes.get("alt") or "")))

    def handle_endtag(self, tag: str) -> None:
        """End an element."""
        if tag == "ul" and _LEGEND in self._open:
            tag = _LEGEND
        if tag not in self._open:
            return
        while self._open.pop() != tag:
            pass
        if tag == "title" and "svg" not in self._open:
            self.title = self._taken()
        elif tag in {"td", "th"} and self._rows:
            self._rows[-1].append(self._taken())
        elif tag == "table" and self._rows is not None:
            self.parts.append(("table", (self._rows, self._heads)))
            self._rows = None
        elif tag in _BLOCKS and not {"td", "th"} & set(self._open):
            self._flush(self._kind(tag))

    def handle_data(self, data: str) -> None:
        """Text within the document; what belongs to pictures is left out."""
        if ("title" in self._open and "svg" not in self._open) or not _LEFT_OUT & set(self._open):
            self._text.append(data)

    def _kind(self, tag: str) -> str:
        if tag == "p":
            return next((one for one in ("blockquote", "li") if one in self._open), "p")
        return tag

    def _flush(self, kind: str) -> None:
        if {"td", "th"} & set(self._open[:-1]):
            return
        text = self._taken()
        if text:
            self.parts.append((kind, text))

    def _taken(self) -> str:
        text = _SPACES.sub(" ", "".join(self._text).replace("\N{NO-BREAK SPACE}", "\ue000")).strip()
        self._text = []
        return text.replace("\ue000", "\N{NO-BREAK SPACE}")


def docx(html: str) -> bytes:
    """The document as DOCX."""
    from docx import Document  # noqa: PLC0415 - only this process needs it

    reader = Reader()
    reader.feed(html)
    document = Document()
    _describe(document, reader)
    for kind, content in reader.parts:
        if kind == "table":
            _add_table(document, *content)
        elif kind == "photo":
            _add_photo(document, *content)
        elif kind[0] == "h" and kind[1:].isdigit():
            document.add_heading(content, int(kind[1:]))
        elif kind == "dt":
            document.add_paragraph().add_run(content).bold = True
        else:
            document.add_paragraph(content, style=_STYLES.get(kind))
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _describe(document: Any, reader: Reader) -> None:
    """Title and language, of the file and of every word in it."""
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Pt  # noqa: PLC0415

    language = _LANGUAGES.get(reader.language, "de-DE")
    document.core_properties.title, document.core_properties.language = reader.title, language
    document.core_properties.author = document.core_properties.comments = ""
    style = document.styles["Normal"]
    style.font.size = Pt(11)
    mark = OxmlElement("w:lang")
    mark.set(qn("w:val"), language)
    style.element.get_or_add_rPr().append(mark)


def _add_photo(document: Any, address: str, alt: str) -> None:
    """A photo, not wider than the text, with what it shows for those who do not see it."""
    picture = document.add_picture(BytesIO(b64decode(address.removeprefix(_PHOTO))))
    section = document.sections[0]
    widest = section.page_width - section.left_margin - section.right_margin
    if picture.width > widest:
        picture.height, picture.width = round(picture.height * widest / picture.width), widest
    picture._inline.docPr.set("descr", alt)  # noqa: SLF001 - python-docx has no way of its own


def _add_table(document: Any, rows: list[list[str]], heads: int) -> None:
    """A table whose head row is repeated on every page and known as such."""
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    width = max(map(len, rows), default=0)
    if not width:
        return
    table = document.add_table(rows=0, cols=width, style="Table Grid")
    for number, row in enumerate(rows):
        added = table.add_row()
        for cell, text in zip(added.cells, row, strict=False):
            cell.text = text
        if number < heads:
            mark = OxmlElement("w:tblHeader")
            mark.set(qn("w:val"), "true")
            added._tr.get_or_add_trPr().append(mark)  # noqa: SLF001 - python-docx has no way of its own
            for run in (run for cell in added.cells for one in cell.paragraphs for run in one.runs):
                run.bold = True
    document.add_paragraph()


def main() -> None:
    """Read, write."""
    sys.stdout.buffer.write(docx(sys.stdin.buffer.read().decode()))


if __name__ == "__main__":
    main()
