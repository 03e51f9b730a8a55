"""What a stop brought: visitors, what came on which way, themes, minutes, and how halls differ from the net."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, func, select

from participation.comments.models import Comment
from participation.ideas.models import Idea
from participation.roadshow.dots import element_titles
from participation.roadshow.models import (
    CountKind,
    Device,
    DeviceItem,
    DeviceKind,
    ItemKind,
    ItemState,
    RoadshowStop,
    StopCount,
    StopMinutes,
)
from participation.threads.models import PUBLIC_STATES

_TAKEN_IN = (ItemState.ACCEPTED, ItemState.REPAIRED)


@dataclass(frozen=True)
class Brought:
    """How many items of a kind count: sent by visitors' tablets, by the team's, or uploaded from a file."""

    kind: ItemKind
    visitors: int
    team: int
    uploaded: int
    late: int


@dataclass(frozen=True)
class Card:
    """A card that is public, with the votes that it got in the hall."""

    id: UUID
    title: str
    language: str
    votes: int


def visitors_at(session: Session, stop_id: UUID) -> int:
    """The people counted at a stop."""
    heads = StopCount.stop_id == stop_id, StopCount.kind == CountKind.HEADS
    return int(session.exec(select(func.coalesce(func.sum(StopCount.amount), 0)).where(*heads)).one())


def brought_to(session: Session, stop_id: UUID) -> list[Brought]:
    """What counts of a stop by kind; one query."""
    chosen = (
        select(DeviceItem.kind, Device.kind, DeviceItem.is_late, func.count())
        .join(Device, col(Device.id) == col(DeviceItem.device_id), isouter=True)
        .where(DeviceItem.stop_id == stop_id, col(DeviceItem.state).in_(_TAKEN_IN))
        .group_by(col(DeviceItem.kind), col(Device.kind), col(DeviceItem.is_late))
    )
    numbers: dict[ItemKind, dict[str, int]] = {}
    for kind, device, is_late, number in session.execute(chosen):
        way = {DeviceKind.KIOSK: "visitors", DeviceKind.TEAM: "team", None: "uploaded"}[device]
        of_kind = numbers.setdefault(kind, {"visitors": 0, "team": 0, "uploaded": 0, "late": 0})
        of_kind[way] += number
        of_kind["late"] += number if is_late else 0
    return [Brought(kind, **numbers[kind]) for kind in ItemKind if kind in numbers]


def left_out_of(session: Session, stop_id: UUID) -> dict[ItemState, int]:
    """How many items of a stop do not count, by what became of them."""
    chosen = select(DeviceItem.state, func.count()).where(
        DeviceItem.stop_id == stop_id, col(DeviceItem.state).not_in(_TAKEN_IN)
    )
    found: dict[ItemState, int] = {state: n for state, n in session.execute(chosen.group_by(col(DeviceItem.state)))}  # noqa: C416
    return found


def themes_of(session: Session, stop: RoadshowStop, tag: str) -> list[tuple[str, int]]:
    """The parts of the strategy with the public ideas and comments from a stop that belong there, the most first."""
    numbers: dict[UUID, int] = {}
    for table in (Idea, Comment):
        chosen = (
            select(table.element_id, func.count())
            .join(DeviceItem, col(DeviceItem.subject) == col(table.key))
            .where(
                DeviceItem.stop_id == stop.id, col(table.state).in_(PUBLIC_STATES), col(table.element_id).is_not(None)
            )
            .group_by(col(table.element_id))
        )
        for element_id, number in session.execute(chosen):
            numbers[element_id] = numbers.get(element_id, 0) + number
    titles = element_titles(session, stop, numbers, tag)
    return _most_first(numbers, titles)


def _most_first(numbers: Mapping[UUID, int], titles: Mapping[UUID, str]) -> list[tuple[str, int]]:
    named = [(titles[element_id], number) for element_id, number in numbers.items() if element_id in titles]
    return sorted(named, key=lambda one: (-one[1], one[0]))


def cards_of(session: Session, stop_id: UUID) -> list[Card]:
    """The public cards of a stop, those with the most votes first."""
    votes = func.coalesce(func.sum(StopCount.amount), 0)
    chosen = (
        select(Idea.id, Idea.title, Idea.language, votes)
        .join(DeviceItem, col(DeviceItem.subject) == col(Idea.key))
        .join(StopCount, col(StopCount.item_id) == col(DeviceItem.id), isouter=True)
        .where(DeviceItem.stop_id == stop_id, DeviceItem.kind == ItemKind.CARD, col(Idea.state).in_(PUBLIC_STATES))
        .group_by(col(Idea.id), col(Idea.title), col(Idea.language))
        .order_by(votes.desc(), col(Idea.id))
    )
    return [Card(idea, title, language, int(number)) for idea, title, language, number in session.execute(chosen)]


def minutes_of(session: Session, stop_id: UUID) -> Sequence[StopMinutes]:
    """What the team noted down, in the order in which it came."""
    chosen = select(StopMinutes).where(StopMinutes.stop_id == stop_id)
    return session.exec(chosen.order_by(col(StopMinutes.received_on), col(StopMinutes.id))).all()
