"""Builders: a small survey in three languages, the way through its pages without JavaScript."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from uuid import uuid4

from sqlmodel import Session

from participation.procedures.models import Phase, PhaseKind, Procedure
from participation.procedures.reading import phases_of
from participation.regions.models import Region
from participation.surveys.actions import freeze_questionnaire
from participation.surveys.content import place_options
from participation.surveys.models import Survey
from participation.surveys.questionnaire import Questionnaire
from participation.surveys.toml_format import questionnaire_from_toml
from tests.browser import Browser
from tests.cast import a_procedure, a_region


def words(de: str, leicht: str = "", en: str = "") -> dict[str, str]:
    return {"de": de, "leicht": leicht or de, "en": en or de}


def _matrix(code: str) -> dict[str, Any]:
    rows = [("mobility", "Mobilität"), ("health", "Gesundheit")]
    items = [{"code": row, "element": f"hf-{row}", "text": words(name)} for row, name in rows]
    return {"code": code, "type": "matrix", "scale": code, "text": words(f"Frage nach {code}"), "items": items}


def _single(code: str, question: str, *options: str) -> dict[str, Any]:
    choices = [{"code": option, "text": words(f"Antwort {option}")} for option in options]
    return {"code": code, "type": "single", "text": words(question), "options": choices}


SOURCE: dict[str, Any] = {
    "slug": "umfrage",
    "title": words("Was ist wichtig?", "Was ist Ihnen wichtig?", "What matters?"),
    "introduction": words("Es dauert zwei Minuten."),
    "thanks": words("Danke."),
    "pages": [
        {
            "title": words("Themen", "Die Themen", "Topics"),
            "questions": [_matrix("importance"), _matrix("satisfaction")],
        },
        {
            "title": words("Wunsch", "Ihr Wunsch", "Wish"),
            "questions": [
                {"code": "wish", "type": "text", "max_length": 50, "text": words("Was wünschen Sie sich?")},
                {"code": "children", "type": "number", "minimum": 0, "maximum": 20, "text": words("Wie viele Kinder?")},
            ],
        },
        {
            "title": words("Über Sie"),
            "questions": [
                _single("age_group", "Wie alt sind Sie?", "18-24", "25-34", "no_answer"),
                {"code": "municipality", "type": "municipality", "text": words("Wo wohnen Sie?")},
                {**_single("relation", "Was verbindet Sie?", "live", "work", "no_answer"), "type": "multiple"},
            ],
        },
    ],
}


def a_questionnaire(session: Session, region: Region, source: dict[str, Any] | None = None) -> Questionnaire:
    return questionnaire_from_toml(source or SOURCE, place_options(session, region))


def a_survey(session: Session, procedure: Procedure, region: Region, source: dict[str, Any] | None = None) -> Survey:
    """A survey in the procedure's first survey phase with its questionnaire frozen."""
    phase = survey_phase(session, procedure)
    slug = (source or SOURCE)["slug"]
    survey = Survey(region_id=region.id, procedure_id=procedure.id, phase_id=phase.id, slug=slug)
    session.add(survey)
    session.flush()
    freeze_questionnaire(session, survey, a_questionnaire(session, region, source))
    return survey


def survey_phase(session: Session, procedure: Procedure) -> Phase:
    return next(phase for phase in phases_of(session, procedure.id) if phase.kind is PhaseKind.SURVEY)


def an_open_survey(browser: Browser, source: dict[str, Any] | None = None) -> Survey:
    """A region with an open survey, published."""
    with browser.site.database.writing() as session:
        region = a_region(session)
        survey = a_survey(session, a_procedure(session, region), region, source)
    browser.site.refresh()
    return survey


def a_body(**changes: Any) -> dict[str, Any]:
    """A body for the API that is in order."""
    answers = {"importance": {"mobility": 5}, "age_group": "25-34", "wish": "Mehr Busse"}
    return {"id": str(uuid4()), "questionnaire_version": 1, "language": "de", "answers": answers} | changes


class Answering:
    """Somebody without JavaScript: sends what the page's form holds, plus what they fill in."""

    def __init__(self, browser: Browser, language: str = "de", survey: str = "umfrage") -> None:
        self.browser, self.path = browser, f"/{language}/umfragen/{survey}"
        self.page = browser.get(self.path)

    @property
    def hidden(self) -> dict[str, Any]:
        fields: dict[str, list[str]] = {}
        for tag in re.findall(r"<input type=\"hidden\"[^>]*>", self.page.text):
            name, value = (re.search(rf' {part}="([^"]*)"', tag) for part in ("name", "value"))
            assert name is not None
            assert value is not None
            fields.setdefault(unescape(name[1]), []).append(unescape(value[1]))
        return dict(fields)

    def press(self, button: str, filled: dict[str, Any] | None = None, path: str = "") -> Any:
        self.page = self.browser.post(path or self.path, {**self.hidden, **(filled or {}), "_go": button})
        return self.page

    def onward(self, **filled: Any) -> Any:
        return self.press("next", {name.replace("__", "."): value for name, value in filled.items()})

    def back(self, **filled: Any) -> Any:
        return self.press("back", {name.replace("__", "."): value for name, value in filled.items()})
