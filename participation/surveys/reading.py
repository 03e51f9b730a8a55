"""Reading a single answer: what was sent for a question -> its canonical form, or why it cannot be used."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from participation.core.text import cleaned, msgid
from participation.surveys.questionnaire import Code, Question, QuestionKind

_WHOLE = re.compile(r"[+-]?\d{1,9}")
_DECIMAL = re.compile(r"[+-]?\d{1,9}(?:[.,]\d{1,6})?")
_GERMAN_DATE = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_LATITUDES, _LONGITUDES = (-90.0, 90.0), (-180.0, 180.0)
_PLACE_DECIMALS = 3
"""About 100 metres: enough for a map of a county, too coarse for a house in a village."""

CHOOSE_OFFERED = msgid("Please choose one of the answers offered.")
NOT_TOGETHER = msgid("This answer cannot be chosen together with others.")
CHOOSE_AT_LEAST = msgid("Please choose at least %(least)s answers.")
CHOOSE_AT_MOST = msgid("Please choose at most %(most)s answers.")
TOO_LONG = msgid("Please write at most %(most)s characters; it is %(given)s now.")
WHOLE_NUMBER = msgid("Please enter a whole number.")
NUMBER = msgid("Please enter a number, with at most %(decimals)s digits after the comma.")
AT_LEAST = msgid("Please enter a number that is not below %(minimum)s.")
AT_MOST = msgid("Please enter a number that is not above %(maximum)s.")
DATE = msgid("Please enter a date like 31.12.2026.")
NOT_BEFORE = msgid("Please enter a date that is not before %(minimum)s.")
NOT_AFTER = msgid("Please enter a date that is not after %(maximum)s.")
RANK_ONCE = msgid("Please give every place only once.")
NO_PLACE = msgid("Please mark a place on the map, or describe it in words.")
WRONG_SHAPE = msgid("The answer to this question has another form.")


class Unusable(Exception):  # noqa: N818 - a value on its way to a Problem
    """An answer that cannot be used, with a msgid and what is to be put into it."""

    def __init__(self, message: str, **params: object) -> None:
        """Why it cannot be used."""
        super().__init__(message)
        self.message, self.params = message, params


def one_code(question: Question, value: Any) -> Code:
    """The code of one option, sent as a number, as text or, for missing values, by name."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise Unusable(CHOOSE_OFFERED)
    code = question.codes.get(str(value))
    if code is None:
        raise Unusable(CHOOSE_OFFERED)
    return code


def _codes(question: Question, value: Any) -> list[Code]:
    if isinstance(value, str) or not isinstance(value, Sequence) or len(value) > len(question.options):
        raise Unusable(CHOOSE_OFFERED if isinstance(value, list) else WRONG_SHAPE)
    return [one_code(question, one) for one in value]


def _several_codes(question: Question, value: Any) -> list[Code]:
    chosen = set(_codes(question, value))
    if len(chosen) > 1 and chosen & question.alone:
        raise Unusable(NOT_TOGETHER)
    if not chosen & question.alone:
        _check_number_of(question, len(chosen))
    return [option.code for option in question.options if option.code in chosen]


def _check_number_of(question: Question, chosen: int) -> None:
    if question.least is not None and chosen < question.least:
        raise Unusable(CHOOSE_AT_LEAST, least=question.least)
    if question.most is not None and chosen > question.most:
        raise Unusable(CHOOSE_AT_MOST, most=question.most)


def _ranking(question: Question, value: Any) -> list[Code] | None:
    """Codes from the first place on, sent as a list or as {code: place}; gaps between places do no harm."""
    ranked = _codes(question, _by_place(value) if isinstance(value, Mapping) else value)
    if len(set(ranked)) < len(ranked):
        raise Unusable(RANK_ONCE)
    if len(ranked) > 1 and set(ranked) & question.alone:
        raise Unusable(NOT_TOGETHER)
    if not set(ranked) & question.alone:
        _check_number_of(question, len(ranked))
    return ranked or None


def _by_place(places: Mapping[str, Any]) -> list[str]:
    given = {code: place for code, place in places.items() if place not in (None, "")}
    if not all(str(place).isdecimal() for place in given.values()):
        raise Unusable(WHOLE_NUMBER)
    if len(set(map(int, given.values()))) < len(given):
        raise Unusable(RANK_ONCE)
    return sorted(given, key=lambda code: int(given[code]))


def _text(question: Question, value: Any) -> str | None:
    if not isinstance(value, str):
        raise Unusable(WRONG_SHAPE)
    text = cleaned(value)
    if question.lines == 1:
        text = " ".join(text.split())
    if len(text) > question.max_length:
        raise Unusable(TOO_LONG, most=question.max_length, given=len(text))
    return text or None


def _number(question: Question, value: Any) -> int | float:
    typed = str(value).strip().replace(" ", "")
    is_number = isinstance(value, int | float | str) and not isinstance(value, bool)
    if question.decimals:
        if not is_number or not _DECIMAL.fullmatch(typed):
            raise Unusable(NUMBER, decimals=question.decimals)
        number: int | float = round(float(typed.replace(",", ".")), question.decimals)
    else:
        if not is_number or not _WHOLE.fullmatch(typed):
            raise Unusable(WHOLE_NUMBER)
        number = int(typed)
    if question.minimum is not None and number < float(question.minimum):
        raise Unusable(AT_LEAST, minimum=question.minimum)
    if question.maximum is not None and number > float(question.maximum):
        raise Unusable(AT_MOST, maximum=question.maximum)
    return number


def _date(question: Question, value: Any) -> str:
    if not isinstance(value, str):
        raise Unusable(DATE)
    german = _GERMAN_DATE.fullmatch(value.strip())
    try:
        day = date(*(int(part) for part in reversed(german.groups()))) if german else date.fromisoformat(value.strip())
    except ValueError:
        raise Unusable(DATE) from None
    if question.minimum is not None and day < date.fromisoformat(str(question.minimum)):
        raise Unusable(NOT_BEFORE, minimum=_german(question.minimum))
    if question.maximum is not None and day > date.fromisoformat(str(question.maximum)):
        raise Unusable(NOT_AFTER, maximum=_german(question.maximum))
    return day.isoformat()


def _german(day: object) -> str:
    return date.fromisoformat(str(day)).strftime("%d.%m.%Y")


def _place(question: Question, value: Any) -> dict[str, Any] | None:
    """A point, words, or both; the point is rounded."""
    if not isinstance(value, Mapping) or set(value) - {"lat", "lon", "text"}:
        raise Unusable(WRONG_SHAPE)
    place: dict[str, Any] = {}
    lat, lon = value.get("lat") or None, value.get("lon") or None
    if (lat is None) != (lon is None):
        raise Unusable(NO_PLACE)
    if lat is not None:
        place = {"lat": _coordinate(lat, _LATITUDES), "lon": _coordinate(lon, _LONGITUDES)}
    text = _text(question, value.get("text") or "")
    return {**place, "text": text} if text else place or None


def _coordinate(value: Any, limits: tuple[float, float]) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise Unusable(NO_PLACE)
    try:
        degrees = float(value)
    except ValueError:
        raise Unusable(NO_PLACE) from None
    if not limits[0] <= degrees <= limits[1]:
        raise Unusable(NO_PLACE)
    return round(degrees, _PLACE_DECIMALS)


CHECKS: dict[QuestionKind, Callable[[Question, Any], Any]] = {
    QuestionKind.SINGLE: one_code,
    QuestionKind.SCALE: one_code,
    QuestionKind.YES_NO: one_code,
    QuestionKind.PICTURE: one_code,
    QuestionKind.MUNICIPALITY: one_code,
    QuestionKind.MULTIPLE: _several_codes,
    QuestionKind.RANKING: _ranking,
    QuestionKind.TEXT: _text,
    QuestionKind.NUMBER: _number,
    QuestionKind.DATE: _date,
    QuestionKind.PLACE: _place,
}
"""Each raises Unusable; None counts as not answered. Questions with rows read them one by one with `one_code`."""
