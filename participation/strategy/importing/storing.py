"""Storing a recognised tree as a strategy that nobody but the office sees; a draft of the same name is replaced."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy import delete
from sqlmodel import Session, col, func, select

from participation.core.errors import Conflict, Invalid
from participation.core.journal import record
from participation.core.slugs import free, slug_of
from participation.regions.models import Region
from participation.strategy.content.folders import RESERVED
from participation.strategy.content.loading import add_strategy
from participation.strategy.content.sources import ElementSource, LinkSource, StrategySource
from participation.strategy.importing.registry import name_of
from participation.strategy.importing.tree import Recognised, Recognition
from participation.strategy.models import (
    Block,
    Element,
    Kind,
    Milestone,
    Strategy,
    Version,
)
from participation.threads.models import Thread
from participation.web.languages import GERMAN

_LONGEST_SLUG = 60
_LONGEST_KEY = 70
_LONGEST_NAME = 300
_LONGEST_NUMBER = 20
_HORIZON = re.compile(r"\b(20[2-9]\d)\b")
_LEVELS = {
    Kind.VISION: ("Leitbild", "Leitbilder"),
    Kind.MOTTO: ("Leitgedanke", "Leitgedanken"),
    Kind.PREAMBLE: ("Präambel", "Präambeln"),
    Kind.CHAPTER: ("Kapitel", "Kapitel"),
    Kind.PRIORITY_GROUP: ("Prioritätengruppe", "Prioritätengruppen"),
    Kind.ACTION_CLUSTER: ("Handlungscluster", "Handlungscluster"),
    Kind.ACTION_FIELD: ("Handlungsfeld", "Handlungsfelder"),
    Kind.AREA: ("Themenbereich", "Themenbereiche"),
    Kind.GUIDING_PRINCIPLE: ("Leitsatz", "Leitsätze"),
    Kind.GUIDING_QUESTION: ("Leitfrage", "Leitfragen"),
    Kind.POINT: ("Stichpunkt", "Stichpunkte"),
    Kind.STRATEGIC_GOAL: ("Ziel", "Ziele"),
    Kind.SUB_GOAL: ("Unterziel", "Unterziele"),
    Kind.OPERATIONAL_GOAL: ("operatives Ziel", "operative Ziele"),
    Kind.MEASURE: ("Maßnahme", "Maßnahmen"),
    Kind.INDICATOR: ("Kennzahl", "Kennzahlen"),
}


@dataclass(frozen=True)
class Stored:
    """The draft that was made; `replaced` says that an earlier draft gave way to it."""

    strategy: Strategy
    replaced: bool


def store_draft(session: Session, region: Region, recognition: Recognition) -> Stored:
    """Store what was recognised as a strategy without a published version.

    Args:
        session: a writing session.
        region: whose strategy it is.
        recognition: the recognised document.

    Raises:
        Conflict: a strategy of that name is published, or somebody wrote to its draft.
        Invalid: nothing was recognised.
    """
    if not recognition.elements:
        raise Invalid("Nothing was recognised in this document, so there is nothing to store.")
    source = source_of(recognition)
    known = session.exec(select(Strategy).where(Strategy.region_id == region.id, Strategy.slug == source.slug)).first()
    if known is not None:
        _remove_draft(session, known)
    strategy = add_strategy(session, region, source)
    record(session, "imported", "strategy", strategy.id, region_id=region.id, details={"slug": source.slug})
    return Stored(strategy, replaced=known is not None)


def _remove_draft(session: Session, strategy: Strategy) -> None:
    versions = session.exec(select(func.count(col(Version.id))).where(Version.strategy_id == strategy.id)).one()
    if strategy.latest_version or versions:
        raise Conflict(
            "The region has a published strategy “%(slug)s” already. Import is for new ones.", slug=strategy.slug
        )
    elements = select(Element.id).where(Element.strategy_id == strategy.id)
    threads = [
        *session.exec(select(Element.thread_id).where(Element.strategy_id == strategy.id)),
        *session.exec(select(Block.thread_id).where(col(Block.element_id).in_(elements))),
    ]
    # From the leaves, since elements refer to their parents.
    session.execute(delete(Milestone).where(col(Milestone.strategy_id) == strategy.id))
    session.execute(delete(Block).where(col(Block.element_id).in_(elements)))
    while True:
        parents = select(Element.parent_id).where(
            Element.strategy_id == strategy.id, col(Element.parent_id).is_not(None)
        )
        leaves = session.exec(
            select(Element.id).where(Element.strategy_id == strategy.id, col(Element.id).not_in(parents))
        ).all()
        if not leaves:
            break
        session.execute(delete(Element).where(col(Element.id).in_(leaves)))
    session.execute(delete(Thread).where(col(Thread.id).in_(threads)))
    session.execute(delete(Strategy).where(col(Strategy.id) == strategy.id))
    session.flush()
    session.expunge(strategy)


def source_of(recognition: Recognition) -> StrategySource:
    """The recognised tree in the form in which content files are loaded; keys come from kinds, numbers and titles."""
    keys: dict[int, str] = {}
    elements: list[ElementSource] = []
    for root in recognition.elements:
        _collect(root, None, keys, elements)
    links = [
        LinkSource(keys[id(element)], relation, keys[id(target)])
        for element in recognition.all()
        for relation, target in element.links
        if id(target) in keys
    ]
    kinds = {element.kind for element in elements}
    horizon = _HORIZON.search(recognition.title)
    title = recognition.title[:_LONGEST_NAME] or name_of(Kind.CHAPTER)
    return StrategySource(
        slug=slug_of(title, _LONGEST_SLUG, "strategie"),
        horizon=int(horizon[1]) if horizon else None,
        levels={kind.value: {"one": one, "many": many} for kind, (one, many) in _LEVELS.items() if kind in kinds},
        titles={GERMAN.tag: title},
        summaries={},
        elements=tuple(elements),
        links=tuple(links),
    )


def _collect(element: Recognised, parent: str | None, keys: dict[int, str], found: list[ElementSource]) -> None:
    words = " ".join([element.kind.value.replace("_", "-"), element.number or element.title])
    key = free(slug_of(words, _LONGEST_KEY), {*keys.values(), *RESERVED})
    keys[id(element)] = key
    blocks = {"title": element.title or element.number or "…"}
    blocks |= {f"p{place}": text for place, text in enumerate(element.paragraphs, start=1)}
    number = element.number[:_LONGEST_NUMBER]
    found.append(ElementSource(key, element.kind, number, parent, tuple(blocks), {GERMAN.tag: blocks}))
    for child in element.children:
        _collect(child, key, keys, found)
