"""PDF documents: tagged, in our type, nothing loaded from elsewhere, a sentence where they cannot be made."""

from __future__ import annotations

import io
import subprocess
import sys
from threading import BoundedSemaphore
from typing import Any

import pytest
from pypdf import PdfReader

from participation.core.elsewhere import ElsewhereFailed, elsewhere
from participation.web import pdf
from participation.web.pdf import NO_PANGO, NoPdf, pdf_of
from participation.web.typesetting import bundled_file

PAGE = """<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>Fragebogen</title>
<link rel="stylesheet" href="/static/0/css/tokens.css"><style>body {{ font-family: "Fira Sans" }}</style></head>
<body><h1>Wie wichtig ist Ihnen der Bus?</h1><p>Bitte ankreuzen.</p>{more}</body></html>"""


def test_a_document_is_tagged_and_has_a_title_a_language_and_our_type() -> None:
    read: Any = PdfReader(io.BytesIO(pdf_of(PAGE.format(more=""))))
    catalogue = read.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "de"
    assert read.metadata.title == "Fragebogen"
    assert "Wie wichtig ist Ihnen der Bus?" in read.pages[0].extract_text()
    fonts = read.pages[0]["/Resources"]["/Font"]
    assert all("Fira" in fonts[name]["/BaseFont"] for name in fonts)


@pytest.mark.parametrize(
    "address",
    [
        "https://bundled.invalid/static/0/../../../pyproject.toml",
        "https://bundled.invalid/static/0/../core/elsewhere.py",
        "file:///etc/passwd",
        "https://example.org/static/0/css/tokens.css",
        "https://bundled.invalid/theme/boerde.css",
    ],
)
def test_nothing_but_our_own_static_files_can_stand_in_a_document(address: str) -> None:
    with pytest.raises(ValueError, match="own static files"):
        bundled_file(address)


def test_a_picture_from_elsewhere_is_left_out_and_the_document_still_made() -> None:
    more = '<img src="http://127.0.0.1:9/pixel.png" alt="Bild"><img src="file:///etc/passwd" alt="Datei">'
    assert pdf_of(PAGE.format(more=more)).startswith(b"%PDF-")


def test_where_the_text_library_is_missing_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def without_pango(*_: object) -> bytes:
        raise ElsewhereFailed("no library", NO_PANGO)

    monkeypatch.setattr(pdf, "elsewhere", without_pango)
    with pytest.raises(NoPdf, match="libpango"):
        pdf_of("<p>")


def test_a_process_that_fails_is_named_without_what_it_was_given() -> None:
    with pytest.raises(ElsewhereFailed, match=r"participation\.surveys\.release_audit failed") as failed:
        elsewhere("participation.surveys.release_audit", b'{"secret": ', 60)
    assert failed.value.status == 1
    assert "secret" not in str(failed.value)


def test_the_server_does_not_load_what_is_heavy() -> None:
    heavy = "{'weasyprint', 'polars', 'pyreadstat', 'scipy', 'openpyxl', 'docx'}"
    asked = f"import sys; from participation import app; print(sorted({heavy} & sys.modules.keys()))"
    loaded = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, timeout=60)
    assert loaded.stdout.strip() == "[]"


def test_nobody_keeps_the_machine_busy_with_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_PLACES", BoundedSemaphore(1))
    monkeypatch.setattr(pdf, "_LONGEST_WAIT", 0)

    def asks_for_another(*_given: object) -> bytes:
        with pytest.raises(NoPdf):
            pdf_of("")
        return b"%PDF"

    monkeypatch.setattr(pdf, "elsewhere", asks_for_another)
    assert pdf_of("") == b"%PDF"
    assert pdf_of("") == b"%PDF"
