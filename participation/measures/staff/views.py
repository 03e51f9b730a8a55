"""What editors do with measures: list them, write them down, link goals, set milestones, note decisions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from starlette.responses import Response

from participation.core.days import local_day
from participation.core.errors import Conflict, NotFound
from participation.goals.places import chosen_element, places_of
from participation.measures.actions import (
    add_measure,
    change_measure,
    decide,
    link_element,
    remove_step,
    store_step,
    unlink_element,
)
from participation.measures.models import MeasureStep, Stage
from participation.measures.staff.forms import (
    LONGEST_DESCRIPTION,
    Sheet,
    empty_measure,
    facts_of,
    measure_sheet,
    sent_decision,
    sent_measure,
    sent_step,
    step_sheet,
)
from participation.measures.told import Told, measure_by_slug, measures_of
from participation.measures.views import shown
from participation.regions.departments import department_choices
from participation.web.languages import GERMAN, LANGUAGES
from participation.web.visit import Visit, chosen

_FILTERS = ("", "offen", "ohne-ziel")


def measure_desk(visit: Visit) -> Response:
    """All measures of the region; `nur=offen` those with a late milestone, `ohne-ziel` those without link."""
    found = measures_of(visit.db, visit.place.id, GERMAN.tag, public_only=False)
    today, only = local_day(visit.now), chosen(visit.query, "nur", _FILTERS)
    parts = {
        "": found,
        "offen": [told for told in found if told.late(today)],
        "ohne-ziel": [told for told in found if not told.element_ids],
    }
    counts = {name: len(part) for name, part in parts.items()}
    return visit.render("measures/staff/desk.html", found=parts[only], only=only, counts=counts, **shown(visit))


def new_measure(visit: Visit) -> Response:
    """The form for a new measure."""
    return _sheet_page(visit, empty_measure(), None)


def add_new_measure(visit: Visit) -> Response:
    """Add it."""
    sheet = sent_measure(visit.form, visit.form.text("slug"), dict(department_choices(visit)))
    if sheet.problems:
        return _sheet_page(visit, sheet, None, status=422)
    try:
        add_measure(visit.db, visit.place.id, sheet.typed["slug"], facts_of(sheet), visit.person_id)
    except Conflict as conflict:
        sheet.problems["slug"] = conflict.message
        return _sheet_page(visit, sheet, None, status=409)
    return visit.redirect("staff_measure", measure=sheet.typed["slug"])


def edit_measure(visit: Visit, measure: str) -> Response:
    """The form of a measure."""
    told = _told(visit, measure)
    return _sheet_page(visit, measure_sheet(told), told)


def save_measure(visit: Visit, measure: str) -> Response:
    """Save it; what somebody else saved meanwhile is not overwritten unseen."""
    told = _told(visit, measure)
    sheet, stored = sent_measure(visit.form, measure, dict(department_choices(visit))), measure_sheet(told)
    if sheet.problems:
        return _sheet_page(visit, sheet, told, status=422)
    if sheet.base != stored.base:
        return _sheet_page(visit, Sheet(sheet.typed, base=stored.base), told, is_changed=True, status=409)
    change_measure(visit.db, told.measure, facts_of(sheet), visit.person_id)
    return visit.redirect("staff_measure", measure=measure)


def staff_measure(visit: Visit, measure: str) -> Response:
    """One measure: its milestones, its phases, and which goals it works for."""
    return _measure_page(visit, _told(visit, measure))


def change_measure_links(visit: Visit, measure: str) -> Response:
    """Link an element, or take a link away."""
    one, element_id = _told(visit, measure).measure, chosen_element(visit)
    act = unlink_element if visit.form.text("act") == "remove" else link_element
    act(visit.db, one, element_id, visit.person_id)
    return visit.redirect("staff_measure", measure=measure, anchor="ziele")


def add_measure_step(visit: Visit, measure: str) -> Response:
    """A new milestone."""
    told = _told(visit, measure)
    sheet, facts = sent_step(visit.form, local_day(visit.now))
    if facts is None:
        return _measure_page(visit, told, step=sheet, status=422)
    store_step(visit.db, told.measure, None, facts, visit.person_id)
    return visit.redirect("staff_measure", measure=measure, anchor="schritte")


def edit_measure_step(visit: Visit, measure: str, step: UUID) -> Response:
    """The form of a milestone."""
    told = _told(visit, measure)
    return _step_page(visit, told, _step(told, step), step_sheet(_step(told, step)))


def save_measure_step(visit: Visit, measure: str, step: UUID) -> Response:
    """Save a milestone, or take it out."""
    told = _told(visit, measure)
    found = _step(told, step)
    if visit.form.text("act") == "remove":
        remove_step(visit.db, told.measure, found, visit.person_id)
        return visit.redirect("staff_measure", measure=measure, anchor="schritte")
    sheet, facts = sent_step(visit.form, local_day(visit.now))
    if facts is None:
        return _step_page(visit, told, found, sheet, status=422)
    store_step(visit.db, told.measure, found, facts, visit.person_id)
    return visit.redirect("staff_measure", measure=measure, anchor="schritte")


def decide_phase(visit: Visit, measure: str) -> Response:
    """Note a decision that the measure enters a phase."""
    told = _told(visit, measure)
    sheet, decision = sent_decision(visit.form, local_day(visit.now))
    if decision is None:
        return _measure_page(visit, told, gate=sheet, status=422)
    decide(visit.db, told.measure, decision, visit.person_id)
    return visit.redirect("staff_measure", measure=measure, anchor="phasen")


def _told(visit: Visit, slug: str) -> Told:
    return measure_by_slug(visit.db, visit.place.id, slug, GERMAN.tag, public_only=False)


def _step(told: Told, step_id: UUID) -> MeasureStep:
    found = next((one for one in told.steps if one.id == step_id), None)
    if found is None:
        raise NotFound("There is no such milestone.")
    return found


def _words(visit: Visit, problems: dict[str, str]) -> dict[str, str]:
    return {name: visit._(problem) for name, problem in problems.items()}


def _choices(visit: Visit) -> dict[str, Any]:
    names = shown(visit)
    return {
        "states": [(state.value, visit._(name)) for state, name in names["step_names"].items()],
        "stages": [(stage.value, visit._(name)) for stage, name in names["stage_names"].items()],
        "deciders": [(one.value, visit._(name)) for one, name in names["decider_names"].items()],
        "languages": LANGUAGES,
        **names,
    }


def _sheet_page(
    visit: Visit, sheet: Sheet, told: Told | None, *, is_changed: bool = False, status: int = 200
) -> Response:
    return visit.render(
        "measures/staff/sheet.html",
        status=status,
        sheet=sheet,
        told=told,
        is_changed=is_changed,
        stored=measure_sheet(told).typed if told else sheet.typed,
        problems=_words(visit, sheet.problems),
        languages=LANGUAGES,
        departments=department_choices(visit),
        longest=LONGEST_DESCRIPTION,
    )


def _step_page(visit: Visit, told: Told, step: MeasureStep, sheet: Sheet, *, status: int = 200) -> Response:
    return visit.render(
        "measures/staff/step.html",
        status=status,
        told=told,
        step=step,
        typed=sheet.typed,
        problems=_words(visit, sheet.problems),
        **_choices(visit),
    )


def _measure_page(
    visit: Visit, told: Told, *, step: Sheet | None = None, gate: Sheet | None = None, status: int = 200
) -> Response:
    following = list(Stage)[min(list(Stage).index(told.stage) + (1 if told.gates else 0), len(Stage) - 1)]
    return visit.render(
        "measures/staff/measure.html",
        status=status,
        told=told,
        step=(step or step_sheet(None)).typed,
        gate=(gate or Sheet({"stage": following.value})).typed,
        problems=_words(visit, {**(step.problems if step else {}), **(gate.problems if gate else {})}),
        places=places_of(visit, told.element_ids),
        **_choices(visit),
    )
