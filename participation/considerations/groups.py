"""Contributions that a person has confirmed to say the same are weighed once: one consideration, for all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, case, func, select, union_all
from sqlmodel import Session, col, or_

from participation.considerations.kinds import (
    COLUMNS,
    WEIGHED,
    Contribution,
    ContributionKind,
    Only,
    is_readable,
    key_of,
)
from participation.considerations.models import DECIDED, PUBLIC, Consideration, Outcome
from participation.crowd.duplicates import mates_of
from participation.crowd.models import CrowdEntry, DuplicateGroup
from participation.strategy.models import Strategy

Weighed = tuple[Contribution, Consideration | None]


def mates(session: Session, contributions: Collection[Contribution]) -> Mapping[UUID, Sequence[Weighed]]:
    """By id the others of a contribution's group that can be read, the first first, each with what was made of it.

    Only those about the same strategy; a fixed number of queries.
    """
    keys = {contribution.id: key_of(contribution) for contribution in contributions}
    others = mates_of(session, [key for key in keys.values() if key])
    wanted = frozenset().union(*others.values())
    found = _by_key(session, wanted) if wanted else {}
    answer: dict[UUID, Sequence[Weighed]] = {}
    for contribution in contributions:
        own = [found[key] for key in others.get(keys[contribution.id], ()) if key in found]
        same = [one for one in own if one[0].strategy_id == contribution.strategy_id]
        answer[contribution.id] = sorted(same, key=lambda one: (one[0].received_on, str(one[0].id)))
    return answer


def shared(same: Sequence[Weighed]) -> Consideration | None:
    """What was made of the others of a group; where there is more, what is public and began first."""
    begun = [consideration for _contribution, consideration in same if consideration]
    return min(begun, key=lambda one: (one.state not in PUBLIC, one.created_at, str(one.id)), default=None)


def repeated(strategy_id: UUID) -> Select[tuple[UUID]]:
    """Ids of a strategy's contributions that have no row of their own: another one of their group stands for them."""
    # From the groups on: there are few of them, and a search that begins at the contributions reads all of those.
    region = select(col(Strategy.region_id)).where(col(Strategy.id) == strategy_id).scalar_subquery()
    groups = select(col(DuplicateGroup.id)).where(col(DuplicateGroup.region_id) == region)
    parts = [
        select(
            model.id.label("id"),
            col(CrowdEntry.group_id).label("group_id"),
            col(CrowdEntry.id).label("place"),
            case((col(Consideration.id).is_(None), 1), else_=0).label("without"),
        )
        .join(CrowdEntry, col(CrowdEntry.receipt_key) == columns.key)
        .outerjoin(Consideration, columns.link == model.id)
        .where(model.strategy_id == strategy_id, col(CrowdEntry.group_id).in_(groups))
        .where(or_(model.state.in_(WEIGHED[kind]), col(Consideration.id).is_not(None)))
        for kind, columns in COLUMNS.items()
        for model in [columns.model]
    ]
    grouped = union_all(*parts).subquery()
    order = (grouped.c.without, grouped.c.place)
    place = func.row_number().over(partition_by=grouped.c.group_id, order_by=order).label("row")
    ranked = select(grouped.c.id, grouped.c.without, place).subquery()
    return select(ranked.c.id).where(ranked.c.row > 1, ranked.c.without == 1)


def weighed(session: Session, only: Only) -> Counter[tuple[Outcome, bool]]:
    """How many readable contributions have a public outcome, their own or that of their group.

    By outcome, and whether the council has decided.
    """
    outcomes = group_outcomes(session)
    found: Counter[tuple[Outcome, bool]] = Counter()
    for kind, columns in COLUMNS.items():
        is_meant = (only(kind), is_readable(kind))
        own = session.execute(
            select(col(Consideration.outcome), col(Consideration.state), func.count())
            .join(columns.model, columns.link == columns.model.id)
            .where(*is_meant, col(Consideration.state).in_(PUBLIC))
            .group_by(col(Consideration.outcome), col(Consideration.state))
        )
        for outcome, state, number in own:
            found[outcome, state in DECIDED] += number
        with_others = session.execute(
            select(col(CrowdEntry.group_id), columns.model.strategy_id, func.count())
            .join(columns.model, columns.key == col(CrowdEntry.receipt_key))
            .outerjoin(Consideration, columns.link == columns.model.id)
            .where(*is_meant, col(CrowdEntry.group_id).is_not(None), col(Consideration.id).is_(None))
            .group_by(col(CrowdEntry.group_id), columns.model.strategy_id)
        )
        for group, strategy, number in with_others:
            if (group, strategy) in outcomes:
                found[outcomes[group, strategy]] += number
    return found


def group_outcomes(session: Session) -> dict[tuple[UUID, UUID], tuple[Outcome, bool]]:
    """The public outcome of each group, and whether the council has decided, by its id and that of the strategy.

    Where a group was weighed more than once, what was begun first.
    """
    found: list[Any] = []
    for kind, columns in COLUMNS.items():
        found += session.execute(
            select(
                col(Consideration.created_at),
                col(Consideration.id),
                col(CrowdEntry.group_id),
                columns.model.strategy_id,
                col(Consideration.outcome),
                col(Consideration.state),
            )
            .join(columns.model, columns.link == columns.model.id)
            .join(CrowdEntry, columns.key == col(CrowdEntry.receipt_key))
            .where(columns.model.state.in_(WEIGHED[kind]), col(Consideration.state).in_(PUBLIC))
            .where(col(CrowdEntry.group_id).is_not(None))
        )
    latest_first = sorted(found, key=lambda row: (row[0], str(row[1])), reverse=True)
    return {
        (group, strategy): (outcome, state in DECIDED) for _begun, _id, group, strategy, outcome, state in latest_first
    }


def hand_on(session: Session, receipt_key: bytes) -> bool:
    """Who is withdrawn leaves its consideration to the others of its group; never counts as a withdrawal itself."""
    own = _by_key(session, {receipt_key}).get(receipt_key)
    if own is None or own[1] is None:
        return False
    contribution, consideration = own
    heir = next((one for one, has in mates(session, [contribution])[contribution.id] if has is None), None)
    if heir is not None:
        for kind, columns in COLUMNS.items():
            setattr(consideration, columns.name, heir.id if ContributionKind.of(heir) is kind else None)
        session.add(consideration)
        session.flush()
    return False


def _by_key(session: Session, keys: Collection[bytes]) -> dict[bytes, Weighed]:
    found: dict[bytes, Weighed] = {}
    for kind, columns in COLUMNS.items():
        model: Any = columns.model
        rows = session.execute(
            select(model, Consideration, columns.key)
            .outerjoin(Consideration, columns.link == model.id)
            .where(columns.key.in_(keys), model.state.in_(WEIGHED[kind]))
        )
        found |= {bytes(key): (contribution, consideration) for contribution, consideration, key in rows}
    return found
