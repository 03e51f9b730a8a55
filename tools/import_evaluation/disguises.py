"""The same text as files that offices send: Word with styles, Word as converters write it, PDF with its furniture."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from pathlib import Path

_HEADING = re.compile(r"(#{1,6})\s+(.*)")
_BULLET = re.compile(
    r"\s*(?:[-*•–]|\uf0b7)\s+(?=\S)| +(?=[A-ZÄÖÜ])(?!Handlungsfeld|Priorit|Strategische|Operative|Anlage)"
)
"""A sign, or the blanks that are left where a text lost it (but not before the name of a level)."""
_SIGNS = ("•", "–", "\uf0b7")
_RUNNING_HEAD = "Vorlage an den Kreistag – Entwurf"
_STEP = 5
_PAGE = f"""
@page {{ size: A4; margin: 25mm 20mm; @top-left {{ content: "{_RUNNING_HEAD}" }}
         @bottom-right {{ content: "Seite " counter(page) " von " counter(pages) }} }}
body {{ font: 10pt/1.4 "Fira Sans", sans-serif; hyphens: auto }}
p {{ margin: 0 }} .gap {{ height: 3mm }} li {{ list-style: none }}
h1, h2, h3 {{ hyphens: manual; margin: 3mm 0 }}
h1 {{ font-size: 20pt }} h2 {{ font-size: 15pt }} h3 {{ font-size: 12.5pt }}
"""


def as_word(text: str, path: Path) -> None:
    """Word with styles for headings and items, real tables, and a header on each page."""
    from docx import Document  # noqa: PLC0415 - slow to load

    document = Document()
    document.sections[0].header.paragraphs[0].text = _RUNNING_HEAD
    for line in text.splitlines():
        words = line.strip("\n ")
        if heading := _HEADING.fullmatch(words):
            document.add_heading(heading[2], min(len(heading[1]), 6))
        elif "\t" in words:
            cells = words.split("\t")
            table = document.add_table(rows=1, cols=len(cells))
            for cell, word in zip(table.rows[0].cells, cells, strict=True):
                cell.text = re.sub(r"<[^>]+>", " ", word).strip()
        elif mark := _BULLET.match(line):
            document.add_paragraph(line[mark.end() :], style="List Bullet")
        else:
            document.add_paragraph(line)
    document.save(str(path))


def as_converted_word(text: str, path: Path) -> None:
    """Word as converters write it: every line a paragraph without style, several signs, each fifth line counted."""
    from docx import Document  # noqa: PLC0415 - slow to load

    document = Document()
    count = items = 0
    for line in text.splitlines():
        words = line
        if mark := _BULLET.match(line):
            words = f"{_SIGNS[items % len(_SIGNS)]} {line[mark.end() :]}"
            items += 1
        count += bool(line.strip())
        if line.strip() and count % _STEP == 0 and not _HEADING.match(line):
            words = f"{words} {count}"
        document.add_paragraph(words)
    document.save(str(path))


def as_pdf(text: str, path: Path) -> None:
    """PDF with words cut at the ends of lines, a running head, and the number of each page."""
    from weasyprint import HTML  # noqa: PLC0415 - slow to load

    body = "".join(_blocks(text))
    HTML(string=f"<html lang='de'><style>{_PAGE}</style><body>{body}</body></html>").write_pdf(str(path))


def _blocks(text: str) -> Iterator[str]:
    for line in text.splitlines():
        words = line.strip("\n ")
        if not words:
            yield "<div class='gap'></div>"
        elif heading := _HEADING.fullmatch(words):
            level = min(len(heading[1]), 3)
            yield f"<h{level}>{html.escape(heading[2])}</h{level}>"
        elif mark := _BULLET.match(line):
            yield f"<p>• {html.escape(line[mark.end() :])}</p>"
        else:
            yield f"<p>{html.escape(re.sub(r'<[^>]+>', ' ', words))}</p>"


DISGUISES: dict[str, tuple[str, Callable[[str, Path], None]]] = {
    "Word with styles": (".docx", as_word),
    "Word, converted": (".docx", as_converted_word),
    "PDF": (".pdf", as_pdf),
}
