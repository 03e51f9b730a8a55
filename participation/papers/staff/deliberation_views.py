"""What staff do while a paper is deliberated: its bodies and days, their results, and the amendments of the groups."""

from __future__ import annotations

from uuid import UUID

from starlette.responses import Response

from participation.core.errors import Conflict
from participation.papers import results
from participation.papers.amendments import amendable, amendments_of
from participation.papers.following import ask_for_import
from participation.papers.models import AmendmentState, Consultation, Organization, Paper, Result
from participation.papers.names import AMENDMENT_NAMES, RESULT_NAMES
from participation.papers.queries import paper_by_id
from participation.papers.staff import amending, deliberation
from participation.papers.staff.forms import amendment_sheet, result_sheet, step_sheet
from participation.papers.staff.views import paper_page
from participation.web.visit import Visit


def add_step(visit: Visit, paper: UUID) -> Response:
    """Put a body into the Beratungsfolge."""
    found, sheet = paper_by_id(visit.db, visit.place.id, paper), step_sheet(visit.form)
    problems = {name: visit._(text) for name, text in sheet.problems.items()}
    if not problems:
        try:
            deliberation.add_step(visit.db, found, sheet, visit.person_id)
        except Conflict as twice:
            problems = {"meeting_on": visit.told(twice)}
    if problems:
        return paper_page(visit, found, 422, problems=problems)
    return visit.redirect("paper", paper=found.id, anchor="beratungsfolge")


def remove_step(visit: Visit, paper: UUID, step: UUID) -> Response:
    """Take a body out of the Beratungsfolge."""
    found = paper_by_id(visit.db, visit.place.id, paper)
    deliberation.remove_step(visit.db, found, deliberation.step_by_id(visit.db, found, step), visit.person_id)
    return visit.redirect("paper", paper=found.id, anchor="beratungsfolge")


def step_result(visit: Visit, paper: UUID, step: UUID) -> Response:
    """The form for what a body made of the paper."""
    found = paper_by_id(visit.db, visit.place.id, paper)
    return _result_page(visit, found, deliberation.step_by_id(visit.db, found, step))


def record_result(visit: Visit, paper: UUID, step: UUID) -> Response:
    """Record what a body made of the paper."""
    found, sheet = paper_by_id(visit.db, visit.place.id, paper), result_sheet(visit.form)
    consultation = deliberation.step_by_id(visit.db, found, step)
    if sheet.problems:
        return _result_page(visit, found, consultation, sheet.problems)
    results.record_result(visit.db, found, consultation, sheet.said, visit.person_id)
    return visit.redirect("paper", paper=found.id, anchor="beratungsfolge")


def import_result(visit: Visit, paper: UUID, step: UUID) -> Response:
    """Have the result imported from the county's information system."""
    found = paper_by_id(visit.db, visit.place.id, paper)
    ask_for_import(visit.db, deliberation.step_by_id(visit.db, found, step), visit.person_id)
    return visit.redirect("paper", paper=found.id, anchor="beratungsfolge")


def _result_page(visit: Visit, paper: Paper, step: Consultation, problems: dict[str, str] | None = None) -> Response:
    names = ("result", "votes_for", "votes_against", "abstained", "note")
    stored = {name: getattr(step, name) for name in names}
    values = {name: visit.form.text(name) for name in names} if problems else stored
    return visit.render(
        "papers/staff/result.html",
        status=422 if problems else 200,
        paper=paper,
        step=step,
        body=visit.db.get_one(Organization, step.organization_id),
        values=values,
        results=[(result.value, visit._(RESULT_NAMES[result])) for result in Result],
        problems={name: visit._(text) for name, text in (problems or {}).items()},
    )


def amendments(visit: Visit, paper: UUID) -> Response:
    """The amendments to a paper beside the frozen text, and the form for another one."""
    return _amendments_page(visit, paper_by_id(visit.db, visit.place.id, paper))


def submit_amendment(visit: Visit, paper: UUID) -> Response:
    """Keep an amendment."""
    found, sheet = paper_by_id(visit.db, visit.place.id, paper), amendment_sheet(visit.form)
    if sheet.problems:
        return _amendments_page(visit, found, sheet.problems)
    amendment = amending.submit_amendment(visit.db, found, sheet, visit.person_id)
    return visit.redirect("amendments", paper=found.id, anchor=f"antrag-{amendment.id}")


def settle_amendment(visit: Visit, paper: UUID, amendment: UUID) -> Response:
    """Merge an amendment into the draft, or note that it was not taken over."""
    found = paper_by_id(visit.db, visit.place.id, paper)
    act = amending.merge_amendment if visit.form.text("act") == "merge" else amending.reject_amendment
    act(visit.db, found, amending.amendment_by_id(visit.db, found, amendment), visit.person_id)
    return visit.redirect("amendments", paper=found.id, anchor=f"antrag-{amendment}")


def _amendments_page(visit: Visit, paper: Paper, problems: dict[str, str] | None = None) -> Response:
    return visit.render(
        "papers/staff/amendments.html",
        status=422 if problems else 200,
        paper=paper,
        amendments=amendments_of(visit.db, paper),
        blocks=[(str(block_id), words) for block_id, words in amendable(visit.db, paper)],
        names={state: visit._(AMENDMENT_NAMES[state]) for state in AmendmentState},
        problems={name: visit._(text) for name, text in (problems or {}).items()},
        form=visit.form,
    )
