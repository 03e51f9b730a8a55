"""The staff page of a survey's course: longer, repeated, with a brake."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from babel.dates import format_date
from starlette.responses import Response

from participation.core.errors import Conflict, Invalid
from participation.core.text import msgid
from participation.procedures.actions import extend_phase
from participation.procedures.days import last_day, local_day
from participation.procedures.models import Phase, Procedure
from participation.surveys.audiences.actions import set_brake
from participation.surveys.audiences.forms import LONGEST_WAIT, BrakeSheet, brake_sheet
from participation.surveys.audiences.phases import (
    NamedPhase,
    ensure_unanswered,
    has_answers,
    move_to_phase,
    phases_ahead,
)
from participation.surveys.audiences.staff_identity import LONGEST_SLUG, place_elsewhere, procedures_with_titles
from participation.surveys.audiences.staff_survey import StaffSurvey, shown_state, staff_survey_of
from participation.surveys.audiences.waves import (
    LONGEST_TITLE,
    LONGEST_WAVE,
    free_phases,
    next_wave,
    proposed_titles,
)
from participation.surveys.models import Brake, Survey
from participation.web.languages import BY_TAG, LANGUAGES
from participation.web.visit import Visit

_BRAKES = {
    Brake.NONE: (msgid("None"), msgid("Right for most surveys.")),
    Brake.GENTLE: (msgid("Gentle"), msgid("A field that only machines fill in, and a shortest time for answering.")),
    Brake.WORK: (
        msgid("With a calculation"),
        msgid("Besides, the device calculates for a second before sending. Without scripts people add two numbers."),
    ),
}
_NO_DATE = msgid("Please enter a date.")
_NO_PHASE = msgid("Please choose a phase.")


def survey_course(visit: Visit, survey: str) -> Response:
    """How long the survey lasts, whether it is repeated, what keeps machines out."""
    return _page(visit, staff_survey_of(visit, survey))


def extend_survey(visit: Visit, survey: str) -> Response:
    """Let an open survey last longer; the public reads until when, and what was said before."""
    found = staff_survey_of(visit, survey)
    last = visit.form.day("last_day")
    if last is None:
        return _page(visit, found, {"last_day": _NO_DATE})
    phase = visit.db.get(Phase, found.row.phase_id) if found.row.phase_id else None
    if phase is None:
        raise Conflict("This survey has no phase yet.")
    try:
        extend_phase(visit.db, phase, last, found.actor_id)
    except Conflict as conflict:
        return _page(visit, found, {"last_day": conflict.message})
    return visit.redirect("survey_course", survey=survey, gespeichert="ja")


def reschedule_survey(visit: Visit, survey: str) -> Response:
    """Let a survey that nobody has answered take its answers in another phase."""
    found, chosen = staff_survey_of(visit, survey), visit.form.text("new_phase")
    ensure_unanswered(visit.db, found)
    phase = next((one.phase for one in phases_ahead(visit.db, found) if str(one.phase.id) == chosen), None)
    if phase is None:
        return _page(visit, found, {"new_phase": _NO_PHASE})
    move_to_phase(visit.db, found, phase)
    return visit.redirect("survey_course", survey=survey, gespeichert="ja")


def place_survey(visit: Visit, survey: str) -> Response:
    """Give a survey that was never published another address or procedure."""
    found, slug, chosen = staff_survey_of(visit, survey), visit.form.text("slug"), visit.form.text("procedure")
    known = [one for one, _ in procedures_with_titles(visit.db, found.row.region_id) if one == chosen]
    if not known:
        return _page(visit, found, {"procedure": msgid("Please choose a procedure.")})
    try:
        place_elsewhere(visit.db, found, slug, visit.db.get_one(Procedure, UUID(chosen)))
    except Invalid as problem:
        return _page(visit, found, {"slug": problem.message})
    return visit.redirect("survey_course", survey=slug, gespeichert="ja")


def brake_survey(visit: Visit, survey: str) -> Response:
    """Set the brake."""
    found, sheet = staff_survey_of(visit, survey), brake_sheet(visit.form)
    if sheet.problems:
        return _page(visit, found, sheet.problems, sheet)
    set_brake(visit.db, found, sheet)
    return visit.redirect("survey_course", survey=survey, gespeichert="ja")


def repeat_survey(visit: Visit, survey: str) -> Response:
    """Make the next wave of the survey in a phase that is still to come."""
    found = staff_survey_of(visit, survey)
    chosen = visit.form.text("phase")
    phase = next((one.phase for one in free_phases(visit.db, found) if str(one.phase.id) == chosen), None)
    if phase is None:
        return _page(visit, found, {"phase": _NO_PHASE})
    titles = {one.tag: visit.form.text(f"title_{one.slug}") for one in LANGUAGES if f"title_{one.slug}" in visit.form}
    again = next_wave(visit.db, found, phase, visit.form.text("wave")[:LONGEST_WAVE], titles)
    return visit.redirect("survey_course", survey=again.slug, gespeichert="ja")


def _page(
    visit: Visit, survey: StaffSurvey, problems: dict[str, str] | None = None, sheet: BrakeSheet | None = None
) -> Response:
    row = survey.row
    phase = visit.db.get(Phase, row.phase_id) if row.phase_id else None
    errors = {name: visit._(problem) for name, problem in (problems or {}).items()}
    return visit.render(
        "surveys/audiences/staff/course.html",
        status=422 if errors else 200,
        survey=survey,
        state=shown_state(visit, survey),
        is_open=survey.is_running,
        phase=phase,
        last_day=last_day(phase.closes_at) if phase else None,
        first_last_day=last_day(phase.first_closes_at) if phase and phase.first_closes_at else None,
        procedure=visit.db.get_one(Procedure, row.procedure_id).slug,
        procedures=procedures_with_titles(visit.db, row.region_id),
        is_fixed=row.latest_version > 0,
        sheet=sheet or BrakeSheet(row.brake, row.shortest_seconds),
        brakes=[(one.value, visit._(label), visit._(hint)) for one, (label, hint) in _BRAKES.items()],
        longest_wait=LONGEST_WAIT,
        longest_slug=LONGEST_SLUG,
        phases=_choices(visit, free_phases(visit.db, survey)),
        can_move=not has_answers(visit.db, survey),
        new_phases=_choices(visit, phases_ahead(visit.db, survey)),
        previous=_slug(visit, row.previous_wave_id),
        titles=[(BY_TAG[tag], title) for tag, title in proposed_titles(visit.db, row).items()],
        longest_title=LONGEST_TITLE,
        typed=visit.form.text,
        errors=list(errors.items()),
        is_saved=visit.query.get("gespeichert") == "ja",
    )


def _choices(visit: Visit, phases: Sequence[NamedPhase]) -> list[tuple[str, None, list[tuple[str, str]]]]:
    """The phases in a group for each procedure, each with its first day."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for one in phases:
        day = format_date(local_day(one.phase.opens_at), "long", locale=visit.language.locale)
        groups.setdefault(one.procedure, []).append((str(one.phase.id), f"{one.title} ({day})"))
    return [(procedure, None, choices) for procedure, choices in groups.items()]


def _slug(visit: Visit, survey_id: Any) -> str:
    before = visit.db.get(Survey, survey_id) if survey_id else None
    return before.slug if before else ""
