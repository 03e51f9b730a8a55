"""What staff do with papers: see them, begin, write, and bring them on their way."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from starlette.responses import Response

from participation.core.errors import Conflict
from participation.papers.contents import content_of
from participation.papers.documents import documents_of
from participation.papers.goal_words import proposed_goals
from participation.papers.models import Annex, Paper, PaperKind, PaperState
from participation.papers.names import ANNEX_NAMES, ANSWER_NAMES, KIND_NAMES, STATE_NAMES
from participation.papers.queries import (
    organizations_of,
    outcome_of,
    paper_by_id,
    papers_of,
    settings_of,
    steps_of,
    strategy_of,
    supplements_of,
)
from participation.papers.staff import actions
from participation.papers.staff.forms import PaperSheet, chosen_kind, paper_sheet
from participation.papers.staff.obstacles import obstacles
from participation.papers.wording import shown_content, words_of
from participation.strategy.queries import published_strategies, strategy_by_slug, titled
from participation.strategy.versions import current_version
from participation.web.visit import Visit

_ADVANCES = {PaperState.DRAFT, PaperState.HANDED_IN, PaperState.DISPATCHED}


def papers(visit: Visit) -> Response:
    """All papers of the region with how far they are."""
    found = papers_of(visit.db, visit.place.id)
    steps = steps_of(visit.db, [paper.id for paper in found])
    rows = [(paper, steps[paper.id], outcome_of(steps[paper.id])) for paper in found]
    return visit.render("papers/staff/list.html", rows=rows, **words_of(visit))


def new_paper(visit: Visit) -> Response:
    """The form that begins a paper."""
    return _begin_page(visit, {})


def begin_paper(visit: Visit) -> Response:
    """Begin a paper on the newest version of a strategy."""
    subject, slug = visit.form.text("subject"), visit.form.text("strategy")
    if not subject or len(subject) > 300:  # noqa: PLR2004 - the column's
        return _begin_page(visit, {"subject": visit._("Please fill this in.")}, 422)
    strategy = strategy_by_slug(visit.db, visit.place, slug)
    version = current_version(visit.db, strategy)
    paper = actions.begin_paper(visit.db, strategy, version, chosen_kind(visit.form), subject, visit.person_id)
    return visit.redirect("write_paper", paper=paper.id)


def _begin_page(visit: Visit, problems: dict[str, str], status: int = 200) -> Response:
    kinds = [(kind.value, visit._(name)) for kind, name in KIND_NAMES.items() if kind is not PaperKind.SUPPLEMENT]
    return visit.render(
        "papers/staff/begin.html",
        status=status,
        strategies=[(one.strategy.slug, one.title) for one in published_strategies(visit.db, visit.place, "de")],
        kinds=kinds,
        form=visit.form,
        problems=problems,
    )


def paper(visit: Visit, paper: UUID) -> Response:
    """A paper as it reads now, what stands in its way, its Beratungsfolge and what comes next."""
    found = paper_by_id(visit.db, visit.place.id, paper)
    return paper_page(visit, found)


def paper_page(visit: Visit, found: Paper, status: int = 200, **more: Any) -> Response:
    """The page of a paper; `more` are the fields and problems of a form that was refused."""
    strategy, version = strategy_of(visit.db, found)
    steps, settings = steps_of(visit.db, [found.id])[found.id], settings_of(visit.db, found.region_id)
    goals, is_draft = proposed_goals(visit.db, found), found.state is PaperState.DRAFT
    return visit.render(
        "papers/staff/paper.html",
        status=status,
        paper=found,
        title=titled(visit.db, [strategy], "de")[0],
        version=version,
        steps=steps,
        outcome=outcome_of(steps),
        goals=goals,
        obstacles=obstacles(visit.db, found, settings, goals, steps) if is_draft else [],
        advances=found.state in _ADVANCES,
        content=shown_content(visit, content_of(visit.db, found)),
        bodies=_bodies(visit),
        supplements=supplements_of(visit.db, found.id),
        documents=documents_of(visit.db, found),
        information_system=settings.information_system,
        **{"problems": {}, "form": visit.form, **words_of(visit), **more},
    )


def _bodies(visit: Visit) -> list[tuple[str, str]]:
    found = [one for one in organizations_of(visit.db, visit.place.id) if one.is_active]
    return [(str(one.id), f"{one.council}: {one.name}" if one.council else one.name) for one in found]


def write_paper(visit: Visit, paper: UUID) -> Response:
    """The form with everything that the authors write."""
    return _form_page(visit, paper_by_id(visit.db, visit.place.id, paper))


def save_paper(visit: Visit, paper: UUID) -> Response:
    """Save what was written."""
    found = paper_by_id(visit.db, visit.place.id, paper)
    goals = proposed_goals(visit.db, found)
    sheet = paper_sheet(visit.form, found, [str(goal.element_id) for goal in goals])
    if sheet.problems:
        return _form_page(visit, found, sheet, 422)
    try:
        actions.save_paper(visit.db, found, sheet, visit.person_id)
    except Conflict as taken:
        sheet.problems["serial"] = str(taken)
        return _form_page(visit, found, sheet, 409)
    return visit.redirect("paper", paper=found.id)


def _form_page(visit: Visit, found: Paper, sheet: PaperSheet | None = None, status: int = 200) -> Response:
    return visit.render(
        "papers/staff/write.html",
        status=status,
        paper=found,
        sheet=sheet or stored_sheet(visit, found),
        goals=proposed_goals(visit.db, found),
        checks=settings_of(visit.db, found.region_id).checks,
        answers=[(key, visit._(name)) for key, name in ANSWER_NAMES.items()],
        annexes=[
            (annex.value, visit._(name))
            for annex, name in ANNEX_NAMES.items()
            if annex is not Annex.PROGRESS or found.progress
        ],
        problems={name: visit._(text) for name, text in (sheet.problems if sheet else {}).items()},
        is_draft=found.state is PaperState.DRAFT,
        state_names={state: visit._(name) for state, name in STATE_NAMES.items()},
        Annex=Annex,
    )


def stored_sheet(visit: Visit, paper: Paper) -> PaperSheet:
    """The sheet filled with what is stored."""
    goals = {str(goal.element_id): goal.text for goal in proposed_goals(visit.db, paper)}
    return PaperSheet(
        subject=paper.subject,
        day=paper.day,
        serial=paper.serial,
        file_reference=paper.file_reference,
        office=paper.office,
        link=paper.link,
        texts={
            "opening": paper.opening,
            "closing": paper.closing,
            "reasons": paper.reasons,
            "finances": paper.finances,
            "youth": paper.youth,
        },
        goals=goals,
        checks=paper.checks,
        annexes=tuple(paper.annexes),
    )


def take_frozen_words(visit: Visit, paper: UUID) -> Response:
    """Give the goals the words of the frozen version again."""
    found = paper_by_id(visit.db, visit.place.id, paper)
    actions.take_frozen_words(visit.db, found, visit.person_id)
    return visit.redirect("paper", paper=found.id)


def advance_paper(visit: Visit, paper: UUID) -> Response:
    """Hand in, dispatch or release, if the paper still is where whoever pressed the button saw it."""
    found = paper_by_id(visit.db, visit.place.id, paper)
    if visit.form.text("state") != found.state:
        raise Conflict("The paper is a step further already. Please look at it again.")
    actions.advance(visit.db, found, visit.person_id)
    return visit.redirect("paper", paper=found.id)


def withdraw_paper(visit: Visit, paper: UUID) -> Response:
    """Take the paper back."""
    found = paper_by_id(visit.db, visit.place.id, paper)
    actions.withdraw(visit.db, found, visit.person_id)
    return visit.redirect("paper", paper=found.id)


def supplement_paper(visit: Visit, paper: UUID) -> Response:
    """Begin a supplement on the newest version."""
    parent = paper_by_id(visit.db, visit.place.id, paper)
    version = current_version(visit.db, strategy_of(visit.db, parent)[0])
    found = actions.supplement_paper(visit.db, parent, version, visit.person_id)
    return visit.redirect("write_paper", paper=found.id)
