"""The strategy as it is being written: its elements in order, and one element's texts in all languages."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from participation.core.errors import NotFound
from participation.core.text import cleaned
from participation.language.normalise import text_hash
from participation.regions.models import Region
from participation.strategy.models import Block, BlockText, Element, Strategy, TwinState
from participation.strategy.texts import TITLE
from participation.strategy.twins import stale_by_links
from participation.web.languages import EASY, GERMAN, LANGUAGES
from participation.web.pages import Place

NEW = "new"
_LONGEST_OPTION = 110


@dataclass(frozen=True)
class DraftText:
    """A text in one language as it stands now; without a state it is missing."""

    text: str = ""
    state: TwinState | None = None
    is_stale: bool = False

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the exact text as hexadecimal digits: what an editor's form was filled with."""
        return fingerprint(self.text)


@dataclass(frozen=True)
class DraftBlock:
    """A title or paragraph with its text in every language; a paragraph not yet written has no id."""

    id: UUID | None
    key: str
    texts: dict[str, DraftText]

    @property
    def is_title(self) -> bool:
        """Whether this is the element's title."""
        return self.key == TITLE


@dataclass(frozen=True)
class Placed:
    """An element with its standard title in its place in the draft; `depth` counts from 0."""

    element: Element
    depth: int
    title: str

    @property
    def heading(self) -> str:
        """Number and title."""
        return f"{self.element.number} {self.title}".strip()


@dataclass(frozen=True)
class DraftNode(Placed):
    """An element in the list of the draft; `twin` is its title's in Leichte Sprache."""

    twin: DraftText


def fingerprint(text: str) -> str:
    """SHA-256 of a text as hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def draft_strategy(session: Session, place: Place, slug: str) -> Strategy:
    """A strategy of the region for its editors, published or not.

    Raises:
        NotFound: there is none.
    """
    found = session.exec(select(Strategy).where(Strategy.region_id == place.id, Strategy.slug == slug)).first()
    if found is None:
        raise NotFound("There is no such strategy.")
    return found


def draft_element(session: Session, strategy: Strategy, key: str) -> Element:
    """An element of the draft.

    Raises:
        NotFound: there is none, or it was taken out.
    """
    found = session.exec(select(Element).where(Element.strategy_id == strategy.id, Element.key == key)).first()
    if found is None or found.retired_at is not None:
        raise NotFound("There is no such part of the strategy.")
    return found


def draft_strategies(session: Session, place: Place) -> list[Strategy]:
    """All strategies of the region in their order."""
    chosen = select(Strategy).join(Region).where(Region.id == place.id).order_by(col(Strategy.position))
    return list(session.exec(chosen))


def standing(session: Session, strategy: Strategy) -> list[Element]:
    """The elements of the draft that are not taken out, in the order of their positions."""
    chosen = select(Element).where(Element.strategy_id == strategy.id, col(Element.retired_at).is_(None))
    return list(session.exec(chosen.order_by(col(Element.position), col(Element.id))))


def in_reading_order(elements: Iterable[Element]) -> Iterator[tuple[Element, int]]:
    """Elements, given in the order of their positions, as they are read: each with its depth, counted from 0."""
    below: dict[UUID | None, list[Element]] = {}
    for element in elements:
        below.setdefault(element.parent_id, []).append(element)

    def walk(parent: UUID | None, depth: int) -> Iterator[tuple[Element, int]]:
        for element in below.get(parent, ()):
            yield element, depth
            yield from walk(element.id, depth + 1)

    return walk(None, 0)


def draft_nodes(session: Session, strategy: Strategy) -> list[DraftNode]:
    """The elements of the draft in reading order; three queries."""
    titles = _titles(session, strategy)
    found = []
    for element, depth in in_reading_order(standing(session, strategy)):
        texts = titles.get(element.id, {})
        title = texts.get(GERMAN.tag, DraftText())
        found.append(DraftNode(element, depth, title.text, texts.get(EASY.tag, DraftText())))
    return found


def branch_of(nodes: Sequence[DraftNode], key: str) -> list[DraftNode]:
    """The element of that key with everything below it; nothing where there is none."""
    found: list[DraftNode] = []
    for node in nodes:
        if found and node.depth <= found[0].depth:
            break
        if found or node.element.key == key:
            found.append(node)
    return found


def part_options(nodes: Iterable[Placed]) -> list[tuple[str, str]]:
    """Elements as options to choose from, depth shown by dashes."""
    return [(node.element.key, f"{'– ' * node.depth}{node.heading}"[:_LONGEST_OPTION]) for node in nodes]


def _titles(session: Session, strategy: Strategy) -> dict[UUID, dict[str, DraftText]]:
    rows = session.exec(
        select(Block.element_id, BlockText)
        .join(BlockText, col(BlockText.block_id) == col(Block.id))
        .join(Element, col(Element.id) == col(Block.element_id))
        .where(Element.strategy_id == strategy.id, Block.key == TITLE)
    ).all()
    stored: dict[UUID, dict[str, BlockText]] = {}
    for element_id, row in rows:
        stored.setdefault(element_id, {})[row.language] = row
    stale = stale_by_links(session, strategy.id)
    return {element_id: _draft_texts(texts, stale) for element_id, texts in stored.items()}


def draft_blocks(session: Session, element: Element | None) -> list[DraftBlock]:
    """The title and paragraphs of an element in order, and an empty one for what may be added.

    None is an element yet to come: it has an empty title.
    """
    new = DraftBlock(None, NEW, _draft_texts({}))
    if element is None:
        return [DraftBlock(None, TITLE, _draft_texts({})), new]
    blocks = session.exec(select(Block).where(Block.element_id == element.id).order_by(col(Block.position))).all()
    rows = session.exec(select(BlockText).where(col(BlockText.block_id).in_([block.id for block in blocks])))
    stored: dict[UUID, dict[str, BlockText]] = {}
    for row in rows:
        stored.setdefault(row.block_id, {})[row.language] = row
    stale = stale_by_links(session, element.strategy_id)
    return [*(DraftBlock(block.id, block.key, _draft_texts(stored.get(block.id, {}), stale)) for block in blocks), new]


def _draft_texts(stored: dict[str, BlockText], stale: frozenset[UUID] = frozenset()) -> dict[str, DraftText]:
    standard = stored.get(GERMAN.tag)
    present = text_hash(standard.text) if standard else None
    found = {language.tag: DraftText() for language in LANGUAGES}
    for tag, row in stored.items():
        is_stale = row.source_hash != present or row.id in stale
        found[tag] = DraftText(cleaned(row.text), row.state, tag != GERMAN.tag and is_stale)
    return found
