"""What staff say about an idea besides its steps: who answers by when, and into which other it goes."""

from __future__ import annotations

from uuid import UUID

from starlette.responses import Response

from participation.core.errors import Conflict, NotAllowed, NotFound
from participation.core.text import msgid
from participation.ideas.answering import promise_answer
from participation.ideas.forms import StageSheet
from participation.ideas.merging import kinship, merge_ideas, take_apart
from participation.ideas.models import LONGEST_SENTENCE, Idea
from participation.ideas.queries import public_idea
from participation.ideas.staff_views import idea_page_for_staff
from participation.regions.departments import active_departments
from participation.threads.wording import problems_of_text
from participation.web.visit import Visit

NO_DEPARTMENT = msgid("Please choose a department.")
NO_DAY = msgid("Please enter a day from today on.")
NO_IDEA = msgid("Please enter the address of a published idea, as it stands in the browser on its page.")


def promise(visit: Visit, idea: UUID) -> Response:
    """Name the department and the day."""
    found = public_idea(visit.db, visit.place.id, idea)
    department = next(
        (one for one in active_departments(visit.db, visit.place.id) if str(one.id) == visit.form.text("department")),
        None,
    )
    answer_by = visit.form.day("answer_by")
    errors = {}
    if department is None:
        errors["department"] = visit._(NO_DEPARTMENT)
    if answer_by is None or answer_by < visit.today:
        errors["answer_by"] = visit._(NO_DAY)
    if department is None or answer_by is None or errors:
        return _again(visit, idea, errors)
    promise_answer(visit.db, found, department, answer_by, _actor(visit))
    return visit.redirect("idea_steps", idea=idea)


def merge(visit: Visit, idea: UUID) -> Response:
    """Put the idea into another, or take it out again."""
    found = public_idea(visit.db, visit.place.id, idea)
    if visit.form.text("act") == "apart":
        take_apart(visit.db, found, _actor(visit))
        return visit.redirect("idea_steps", idea=idea)
    sentence = visit.form.text("reason")
    into = _named(visit, visit.form.text("into"))
    errors = {
        field: visit._(text, **more) for field, text, more in problems_of_text("reason", sentence, LONGEST_SENTENCE)
    }
    if into is None:
        errors["into"] = visit._(NO_IDEA)
    if into is None or errors:
        return _again(visit, idea, errors)
    try:
        merge_ideas(visit.db, found, into, sentence, _actor(visit))
    except Conflict as problem:
        if kinship(visit.db, found).into is not None:  # the page has no form for it any more
            raise
        return _again(visit, idea, {"into": visit.told(problem)})
    return visit.redirect("idea_steps", idea=idea)


def _named(visit: Visit, text: str) -> Idea | None:
    last = text.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0].rstrip("/").rpartition("/")[2]
    try:
        return public_idea(visit.db, visit.place.id, UUID(last))
    except (ValueError, NotFound):
        return None


def _again(visit: Visit, idea: UUID, errors: dict[str, str]) -> Response:
    return idea_page_for_staff(visit, idea, StageSheet("", ""), errors, 422)


def _actor(visit: Visit) -> UUID:
    if visit.person is None:
        raise NotAllowed("Please sign in.")
    return visit.person.id
