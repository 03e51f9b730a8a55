"""LimeSurvey's questions that are answered in words, numbers, dates or places, and its texts without an answer."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from participation.surveys.lss.arrays import heading
from participation.surveys.lss.carrying import Carried, Carrying
from participation.surveys.lss.report import question_name
from participation.surveys.lss.survey import LimeQuestion
from participation.surveys.lss.wording import GAP
from participation.surveys.questionnaire import Question, QuestionKind

_SHORT, _LONG, _HUGE = (200, 1), (1000, 6), (4000, 12)
_LONGEST, _MOST_LINES = 10_000, 30
_DECIMALS = 2
_TIME = ("H", "h:", "M:", ":i", "MM:")


def short_text(carrying: Carrying, question: LimeQuestion) -> list[Carried]:
    """S: a line, which can also be a number or a place on a map."""
    if question.attribute("location_mapservice") not in {"", "0"}:
        carrying.report.add(question_name(question.code), "Die Karte ist jetzt die Karte der Region; bitte ansehen.")
        return [Carried(carrying.base(question, QuestionKind.PLACE, max_length=200), question.code)]
    if question.is_on("numbers_only"):
        return number(carrying, question)
    return [_text(carrying, question, _SHORT)]


def long_text(carrying: Carrying, question: LimeQuestion) -> list[Carried]:
    """T."""
    return [_text(carrying, question, _LONG)]


def huge_text(carrying: Carrying, question: LimeQuestion) -> list[Carried]:
    """U."""
    return [_text(carrying, question, _HUGE)]


def number(carrying: Carrying, question: LimeQuestion) -> list[Carried]:
    """N: whole numbers where LimeSurvey asks for them, else with two digits after the comma."""
    unit = carrying.wording.label(question.attributes.get("suffix", {}), question_name(question.code))
    made = carrying.base(question, QuestionKind.NUMBER, unit=unit, **_limits(carrying, question))
    return [Carried(made, question.code)]


def several_numbers(carrying: Carrying, question: LimeQuestion) -> list[Carried]:
    """K: a number for each subquestion."""
    limits = _limits(carrying, question)
    unit = carrying.wording.label(question.attributes.get("suffix", {}), question_name(question.code))
    return _each(carrying, question, lambda common: Question(kind=QuestionKind.NUMBER, unit=unit, **limits, **common))


def several_texts(carrying: Carrying, question: LimeQuestion) -> list[Carried]:
    """Q: a line for each subquestion."""
    length = _length(question, _SHORT[0])
    return _each(
        carrying,
        question,
        lambda common: Question(kind=QuestionKind.TEXT, max_length=length, lines=_SHORT[1], **common),
    )


def day(carrying: Carrying, question: LimeQuestion) -> list[Carried]:
    """D: a date; the time of day stays behind."""
    if any(part in question.attribute("date_format") for part in _TIME):
        carrying.report.add(question_name(question.code), "Die Uhrzeit wurde nicht übernommen, nur das Datum.")
    low, high = carrying.day(question, "date_min"), carrying.day(question, "date_max")
    return [Carried(carrying.base(question, QuestionKind.DATE, minimum=low, maximum=high), question.code)]


def information(carrying: Carrying, question: LimeQuestion) -> list[Carried]:
    """X: a text without an answer, unless LimeSurvey would have calculated all of it."""
    made = carrying.base(question, QuestionKind.INFORMATION)
    if any(re.search(r"\w", text.replace(GAP, "")) for text in made.text.values()):
        return [Carried(made)]
    carrying.report.add(question_name(question.code), "Nicht übernommen: Der Text besteht nur aus Berechnungen.")
    return []


def _text(carrying: Carrying, question: LimeQuestion, usual: tuple[int, int]) -> Carried:
    rows = question.attribute("display_rows")
    lines = min(int(rows), _MOST_LINES) if rows.isdecimal() and int(rows) > 1 else usual[1]
    made = carrying.base(question, QuestionKind.TEXT, max_length=_length(question, usual[0]), lines=lines)
    return Carried(made, question.code)


def _length(question: LimeQuestion, usual: int) -> int:
    given = question.attribute("maximum_chars")
    return min(int(given), _LONGEST) if given.isdecimal() and int(given) else usual


def _limits(carrying: Carrying, question: LimeQuestion) -> dict[str, Any]:
    return {
        "minimum": carrying.number(question, "min_num_value_n"),
        "maximum": carrying.number(question, "max_num_value_n"),
        "decimals": 0 if question.is_on("num_value_int_only") else _DECIMALS,
    }


def _each(carrying: Carrying, question: LimeQuestion, make: Callable[[dict[str, Any]], Question]) -> list[Carried]:
    where = question_name(question.code)
    carrying.report.add(where, "Jedes Feld ist jetzt eine eigene Frage.")
    found = [heading(carrying, question)]
    for part in question.on_scale(question.subquestions):
        code = carrying.codes.new(f"{question.code}_{part.code}")
        text = carrying.wording.label(part.texts, where)
        tags = carrying.wording.languages.tags.values()
        found.append(
            Carried(
                make({"code": code, "text": text or dict.fromkeys(tags, part.code)}), f"{question.code}_{part.code}"
            )
        )
    return found
