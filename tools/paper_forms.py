"""Builds the two Word forms that are shipped for council papers; run it after changing it, and look at both."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from tools.word_form_parts import box, element, fill_row, head_row, lines, loop, new_page, table, when

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
    normal.element.rPr.append(element("w:lang", val="de-DE"))
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
            run._r.append(element("w:fldChar", fldCharType=kind))  # noqa: SLF001 - python-docx has no other way
        else:
            instruction = OxmlElement("w:instrText")
            instruction.text = text
            run._r.append(instruction)  # noqa: SLF001 - python-docx has no other way


def _county(document: Any) -> None:
    """The opening page of a form with boxes to tick, as counties in Lower Saxony use it."""
    document.add_paragraph("{{ head or region }}").runs[0].bold = True
    head = table(document, [8.5, 4.5, 3.5], 2)
    fill_row(head.rows[0], ["Organisationseinheit: {{ office }}", "Drucksache Nr.", "Jahr"])
    fill_row(head.rows[1], ["Az.: {{ file_reference }}\nDatum: {{ day }}", "{{ serial or '–' }}", "{{ year }}"])
    document.add_heading("{{ kind }}", 1)
    _steps_with_boxes(document)
    document.add_paragraph()
    checks = table(document, [9.5, 2.2, 2.2, 2.6], 4)
    head_row(checks.rows[0], ["Prüfvermerke", "ja", "nein", "entfällt"])
    loop(
        checks,
        1,
        "checks",
        "check",
        ["{{ check.label }}", *(box(f"check.answer == '{code}'") for code in ("yes", "no", "not_apt"))],
    )
    document.add_paragraph()
    signed = table(document, [4.1, 4.1, 4.1, 4.2], 2)
    head_row(signed.rows[0], ["Gefertigt", "Beteiligt", "Leitung", "Beschlussausführung"])
    fill_row(signed.rows[1], ["{{ office }}\n", "", "", "(Handzeichen)"])


def _steps_with_boxes(document: Any) -> None:
    steps = table(document, [5.0, 2.3, 1.9, 1.9, 1.9, 1.7, 1.8], 4)
    names = [
        "an",
        "Sitzungstag",
        "öffent\u00adlich",
        "nicht öffent\u00adlich",
        "ange\u00adnommen",
        "abge\u00adlehnt",
        "geän\u00addert",
    ]
    head_row(steps.rows[0], names, size=8.5)
    loop(
        steps,
        1,
        "steps",
        "step",
        [
            "{{ step.name }}",
            "{{ step.day }}",
            box("step.is_public"),
            box("not step.is_public"),
            box("step.adopted"),
            box("step.rejected"),
            box("step.amended"),
        ],
    )


def _plain(document: Any) -> None:
    """An opening without boxes: what it is, who deliberates it when."""
    document.add_paragraph("{{ region }}")
    document.add_heading("{{ kind }} {{ number }}", 1)
    document.add_paragraph(
        "{{ day }}{% if office %} · {{ office }}{% endif %}{% if file_reference %} · {{ file_reference }}{% endif %}"
    )
    document.add_heading("Beratungsfolge", 2)
    steps = table(document, [6.5, 2.6, 2.6, 4.8], 4)
    head_row(steps.rows[0], ["Gremium", "Sitzung am", "Sitzung", "Ergebnis"])
    loop(
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
    lines(document, "opening")
    document.add_paragraph("{%p for goal in goals %}")
    lines(document, "goal.lines", strong=True)
    document.add_paragraph("{%p endfor %}")
    lines(document, "closing")


def _reasons(document: Any) -> None:
    document.add_heading("Sachdarstellung und Begründung", 2)
    lines(document, "reasons")
    when(document, "events", lambda: _events(document))
    document.add_heading("Ergebnis der Beteiligung", 3)
    document.add_paragraph("{%p for survey in surveys %}")
    document.add_paragraph("Umfrage „{{ survey.title }}“: {{ survey.sentence }}")
    document.add_paragraph("{%p endfor %}")
    when(document, "outcomes.sentence", lambda: document.add_paragraph("{{ outcomes.sentence }}"))
    document.add_paragraph("{%p if not surveys and not outcomes.sentence %}")
    document.add_paragraph("Keine Angaben.")
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p for row in outcomes.rows %}")
    document.add_paragraph("{{ row[0] }}: {{ row[1] }}", style="List Bullet")
    document.add_paragraph("{%p endfor %}")
    document.add_heading("Beteiligung von Kindern und Jugendlichen", 3)
    lines(document, "youth")
    document.add_paragraph("{%p for sentence in youth_sentences %}")
    document.add_paragraph("{{ sentence }}")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p if not youth and not youth_sentences %}")
    document.add_paragraph("Keine Angaben.")
    document.add_paragraph("{%p endif %}")
    document.add_heading("Finanzielle Auswirkungen", 2)
    lines(document, "finances")
    document.add_paragraph("{%p if not finances %}")
    document.add_paragraph("Keine Angaben.")
    document.add_paragraph("{%p endif %}")
    when(document, "annex_list", lambda: _annex_list(document))


def _events(document: Any) -> None:
    document.add_heading("Ablauf", 3)
    events = table(document, [3.5, 13], 4)
    head_row(events.rows[0], ["Zeitpunkt", "Ereignis"])
    loop(events, 1, "events", "event", ["{{ event.day }}", "{{ event.text }}"])


def _annex_list(document: Any) -> None:
    document.add_heading("Anlagen", 2)
    document.add_paragraph("{%p for annex in annex_list %}")
    document.add_paragraph("Anlage {{ annex.number }}: {{ annex.title }}")
    document.add_paragraph("{%p endfor %}")


def _annexes(document: Any) -> None:
    when(document, "strategy", lambda: _strategy(document))
    when(document, "considerations", lambda: _considerations(document))
    when(document, "report", lambda: _report(document))
    when(document, "progress", lambda: _progress(document))


def _strategy(document: Any) -> None:
    new_page(document, "Anlage: {{ strategy_title }}, Fassung {{ version }}")
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
    new_page(document, "Anlage: Abwägungstabelle")
    rows = table(document, [3.3, 5.4, 3, 4.8], 4)
    head_row(rows.rows[0], ["Teil der Strategie", "Beitrag", "Ergebnis", "Begründung"])
    loop(
        rows,
        1,
        "considerations",
        "row",
        ["{{ row.part }}", "{{ row.contribution or '(zurückgezogen)' }}", "{{ row.outcome }}", "{{ row.rationale }}"],
        size=9,
    )


def _report(document: Any) -> None:
    new_page(document, "Anlage: Bericht über die Beteiligung")
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


def _progress(document: Any) -> None:
    new_page(document, "Anlage: Fortschrittsbericht")
    document.add_paragraph("{%p for section in progress %}")
    document.add_heading("{{ section.heading }}", 2)
    document.add_paragraph("{%p for line in section.lines %}")
    document.add_paragraph("{{ line }}", style="List Bullet")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endfor %}")


if __name__ == "__main__":
    main()
