"""Rounds of comments: on one frozen version each, on the whole strategy or on some of its fields."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from participation.procedures.models import PhaseKind
from participation.procedures.rounds import Round, rounds
from participation.strategy.models import Version, VersionState
from participation.strategy.passages import Passage, passages_in


@dataclass(frozen=True, slots=True)
class Spot:
    """What can be commented on in a round: a passage of the version that the round is on."""

    round: Round
    passage: Passage


@dataclass(frozen=True, slots=True)
class Timetable:
    """When an element can be commented on: the open round, else the next one and the last one, as far as there are."""

    open: Round | None = None
    next: Round | None = None
    last: Round | None = None


def comment_rounds(session: Session, region_id: UUID | None = None) -> list[Round]:
    """All comment phases of a region, or of all, without those for an invited circle."""
    return rounds(session, PhaseKind.COMMENTS, region_id)


def frozen_versions(session: Session, of: Collection[Round]) -> dict[UUID, UUID]:
    """The version that each round is on: phase id -> version id; a round without a published text has none.

    It is the published version that staff chose, else the one that readers saw when the round opened. A round that
    opened before there was a text is on the first one.
    """
    chosen = (
        select(col(Version.id), col(Version.strategy_id), col(Version.published_at))
        .where(
            col(Version.strategy_id).in_({one.strategy_id for one in of if one.strategy_id}),
            col(Version.state) == VersionState.PUBLISHED,
        )
        .order_by(col(Version.number))
    )
    published: dict[UUID | None, dict[UUID, datetime]] = {}
    for version, strategy, moment in session.execute(chosen):
        published.setdefault(strategy, {})[version] = moment
    found = {one.phase_id: _frozen(one, published.get(one.strategy_id, {})) for one in of}
    return {phase: version for phase, version in found.items() if version}


def _frozen(one: Round, published: Mapping[UUID, datetime]) -> UUID | None:
    if one.version_id in published:
        return one.version_id
    before = [version for version, moment in published.items() if moment <= one.opens_at]
    return before[-1] if before else next(iter(published), None)


def spots(
    session: Session, of: Collection[Round], threads: Collection[UUID] | None = None
) -> dict[UUID, tuple[Spot, ...]]:
    """Everything that can be commented on in these rounds, or only some threads: thread id -> its spots.

    Four queries at most, however many rounds and threads there are.
    """
    if not of:
        return {}
    versions = frozen_versions(session, of)
    places = passages_in(session, set(versions.values()), threads)
    found: dict[UUID, tuple[Spot, ...]] = {}
    for one in of:
        for (version, thread), passage in places.items():
            if versions.get(one.phase_id) == version and one.is_about(passage.element_id):
                found[thread] = (*found.get(thread, ()), Spot(one, passage))
    return found


def open_spot(of: Iterable[Spot], moment: datetime) -> Spot | None:
    """The first of them whose round is open at the moment."""
    return next((spot for spot in of if spot.round.is_open(moment)), None)


def timetable(of: Iterable[Round], strategy_id: UUID, element_id: UUID | None, moment: datetime) -> Timetable:
    """When an element (or, with None, anything of a strategy) can be commented on."""
    own = [one for one in of if one.strategy_id == strategy_id and (element_id is None or one.is_about(element_id))]
    return Timetable(
        open=next((one for one in own if one.is_open(moment)), None),
        next=min((one for one in own if one.opens_at > moment), key=lambda one: one.opens_at, default=None),
        last=max((one for one in own if one.closes_at <= moment), key=lambda one: one.closes_at, default=None),
    )
