"""Files to take away: tables open in columns in a spreadsheet set to German, and nothing in them is calculated."""

from __future__ import annotations

from participation.web.downloads import CSV, csv_of, download


def test_a_table_for_people_has_semicolons_and_a_mark_before_its_first_line() -> None:
    assert csv_of([("Name", "Zahl"), ("Müller; Söhne", 1.5)]).decode() == '\ufeffName;Zahl\r\n"Müller; Söhne";1.5\r\n'


def test_text_never_becomes_a_formula_and_numbers_remain() -> None:
    assert csv_of([("=1+1", "-2", -2, True, None)]).decode("utf-8-sig") == "'=1+1;'-2;-2;1;\r\n"


def test_a_download_is_kept_by_nobody_unless_it_says_so() -> None:
    answer = download(b"", "werte.csv", CSV)
    assert answer.headers["content-disposition"] == 'attachment; filename="werte.csv"'
    assert "cache-control" not in answer.headers
    assert download(b"", "werte.csv", CSV, "public").headers["cache-control"] == "public"
