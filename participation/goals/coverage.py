"""Where voices and goals do not meet: wished for and without goal, goal without a voice, accepted and not written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sqlalchemy import exists, select
from sqlmodel import Session, col

from participation.considerations.entries import Entry, entries_of
from participation.considerations.kinds import COLUMNS, ContributionKind, is_readable
from participation.considerations.models import Consideration, Outcome
from participation.goals.models import Evidence, GoalChange
from participation.goals.results import Priority, priorities, released_results
from participation.goals.waiting import CITED
from participation.strategy.models import GOALS, Element, Kind, Strategy
from participation.strategy.queries import links_of
from participation.writing.draft import DraftNode
from participation.youth_council.models import MotionState, YouthMotion

_YES = (Outcome.ACCEPTED, Outcome.PARTIALLY_ACCEPTED)


class GapKind(StrEnum):
    """What is missing."""

    FIELD_WITHOUT_GOAL = "field_without_goal"
    GOAL_WITHOUT_VOICE = "goal_without_voice"
    ACCEPTED_WITHOUT_CHANGE = "accepted_without_change"


@dataclass(frozen=True)
class Gap:
    """A part of the draft where something is missing: with its priority, or with what was accepted."""

    kind: GapKind
    element: Element | None
    title: str
    priority: Priority | None = None
    entry: Entry | None = None


def gaps(session: Session, strategy: Strategy, nodes: Sequence[DraftNode]) -> list[Gap]:
    """The gaps of a draft, kind by kind, each in reading order."""
    return [
        *_fields_without_goal(session, strategy, nodes),
        *_goals_without_voice(session, strategy, nodes),
        *_accepted_without_change(session, strategy, nodes),
    ]


def _fields_without_goal(session: Session, strategy: Strategy, nodes: Sequence[DraftNode]) -> Iterator[Gap]:
    """Fields of the first priority group, important and unsatisfying, without a goal below them or linked to them."""
    parents = {node.element.id: node.element.parent_id for node in nodes}
    goals = {node.element.id for node in nodes if node.element.kind in GOALS}
    above = {one for goal in goals for one in _above(parents, goal)}
    fields = [node for node in nodes if node.element.kind is Kind.ACTION_FIELD and node.element.id not in above]
    links = links_of(session, {node.element.id for node in fields}) if fields else {}
    for node in fields:
        if any(end.element_id in goals for end in links.get(node.element.id, ())):
            continue
        for priority in priorities(released_results(session, strategy, {node.element.key})):
            if priority.group == 1:
                yield Gap(GapKind.FIELD_WITHOUT_GOAL, node.element, node.title, priority=priority)
                break


def _above(parents: dict[UUID, UUID | None], element_id: UUID) -> Iterator[UUID]:
    parent = parents.get(element_id)
    while parent is not None:
        yield parent
        parent = parents.get(parent)


def _goals_without_voice(session: Session, strategy: Strategy, nodes: Sequence[DraftNode]) -> Iterator[Gap]:
    """Goals about which nothing came in, that no consideration names and whose words cite nothing."""
    heard = _heard(session, strategy)
    for node in nodes:
        if node.element.kind in GOALS and node.element.id not in heard:
            yield Gap(GapKind.GOAL_WITHOUT_VOICE, node.element, node.title)


def _heard(session: Session, strategy: Strategy) -> set[UUID | None]:
    asked = [
        select(columns.model.element_id).where(columns.model.strategy_id == strategy.id, is_readable(kind)).distinct()
        for kind, columns in COLUMNS.items()
    ]
    asked += [
        select(col(YouthMotion.element_id)).where(col(YouthMotion.state) == MotionState.HANDED_IN).distinct(),
        select(col(Consideration.element_id)).where(col(Consideration.strategy_id) == strategy.id).distinct(),
        select(col(GoalChange.element_id))
        .join(Evidence, col(Evidence.change_id) == col(GoalChange.id))
        .where(col(GoalChange.strategy_id) == strategy.id)
        .distinct(),
    ]
    return {element for query in asked for element in session.scalars(query)}


def _accepted_without_change(session: Session, strategy: Strategy, nodes: Sequence[DraftNode]) -> Iterator[Gap]:
    """Contributions that were accepted, at least in part, and that no wording cites, drafted or published."""
    parts = {node.element.id: node for node in nodes}
    wanted: list[tuple[ContributionKind, UUID]] = []
    for kind, columns in COLUMNS.items():
        rows = session.scalars(
            select(columns.model.id)
            .join(Consideration, columns.link == columns.model.id)
            .where(
                col(Consideration.strategy_id) == strategy.id,
                col(Consideration.outcome).in_(_YES),
                is_readable(kind),
                ~exists().where(CITED[kind] == columns.model.id),
            )
            .order_by(columns.model.id)
        )
        wanted += [(kind, contribution) for contribution in rows]
    for entry in entries_of(session, wanted):
        place = entry.consideration.element_id if entry.consideration else None
        node = parts.get(place or entry.contribution.element_id)  # type: ignore[arg-type]
        yield Gap(
            GapKind.ACCEPTED_WITHOUT_CHANGE, node.element if node else None, node.title if node else "", entry=entry
        )
