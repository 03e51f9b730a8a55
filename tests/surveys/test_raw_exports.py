"""Raw answer sheets as files: nothing that leads back, the same values in every format, no formula, any number."""

from __future__ import annotations

import csv
import json
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pyreadstat
import pytest
from sqlmodel import select, update

from participation.core.database import Database
from participation.core.errors import Invalid
from participation.surveys.actions import freeze_questionnaire
from participation.surveys.exports import spss, workbook
from participation.surveys.exports.codebook import Codebook, codebook_csv
from participation.surveys.exports.conversion import write_elsewhere
from participation.surveys.exports.files import RawFormat, contents_of
from participation.surveys.exports.markdown import codebook_markdown
from participation.surveys.exports.raw import RawSheets
from participation.surveys.models import Submission, Survey
from participation.surveys.questionnaire import Questionnaire
from participation.surveys.running import RunningSurvey, surveys_in
from tests.surveys.answer_sheets import a_counted_survey, hand_in, people, withdraw
from tests.surveys.every_kind import EVERY_KIND, FULL
from tests.surveys.raw_files import of_gender, rows_of_csv, three_sheets, written


@pytest.fixture
def survey(database: Database) -> RunningSurvey:
    """A survey with every kind of question and three sheets."""
    return three_sheets(database)


def test_a_sheet_is_one_row_with_a_column_for_everything_that_can_be_answered(
    database: Database, survey: RunningSurvey, tmp_path: Path
) -> None:
    line = of_gender(rows_of_csv(database, survey, tmp_path), "female")
    today = line.pop("received_on")
    assert date.fromisoformat(today)
    assert line == {
        "questionnaire_version": "1",
        "language": "de",
        "channel": "online",
        "audience": "firmen",
        "gender": "female",
        "age_group": "35-49",
        "municipality": "15000001",
        "satisfied": "5",
        "own": "2",
        "member": "yes",
        "picture": "rad",
        "relation.live": "1",
        "relation.work": "0",
        "relation.other": "1",
        "relation_other": "'+49 Verein",
        "importance.mobility": "5",
        "importance.health": "97",
        "quality.mobility": "1",
        "quality.health": "",
        "votes.mobility": "agree",
        "votes.health": "99",
        "top.1": "rad",
        "top.2": "bus",
        "children": "-2",
        "distance": "12.5",
        "since": "1999-12-31",
        "wish": '\'=HYPERLINK("http://böse") ; "Zitat"\nzweite Zeile',
        "where.lat": "52.131",
        "where.lon": "11.628",
        "where.text": "'@Markt",
        "later": "Ja – gern",
        "relation.order": "other work live",
    }


def test_missing_values_stand_in_every_column_of_their_question(
    database: Database, survey: RunningSurvey, tmp_path: Path
) -> None:
    lines = rows_of_csv(database, survey, tmp_path)
    silent, empty = of_gender(lines, "99"), of_gender(lines, "")
    assert [silent[f"relation.{one}"] for one in ("live", "work", "other")] == ["99"] * 3
    assert (silent["top.1"], silent["top.2"], silent["satisfied"]) == ("97", "97", "98")
    assert not any(empty[name] for name in list(empty)[5:])


def test_nothing_in_a_file_leads_back_to_a_sheet_and_the_order_is_not_that_of_arrival(
    database: Database, tmp_path: Path
) -> None:
    survey = a_counted_survey(database, EVERY_KIND)
    hand_in(database, survey, *({"children": number} for number in range(20)))
    with database.reading() as session:
        sheets = session.exec(select(Submission)).all()
    text = written(database, survey, "csv", tmp_path).read_text(encoding="utf-8")
    order = [line["children"] for line in rows_of_csv(database, survey, tmp_path)]
    assert sorted(order, key=int) == [str(number) for number in range(20)]
    assert order != sorted(order, key=int)
    for sheet in sheets:
        known = (sheet.id.hex, str(sheet.id), sheet.key.hex(), sheet.receipt_key.hex(), str(sheet.record_key))
        assert not any(one in text for one in known)


def test_withdrawn_sheets_are_in_no_file(database: Database, survey: RunningSurvey, tmp_path: Path) -> None:
    (gone,) = hand_in(database, survey, {"wish": "Bitte vergessen"})
    assert "Bitte vergessen" in written(database, survey, "csv", tmp_path).read_text(encoding="utf-8")
    with database.writing() as session:
        withdraw(session, gone)
    forms: tuple[RawFormat, ...] = ("csv", "json")
    for form in forms:
        text = written(database, survey, form, tmp_path).read_text(encoding="utf-8")
        assert "Bitte vergessen" not in text


def test_json_is_an_array_of_the_same_rows_with_texts_as_they_werewritten(
    database: Database, survey: RunningSurvey, tmp_path: Path
) -> None:
    lines = json.loads(written(database, survey, "json", tmp_path).read_text(encoding="utf-8"))
    line = of_gender(lines, "female")
    assert (line["wish"], line["children"], line["distance"], line["quality.health"]) == (FULL["wish"], -2, 12.5, None)
    assert [list(one) for one in lines] == [list(rows_of_csv(database, survey, tmp_path)[0])] * 3
    empty = a_counted_survey_of_nobody(database)
    assert json.loads(written(database, empty, "json", tmp_path).read_text(encoding="utf-8")) == []


def a_counted_survey_of_nobody(database: Database) -> RunningSurvey:
    with database.writing() as session:
        session.execute(update(Submission).values(withdrawn_at=date(2026, 1, 1)))
        return next(iter(surveys_in(session).by_id.values()))


def test_a_changed_question_has_columns_of_its_own(database: Database, survey: RunningSurvey, tmp_path: Path) -> None:
    with database.writing() as session:
        document = survey.latest.questionnaire.as_document()
        relation = document["pages"][1]["questions"][0]
        relation["revision"] = 2
        relation["options"] = [one for one in relation["options"] if one["code"] != "work"]
        stored = session.get_one(Survey, survey.id)
        version = freeze_questionnaire(session, stored, Questionnaire.from_document(document))
        version.changes = [{"question": "relation", "kind": "structure"}]
        session.add(version)
    with database.reading() as session:
        newer = surveys_in(session).by_id[survey.id]
        told = codebook_csv(Codebook.of(session, RawSheets.of(newer)))
    hand_in(database, newer, {"gender": "diverse", "relation": ["live"]})
    lines = rows_of_csv(database, newer, tmp_path)
    new, old = of_gender(lines, "diverse"), of_gender(lines, "female")
    assert (new["relation~2.live"], new["relation~2.other"], new["relation.live"]) == ("1", "0", "")
    assert (old["relation~2.live"], old["relation.live"], old["relation.work"]) == ("", "1", "0")
    assert (new["questionnaire_version"], old["questionnaire_version"]) == ("2", "1")
    assert "relation~2.work" not in new
    assert "Fassung 2: Aufbau geändert" in told


def test_a_workbook_holds_no_formula_and_numbers_stay_numbers(
    database: Database, survey: RunningSurvey, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(written(database, survey, "xlsx", tmp_path))
    assert book.sheetnames == ["Über diese Datei", "Antwortbögen", "Codebuch"]
    sheet = book["Antwortbögen"]
    names = [cell.value for cell in sheet[1]]
    rows = [dict(zip(names, row, strict=True)) for row in sheet.iter_rows(min_row=2)]
    (row,) = [row for row in rows if row["gender"].value == "female"]
    assert (row["wish"].data_type, row["wish"].value) == ("s", "'" + FULL["wish"])
    assert (row["children"].data_type, row["children"].value, row["distance"].value) == ("n", -2, 12.5)
    assert row["since"].is_date
    assert sheet.freeze_panes == "A2"
    assert not [cell for one in book for line in one.iter_rows() for cell in line if cell.data_type == "f"]
    codebook = [[cell.value for cell in line] for line in book["Codebuch"].iter_rows()]
    assert ["satisfied", "satisfied", "satisfied", "scale", "ordinal"] in [line[:5] for line in codebook]


def test_more_sheets_than_excel_has_rows_are_refused_with_a_way_out(
    database: Database, survey: RunningSurvey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    with pytest.raises(Invalid, match=r"holds 2 rows, and these are 3\. Please take CSV or SPSS"):
        written(database, survey, "xlsx", tmp_path)


def test_more_values_than_an_spss_file_can_have_in_memory_are_refused_with_a_way_out(
    database: Database, survey: RunningSurvey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    columns = len(RawSheets.of(survey).columns)
    monkeypatch.setattr(spss, "MOST_CELLS", 3 * columns)
    assert written(database, survey, "sav", tmp_path).exists()
    monkeypatch.setattr(spss, "MOST_CELLS", 3 * columns - 1)
    with pytest.raises(Invalid, match=rf"{3 * columns - 1} values .* these are {3 * columns}\. Please take CSV\."):
        written(database, survey, "sav", tmp_path)


@pytest.mark.parametrize("form", ["sav", "xlsx"])
def test_another_process_makes_the_same_file(
    database: Database, survey: RunningSurvey, tmp_path: Path, form: RawFormat
) -> None:
    sheets = RawSheets.of(survey)
    with database.reading() as session:
        write_elsewhere(
            "sav" if form == "sav" else "xlsx", tmp_path / "there", contents_of(sheets, session), sheets.rows(session)
        )
    here = written(database, survey, form, tmp_path)
    if form == "sav":
        read = [pyreadstat.read_sav(path, output_format="dict")[0] for path in (here, tmp_path / "there")]
        assert str(read[0]) == str(read[1])
    else:
        assert _values(here) == _values(tmp_path / "there")


def _values(path: Path) -> list[list[Any]]:
    with path.open("rb") as stream:
        return [[list(line) for line in sheet.values] for sheet in openpyxl.load_workbook(stream)]


def test_a_codebook_tells_every_code_in_every_language(database: Database, survey: RunningSurvey) -> None:
    with database.reading() as session:
        codebook = Codebook.of(session, RawSheets.of(survey))
    lines = list(csv.DictReader(StringIO(codebook_csv(codebook))))
    (line,) = [one for one in lines if (one["column"], one["code"]) == ("importance.mobility", "97")]
    assert (line["is_missing"], line["answer_de"], line["answer_en"]) == ("1", "weiß nicht", "don’t know")
    assert (line["part_de"], line["level"], line["spss_value"]) == ("Mobilität", "ordinal", "97")
    assert {one["column"] for one in lines} == {column.name for column in RawSheets.of(survey).columns}
    assert {one["condition"] for one in lines if one["column"] == "later"} == {"member"}
    text = codebook_markdown(codebook)
    assert "## `importance`" in text
    assert "| 5 | 5 | sehr wichtig | Sehr wichtig | very important |  |" in text
    assert "<" not in text


def test_reading_for_a_file_keeps_only_some_rows_in_memory(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("participation.surveys.exports.raw.AT_ONCE", 7)
    survey = a_counted_survey(database)
    hand_in(database, survey, *people(20, wish="Bus"))
    with database.reading() as session:
        assert [len(part) for part in RawSheets.of(survey).rows(session)] == [7, 7, 6]


def test_no_transaction_stays_open_while_a_file_is_finished(database: Database, survey: RunningSurvey) -> None:
    with database.reading() as session:
        list(RawSheets.of(survey).rows(session))
        assert not session.in_transaction()
