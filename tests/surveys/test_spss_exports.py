"""SPSS files: what is read back equals the export, and SPSS knows what the values mean."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pyreadstat
import pytest

from participation.core.database import Database
from participation.surveys.exports.columns import Column, Measure, Shape, named
from participation.surveys.exports.raw import RawSheets
from participation.surveys.running import RunningSurvey
from tests.surveys.raw_files import rows_of_csv, three_sheets, written


@pytest.fixture
def survey(database: Database) -> RunningSurvey:
    """A survey with every kind of question and three sheets."""
    return three_sheets(database)


def test_an_spss_file_read_back_equals_the_export(database: Database, survey: RunningSurvey, tmp_path: Path) -> None:
    lines = rows_of_csv(database, survey, tmp_path)
    frame, facts = pyreadstat.read_sav(
        written(database, survey, "sav", tmp_path), user_missing=True, output_format="dict"
    )
    columns = RawSheets.of(survey).columns
    assert facts.column_names == [column.spss for column in columns]
    for column in columns:
        read = [_shown(column, value) for value in frame[column.spss]]
        assert read == [line[column.name] for line in lines], column.name


def _shown(column: Column, value: Any) -> str:
    """The value as CSV has it: numbers of words back to the words."""
    if value is None or value != value or value == "":  # noqa: PLR0124 - not a number
        return ""
    if column.shape is Shape.CODE:
        (code,) = [code for code, number in column.numbers.items() if number == int(value)]
        return code
    if isinstance(value, float):
        return str(value if column.decimals else int(value))
    return str(value)


def test_spss_knows_labels_levels_and_missing_values(database: Database, survey: RunningSurvey, tmp_path: Path) -> None:
    _, facts = pyreadstat.read_sav(written(database, survey, "sav", tmp_path), user_missing=True)
    labels = dict(zip(facts.column_names, facts.column_labels, strict=True))
    assert facts.file_label == "Alles größer & schöner?"
    assert labels["importance_mobility"] == "Frage importance: Mobilität"
    assert facts.variable_value_labels["importance_mobility"][5.0] == "sehr wichtig"
    assert facts.variable_value_labels["gender"] == {
        1.0: "Antwort female",
        2.0: "Antwort male",
        3.0: "Antwort diverse",
        99.0: "keine Angabe",
    }
    assert facts.missing_ranges["satisfied"] == [{"lo": code, "hi": code} for code in (97.0, 98.0, 99.0)]
    assert facts.missing_ranges["relation_live"] == [{"lo": 99.0, "hi": 99.0}]
    measures = facts.variable_measure
    assert [measures[name] for name in ("gender", "age_group", "satisfied", "distance", "wish")] == [
        "nominal",
        "ordinal",
        "ordinal",
        "scale",
        "nominal",
    ]
    assert facts.original_variable_types["since"] == "EDATE10"
    assert facts.variable_value_labels["municipality"][15000001.0] == "Lindenau"


def test_names_for_spss_are_valid_and_unique() -> None:
    names = ["questionnaire_version", "a.b", "a_b", "A.b", "by", "1st", "x" * 80 + ".a", "x" * 80 + ".b", "ü.ä"]
    columns = named([Column(name, "", Shape.TEXT, Measure.NOMINAL) for name in [*names, "language", "language"]])
    found = [column.spss for column in columns]
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,63}", name) for name in found)
    assert len({name.casefold() for name in found}) == len(found)
    assert [column.name for column in columns][-2:] == ["language", "language_2"]
    assert "by" not in found
