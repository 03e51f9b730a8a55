"""How a strategy's twins in one language stand: what each says, and what of that changed since it was found right."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from participation.language.normalise import text_hash
from participation.language.ranks import Rank, Ranked, ranked
from participation.regions.models import Municipality
from participation.strategy.models import Block, BlockText, Element, Strategy, TwinSource, Version, VersionText
from participation.web.languages import GERMAN
from participation.writing.draft import DraftNode, draft_nodes


@dataclass(frozen=True)
class Saying:
    """A standard text that a twin says; `change` is what became of it since `before`, None if nothing did.

    `before` is None where the wording that the twin was found right for is not known any more.
    """

    block_id: UUID
    before: str | None
    after: str
    change: Ranked | None
    found_right_at: datetime | None = None
    found_right_by: UUID | None = None


@dataclass(frozen=True)
class Twin:
    """A block with its standard text and its text in another language; `said_in` are blocks whose twins say it, too."""

    node: DraftNode
    block: Block
    standard: str
    row: BlockText | None
    sayings: tuple[Saying, ...] = ()
    said_in: tuple[UUID, ...] = ()

    @property
    def text(self) -> str:
        """The text in the other language, empty where it is missing."""
        return self.row.text if self.row else ""

    @property
    def state(self) -> str:
        """How far it is: a `TwinState`, or missing."""
        return self.row.state.value if self.row else "missing"

    @property
    def is_missing(self) -> bool:
        """Whether there are no words yet that say the standard text, here or in the twin of another block."""
        return not self.text and not self.said_in

    @property
    def is_stale(self) -> bool:
        """Whether a text that it says reads otherwise now."""
        return bool(self.text) and any(saying.change for saying in self.sayings)

    @property
    def change(self) -> Ranked | None:
        """The weightiest of the changes that made it stale."""
        changes = [saying.change for saying in self.sayings if saying.change]
        return max(changes, key=lambda change: change.weight, default=None)


def twins_of(session: Session, strategy: Strategy, tag: str) -> list[Twin]:
    """All blocks of a strategy's draft that have a standard text, in reading order, with their twins in a language."""
    nodes = {node.element.id: node for node in draft_nodes(session, strategy)}
    blocks = _blocks(session, strategy)
    texts = _texts(session, strategy, tag)
    rows = {row.block_id: row for row in texts if row.language == tag}
    standards = {row.block_id: row.text for row in texts if row.language == GERMAN.tag and row.text}
    sources = _sources(session, [row.id for row in rows.values()])
    known = _older_wordings(session, strategy, rows.values(), sources)
    names = names_of_places(session, strategy.region_id)
    said: dict[UUID, list[UUID]] = {}
    for row in rows.values():
        for source in sources.get(row.id, ()):
            if row.text and source.block_id != row.block_id:
                said.setdefault(source.block_id, []).append(row.block_id)
    return [
        Twin(
            nodes[element_id],
            block,
            standards[block.id],
            rows.get(block.id),
            _sayings(rows.get(block.id), sources, standards, known, names),
            tuple(said.get(block.id, ())),
        )
        for element_id in nodes
        for block in blocks.get(element_id, ())
        if block.id in standards
    ]


def names_of_places(session: Session, region_id: UUID) -> frozenset[str]:
    """The region's municipalities and their parts by name."""
    rows = session.exec(select(Municipality).where(Municipality.region_id == region_id))
    return frozenset(name for row in rows for name in (row.name, *row.localities))


def _blocks(session: Session, strategy: Strategy) -> dict[UUID, list[Block]]:
    rows = session.exec(
        select(Block)
        .join(Element, col(Element.id) == col(Block.element_id))
        .where(Element.strategy_id == strategy.id, col(Element.retired_at).is_(None))
        .order_by(col(Block.position))
    )
    found: dict[UUID, list[Block]] = {}
    for block in rows:
        found.setdefault(block.element_id, []).append(block)
    return found


def _texts(session: Session, strategy: Strategy, tag: str) -> Sequence[BlockText]:
    return session.exec(
        select(BlockText)
        .join(Block, col(Block.id) == col(BlockText.block_id))
        .join(Element, col(Element.id) == col(Block.element_id))
        .where(Element.strategy_id == strategy.id, col(BlockText.language).in_({tag, GERMAN.tag}))
    ).all()


def _sources(session: Session, twin_ids: Collection[UUID]) -> dict[UUID, list[TwinSource]]:
    found: dict[UUID, list[TwinSource]] = {}
    for row in session.exec(select(TwinSource).where(col(TwinSource.twin_id).in_(twin_ids))):
        found.setdefault(row.twin_id, []).append(row)
    return found


def _older_wordings(
    session: Session, strategy: Strategy, twins: Iterable[BlockText], sources: Mapping[UUID, Sequence[TwinSource]]
) -> dict[tuple[UUID, str], str]:
    """(block, hash) -> wording, from frozen versions, for twins of which nobody has recorded what they say."""
    blocks = {twin.block_id for twin in twins if twin.id not in sources}
    if not blocks:
        return {}
    rows = session.exec(
        select(VersionText.block_id, VersionText.text)
        .join(Version, col(Version.id) == col(VersionText.version_id))
        .where(Version.strategy_id == strategy.id, VersionText.language == GERMAN.tag)
        .where(col(VersionText.block_id).in_(blocks))
        .distinct()
    )
    return {(block_id, text_hash(text)): text for block_id, text in rows}


def _sayings(
    row: BlockText | None,
    sources: Mapping[UUID, Sequence[TwinSource]],
    standards: Mapping[UUID, str],
    known: Mapping[tuple[UUID, str], str],
    names: frozenset[str],
) -> tuple[Saying, ...]:
    if row is None:
        return ()
    recorded = sources.get(row.id, ())
    found = [_saying(source, row.text, standards.get(source.block_id, ""), names) for source in recorded]
    if not any(source.block_id == row.block_id for source in recorded):
        after = standards.get(row.block_id, "")
        before = known.get((row.block_id, row.source_hash or ""))
        in_step = row.source_hash == text_hash(after)
        change = None if in_step else ranked(before or "", after, row.text, names)
        found.insert(0, Saying(row.block_id, before, after, change))
    return tuple(sorted(found, key=lambda saying: saying.block_id != row.block_id))


def _saying(source: TwinSource, twin: str, after: str, names: frozenset[str]) -> Saying:
    change = None if after and source.hash == text_hash(after) else ranked(source.text, after, twin, names)
    return Saying(source.block_id, source.text, after, change, source.found_right_at, source.found_right_by)


def wrong_twins(session: Session, strategy: Strategy, tag: str) -> list[Twin]:
    """Twins that most likely say something wrong now: a number, date, place, negation or the like changed since."""
    stale = (twin for twin in twins_of(session, strategy, tag) if twin.is_stale)
    return [twin for twin in stale if twin.change and twin.change.rank is Rank.HIGH]
