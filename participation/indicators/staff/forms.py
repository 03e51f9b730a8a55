"""What editors hand in about indicators: the indicator itself, and one reading."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from participation.core.slugs import SLUG
from participation.core.text import msgid
from participation.indicators.figures import Figure, german_hash
from participation.indicators.models import Direction
from participation.indicators.values import NO_NUMBER, NO_TIME, number_from, targets_from, time_from, year_from
from participation.regions.models import Department
from participation.strategy.models import Precision
from participation.web.languages import GERMAN, LANGUAGES
from participation.web.visit import Form

MOST_DECIMALS, MOST_TOLERANCE, MOST_MONTHS = 4, 100, 120
LONGEST_NAME, LONGEST_DEFINITION, LONGEST_NOTE = 200, 2000, 500
_LONGEST_SLUG = 80
_TOO_LONG = msgid("This is too long.")


@dataclass(frozen=True)
class Wording:
    """Name and definition in one language; `is_in_step` says that it still says what the German text says."""

    name: str = ""
    definition: str = ""
    is_in_step: bool = True


@dataclass(frozen=True)
class IndicatorSheet:
    """An indicator as its form has it: what was typed, and what it means where that could be read.

    `base` is the fingerprint of what the form was filled with.
    """

    slug: str
    words: dict[str, Wording]
    typed: dict[str, str]
    is_public: bool = False
    base: str = ""
    problems: dict[str, str] = field(default_factory=dict)

    @property
    def direction(self) -> Direction:
        """Which way is the good one."""
        return Direction(self.typed["direction"])

    @property
    def baseline(self) -> tuple[int, float] | None:
        """The starting year and value."""
        year, value = year_from(self.typed["baseline-year"]), number_from(self.typed["baseline-value"])
        return None if year is None or value is None else (year, value)

    @property
    def targets(self) -> dict[int, float]:
        """The target of each year."""
        return targets_from(self.typed["targets"]) or {}

    @property
    def department_id(self) -> UUID | None:
        """The department that answers for it."""
        return UUID(self.typed["department"]) if self.typed["department"] else None

    def whole(self, name: str) -> int:
        """A whole number of the form that was found to be one."""
        return int(self.typed[name])


FIELDS = ("unit", "decimals", "direction", "source", "department", "baseline-year", "baseline-value", "targets")
RULES = {"decimals": MOST_DECIMALS, "tolerance": MOST_TOLERANCE, "interval": MOST_MONTHS}
EMPTY = {"decimals": "0", "direction": Direction.UP.value, "tolerance": "10", "interval": "12"}


def empty_sheet() -> IndicatorSheet:
    """The form for a new indicator."""
    typed = dict.fromkeys((*FIELDS, "tolerance", "interval"), "") | EMPTY
    return IndicatorSheet("", {language.tag: Wording() for language in LANGUAGES}, typed)


def sheet_from(form: Form, slug: str, departments: Sequence[Department]) -> IndicatorSheet:
    """What was handed in, with its problems (field -> msgid)."""
    words = {
        language.tag: Wording(
            form.text(f"name-{language.slug}"),
            form.text(f"definition-{language.slug}"),
            is_in_step=form.text(f"in-step-{language.slug}") == "yes",
        )
        for language in LANGUAGES
    }
    typed = {name: form.text(name) for name in (*FIELDS, "tolerance", "interval")}
    sheet = IndicatorSheet(slug, words, typed, form.text("public") == "yes", form.text("base"))
    sheet.problems.update(_wording_problems(words) | _number_problems(typed) | _choice_problems(typed, departments))
    if len(slug) > _LONGEST_SLUG or not SLUG.fullmatch(slug):
        sheet.problems["slug"] = msgid("Please use small letters, digits and hyphens.")
    return sheet


def _wording_problems(words: dict[str, Wording]) -> dict[str, str]:
    problems = {}
    for language in LANGUAGES:
        text = words[language.tag]
        if not text.name and (language == GERMAN or text.definition):
            problems[f"name-{language.slug}"] = msgid("Please give the indicator a name.")
        if len(text.name) > LONGEST_NAME:
            problems[f"name-{language.slug}"] = _TOO_LONG
        if len(text.definition) > LONGEST_DEFINITION:
            problems[f"definition-{language.slug}"] = _TOO_LONG
    return problems


def _number_problems(typed: dict[str, str]) -> dict[str, str]:
    problems = {}
    for name, most in RULES.items():
        if not re.fullmatch(r"[0-9]{1,3}", typed[name]) or int(typed[name]) > most:
            problems[name] = msgid("Please enter a whole number within the limits.")
    if typed["interval"] in {"0", "00", "000"}:
        problems["interval"] = msgid("Please enter a whole number within the limits.")
    if typed["baseline-value"] and number_from(typed["baseline-value"]) is None:
        problems["baseline-value"] = NO_NUMBER
    if typed["baseline-year"] and year_from(typed["baseline-year"]) is None:
        problems["baseline-year"] = msgid("Please enter a year with four digits.")
    if bool(typed["baseline-year"]) != bool(typed["baseline-value"]):
        missing = "baseline-value" if typed["baseline-year"] else "baseline-year"
        problems[missing] = msgid("A starting value needs both a year and a value.")
    if targets_from(typed["targets"]) is None:
        problems["targets"] = msgid("Please write one target a line, each year once, for example 2028: 75")
    return problems


def _choice_problems(typed: dict[str, str], departments: Sequence[Department]) -> dict[str, str]:
    problems = {}
    if typed["direction"] not in set(Direction):
        problems["direction"] = msgid("Please choose one.")
    if typed["department"] and typed["department"] not in {str(one.id) for one in departments}:
        problems["department"] = msgid("Please choose one.")
    if len(typed["unit"]) > 60:  # noqa: PLR2004 - the column's
        problems["unit"] = _TOO_LONG
    if len(typed["source"]) > 300:  # noqa: PLR2004 - the column's
        problems["source"] = _TOO_LONG
    return problems


def sheet_of(figure: Figure) -> IndicatorSheet:
    """The form of an indicator as it is stored."""
    one, german = figure.indicator, german_hash(figure.texts[GERMAN.tag])
    words = {
        language.tag: Wording(text.name, text.definition, is_in_step=text.source_hash == german)
        if (text := figure.texts.get(language.tag))
        else Wording()
        for language in LANGUAGES
    }
    typed = {
        "unit": one.unit,
        "decimals": str(one.decimals),
        "direction": one.direction.value,
        "source": one.source,
        "department": str(one.department_id or ""),
        "baseline-year": str(one.baseline_year or ""),
        "baseline-value": typed_number(one.baseline_value),
        "targets": "\n".join(f"{target.year}: {typed_number(target.value)}" for target in figure.targets),
        "tolerance": str(one.tolerance),
        "interval": str(one.interval_months),
    }
    base = hashlib.sha256(repr((words, typed, one.is_public)).encode()).hexdigest()
    return IndicatorSheet(one.slug, words, typed, one.is_public, base)


def typed_number(value: float | None) -> str:
    """A number as German editors type it, so that it reads the same again."""
    if value is None:
        return ""
    text = f"{value:.10f}".rstrip("0").rstrip(".")
    return text.replace(".", ",")


@dataclass(frozen=True)
class ReadingSheet:
    """One reading as it was handed in."""

    typed: dict[str, str]
    time: tuple[date, Precision] | None = None
    value: float | None = None
    problems: dict[str, str] = field(default_factory=dict)


def reading_from(form: Form, today: date) -> ReadingSheet:
    """A reading with its problems (field -> msgid)."""
    return read_reading(form.text("time"), form.text("value"), form.text("note"), today)


def read_reading(time: str, value: str, note: str, today: date) -> ReadingSheet:
    """A reading from its three texts, with its problems (field -> msgid).

    A year or month that is not over yet can be read, since counts up to a Stichtag are given for it; a day cannot lie
    ahead.
    """
    when, number, problems = time_from(time), number_from(value), {}
    if when is None:
        problems["time"] = NO_TIME
    elif (when[0] if when[1] is Precision.DAY else when[0].replace(month=1, day=1)) > today:
        problems["time"] = msgid("This time lies ahead.")
    if number is None:
        problems["value"] = NO_NUMBER
    if len(note) > LONGEST_NOTE:
        problems["note"] = _TOO_LONG
    return ReadingSheet({"time": time, "value": value, "note": note}, when, number, problems)
