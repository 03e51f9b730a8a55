"""The population from a file of the county: dimension, category, people; a line each, all of them or none."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import delete
from sqlmodel import Session, col

from participation.core.text import msgid
from participation.surveys.aggregation.segments import ASKED_FOR
from participation.surveys.models import PopulationMargin, Survey
from participation.surveys.population import DIMENSIONS, YOUNG, Margins
from participation.surveys.questionnaire import Questionnaire
from participation.surveys.scales import DE, OUTSIDE

COLUMNS: Final = ("dimension", "category", "people")
MOST_PEOPLE: Final = 100_000_000
_SEPARATORS = (";", "\t", ",")


@dataclass(frozen=True)
class BadLine:
    """A line that cannot be used; `number` counts from 1 as in the file, `message` is an English msgid."""

    number: int
    message: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ReadMargins:
    """What a file says; nothing may be stored while there are bad lines. `without` are categories it does not name."""

    margins: Margins
    bad: list[BadLine]
    without: dict[str, list[str]]


def read_margins(text: str, questionnaire: Questionnaire) -> ReadMargins:
    """Read a file with comma, semicolon or tab between its three columns; a first line with their names is passed over.

    Categories are the questionnaire's codes or its German answers.
    """
    categories = {dimension: _categories(questionnaire, dimension) for dimension in DIMENSIONS}
    margins: Margins = {}
    bad: list[BadLine] = []
    for number, cells in _lines(text):
        found = _entry(cells, categories)
        if isinstance(found, tuple):
            dimension, category, people = found
            if category in margins.get(dimension, {}):
                bad.append(BadLine(number, msgid("“%(category)s” is in the file twice."), {"category": cells[1]}))
            margins.setdefault(dimension, {})[category] = people
        else:
            bad.append(BadLine(number, found.message, found.values))
    if not margins and not bad:
        bad.append(BadLine(1, msgid("The file is empty.")))
    without = {
        dimension: [code for code in dict.fromkeys(categories[dimension].values()) if code not in known]
        for dimension, known in margins.items()
    }
    return ReadMargins(margins, bad, {dimension: codes for dimension, codes in without.items() if codes})


def store_margins(session: Session, survey: Survey, margins: Margins) -> None:
    """Replace the survey's margins by these; the next release uses them."""
    session.execute(delete(PopulationMargin).where(col(PopulationMargin.survey_id) == survey.id))
    session.add_all(
        PopulationMargin(survey_id=survey.id, dimension=dimension, category=category, people=people)
        for dimension, known in margins.items()
        for category, people in known.items()
    )


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    separator = next((one for one in _SEPARATORS if one in text), ",")
    for number, cells in enumerate(csv.reader(text.split("\n"), delimiter=separator), start=1):
        trimmed = [cell.strip() for cell in cells]
        if any(trimmed) and not (number == 1 and tuple(cell.lower() for cell in trimmed[:3]) == COLUMNS):
            yield number, trimmed


def _entry(cells: list[str], categories: Mapping[str, Mapping[str, str]]) -> tuple[str, str, int] | BadLine:
    """Dimension, code and people of a line, or what is wrong with it."""
    if len(cells) != len(COLUMNS):
        return BadLine(0, msgid("A line needs three columns: dimension, category, people."))
    dimension, category, people = cells
    if dimension not in DIMENSIONS:
        return BadLine(0, msgid("“%(dimension)s” is none of age, gender, municipality."), {"dimension": dimension})
    code = categories[dimension].get(category)
    if code is None:
        return BadLine(0, msgid("The survey does not know “%(category)s”."), {"category": category})
    if code in YOUNG:
        return BadLine(
            0,
            msgid("Weights are for people from 18 years on; please leave out “%(category)s”."),
            {"category": category},
        )
    number = people.replace(".", "").replace("\N{NO-BREAK SPACE}", "").replace(" ", "")
    if not (number.isascii() and number.isdigit() and int(number) <= MOST_PEOPLE):
        return BadLine(0, msgid("“%(people)s” is no number of people."), {"people": people})
    return dimension, code, int(number)


def _categories(questionnaire: Questionnaire, dimension: str) -> dict[str, str]:
    """Code or German answer -> code, of what can be somebody's place in the population."""
    question = questionnaire.questions.get(ASKED_FOR[dimension])
    found: dict[str, str] = {}
    for option in question.options if question else ():
        code = str(option.code)
        if not option.missing and code not in {OUTSIDE, "no_answer"}:
            found |= {code: code, option.text[DE]: code}
    return found
