"""What the region published and the council decided, the newest first: versions, and decisions on what came in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from uuid import UUID, uuid5

from sqlmodel import Session, col, select

from participation.considerations.models import DECIDED, Consideration
from participation.strategy.models import Version, VersionState
from participation.strategy.queries import StrategyTitle, published_strategies
from participation.web.pages import Place

_MOST = 50
_DECISIONS = UUID("5f0c3a52-6a4e-5b0e-9d7e-0f5c3f3a7d11")  # the name space of decisions, which have no row of their own


@dataclass(frozen=True)
class Happening:
    """A published version (with its number), or a decision (with the Drucksache and its address, if they are known)."""

    id: UUID
    at: datetime
    strategy: StrategyTitle
    version: int | None = None
    note: str = ""
    paper: str = ""
    link: str = ""


def happenings(session: Session, place: Place, tag: str) -> list[Happening]:
    """The newest ones of a region, strategies titled in the language of that tag where they have one."""
    strategies = {found.strategy.id: found for found in published_strategies(session, place, tag)}
    found = [*_versions(session, strategies), *_decisions(session, strategies)]
    return sorted(found, key=lambda one: (one.at, one.id), reverse=True)[:_MOST]


def _versions(session: Session, strategies: Mapping[UUID, StrategyTitle]) -> Sequence[Happening]:
    rows = session.exec(
        select(Version)
        .where(col(Version.strategy_id).in_(strategies), col(Version.state) == VersionState.PUBLISHED)
        .order_by(col(Version.published_at).desc())
        .limit(_MOST)
    )
    return [
        Happening(row.id, row.published_at, strategies[row.strategy_id], version=row.number, note=row.note)
        for row in rows
        if row.published_at
    ]


def _decisions(session: Session, strategies: Mapping[UUID, StrategyTitle]) -> Sequence[Happening]:
    """Each day and Drucksache once, however many contributions it decided on."""
    columns = (
        col(Consideration.strategy_id),
        col(Consideration.decided_on),
        col(Consideration.decision_paper),
        col(Consideration.decision_link),
    )
    rows = session.exec(
        select(*columns)
        .where(columns[0].in_(strategies), col(Consideration.state).in_(DECIDED), columns[1].is_not(None))
        .distinct()
        .order_by(columns[1].desc())
        .limit(_MOST)
    )
    return [
        Happening(
            uuid5(_DECISIONS, f"{strategy_id} {day} {paper}"),
            datetime.combine(day, time(), UTC),
            strategies[strategy_id],
            paper=paper,
            link=link,
        )
        for strategy_id, day, paper, link in rows
        if day
    ]
