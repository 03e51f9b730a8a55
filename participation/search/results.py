"""Results of a search as readers see them: where it is, its title, the words around what was found."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from participation.core.search import Hit
from participation.language.stems import Term
from participation.search.snippets import Piece, marked, meets, snippet
from participation.strategy.models import (
    Block,
    Element,
    Kind,
    StrategyText,
    TwinState,
    VersionElement,
    VersionText,
)
from participation.strategy.passages import latest_versions
from participation.strategy.queries import StrategyTitle, level_name, strategies_by_id
from participation.strategy.reading import Name
from participation.strategy.texts import TITLE
from participation.web.languages import BY_TAG, EASY, ENGLISH, GERMAN, Language
from participation.web.visit import Visit


@dataclass(frozen=True)
class Result:
    """A part of a strategy that has the words, or the strategy itself; `level` and `number` say which part it is.

    `tag` is the language of `title` and `words`; `is_draft` says that no test group has reviewed them.
    """

    href: str
    title: tuple[Piece, ...]
    words: tuple[Piece, ...]
    tag: str
    is_draft: bool
    strategy: StrategyTitle
    level: Name | None = None
    number: str = ""


@dataclass(frozen=True)
class _Place:
    key: str
    kind: Kind
    number: str


@dataclass(frozen=True)
class _Texts:
    """What an element says in a language: its title and its paragraphs by key."""

    title: str
    paragraphs: Sequence[tuple[str, str]]
    is_draft: bool


def results(visit: Visit, hits: Sequence[Hit], terms: tuple[Term, ...]) -> list[Result]:
    """The hits in their order; five queries for any number."""
    strategies = strategies_by_id(visit.db, {hit.source_id for hit in hits}, visit.language.tag)
    versions = latest_versions(visit.db, strategies)
    items = {hit.item_id for hit in hits}
    places = _places(visit.db, versions.values(), items)
    texts = _texts(visit.db, versions.values(), items, {hit.language for hit in hits})
    own = _own(visit.db, strategies)
    found = []
    for hit in hits:
        strategy, at = strategies[hit.source_id], (hit.item_id, hit.language)
        if hit.item_id in places and at in texts:
            found.append(_element(visit, hit, strategy, places[hit.item_id], texts[at], terms))
        elif at in own:
            found.append(_strategy(visit, hit, strategy, own[at], terms))
    return found


def _element(
    visit: Visit, hit: Hit, strategy: StrategyTitle, place: _Place, texts: _Texts, terms: tuple[Term, ...]
) -> Result:
    anchor, words = _paragraph(texts.paragraphs, terms)
    language = _page_language(visit.language, hit.language)
    href = visit.url("element", language=language, strategy=strategy.strategy.slug, element=place.key)
    return Result(
        href + (f"#{anchor}" if anchor else ""),
        marked(texts.title or place.number, terms),
        snippet(words, terms),
        hit.language,
        texts.is_draft,
        strategy,
        level_name(strategy.strategy, place.kind, visit.language),
        place.number,
    )


def _paragraph(paragraphs: Sequence[tuple[str, str]], terms: tuple[Term, ...]) -> tuple[str, str]:
    """The key and text of the first paragraph with most of the terms; without any the first, and no key."""
    best, most = ("", paragraphs[0][1]) if paragraphs else ("", ""), 0
    for key, text in paragraphs:
        count = meets(text, terms)
        if count > most:
            best, most = (key, text), count
        if most == len(terms):
            break
    return best


def _strategy(visit: Visit, hit: Hit, strategy: StrategyTitle, own: StrategyText, terms: tuple[Term, ...]) -> Result:
    language = _page_language(visit.language, hit.language)
    href = visit.url("strategy", language=language, strategy=strategy.strategy.slug)
    is_draft = hit.language == EASY.tag
    return Result(href, marked(own.title, terms), snippet(own.summary, terms), hit.language, is_draft, strategy)


def _page_language(reading: Language, tag: str) -> str:
    """The page that shows these words: that of their language; pages in English show German words where it has none."""
    if reading == ENGLISH and tag == GERMAN.tag:
        return reading.slug
    return BY_TAG[tag].slug if tag in BY_TAG else reading.slug


def _places(session: Session, versions: Collection[UUID], items: Collection[UUID]) -> dict[UUID, _Place]:
    rows = session.exec(
        select(VersionElement.element_id, Element.key, VersionElement.kind, VersionElement.number)
        .join(Element, col(Element.id) == col(VersionElement.element_id))
        .where(col(VersionElement.version_id).in_(versions), col(VersionElement.element_id).in_(items))
    )
    return {element_id: _Place(key, Kind(kind), number) for element_id, key, kind, number in rows}


def _texts(
    session: Session, versions: Collection[UUID], items: Collection[UUID], languages: Collection[str]
) -> dict[tuple[UUID, str], _Texts]:
    rows = session.exec(
        select(VersionText, Block.key)
        .join(Block, col(Block.id) == col(VersionText.block_id))
        .where(
            col(VersionText.version_id).in_(versions),
            col(VersionText.element_id).in_(items),
            col(VersionText.language).in_(languages),
        )
        .order_by(col(VersionText.position))
    )
    by_place: dict[tuple[UUID, str], list[tuple[str, VersionText]]] = {}
    for row, key in rows:
        by_place.setdefault((row.element_id, row.language), []).append((key, row))
    return {
        place: _Texts(
            next((row.text for key, row in found if key == TITLE), ""),
            [(key, row.text) for key, row in found if key != TITLE],
            any(row.state != TwinState.REVIEWED for _key, row in found),
        )
        for place, found in by_place.items()
    }


def _own(session: Session, strategies: Collection[UUID]) -> dict[tuple[UUID, str], StrategyText]:
    rows = session.exec(select(StrategyText).where(col(StrategyText.strategy_id).in_(strategies)))
    return {(row.strategy_id, row.language): row for row in rows}
