"""The rows of the consideration table: contributions of a strategy, each with its consideration if it has one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, case, func, literal, select, union_all
from sqlmodel import Session, col, or_

from participation.considerations.groups import Weighed, mates, repeated, shared
from participation.considerations.kinds import COLUMNS, WEIGHED, Contribution, ContributionKind
from participation.considerations.models import DECIDED, Consideration, ConsiderationState, Outcome
from participation.core.errors import NotFound
from participation.strategy.models import Strategy


class Progress(StrEnum):
    """How far contributions are, as staff filter them."""

    ALL = "all"
    OPEN = "open"
    PROPOSED = "proposed"
    RELEASED = "released"
    DECIDED = "decided"


@dataclass(frozen=True)
class Entry:
    """A contribution and what was made of it so far, or of one that says the `same` (as a person has confirmed)."""

    contribution: Contribution
    consideration: Consideration | None
    same: Sequence[Contribution] = ()

    @property
    def kind(self) -> ContributionKind:
        """Which table the contribution comes from."""
        return ContributionKind.of(self.contribution)

    @property
    def can_be_read(self) -> bool:
        """Whether staff see its words here: what is public, and a statement that no later one has replaced."""
        return self.contribution.state in WEIGHED[self.kind]


@dataclass(frozen=True)
class Selection:
    """Filters of the table; None means all. `elements` are the elements that a contribution may be about."""

    progress: Progress = Progress.ALL
    kind: ContributionKind | None = None
    outcome: Outcome | None = None
    elements: Collection[UUID] | None = None


def entries(session: Session, strategy: Strategy, chosen: Selection, page: int, size: int) -> list[Entry]:
    """One page (from 1) of the table, and one entry more if there is a next page; those without outcome come first.

    Comments and ideas that are not public and replaced statements are left out unless something was made of them
    before. What a person has confirmed to say the same is one entry.
    """
    parts = [_listed(kind, strategy, chosen) for kind in ContributionKind if chosen.kind in {None, kind}]
    listed = union_all(*parts).subquery()
    rows = session.execute(
        select(listed.c.kind, listed.c.id)
        .order_by(listed.c.rank, listed.c.received_on.desc(), listed.c.id)
        .offset((page - 1) * size)
        .limit(size + 1)
    ).all()
    return entries_of(session, [(ContributionKind(kind), contribution_id) for kind, contribution_id in rows])


def entries_of(session: Session, wanted: Sequence[tuple[ContributionKind, UUID]]) -> list[Entry]:
    """The entries of these contributions, in this order; a fixed number of queries."""
    found: dict[UUID, Weighed] = {}
    for kind, columns in COLUMNS.items():
        ids = [contribution_id for wanted_kind, contribution_id in wanted if wanted_kind is kind]
        if ids:
            rows = session.execute(
                select(columns.model, Consideration)
                .outerjoin(Consideration, columns.link == columns.model.id)
                .where(columns.model.id.in_(ids))
            )
            found |= {contribution.id: (contribution, consideration) for contribution, consideration in rows}
    same = mates(session, [contribution for contribution, _consideration in found.values()])
    entries_found = {
        contribution.id: Entry(
            contribution, consideration or shared(same[contribution.id]), [other for other, _ in same[contribution.id]]
        )
        for contribution, consideration in found.values()
    }
    return [entries_found[contribution_id] for _kind, contribution_id in wanted if contribution_id in found]


def entry_of(session: Session, strategy: Strategy, kind: str, contribution_id: UUID) -> Entry:
    """The entry of one contribution of the strategy.

    Raises:
        NotFound: there is none, or it may not be read here and nothing was made of it before.
    """
    known = ContributionKind(kind) if kind in set(ContributionKind) else None
    found = entries_of(session, [(known, contribution_id)]) if known else []
    if not found or found[0].contribution.strategy_id != strategy.id:
        raise NotFound("There is no such contribution.")
    if found[0].consideration is None and not found[0].can_be_read:
        raise NotFound("There is no such contribution.")
    return found[0]


def progress_counts(session: Session, strategy: Strategy) -> dict[Progress, int]:
    """How many contributions are how far."""
    counts = dict.fromkeys(Progress, 0)
    for kind in ContributionKind:
        listed = _listed(kind, strategy, Selection()).subquery()
        for state, ranked, number in session.execute(
            select(listed.c.state, listed.c.rank, func.count()).group_by(listed.c.state, listed.c.rank)
        ):
            counts[Progress.ALL] += number
            counts[_progress(state) if ranked else Progress.OPEN] += number
    return counts


def _progress(state: str) -> Progress:
    return Progress.DECIDED if state in DECIDED else Progress(state)


def _listed(kind: ContributionKind, strategy: Strategy, chosen: Selection) -> Select[*tuple[Any, ...]]:
    model, link = COLUMNS[kind].model, COLUMNS[kind].link
    query: Select[*tuple[Any, ...]] = (
        select(
            literal(kind.value).label("kind"),
            model.id.label("id"),
            model.received_on.label("received_on"),
            Consideration.state.label("state"),  # type: ignore[attr-defined]
            case((col(Consideration.outcome).is_(None), 0), else_=1).label("rank"),
        )
        .outerjoin(Consideration, link == model.id)
        .where(model.strategy_id == strategy.id)
        .where(or_(model.state.in_(WEIGHED[kind]), col(Consideration.id).is_not(None)))
        .where(model.id.not_in(repeated(strategy.id)))
    )
    if chosen.elements is not None:
        query = query.where(model.element_id.in_(chosen.elements))
    if chosen.outcome is not None:
        query = query.where(col(Consideration.outcome) == chosen.outcome)
    return query.where(_is_at(chosen.progress))


def _is_at(progress: Progress) -> Any:
    outcome, state = col(Consideration.outcome), col(Consideration.state)
    return {
        Progress.ALL: literal(value=True),
        Progress.OPEN: outcome.is_(None),
        Progress.PROPOSED: state == ConsiderationState.PROPOSED,
        Progress.RELEASED: state == ConsiderationState.RELEASED,
        Progress.DECIDED: and_(outcome.is_not(None), state.in_(DECIDED)),
    }[progress]
