"""Builds the two Word forms that are shipped for council papers; run it after changing it, and look at both."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

FOLDER = Path(__file__).resolve().parent.parent / "participation" / "papers" / "word_forms"


def main() -> None:
    """Write both forms."""
    for name, opening in (("county", _county), ("plain", _plain)):
        document = _empty()
        opening(document)
        _proposal(document)
        _reasons(document)
        _annexes(document)
        document.save(str(FOLDER / f"{name}.docx"))
        sys.stdout.write(f"{name}.docx\n")


def _empty() -> Any:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.5), Cm(2)
    section.top_margin, section.bottom_margin = Cm(2), Cm(2)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(11)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Arial")
    normal.element.rPr.append(_with("w:lang", val="de-DE"))
    normal.paragraph_format.space_after = Pt(6)
    for level, size in ((1, 16), (2, 13), (3, 11.5), (4, 11)):
        style = document.styles[f"Heading {level}"]
        style.font.name, style.font.size, style.font.bold = "Arial", Pt(size), True
        style.font.color.rgb = None
        style.element.rPr.rFonts.set(qn("w:asciiTheme"), "")
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            style.element.rPr.rFonts.attrib.pop(qn(f"w:{theme}"), None)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(12), Pt(4)
    _page_numbers(section)
    return document


def _page_numbers(section: Any) -> None:
    paragraph = section.footer.paragraphs[0]
    paragraph.add_run("Vorlage{% if number %} {{ number }}{% endif %} · Seite ")
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        if kind:
            run._r.append(_with("w:fldChar", fldCharType=kind))  # noqa: SLF001 - python-docx has no other way
        else:
            instruction = OxmlElement("w:instrText")
            instruction.text = text
            run._r.append(instruction)  # noqa: SLF001 - python-docx has no other way


def _county(document: Any) -> None:
    """The opening page of a form with boxes to tick, as counties in Lower Saxony use it."""
    document.add_paragraph("{{ head or region }}").runs[0].bold = True
    head = _table(document, [8.5, 4.5, 3.5], 2)
    _fill(head.rows[0], ["Organisationseinheit: {{ office }}", "Drucksache Nr.", "Jahr"])
    _fill(head.rows[1], ["Az.: {{ file_reference }}\nDatum: {{ day }}", "{{ serial or '–' }}", "{{ year }}"])
    document.add_heading("{{ kind }}", 1)
    steps = _table(document, [5.0, 2.3, 1.9, 1.9, 1.9, 1.7, 1.8], 4)
    names = [
        "an",
        "Sitzungstag",
        "öffent\u00adlich",
        "nicht öffent\u00adlich",
        "ange\u00adnommen",
        "abge\u00adlehnt",
        "geän\u00addert",
    ]
    _head(steps.rows[0], names, size=8.5)
    _loop(
        steps,
        1,
        "steps",
        "step",
        [
            "{{ step.name }}",
            "{{ step.day }}",
            _box("step.is_public"),
            _box("not step.is_public"),
            _box("step.adopted"),
            _box("step.rejected"),
            _box("step.amended"),
        ],
    )
    document.add_paragraph()
    checks = _table(document, [9.5, 2.2, 2.2, 2.6], 4)
    _head(checks.rows[0], ["Prüfvermerke", "ja", "nein", "entfällt"])
    _loop(
        checks,
        1,
        "checks",
        "check",
        ["{{ check.label }}", *(_box(f"check.answer == '{code}'") for code in ("yes", "no", "not_apt"))],
    )
    document.add_paragraph()
    signed = _table(document, [4.1, 4.1, 4.1, 4.2], 2)
    _head(signed.rows[0], ["Gefertigt", "Beteiligt", "Leitung", "Beschlussausführung"])
    _fill(signed.rows[1], ["{{ office }}\n", "", "", "(Handzeichen)"])


def _plain(document: Any) -> None:
    """An opening without boxes: what it is, who deliberates it when."""
    document.add_paragraph("{{ region }}")
    document.add_heading("{{ kind }} {{ number }}", 1)
    document.add_paragraph(
        "{{ day }}{% if office %} · {{ office }}{% endif %}{% if file_reference %} · {{ file_reference }}{% endif %}"
    )
    document.add_heading("Beratungsfolge", 2)
    steps = _table(document, [6.5, 2.6, 2.6, 4.8], 4)
    _head(steps.rows[0], ["Gremium", "Sitzung am", "Sitzung", "Ergebnis"])
    _loop(
        steps,
        1,
        "steps",
        "step",
        [
            "{{ step.name }}",
            "{{ step.day }}",
            "{{ 'öffentlich' if step.is_public else 'nicht öffentlich' }}",
            "{{ step.result or '–' }}{% if step.votes %} ({{ step.votes }}){% endif %}",
        ],
    )
    document.add_heading("Prüfvermerke", 2)
    document.add_paragraph("{%p for check in checks %}")
    document.add_paragraph("{{ check.label }}: {{ check.word }}", style="List Bullet")
    document.add_paragraph("{%p endfor %}")


def _proposal(document: Any) -> None:
    document.add_heading("Betreff", 2)
    document.add_paragraph("{{ subject }}").runs[0].bold = True
    document.add_heading("Beschlussvorschlag", 2)
    _lines(document, "opening")
    document.add_paragraph("{%p for goal in goals %}")
    _lines(document, "goal.lines", strong=True)
    document.add_paragraph("{%p endfor %}")
    _lines(document, "closing")


def _reasons(document: Any) -> None:
    document.add_heading("Sachdarstellung und Begründung", 2)
    _lines(document, "reasons")
    _when(document, "events", lambda: _events(document))
    document.add_heading("Ergebnis der Beteiligung", 3)
    document.add_paragraph("{%p for survey in surveys %}")
    document.add_paragraph("Umfrage „{{ survey.title }}“: {{ survey.sentence }}")
    document.add_paragraph("{%p endfor %}")
    _when(document, "outcomes.sentence", lambda: document.add_paragraph("{{ outcomes.sentence }}"))
    document.add_paragraph("{%p if not surveys and not outcomes.sentence %}")
    document.add_paragraph("Keine Angaben.")
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p for row in outcomes.rows %}")
    document.add_paragraph("{{ row[0] }}: {{ row[1] }}", style="List Bullet")
    document.add_paragraph("{%p endfor %}")
    document.add_heading("Beteiligung von Kindern und Jugendlichen", 3)
    _lines(document, "youth")
    document.add_paragraph("{%p for sentence in youth_sentences %}")
    document.add_paragraph("{{ sentence }}")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p if not youth and not youth_sentences %}")
    document.add_paragraph("Keine Angaben.")
    document.add_paragraph("{%p endif %}")
    document.add_heading("Finanzielle Auswirkungen", 2)
    _lines(document, "finances")
    document.add_paragraph("{%p if not finances %}")
    document.add_paragraph("Keine Angaben.")
    document.add_paragraph("{%p endif %}")
    _when(document, "annex_list", lambda: _annex_list(document))


def _events(document: Any) -> None:
    document.add_heading("Ablauf", 3)
    events = _table(document, [3.5, 13], 4)
    _head(events.rows[0], ["Zeitpunkt", "Ereignis"])
    _loop(events, 1, "events", "event", ["{{ event.day }}", "{{ event.text }}"])


def _annex_list(document: Any) -> None:
    document.add_heading("Anlagen", 2)
    document.add_paragraph("{%p for annex in annex_list %}")
    document.add_paragraph("Anlage {{ annex.number }}: {{ annex.title }}")
    document.add_paragraph("{%p endfor %}")


def _annexes(document: Any) -> None:
    _when(document, "strategy", lambda: _strategy(document))
    _when(document, "considerations", lambda: _considerations(document))
    _when(document, "report", lambda: _report(document))


def _strategy(document: Any) -> None:
    _new_page(document, "Anlage: {{ strategy_title }}, Fassung {{ version }}")
    document.add_paragraph("{%p for part in strategy %}")
    for depth, condition in (
        (2, "part.depth == 0"),
        (3, "part.depth == 1 and not part.is_item"),
        (4, "part.depth > 1 and not part.is_item"),
    ):
        document.add_paragraph(f"{{%p if {condition} %}}")
        document.add_heading("{{ part.heading }}", depth)
        document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p if part.is_item %}")
    document.add_paragraph("{{ part.heading }}", style="List Bullet")
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p for text in part.texts %}")
    document.add_paragraph("{{ text }}")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endfor %}")


def _considerations(document: Any) -> None:
    _new_page(document, "Anlage: Abwägungstabelle")
    table = _table(document, [3.3, 5.4, 3, 4.8], 4)
    _head(table.rows[0], ["Teil der Strategie", "Beitrag", "Ergebnis", "Begründung"])
    _loop(
        table,
        1,
        "considerations",
        "row",
        ["{{ row.part }}", "{{ row.contribution or '(zurückgezogen)' }}", "{{ row.outcome }}", "{{ row.rationale }}"],
        size=9,
    )


def _report(document: Any) -> None:
    _new_page(document, "Anlage: Bericht über die Beteiligung")
    document.add_paragraph("{%p for survey in report %}")
    document.add_heading("{{ survey.title }}", 2)
    document.add_paragraph("{{ survey.sentence }}")
    document.add_paragraph("{%p for field in survey.fields %}")
    document.add_paragraph(
        "{{ field.title }}: Wichtigkeit {{ field.importance }}, Zufriedenheit {{ field.satisfaction }}, "
        "Gruppe {{ field.group }}",
        style="List Bullet",
    )
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endfor %}")


def _lines(document: Any, name: str, *, strong: bool = False) -> None:
    document.add_paragraph(f"{{%p for line in {name} %}}")
    document.add_paragraph("{%p if line.is_point %}")
    document.add_paragraph("{{ line.text }}", style="List Bullet")
    document.add_paragraph("{%p else %}")
    document.add_paragraph("{{ line.text }}").runs[0].bold = strong
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endfor %}")


def _when(document: Any, name: str, write: Any) -> None:
    document.add_paragraph(f"{{%p if {name} %}}")
    write()
    document.add_paragraph("{%p endif %}")


def _new_page(document: Any, title: str) -> None:
    document.add_heading(title, 1).paragraph_format.page_break_before = True


def _table(document: Any, widths: Sequence[float], rows: int) -> Any:
    table = document.add_table(rows, len(widths))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)
    return table


def _head(row: Any, names: Sequence[str], size: float = 10) -> None:
    _fill(row, names, size=size, bold=True)
    row._tr.get_or_add_trPr().append(_with("w:tblHeader", val="true"))  # noqa: SLF001 - python-docx has no other way


def _fill(row: Any, texts: Sequence[str], size: float = 10, *, bold: bool = False) -> None:
    for cell, text in zip(row.cells, texts, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(2)
        run = paragraph.add_run(text)
        run.bold, run.font.size = bold, Pt(size)


def _loop(table: Any, first: int, many: str, one: str, texts: Sequence[str], size: float = 10) -> None:
    """Three rows: one that opens the loop, one that is repeated, one that closes it."""
    table.rows[first].cells[0].text = f"{{%tr for {one} in {many} %}}"
    _fill(table.rows[first + 1], texts, size)
    table.rows[first + 1]._tr.get_or_add_trPr().append(_with("w:cantSplit", val="true"))  # noqa: SLF001 - as above
    table.rows[first + 2].cells[0].text = "{%tr endfor %}"


def _box(condition: str) -> str:
    return f"{{{{ '☒' if {condition} else '☐' }}}}"


def _with(tag: str, **attributes: str) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


if __name__ == "__main__":
    main()
