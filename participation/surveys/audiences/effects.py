"""What a further group does to a running survey: it may shut out everybody without a code, or let everybody in."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from sqlmodel import Session
from starlette.responses import Response

from participation.surveys.audiences.forms import LONGEST_NAME, AudienceSheet
from participation.surveys.audiences.known import audiences_of
from participation.surveys.audiences.staff_survey import StaffSurvey
from participation.surveys.models import Admission
from participation.web.languages import GERMAN, LANGUAGES
from participation.web.visit import Visit

SURE, KEEP = "sure", "others"
_EVERYBODY = {"de": "Alle anderen", "de-simple": "Alle anderen Menschen", "en": "Everybody else"}


class Effect(StrEnum):
    """What changes for people who have no code."""

    SHUTS = "shuts"
    OPENS = "opens"


def effect_of(session: Session, survey: StaffSurvey, sheet: AudienceSheet) -> Effect | None:
    """What adding the group changes for everybody else; None if nothing, or if nobody can answer yet."""
    if not survey.is_running:
        return None
    present = audiences_of(session, survey.row.id)
    if sheet.admission is not Admission.OPEN:
        return None if present else Effect.SHUTS
    is_closed = bool(present) and all(one.admission is not Admission.OPEN for one in present)
    return Effect.OPENS if is_closed else None


def ask_about(
    visit: Visit, survey: StaffSurvey, sheet: AudienceSheet, effect: Effect | None, problems: Mapping[str, str] = {}
) -> Response:
    """The page that tells the consequence, and offers to keep the survey open."""
    return visit.render(
        "surveys/audiences/staff/sure.html",
        status=422 if problems else 200,
        survey=survey,
        name=sheet.names[GERMAN.tag],
        effect=effect,
        sent=[(name, value) for name, value in visit.form.items() if name not in {SURE, KEEP} and "open_" not in name],
        names={one.slug: visit.form.text(f"open_{one.slug}", _EVERYBODY.get(one.tag, "")) for one in LANGUAGES},
        keeps=visit.form.text(KEEP, "keep"),
        languages=LANGUAGES,
        errors=[(name, visit._(problem)) for name, problem in problems.items()],
    )


def audience_kept_open(visit: Visit, effect: Effect | None) -> AudienceSheet | None:
    """The open group that is added beside one with codes, unless the editor wants to shut the others out."""
    if effect is not Effect.SHUTS or visit.form.text(KEEP, "keep") != "keep":
        return None
    names = {one.tag: visit.form.text(f"open_{one.slug}")[:LONGEST_NAME] for one in LANGUAGES}
    problems = {} if names[GERMAN.tag] else {"open_de": "Please enter a name in German."}
    return AudienceSheet(names={tag: name for tag, name in names.items() if name}, problems=problems)
