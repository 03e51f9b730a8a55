"""The stacks of the moderators' desk: what waits, what was flagged, what one works on; counted only so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, literal, or_, select, union_all
from sqlmodel import Session, col

from participation.core.clock import now
from participation.core.text import msgid
from participation.threads.models import PUBLIC_STATES, ContributionState, HeldFor, ModerationCase
from participation.threads.moderation import Moderated

MOST_COUNTED = 1_000
"""Beyond this a number says nothing more to anybody; counting further would take as long as the table is."""
EVERY = "alle"
_STATE = ContributionState


@dataclass(frozen=True)
class QueueFilter:
    """Which entries; None is any. `stack` is one of STACKS, a state or EVERY; `actor_id` whose claims are "mine"."""

    region_id: UUID
    kind: str | None = None
    strategy_id: UUID | None = None
    stack: str = _STATE.PENDING.value
    element_ids: Sequence[UUID] | None = None
    held_for: HeldFor | None = None
    actor_id: UUID | None = None


_CASE = ModerationCase
_Condition = Callable[[QueueFilter], Any]
# Conditions on the case; a stack that is not here looks at the contribution alone. Each has its partial index.
_OF_CASES: Mapping[str, _Condition] = {
    "gemeldet": lambda _chosen: col(_CASE.open_flags) > 0,
    "einspruch": lambda _chosen: and_(col(_CASE.appealed_on).is_not(None), col(_CASE.appeal_granted).is_(None)),
    "vorschlag": lambda _chosen: col(_CASE.proposed_by).is_not(None),
    "meine": lambda chosen: and_(col(_CASE.claimed_by) == chosen.actor_id, col(_CASE.claimed_until) > now()),
    "fachdienst": lambda _chosen: col(_CASE.department_id).is_not(None),
}
_UNDECIDED = (_STATE.PENDING, _STATE.HIDDEN)
LOOK = "nachsehen"
STACKS: Mapping[str, str] = {
    _STATE.PENDING.value: msgid("Waiting"),
    LOOK: msgid("To look at"),
    "gemeldet": msgid("Flagged"),
    "vorschlag": msgid("Second opinion"),
    "einspruch": msgid("Appeals"),
    "fachdienst": msgid("At departments"),
    "meine": msgid("Mine"),
}
"""The stacks with work in them, by their code in addresses; names are msgids."""


def chosen_rows(kind: Moderated, chosen: QueueFilter, *columns: Any) -> Select[Any]:
    """A query for the rows of one kind that the filter leaves."""
    table: Any = kind.table
    query = _of_stack(select(*columns).select_from(table), table, chosen)
    if chosen.strategy_id is not None:
        query = query.where(table.__table__.c.strategy_id == chosen.strategy_id)
    if chosen.element_ids is not None:
        query = query.where(table.__table__.c.element_id.in_(chosen.element_ids))
    if chosen.held_for is not None:
        query = query.where(_is_held(table), col(table.held_for).contains(chosen.held_for.value, autoescape=True))
    return query


def _is_held(table: Any) -> Any:
    # Written out, so that the partial index of what is held serves it.
    return col(table.held_for) != literal("", literal_execute=True)


def _of_stack(query: Select[Any], table: Any, chosen: QueueFilter) -> Select[Any]:
    if condition := _OF_CASES.get(chosen.stack):
        # The few cases first: a condition on the region of the contribution would lead through all of them.
        cases = select(col(_CASE.id)).where(col(_CASE.region_id) == chosen.region_id, condition(chosen))
        query = query.where(col(table.case_id).in_(cases))
        return query.where(col(table.state).in_(_UNDECIDED)) if chosen.stack == "vorschlag" else query
    query = query.where(col(table.region_id) == chosen.region_id)
    if chosen.stack == LOOK:
        return query.where(col(table.state).in_(PUBLIC_STATES), _is_held(table))
    if chosen.stack == _STATE.PENDING:
        away = select(col(_CASE.id)).where(
            col(_CASE.region_id) == chosen.region_id, col(_CASE.department_id).is_not(None)
        )
        is_here = or_(col(table.case_id).is_(None), col(table.case_id).not_in(away))
        return query.where(col(table.state) == _STATE.PENDING, is_here)
    if chosen.stack != EVERY:
        return query.where(col(table.state) == ContributionState(chosen.stack))
    return query


def bounded(session: Session, kinds: Sequence[Moderated], chosen: QueueFilter) -> int:
    """How many entries there are, counted up to MOST_COUNTED + 1."""
    parts = [chosen_rows(kind, chosen, literal(1).label("one")).limit(MOST_COUNTED + 1).subquery() for kind in kinds]
    rows = union_all(*(select(part.c.one) for part in parts)).limit(MOST_COUNTED + 1).subquery()
    return session.scalar(select(func.count()).select_from(rows)) or 0


def counts(session: Session, kinds: Sequence[Moderated], region_id: UUID, actor_id: UUID | None) -> dict[str, int]:
    """The size of each stack with work in it, each counted only so far."""
    return {stack: bounded(session, kinds, QueueFilter(region_id, stack=stack, actor_id=actor_id)) for stack in STACKS}


def waiting(session: Session, kinds: Sequence[Moderated], region_id: UUID) -> Mapping[str, int]:
    """How many contributions of each kind wait for a moderator, each counted only so far."""
    return {kind.code: bounded(session, [kind], QueueFilter(region_id)) for kind in kinds}
