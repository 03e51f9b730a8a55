"""A raw export as a file: all formats from one place, for the command and for the web."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Literal

from sqlmodel import Session

from participation.surveys.exports.about import about_sheets
from participation.surveys.exports.cells import Cell
from participation.surveys.exports.codebook import HEADER, Codebook
from participation.surveys.exports.conversion import Contents, Heavy, write_here
from participation.surveys.exports.raw import RawSheets, csv_lines, json_lines, number_of_sheets
from participation.surveys.exports.spss import ensure_fits_memory
from participation.surveys.exports.workbook import ensure_fits
from participation.surveys.running import RunningSurvey
from participation.surveys.scales import DE
from participation.surveys.wording import plain
from participation.web.downloads import CSV, XLSX

RawFormat = Literal["csv", "xlsx", "sav", "json"]
MEDIA_TYPES: dict[RawFormat, str] = {
    "csv": CSV,
    "xlsx": XLSX,
    "sav": "application/x-spss-sav",
    "json": "application/json",
}


def sheets_for(survey: RunningSurvey, form: RawFormat) -> RawSheets:
    """The columns and rows of a survey in a format; JSON keeps texts as they were written."""
    return RawSheets.of(survey, str) if form == "json" else RawSheets.of(survey)


def text_lines(sheets: RawSheets, session: Session, form: RawFormat) -> Iterator[str]:
    """A CSV or JSON file in pieces."""
    return json_lines(sheets, session) if form == "json" else csv_lines(sheets, session)


def contents_of(sheets: RawSheets, session: Session) -> Contents:
    """What a workbook or an SPSS file says besides its rows."""
    survey = sheets.survey
    title = plain(survey.latest.questionnaire.title, DE)
    codebook = [[line[name] for name in HEADER] for line in Codebook.of(session, sheets).lines()]
    return Contents(title, about_sheets(survey, number_of_sheets(session, survey.id)), sheets.columns, codebook)


def ensure_possible(session: Session, survey: RunningSurvey, form: RawFormat) -> int:
    """The number of sheets that an export has now.

    Raises:
        Invalid: Excel cannot hold so many, or an SPSS file of so many needs too much memory.
    """
    number = number_of_sheets(session, survey.id)
    ensure = {"xlsx": ensure_fits, "sav": ensure_fits_memory}.get(form)
    if ensure:
        ensure(number, len(sheets_for(survey, form).columns))
    return number


def write_raw(session: Session, survey: RunningSurvey, form: RawFormat, target: Path) -> Iterator[int]:
    """Write the file in this process; yields how many rows more are read, now and then.

    Raises:
        Invalid: Excel cannot hold so many, or an SPSS file of so many needs too much memory.
    """
    number = ensure_possible(session, survey, form)
    sheets = sheets_for(survey, form)
    if form in {"csv", "json"}:
        with target.open("w", encoding="utf-8", newline="") as stream:
            for piece in text_lines(sheets, session, form):
                stream.write(piece)
                yield piece.count("\n")
        return
    heavy: Heavy = "sav" if form == "sav" else "xlsx"
    write_here(heavy, target, contents_of(sheets, session), _flat(sheets.rows(session)))
    yield number


def _flat(parts: Iterable[list[list[Cell]]]) -> Iterator[list[Cell]]:
    return chain.from_iterable(parts)
