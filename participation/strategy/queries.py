"""What others ask about strategies; each function does a fixed number of queries."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, or_, select

from participation.core.errors import NotFound
from participation.strategy.models import (
    Element,
    ElementLink,
    Kind,
    Milestone,
    MilestoneText,
    Precision,
    Strategy,
    StrategyText,
    Version,
    VersionLink,
)
from participation.strategy.reading import Linked, Name
from participation.web.languages import GERMAN, Language
from participation.web.pages import Place


@dataclass(frozen=True)
class StrategyTitle:
    """A strategy with its title and summary; `tag` says in which language they are."""

    strategy: Strategy
    title: str
    summary: str
    tag: str


@dataclass(frozen=True)
class Event:
    """A milestone with its title; `tag` says in which language it is."""

    milestone: Milestone
    title: str
    tag: str

    @property
    def style(self) -> str:
        """How exactly the date is known, as a style or pattern for dates."""
        return {Precision.DAY: "long", Precision.MONTH: "LLLL y", Precision.YEAR: "y"}[self.milestone.precision]

    @property
    def moment(self) -> str:
        """The date for machines: 2018-02-14, 2018-02 or 2018."""
        length = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}[self.milestone.precision]
        return self.milestone.day.isoformat()[:length]


def strategy_by_slug(session: Session, place: Place, slug: str) -> Strategy:
    """The published strategy of that slug.

    Raises:
        NotFound: there is none, or nothing of it is published.
    """
    strategy = session.exec(select(Strategy).where(Strategy.region_id == place.id, Strategy.slug == slug)).first()
    if strategy is None or not strategy.latest_version:
        raise NotFound("There is no such strategy.")
    return strategy


def published_strategies(session: Session, place: Place, tag: str) -> list[StrategyTitle]:
    """The published strategies of a region in their order, titled in the language of that tag where it has them."""
    chosen = select(Strategy).where(Strategy.region_id == place.id, Strategy.latest_version > 0)
    return titled(session, session.exec(chosen.order_by(col(Strategy.position))).all(), tag)


def titled(session: Session, strategies: Sequence[Strategy], tag: str) -> list[StrategyTitle]:
    """The strategies with their titles in the language of that tag, else in standard German."""
    ids = [strategy.id for strategy in strategies]
    rows = session.exec(
        select(StrategyText).where(
            col(StrategyText.strategy_id).in_(ids), col(StrategyText.language).in_({tag, GERMAN.tag})
        )
    )
    texts = {(row.strategy_id, row.language): row for row in rows}
    found = []
    for strategy in strategies:
        text = texts.get((strategy.id, tag)) or texts[strategy.id, GERMAN.tag]
        found.append(StrategyTitle(strategy, text.title, text.summary, text.language))
    return found


def strategies_by_id(session: Session, ids: Collection[UUID], tag: str) -> dict[UUID, StrategyTitle]:
    """Strategies by id with their titles."""
    rows = session.exec(select(Strategy).where(col(Strategy.id).in_(ids))).all()
    return {found.strategy.id: found for found in titled(session, rows, tag)}


def milestones(session: Session, strategy: Strategy, tag: str) -> list[Event]:
    """What happened on the way, the earliest first, in the language of that tag where it has it."""
    rows = session.exec(
        select(Milestone, MilestoneText)
        .join(MilestoneText, col(MilestoneText.milestone_id) == col(Milestone.id))
        .where(Milestone.strategy_id == strategy.id, col(MilestoneText.language).in_({tag, GERMAN.tag}))
        .order_by(col(Milestone.day), col(Milestone.position))
    ).all()
    events: dict[UUID, Event] = {}
    for milestone, text in rows:
        if milestone.id not in events or text.language == tag:
            events[milestone.id] = Event(milestone, text.title, text.language)
    return list(events.values())


def element_by_key(session: Session, strategy: Strategy, key: str) -> Element:
    """The element of that key, retired ones too.

    Raises:
        NotFound: there is none.
    """
    element = session.exec(select(Element).where(Element.strategy_id == strategy.id, Element.key == key)).first()
    if element is None:
        raise NotFound("There is no such part of the strategy.")
    return element


def links_of(session: Session, element_ids: Collection[UUID]) -> Mapping[UUID, list[Linked]]:
    """The links of elements of the draft, both ways: element id -> the other ends."""
    rows = session.exec(
        select(ElementLink).where(
            or_(col(ElementLink.source_id).in_(element_ids), col(ElementLink.target_id).in_(element_ids))
        )
    ).all()
    return _both_ways(rows, element_ids)


def frozen_links_of(session: Session, version: Version, element_ids: Collection[UUID]) -> Mapping[UUID, list[Linked]]:
    """The links of elements in a version, both ways: element id -> the other ends."""
    rows = session.exec(
        select(VersionLink).where(
            VersionLink.version_id == version.id,
            or_(col(VersionLink.source_id).in_(element_ids), col(VersionLink.target_id).in_(element_ids)),
        )
    ).all()
    return _both_ways(rows, element_ids)


def _both_ways(
    links: Sequence[ElementLink] | Sequence[VersionLink], element_ids: Collection[UUID]
) -> Mapping[UUID, list[Linked]]:
    found: dict[UUID, list[Linked]] = {element_id: [] for element_id in element_ids}
    for link in links:
        if link.source_id in found:
            found[link.source_id].append(Linked(link.relation, outgoing=True, element_id=link.target_id))
        if link.target_id in found:
            found[link.target_id].append(Linked(link.relation, outgoing=False, element_id=link.source_id))
    return found


def level_name(strategy: Strategy, kind: Kind, language: Language = GERMAN, *, many: bool = False) -> Name:
    """The county's own name of a level, in German where it gives none in that language."""
    names = strategy.levels.get(kind.value, {})
    key = "many" if many else "one"
    own = names.get(key if language == GERMAN else f"{key}_{language.slug}")
    return Name(own, language.tag) if own else Name(str(names.get(key, kind.value)), GERMAN.tag)


def level_names(strategy: Strategy, language: Language) -> Callable[..., Name]:
    """The names of a strategy's levels for a template: `level(kind)`, `level(kind, many=true)`."""

    def level(kind: Kind, *, many: bool = False) -> Name:
        return level_name(strategy, kind, language, many=many)

    return level
