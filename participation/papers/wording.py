"""Facts of a paper as words in a reader's language: what pages, files and the demo show alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal

from participation.considerations.models import OUTCOME_NAMES, Outcome
from participation.core.text import msgid
from participation.papers.models import Annex
from participation.papers.names import (
    AMENDMENT_NAMES,
    ANNEX_NAMES,
    ANSWER_NAMES,
    KIND_NAMES,
    ORGANIZATION_NAMES,
    RESULT_NAMES,
    STATE_NAMES,
)
from participation.strategy.models import Precision
from participation.web.visit import Visit

Say = Callable[..., str]
"""`visit._` or its like: a msgid and its values -> the sentence in one language."""

_EVENTS = {
    "phase": msgid("Phase “%(text)s” of the participation, until %(until)s"),
    "release": msgid("Results of the survey are public (release %(number)s)"),
    "version": msgid("Version %(number)s of the strategy is published"),
}
_YOUNG = {"under-14": msgid("under 14 years"), "14-17": msgid("14 to 17 years"), "under-18": msgid("under 18 years")}
_STYLES = {Precision.DAY: "dd.MM.y", Precision.MONTH: "LLLL y", Precision.YEAR: "y"}


def words_of(visit: Visit) -> dict[str, Any]:
    """The names of kinds, states and results for a template."""
    tables: dict[str, Mapping[Any, str]] = {
        "kind_names": KIND_NAMES,
        "state_names": STATE_NAMES,
        "result_names": RESULT_NAMES,
        "organization_names": ORGANIZATION_NAMES,
        "amendment_names": AMENDMENT_NAMES,
    }
    return {name: {key: visit._(text) for key, text in table.items()} for name, table in tables.items()}


def shown_content(visit: Visit, content: Mapping[str, Any]) -> dict[str, Any]:
    """A paper's content with its facts worded in the language of the visit."""
    return worded(content, visit._, visit.language.locale)


def worded(content: Mapping[str, Any], say: Say, locale: str) -> dict[str, Any]:
    """The content with sentences beside its facts: of events, surveys, contributions, youth, boxes and annexes."""
    return {
        **content,
        "events": [_event(event, say, locale) for event in content["events"]],
        "surveys": [_survey(survey, say, locale) for survey in content["surveys"]],
        "outcomes": _outcomes(content["contributions"], say, locale),
        "youth_sentences": _youth(content, say, locale),
        "checks": [{**check, "word": _answer(check["answer"], say)} for check in content["checks"]],
        "annex_names": [say(ANNEX_NAMES[Annex(annex)]) for annex in content["annexes"]],
    }


def _answer(code: str, say: Say) -> str:
    return say(ANSWER_NAMES[code]) if code in ANSWER_NAMES else "–"


def _event(event: Mapping[str, Any], say: Say, locale: str) -> dict[str, str]:
    until = date.fromisoformat(event["until"]) if event["until"] else None
    ends = format_date(until, "dd.MM.y", locale=locale) if until else ""
    values = {"text": event["text"], "until": ends, "number": event["number"]}
    sentence = say(_EVENTS[event["kind"]], **values) if event["kind"] in _EVENTS else event["text"]
    day = date.fromisoformat(event["day"])
    return {"day": format_date(day, _STYLES[Precision(event["precision"])], locale=locale), "text": sentence}


def _survey(survey: Mapping[str, Any], say: Say, locale: str) -> dict[str, Any]:
    fields = [
        {**field, **{name: _score(field[name], locale) for name in ("importance", "satisfaction")}}
        for field in survey["fields"]
    ]
    base = _base(survey["base"], locale)
    sentence = say(msgid("%(n)s answer sheets were counted (release %(number)s)."), n=base, number=survey["release"])
    return {**survey, "base": base, "sentence": sentence, "fields": fields}


def _score(mean: float | None, locale: str) -> str:
    return "–" if mean is None else str(format_decimal(round(mean, 1), "0.0", locale=locale))


def _base(label: str, locale: str) -> str:
    """A base as releases write it, with the language's separators where it is exact."""
    return str(format_decimal(int(label), locale=locale)) if label.isdecimal() else label or "–"


def _outcomes(contributions: Mapping[str, Any], say: Say, locale: str) -> dict[str, Any]:
    told = [
        (say(OUTCOME_NAMES[outcome]), format_decimal(n, locale=locale))
        for outcome in Outcome
        if (n := contributions["outcomes"].get(outcome.value, 0))
    ]
    sentence = say(
        msgid("%(published)s contributions are public, %(considered)s of them were considered."),
        published=format_decimal(contributions["published"], locale=locale),
        considered=format_decimal(contributions["considered"], locale=locale),
    )
    return {"sentence": sentence if contributions["published"] else "", "rows": told}


def _youth(content: Mapping[str, Any], say: Say, locale: str) -> list[str]:
    found = [
        say(
            msgid("Survey “%(title)s”: %(n)s answer sheets of people of the age %(age)s."),
            title=survey["title"],
            n=_base(base, locale),
            age=say(_YOUNG[age]),
        )
        for survey in content["surveys"]
        for age, base in survey["young"]
    ]
    motions = content["youth"]["motions"]
    if motions:
        found.append(say(msgid("Motions of the youth council on this strategy: %(n)s."), n=motions))
    return found
