"""Loading strategies: what a folder says becomes rows, and version 1 is published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from uuid import UUID

from sqlmodel import Session, col, func, select

from participation.core.clock import now
from participation.language.normalise import text_hash
from participation.regions.models import Region
from participation.strategy.content.folders import strategy_in
from participation.strategy.content.media_files import described
from participation.strategy.content.sources import ElementSource, StrategySource, TwinMark
from participation.strategy.models import (
    Block,
    BlockMedium,
    BlockText,
    Element,
    ElementLink,
    Milestone,
    MilestoneText,
    Strategy,
    StrategyText,
    TwinState,
)
from participation.strategy.versions import publish_version
from participation.threads.models import Thread
from participation.web.languages import GERMAN


def load(session: Session, folder: Path, region: Region) -> int:
    """Load the strategies in the folder of a region and publish each; a strategy that is there already stays as it is.

    Args:
        session: a writing session.
        folder: `content/{region}`.
        region: the region's row.

    Returns:
        How many strategies were added.

    Raises:
        ContentProblem: a file cannot be used.
    """
    added = 0
    for path in sorted(folder.glob("*/strategy.toml")):
        source = strategy_in(path.parent)
        if _exists(session, region, source.slug):
            continue
        strategy = add_strategy(session, region, source)
        publish_version(session, strategy, "", None)
        added += 1
    return added


def _exists(session: Session, region: Region, slug: str) -> bool:
    known = select(Strategy.id).where(Strategy.region_id == region.id, Strategy.slug == slug)
    return session.exec(known).first() is not None


def add_strategy(session: Session, region: Region, source: StrategySource) -> Strategy:
    """Store a new strategy with its texts, elements, links and milestones; nothing is published yet."""
    position = session.exec(select(func.count(col(Strategy.id))).where(Strategy.region_id == region.id)).one()
    strategy = Strategy(
        region_id=region.id,
        slug=source.slug,
        horizon=source.horizon,
        position=position,
        levels={kind: dict(names) for kind, names in source.levels.items()},
    )
    session.add(strategy)
    session.flush()
    for tag, title in source.titles.items():
        text = StrategyText(strategy_id=strategy.id, language=tag, title=title, summary=source.summaries.get(tag, ""))
        session.add(text)
    ids = _add_elements(session, region, strategy, source)
    for link in source.links:
        session.add(ElementLink(source_id=ids[link.source], target_id=ids[link.target], relation=link.relation))
    _add_milestones(session, strategy, source)
    session.flush()
    return strategy


def _add_elements(session: Session, region: Region, strategy: Strategy, source: StrategySource) -> dict[str, UUID]:
    """Rows go in table by table, since rows that refer to each other have no relationship to be sorted by."""
    elements: dict[str, Element] = {}
    positions: dict[str | None, int] = {}
    threads: list[Thread] = []

    def thread() -> UUID:
        threads.append(Thread(region_id=region.id))
        return threads[-1].id

    for found in source.elements:
        positions[found.parent] = positions.get(found.parent, -1) + 1
        elements[found.key] = Element(
            strategy_id=strategy.id,
            parent_id=elements[found.parent].id if found.parent else None,
            thread_id=thread(),
            key=found.key,
            kind=found.kind,
            number=found.number,
            position=positions[found.parent],
        )
    blocks: dict[tuple[str, str], Block] = {}
    texts: list[BlockText] = []
    for found in source.elements:
        for position, key in enumerate(found.blocks):
            block = Block(element_id=elements[found.key].id, thread_id=thread(), key=key, position=position)
            blocks[found.key, key] = block
            texts.extend(_texts(found, block))
    for rows in (threads, list(elements.values()), list(blocks.values()), texts, _media(source, blocks)):
        session.add_all(rows)
        session.flush()
    return {key: element.id for key, element in elements.items()}


def _media(source: StrategySource, blocks: Mapping[tuple[str, str], Block]) -> list[BlockMedium]:
    """Their files are in the store already, or `seed` puts them there."""
    found = []
    for medium in source.media:
        stored_as, content_type, size, seconds = described(medium)
        found.append(
            BlockMedium(
                block_id=blocks[medium.element, medium.block].id,
                kind=medium.kind,
                stored_as=stored_as,
                content_type=content_type,
                size=size,
                seconds=seconds,
                descriptions=dict(medium.descriptions),
                rights=medium.rights,
                from_version=1,
                added_at=now(),
            )
        )
    return found


def _texts(source: ElementSource, block: Block) -> Iterator[BlockText]:
    standard = source.texts[GERMAN.tag][block.key]
    for tag, texts in source.texts.items():
        if block.key not in texts:
            continue
        is_twin, mark = tag != GERMAN.tag, source.marks.get(tag, {}).get(block.key, TwinMark())
        yield BlockText(
            block_id=block.id,
            language=tag,
            text=texts[block.key],
            state=mark.state if is_twin else TwinState.REVIEWED,
            source_hash=text_hash(standard) if is_twin and not mark.is_stale else None,
            changed_at=now(),
        )


def _add_milestones(session: Session, strategy: Strategy, source: StrategySource) -> None:
    texts: list[MilestoneText] = []
    for position, found in enumerate(source.milestones):
        milestone = Milestone(strategy_id=strategy.id, day=found.day, precision=found.precision, position=position)
        session.add(milestone)
        texts += [
            MilestoneText(milestone_id=milestone.id, language=tag, title=title) for tag, title in found.titles.items()
        ]
    session.flush()
    session.add_all(texts)
