"""Documents come as Markdown, text, Word and PDF; a file that cannot be read gets one sentence."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
import weasyprint
from click.testing import CliRunner
from pypdf import PdfReader, PdfWriter

from participation.cli import group
from participation.strategy.importing.opening import LARGEST_FILE, recognise_file
from tests.strategy.importing.documents import RESOLUTION

GOALS = ["1.1 Ein Bus im Stundentakt für alle Dörfer und für die Ortsteile am Rand", "1.2 Sichere Radwege"]
ITEMS = ["Linie nach Süden", "Linie nach Norden"]
HEAD = "Landkreis Lindenau, Entwurf"


def found(path: Path) -> list[tuple[str, str, str]]:
    kinds = {"action_field", "strategic_goal", "operational_goal"}
    return [(one.kind.value, one.number, one.title) for one in recognise_file(path).all() if one.kind in kinds]


EXPECTED = [
    ("action_field", "1", "Verkehr"),
    ("strategic_goal", "1.1", GOALS[0][4:]),
    ("operational_goal", "", ITEMS[0]),
    ("operational_goal", "", ITEMS[1]),
    ("strategic_goal", "1.2", "Sichere Radwege"),
]


def test_word_headings_and_items_are_recognised_by_their_styles(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Konzept mit operativen Zielen", 0)
    document.add_paragraph("Operative Ziele konkretisieren die strategischen.")
    document.add_heading("Handlungsfeld 1: Verkehr", 1)
    document.add_heading(GOALS[0], 2)
    for item in ITEMS:
        document.add_paragraph(item, style="List Bullet")
    document.add_heading(GOALS[1], 2)
    document.save(str(tmp_path / "a.docx"))
    assert found(tmp_path / "a.docx") == EXPECTED


def test_numbers_that_word_counts_itself_are_counted(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Strategische Ziele", 1)
    for words in ("Mehr Bäume", "Weniger Lärm"):
        document.add_paragraph(words, style="List Number")
    document.save(str(tmp_path / "a.docx"))
    assert found(tmp_path / "a.docx") == [
        ("strategic_goal", "1", "Mehr Bäume"),
        ("strategic_goal", "2", "Weniger Lärm"),
    ]


def test_a_table_in_word_gives_questions_with_answers(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    for cell, words in zip(table.rows[0].cells, ("Leitfragen", "Antworten"), strict=True):
        cell.text = words
    table.rows[1].cells[0].text = "Wofür stehen wir?"
    table.rows[1].cells[1].text = "Kurze Wege"
    table.rows[1].cells[1].add_paragraph("Offene Türen")
    document.save(str(tmp_path / "a.docx"))
    question = next(one for one in recognise_file(tmp_path / "a.docx").all() if one.kind == "guiding_question")
    assert (question.title, [one.title for one in question.children]) == (
        "Wofür stehen wir?", ["Kurze Wege", "Offene Türen"]
    )  # fmt: skip


def test_line_numbers_and_empty_paragraphs_of_a_converted_word_file_mean_nothing(tmp_path: Path) -> None:
    document = docx.Document()
    for line in RESOLUTION.split("\n"):
        document.add_paragraph(line)
        document.add_paragraph("")
    document.save(str(tmp_path / "a.docx"))
    (tmp_path / "a.txt").write_text(RESOLUTION)
    assert found(tmp_path / "a.docx") == found(tmp_path / "a.txt")
    assert len(found(tmp_path / "a.docx")) == 5


def _pdf(path: Path) -> None:
    items = "".join(f"<p style='margin:0'>• {item}</p>" for item in ITEMS)
    pages = [
        f"<h1>Handlungsfeld 1: Verkehr</h1><p>{GOALS[0]}</p>{items}",
        "<p>Operative Ziele konkretisieren die strategischen Ziele.</p>",
        "<p>Dazu gibt es noch mehr zu sagen, als hier Platz hat.</p>",
        f"<p>{GOALS[1]}</p>",
    ]
    edges = f"@top-left {{ content: '{HEAD}' }} @bottom-right {{ content: counter(page) }}"
    style = f"@page {{ size: A6; margin: 2cm; {edges} }}"
    style += "section { break-after: page } body { font: 9pt sans-serif }"
    sections = "".join(f"<section>{page}</section>" for page in pages)
    weasyprint.HTML(string=f"<html lang='de'><style>{style}</style>{sections}</html>").write_pdf(str(path))


def test_a_pdf_is_read_without_its_running_heads_and_page_numbers(tmp_path: Path) -> None:
    _pdf(tmp_path / "a.pdf")
    recognition = recognise_file(tmp_path / "a.pdf")
    assert [row for row in found(tmp_path / "a.pdf") if row[0] != "operational_goal"] == [
        row for row in EXPECTED if row[0] != "operational_goal"
    ]
    assert not any(HEAD in text for one in recognition.all() for text in [one.title, *one.paragraphs])


def _protected(path: Path) -> None:
    _pdf(path)
    writer = PdfWriter()
    for page in PdfReader(path).pages:
        writer.add_page(page)
    writer.encrypt("geheim", algorithm="RC4-128")
    writer.write(path)


def _scanned(path: Path) -> None:
    weasyprint.HTML(string="<p></p>").write_pdf(str(path))


def _huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(6 * LARGEST_FILE)


def _bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as file:
        for _ in range(70):
            file.write(b"0" * 1_000_000)


def _written(content: bytes) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_bytes(content)

    return write


@pytest.mark.parametrize(
    ("name", "make", "word"),
    [
        ("a.pdf", _protected, "password"),
        ("b.pdf", _scanned, "scanned"),
        ("c.pdf", _huge, "too large"),
        ("d.txt", _huge, "too large"),
        ("e.docx", _bomb, "unpacks"),
        ("f.docx", _written(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more"), "old"),
        ("g.docx", _written(b"nothing"), "no Word file"),
        ("h.txt", _written(b""), "empty"),
        ("i.md", _written(b" \n \n"), "no text"),
        ("j.txt", _written(b"text\x00\x01\x02"), "no text"),
        ("k.pdf", _written(b"%PDF-1.7 broken"), "damaged"),
        ("l.txt", _written(b"%PDF-1.7"), ".pdf"),
        ("m.odt", _written(b"text"), "only"),
    ],
)
def test_a_file_that_cannot_be_read_gets_one_sentence(
    tmp_path: Path, name: str, make: Callable[[Path], None], word: str
) -> None:
    make(tmp_path / name)
    done = CliRunner().invoke(group, ["import-strategy", str(tmp_path / name), "--region", "x", "--dry-run"])
    assert done.exception is not None
    sentence = str(done.exception)
    assert name in sentence
    assert word in sentence
    assert "\n" not in sentence
    assert done.stdout == ""
