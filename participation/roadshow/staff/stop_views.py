"""The tour as staff plan it: all stops, one stop's form, copying and closing."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import col, select
from starlette.responses import Response

from participation.core.errors import Conflict, NotAllowed, NotFound
from participation.core.text import msgid
from participation.procedures.models import Procedure
from participation.procedures.reading import procedures_of
from participation.regions.models import Municipality
from participation.roadshow.models import StopKind, StopState
from participation.roadshow.staff.actions import change_stop, close_stop, copy_stop, plan_stop
from participation.roadshow.staff.sheets import StopSheet, sheet_from, sheet_of
from participation.roadshow.stops import dots_at, stop_named, stops_of, surveys_at, texts_of
from participation.surveys.running import running_surveys
from participation.surveys.wording import plain
from participation.web.languages import LANGUAGES
from participation.web.visit import Visit

KIND_NAMES = {
    StopKind.ROADSHOW: msgid("Stop of the roadshow"),
    StopKind.WORKSHOP: msgid("Workshop"),
    StopKind.COMMITTEE: msgid("Meeting of a committee"),
}
STATE_NAMES = {
    StopState.DRAFT: msgid("Draft"),
    StopState.ANNOUNCED: msgid("Announced"),
    StopState.CLOSED: msgid("Closed"),
}


def roadshow_tour(visit: Visit) -> Response:
    """All stops of the region."""
    found = stops_of(visit.db, visit.place.id, visit.language.tag, public_only=False)
    return visit.render("roadshow/staff_tour.html", stops=found, kinds=KIND_NAMES, states=STATE_NAMES)


def new_stop(visit: Visit) -> Response:
    """The form for another stop."""
    return _form(visit, StopSheet({"is_public": "yes"}))


def add_stop(visit: Visit) -> Response:
    """Plan it."""
    sheet = sheet_from(visit.form, has_pin=False)
    procedure = _procedure(visit, sheet)
    if procedure is None or sheet.problems:
        return _form(visit, sheet, status=422)
    try:
        plan_stop(visit.db, visit.place.id, sheet, procedure, actor(visit))
    except Conflict as problem:
        sheet.problems["options_de"] = problem.message
        return _form(visit, sheet, status=422)
    return visit.redirect("roadshow_tour")


def edit_stop(visit: Visit, stop: str) -> Response:
    """The form of a stop."""
    found = stop_named(visit.db, visit.place.id, stop)
    surveys = tuple(surveys_at(visit.db, found.id))
    return _form(visit, sheet_of(found, texts_of(visit.db, found.id), surveys, dots_at(visit.db, found.id)), stop)


def save_stop(visit: Visit, stop: str) -> Response:
    """Change it."""
    found = stop_named(visit.db, visit.place.id, stop)
    sheet = sheet_from(visit.form, has_pin=bool(found.pin_hash))
    procedure = _procedure(visit, sheet)
    if procedure is None or sheet.problems:
        return _form(visit, sheet, stop, status=422)
    try:
        change_stop(visit.db, found, sheet, procedure, actor(visit))
    except Conflict as problem:
        sheet.problems["options_de"] = problem.message
        return _form(visit, sheet, stop, status=422)
    return visit.redirect("roadshow_tour")


def copy_of_stop(visit: Visit, stop: str) -> Response:
    """The same once more, to be changed."""
    copy = copy_stop(visit.db, stop_named(visit.db, visit.place.id, stop), actor(visit))
    return visit.redirect("edit_stop", stop=copy.slug)


def end_stop(visit: Visit, stop: str) -> Response:
    """Close it."""
    close_stop(visit.db, stop_named(visit.db, visit.place.id, stop), actor(visit))
    return visit.redirect("roadshow_tour")


def actor(visit: Visit) -> UUID:
    """Who acts, for the journal."""
    if visit.person_id is None:
        raise NotAllowed("Please sign in.")
    return visit.person_id


def _procedure(visit: Visit, sheet: StopSheet) -> Procedure | None:
    chosen = select(Procedure).where(Procedure.region_id == visit.place.id)
    found = next((one for one in visit.db.exec(chosen) if str(one.id) == sheet.values.get("procedure")), None)
    if found is None:
        sheet.problems["procedure"] = msgid("Please choose a procedure.")
    return found


def _form(visit: Visit, sheet: StopSheet, stop: str = "", status: int = 200) -> Response:
    found = procedures_of(visit.db, visit.place, visit.language.tag, visit.now, drafts=True)
    towns = select(Municipality).where(Municipality.region_id == visit.place.id).order_by(col(Municipality.name))
    surveys = running_surveys(visit.site).of_region(visit.place.id)
    stored = stop_named(visit.db, visit.place.id, stop) if stop else None
    if sheet.values.get("municipality") not in {"", None, *(str(town.id) for town in visit.db.exec(towns))}:
        raise NotFound("There is no such municipality.")
    return visit.render(
        "roadshow/staff_stop.html",
        status=status,
        sheet=sheet,
        value=sheet.values.get,
        errors={name: visit._(problem) for name, problem in sheet.problems.items()},
        stop=stored,
        is_closed=stored is not None and stored.state is StopState.CLOSED,
        kinds=[(kind.value, visit._(name)) for kind, name in KIND_NAMES.items()],
        procedures=[(str(one.id), one.title) for one in found],
        towns=[(str(town.id), town.name) for town in visit.db.exec(towns)],
        surveys=[(str(one.id), plain(one.latest.questionnaire.title, visit.language.tag)) for one in surveys],
        languages=LANGUAGES,
    )
