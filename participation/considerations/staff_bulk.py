"""The same for many contributions at once, in short transactions, so that citizens' contributions pass in between."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from enum import StrEnum
from uuid import UUID

from sqlmodel import Session
from starlette.datastructures import QueryParams
from starlette.responses import Response

from participation.considerations import actions
from participation.considerations.entries import Entry, entries_of
from participation.considerations.forms import ConsiderationSheet, link_problem, sheet_from
from participation.considerations.kinds import ContributionKind
from participation.considerations.listing import Selection, entries
from participation.considerations.models import LONGEST_PAPER, Outcome
from participation.considerations.people import departments, editors
from participation.considerations.strategies import weighed_strategy
from participation.considerations.table import FILTERS, selection
from participation.core.errors import NotAllowed, NotNow
from participation.strategy.models import Element, Strategy
from participation.strategy.texts import published_tree
from participation.web.visit import Visit

MOST_AT_ONCE, CHUNK = 2_000, 25


class Act(StrEnum):
    """What can be done to many."""

    ASSIGN = "assign"
    PROPOSE = "propose"
    RELEASE = "release"
    DECIDE = "decide"


_One = Callable[[Session, Entry], None]


def weigh_many(visit: Visit, strategy: str) -> Response:
    """Assign, propose, release or decide what was chosen; what is not possible is passed over and counted."""
    found, version = weighed_strategy(visit.db, visit.place, strategy)
    act = visit.form.text("act")
    problem, one = _prepared(visit, found, Act(act)) if act in set(Act) else ("act", None)
    if problem or one is None:
        return _back(visit, strategy, fehler=problem)
    narrowed = None
    if visit.form.text("scope") == "alle":
        tree = published_tree(visit.db, version, visit.language.tag)
        narrowed = selection(visit, found.id, tree, QueryParams(visit.form.text("filter")))
    names = _names(visit, found, narrowed)
    if not names:
        return _back(visit, strategy, fehler="auswahl")
    done = sum(_chunk(visit, found, names[start : start + CHUNK], one) for start in range(0, len(names), CHUNK))
    return _back(visit, strategy, erledigt=done, uebergangen=len(names) - done or None)


def _names(visit: Visit, strategy: Strategy, narrowed: Selection | None) -> list[tuple[ContributionKind, UUID]]:
    if narrowed is not None:
        found = entries(visit.db, strategy, narrowed, None, MOST_AT_ONCE)[:MOST_AT_ONCE]
        return [(entry.kind, entry.contribution.id) for entry in found]
    names = []
    for name in dict.fromkeys(visit.form.many("entry")[:MOST_AT_ONCE]):
        kind, _, each = name.partition(":")
        with suppress(ValueError):  # no name of ours
            names.append((ContributionKind(kind), UUID(each)))
    return names


def _chunk(visit: Visit, strategy: Strategy, names: Sequence[tuple[ContributionKind, UUID]], one: _One) -> int:
    done = 0
    with visit.site.database.writing() as session:
        for entry in entries_of(session, names, strategy.id):
            if entry.contribution.strategy_id != strategy.id:
                continue
            if entry.consideration is None and not entry.can_be_read:
                continue
            try:
                one(session, entry)
            except (NotAllowed, NotNow):
                continue
            done += 1
    visit.site.refresh_after(session)
    return done


def _prepared(visit: Visit, strategy: Strategy, act: Act) -> tuple[str, _One | None]:
    """What is wrong with the form (a code), and what is to be done with each."""
    return {
        Act.ASSIGN: _assigning,
        Act.PROPOSE: _proposing,
        Act.RELEASE: _releasing,
        Act.DECIDE: _deciding,
    }[act](visit, strategy)


def _assigning(visit: Visit, strategy: Strategy) -> tuple[str, _One | None]:
    given = actions.Assignment(
        _known(visit.form.text("editor"), editors(visit.db, visit.place.id)),
        _known(visit.form.text("department"), departments(visit.db, visit.place.id)),
        visit.form.day("due_on"),
    )
    if given == actions.Assignment():
        return "zuweisung", None
    actor = visit.person_id

    def one(session: Session, entry: Entry) -> None:
        actions.assign(session, strategy, entry, given, actor)

    return "", one


def _proposing(visit: Visit, strategy: Strategy) -> tuple[str, _One | None]:
    sheet, actor = sheet_from(visit.form), visit.person_id
    if sheet.problems:
        return "vorschlag", None

    def one(session: Session, entry: Entry) -> None:
        _propose(session, strategy, entry, sheet, actor)

    return "", one


def _propose(session: Session, strategy: Strategy, entry: Entry, sheet: ConsiderationSheet, actor: UUID | None) -> None:
    found = entry.consideration
    element_id = found.element_id if found else entry.contribution.element_id
    element = session.get(Element, element_id) if element_id else None
    actions.consider(session, strategy, entry, sheet, (element, None), actor)


def _releasing(visit: Visit, strategy: Strategy) -> tuple[str, _One | None]:
    actor = visit.person_id

    def one(session: Session, entry: Entry) -> None:
        if entry.consideration is None:
            raise NotNow("There is nothing to release yet.")
        actions.release(session, strategy, entry.consideration, actor)

    return "", one


def _deciding(visit: Visit, strategy: Strategy) -> tuple[str, _One | None]:
    day, outcome = visit.form.day("decided_on"), visit.form.text("decided_outcome")
    link, rationale = visit.form.text("decision_link"), visit.form.text("decided_rationale")
    chosen = Outcome(outcome) if outcome in set(Outcome) else None
    if day is None or link_problem(link) or (chosen and not rationale):
        return "beschluss", None
    paper = visit.form.text("decision_paper")[:LONGEST_PAPER]
    decision, actor = actions.Decision(day, paper, link, chosen, rationale), visit.person_id

    def one(session: Session, entry: Entry) -> None:
        if entry.consideration is None:
            raise NotNow("There is nothing to decide on yet.")
        actions.decide(session, strategy, entry.consideration, decision, actor)

    return "", one


def _known(given: str, choices: Sequence[tuple[str, str]]) -> UUID | None:
    return UUID(given) if given in dict(choices) else None


def _back(visit: Visit, strategy: str, **told: object) -> Response:
    """The table with the filters that were set, and what was done."""
    kept = {name: value for name, value in QueryParams(visit.form.text("filter")).items() if name in FILTERS}
    said = {name: str(value) for name, value in told.items() if value is not None}
    return visit.redirect("consideration_table", strategy=strategy, **{**kept, **said})
