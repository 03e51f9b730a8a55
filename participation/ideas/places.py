"""Where ideas belong: the strategies with an open phase, their fields to choose from, and the names of both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from participation.ideas.actions import Belonging
from participation.ideas.models import Idea
from participation.procedures.rounds import Round
from participation.strategy.models import Element, Strategy
from participation.strategy.passages import frozen_words, latest_versions, main_parts
from participation.strategy.queries import strategies_by_id, titled
from participation.strategy.reading import Words
from participation.strategy.texts import published_tree
from participation.strategy.versions import current_version
from participation.threads.receipts import PageLink


@dataclass(frozen=True)
class Choice:
    """An open phase with the fields of its strategy: pairs of "strategy/element" and title."""

    phase: Round
    slug: str
    title: str
    fields: Sequence[tuple[str, str, UUID]]


@dataclass(frozen=True)
class Place:
    """What an idea belongs to, for its readers; None where it is free."""

    strategy: Words | None = None
    strategy_slug: str = ""
    title: Words | None = None
    link: PageLink | None = None


def choices(session: Session, phases: Sequence[Round], language: str) -> list[Choice]:
    """What can be chosen in the form, for open phases."""
    ids = [phase.strategy_id for phase in phases if phase.strategy_id]
    strategies = session.exec(select(Strategy).where(col(Strategy.id).in_(ids))).all()
    named = {found.strategy.id: found for found in titled(session, strategies, language)}
    found = []
    for phase in phases:
        strategy = named.get(phase.strategy_id) if phase.strategy_id else None
        fields: list[tuple[str, str, UUID]] = []
        slug = strategy.strategy.slug if strategy else ""
        if strategy and strategy.strategy.latest_version:
            tree = published_tree(session, current_version(session, strategy.strategy), language)
            fields = [(f"{slug}/{node.key}", node.title.text, node.id) for node in main_parts(tree)]
        found.append(Choice(phase, slug, strategy.title if strategy else "", fields))
    return found


def belonging_of(possible: Sequence[Choice], place: str) -> Belonging | None:
    """The phase and field of a chosen place; the first phase as a whole if none was chosen, None if it is unknown."""
    for choice in possible:
        if place in {"", f"{choice.slug}/"}:
            return Belonging(choice.phase)
        for value, _title, element_id in choice.fields:
            if value == place:
                return Belonging(choice.phase, element_id)
    return None


def places_of(session: Session, ideas: Sequence[Idea], language: str) -> dict[UUID, Place]:
    """The places of ideas by idea id, in the language of that tag where there is one; a fixed number of queries."""
    strategies = strategies_by_id(session, {idea.strategy_id for idea in ideas if idea.strategy_id}, language)
    elements = {idea.element_id for idea in ideas if idea.element_id}
    keys: dict[UUID, str] = dict(
        session.exec(select(Element.id, Element.key).where(col(Element.id).in_(elements))).all()
    )
    versions = latest_versions(session, list(strategies))
    titles = frozen_words(session, language, list(versions.values()), elements=elements).titles
    return {
        idea.id: _place(idea, strategies, keys, {place[1]: words for place, words in titles.items()}) for idea in ideas
    }


def _place(idea: Idea, strategies: Any, keys: dict[UUID, str], titles: dict[UUID, Words]) -> Place:
    if idea.strategy_id is None:
        return Place()
    strategy = strategies[idea.strategy_id]
    named = Words(strategy.title, strategy.tag)
    slug = strategy.strategy.slug
    if idea.element_id is None or idea.element_id not in titles:
        return Place(named, slug, None, PageLink("strategy", {"strategy": slug}))
    params = {"strategy": slug, "element": keys[idea.element_id]}
    return Place(named, slug, titles[idea.element_id], PageLink("element", params))
