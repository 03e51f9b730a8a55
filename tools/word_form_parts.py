"""Parts of a Word form: texts, tables, loops and conditions as docxtpl reads them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt


def lines(document: Any, name: str, *, strong: bool = False) -> None:
    """Paragraphs and points of a text."""
    document.add_paragraph(f"{{%p for line in {name} %}}")
    document.add_paragraph("{%p if line.is_point %}")
    document.add_paragraph("{{ line.text }}", style="List Bullet")
    document.add_paragraph("{%p else %}")
    document.add_paragraph("{{ line.text }}").runs[0].bold = strong
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endfor %}")


def when(document: Any, name: str, write: Any) -> None:
    """What is written only where a value is not empty."""
    document.add_paragraph(f"{{%p if {name} %}}")
    write()
    document.add_paragraph("{%p endif %}")


def new_page(document: Any, title: str) -> None:
    """A heading on a page of its own."""
    document.add_heading(title, 1).paragraph_format.page_break_before = True


def table(document: Any, widths: Sequence[float], rows: int) -> Any:
    """A table; widths in centimetres."""
    made = document.add_table(rows, len(widths))
    made.style, made.alignment, made.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)
    return made


def head_row(row: Any, names: Sequence[str], size: float = 10) -> None:
    """A row of headings, repeated on every page."""
    fill_row(row, names, size=size, bold=True)
    row._tr.get_or_add_trPr().append(element("w:tblHeader", val="true"))  # noqa: SLF001 - python-docx has no other way


def fill_row(row: Any, texts: Sequence[str], size: float = 10, *, bold: bool = False) -> None:
    """Texts in the cells of a row; size in points."""
    for cell, text in zip(row.cells, texts, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(2)
        run = paragraph.add_run(text)
        run.bold, run.font.size = bold, Pt(size)


def loop(table: Any, first: int, many: str, one: str, texts: Sequence[str], size: float = 10) -> None:
    """Three rows: one that opens the loop, one that is repeated, one that closes it."""
    table.rows[first].cells[0].text = f"{{%tr for {one} in {many} %}}"
    fill_row(table.rows[first + 1], texts, size)
    table.rows[first + 1]._tr.get_or_add_trPr().append(element("w:cantSplit", val="true"))  # noqa: SLF001 - as above
    table.rows[first + 2].cells[0].text = "{%tr endfor %}"


def box(condition: str) -> str:
    """A box, ticked under a condition."""
    return f"{{{{ '☒' if {condition} else '☐' }}}}"


def element(tag: str, **attributes: str) -> Any:
    """An element of WordprocessingML with attributes."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made
