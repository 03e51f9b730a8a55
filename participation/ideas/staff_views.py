"""What staff do with published ideas: say how far they have come, and why."""

from __future__ import annotations

import math
from uuid import UUID

from starlette.responses import Response

from participation.accounts.access import has_role
from participation.accounts.models import Role
from participation.core.errors import NotAllowed
from participation.ideas.actions import advance
from participation.ideas.answering import promise_of
from participation.ideas.forms import StageSheet
from participation.ideas.merging import kinship
from participation.ideas.models import LONGEST_SENTENCE, STAGE_NAMES, Stage
from participation.ideas.places import places_of
from participation.ideas.queries import (
    PAGE,
    IdeaFilter,
    idea_page,
    ideas_with_waiting_pictures,
    public_idea,
    steps_of,
)
from participation.regions.departments import active_departments
from participation.web.visit import Visit, chosen, page_number

_STAGES = tuple(stage for stage in Stage if stage != Stage.SUBMITTED)

MOST_WAITING = 20


def idea_progress(visit: Visit) -> Response:
    """Published ideas by stage."""
    stage = chosen(visit.query, "stand", ["", *_STAGES])
    number = page_number(visit.query)
    chosen_ideas = IdeaFilter(region_id=visit.place.id, stage=stage or None)
    rows, total = idea_page(visit.db, chosen_ideas, number, most_endorsed=True)
    pages = max(math.ceil(total / PAGE), 1)
    params = {"stand": stage or None}
    return visit.render(
        "ideas/staff_list.html",
        stage=stage,
        stages=[(code.value, visit._(STAGE_NAMES[code])) for code in _STAGES],
        rows=rows,
        places=places_of(visit.db, rows, visit.language.tag),
        may_order=has_role(visit.person, visit.place, Role.ADMIN, Role.EDITOR),
        waiting=ideas_with_waiting_pictures(visit.db, visit.place.id, MOST_WAITING)
        if has_role(visit.person, visit.place, Role.ADMIN, Role.MODERATOR)
        else (),
        total=total,
        number=number,
        pages=pages,
        **visit.pages("idea_progress", number, number < pages, **params),
    )


def idea_steps(visit: Visit, idea: UUID) -> Response:
    """The steps of one idea, and the form for the next."""
    return _page(visit, idea, StageSheet("", ""), status=200)


def record_step(visit: Visit, idea: UUID) -> Response:
    """Record the next step."""
    sheet = StageSheet.from_form(visit.form)
    found = public_idea(visit.db, visit.place.id, idea)
    if sheet.problems:
        return _page(visit, idea, sheet, status=422)
    if visit.person is None:
        raise NotAllowed("Please sign in.")
    advance(visit.db, found, Stage(sheet.stage), sheet.sentence, visit.person.id)
    return visit.redirect("idea_steps", idea=idea)


def _page(visit: Visit, idea: UUID, sheet: StageSheet, status: int) -> Response:
    problems = sheet.problems if status == 422 else []  # noqa: PLR2004 - only what was checked has problems
    errors = {field: visit._(message, **values) for field, message, values in problems}
    return idea_page_for_staff(visit, idea, sheet, errors, status)


def idea_page_for_staff(
    visit: Visit, idea: UUID, sheet: StageSheet, errors: dict[str, str], status: int = 200
) -> Response:
    """One idea with its steps, its answer date and its relatives, and the forms for all three."""
    found = public_idea(visit.db, visit.place.id, idea)
    return visit.render(
        "ideas/staff_idea.html",
        status=status,
        idea=found,
        place=places_of(visit.db, [found], visit.language.tag)[found.id],
        steps=steps_of(visit.db, found.id),
        stage_names=STAGE_NAMES,
        stages=[(code.value, visit._(STAGE_NAMES[code])) for code in _STAGES if code != found.stage],
        sheet=sheet,
        errors=errors,
        typed={name: visit.form.text(name) for name in ("department", "answer_by", "into", "reason")},
        promise=promise_of(visit.db, found, visit.today),
        departments=[(str(one.id), one.name) for one in active_departments(visit.db, visit.place.id)],
        kin=kinship(visit.db, found),
        longest_sentence=LONGEST_SENTENCE,
    )
