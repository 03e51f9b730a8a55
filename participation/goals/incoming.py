"""What came in on a part of a strategy: the left side of the drafting workspace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from participation.considerations.entries import Entry
from participation.considerations.queries import entries_on
from participation.crowd.stand_out import kept_words
from participation.goals.models import Source
from participation.goals.results import Result, released_results
from participation.goals.standings import Standing, standings
from participation.strategy.models import Element, Kind, Strategy
from participation.strategy.queries import links_of
from participation.writing.draft import DraftNode
from participation.youth_council.models import YouthMotion
from participation.youth_council.queries import motions_on

MOST_ENTRIES = 40
MOST_SOURCES = 30


@dataclass(frozen=True)
class Incoming:
    """Results, contributions with what was made of them (those on the part itself apart), sources, youth motions.

    `standings` are the places in priority matrices, those of the part itself first; `words` stand out in public
    contributions to its field.
    """

    results: Sequence[Result]
    standings: Sequence[Standing]
    own: Sequence[Entry]
    around: Sequence[Entry]
    sources: Sequence[Source]
    motions: Sequence[YouthMotion] = ()
    words: Sequence[tuple[str, int]] = ()


def incoming(
    session: Session, strategy: Strategy, nodes: Sequence[DraftNode], element: Element | None, parent: Element | None
) -> Incoming:
    """Everything on the element and what is below it, and around it: on the parts above, and on fields beside it.

    Args:
        session: any session.
        strategy: the strategy.
        nodes: its draft.
        element: the element; None if it is yet to be created below `parent`.
        parent: the element above, if there is one.
    """
    parts = {node.element.id: node.element for node in nodes}
    inside = _below(parts, element.id) if element else set()
    above = _above(parts, parent)
    around = above | _fields_beside(parts, parent) | _linked(session, inside)
    keys = {parts[part].key for part in inside | around if part in parts}
    stand, own = standings(session, strategy, keys), {parts[part].key for part in inside if part in parts}
    return Incoming(
        released_results(session, strategy, keys),
        [standing for key in sorted(stand, key=lambda key: (key not in own, key)) for standing in stand[key]],
        entries_on(session, inside, MOST_ENTRIES) if inside else (),
        entries_on(session, around - inside, MOST_ENTRIES) if around - inside else (),
        _sources(session, strategy),
        motions_on(session, inside | around, MOST_SOURCES),
        kept_words(session, {parts[part].thread_id for part in inside | above if part in parts}),
    )


def _below(parts: dict[UUID, Element], top: UUID) -> set[UUID]:
    found = {top}
    while grown := {part.id for part in parts.values() if part.parent_id in found and part.id not in found}:
        found |= grown
    return found


def _above(parts: dict[UUID, Element], parent: Element | None) -> set[UUID]:
    found = set()
    while parent is not None:
        found.add(parent.id)
        parent = parts.get(parent.parent_id) if parent.parent_id else None
    return found


def _fields_beside(parts: dict[UUID, Element], parent: Element | None) -> set[UUID]:
    """Where goals hang on a cluster, what came in on its fields concerns them."""
    if parent is None:
        return set()
    return {part.id for part in parts.values() if part.parent_id == parent.id and part.kind is Kind.ACTION_FIELD}


def _linked(session: Session, inside: set[UUID]) -> set[UUID]:
    return {end.element_id for ends in links_of(session, inside).values() for end in ends} if inside else set()


def _sources(session: Session, strategy: Strategy) -> Sequence[Source]:
    chosen = select(Source).where(Source.strategy_id == strategy.id).order_by(col(Source.id).desc())
    return session.exec(chosen.limit(MOST_SOURCES)).all()
