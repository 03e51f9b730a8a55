"""A frozen version as the value that content files are written from."""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from participation.core.files import FileStore
from participation.strategy.content.media_files import ENDINGS
from participation.strategy.content.sources import (
    ElementSource,
    LinkSource,
    MediumSource,
    MilestoneSource,
    StrategySource,
    TwinMark,
)
from participation.strategy.media import media_of
from participation.strategy.models import (
    Block,
    Element,
    Milestone,
    MilestoneText,
    Strategy,
    StrategyText,
    Version,
    VersionElement,
    VersionLink,
    VersionText,
)
from participation.web.languages import GERMAN

_Said = TypeVar("_Said")
_ByBlock = dict[UUID, dict[str, dict[str, _Said]]]


def source_of_version(session: Session, strategy: Strategy, version: Version, store: FileStore) -> StrategySource:
    """A version with all its languages; title, summary, names of levels and milestones are the present ones.

    Raises:
        NotFound: the file of a medium is not in the store.
    """
    texts = session.exec(select(StrategyText).where(StrategyText.strategy_id == strategy.id)).all()
    return StrategySource(
        slug=strategy.slug,
        horizon=strategy.horizon,
        levels=strategy.levels,
        titles={text.language: text.title for text in texts},
        summaries={text.language: text.summary for text in texts if text.summary or text.language == GERMAN.tag},
        elements=_elements(session, version),
        links=_links(session, version),
        milestones=_milestones(session, strategy),
        media=_media(session, version, store),
    )


def _elements(session: Session, version: Version) -> tuple[ElementSource, ...]:
    """The elements, each after its parent, siblings in their order."""
    rows = session.exec(
        select(VersionElement, Element.key)
        .join(Element, col(Element.id) == col(VersionElement.element_id))
        .where(VersionElement.version_id == version.id)
        .order_by(col(VersionElement.position))
    ).all()
    keys = {place.element_id: key for place, key in rows}
    texts, blocks, marks = _texts(session, version)
    below: dict[UUID | None, list[VersionElement]] = {}
    for place, _ in rows:
        below.setdefault(place.parent_id, []).append(place)
    found: list[ElementSource] = []

    def walk(parent: UUID | None) -> None:
        for place in below.get(parent, ()):
            own = place.element_id
            above = keys[parent] if parent else None
            known = tuple(blocks.get(own, {}))
            said = texts.get(own, {}), marks.get(own, {})
            found.append(ElementSource(keys[own], place.kind, place.number, above, known, *said))
            walk(own)

    walk(None)
    return tuple(found)


def _texts(session: Session, version: Version) -> tuple[_ByBlock[str], dict[UUID, dict[str, None]], _ByBlock[TwinMark]]:
    """Texts by element, language and block; the keys of blocks in their order by element; and the marks of twins."""
    rows = session.exec(
        select(VersionText, Block.key)
        .join(Block, col(Block.id) == col(VersionText.block_id))
        .where(VersionText.version_id == version.id)
        .order_by(col(VersionText.position))
    )
    texts: _ByBlock[str] = {}
    blocks: dict[UUID, dict[str, None]] = {}
    marks: _ByBlock[TwinMark] = {}
    for row, key in rows:
        texts.setdefault(row.element_id, {}).setdefault(row.language, {})[key] = row.text
        blocks.setdefault(row.element_id, {})[key] = None
        mark = TwinMark(row.state, row.is_stale)
        if row.language != GERMAN.tag and mark != TwinMark():
            marks.setdefault(row.element_id, {}).setdefault(row.language, {})[key] = mark
    return texts, blocks, marks


def _media(session: Session, version: Version, store: FileStore) -> tuple[MediumSource, ...]:
    rows = session.exec(
        select(Block, Element.key)
        .join(VersionText, col(VersionText.block_id) == col(Block.id))
        .join(Element, col(Element.id) == col(VersionText.element_id))
        .where(VersionText.version_id == version.id, VersionText.language == GERMAN.tag)
        .order_by(Element.key, col(VersionText.position))
    ).all()
    media = media_of(session, version.number, [block.id for block, _ in rows])
    return tuple(
        MediumSource(
            element,
            block.key,
            medium.kind,
            f"{element}.{block.key}.{number}.{ENDINGS[medium.content_type]}",
            medium.descriptions,
            medium.rights,
            store.path_of(medium.stored_as),
        )
        for block, element in rows
        for number, medium in enumerate(media.get(block.id, ()), start=1)
    )


def _links(session: Session, version: Version) -> tuple[LinkSource, ...]:
    source, target = aliased(Element), aliased(Element)
    rows = session.execute(
        select(source.key, col(VersionLink.relation), target.key)
        .join(source, col(source.id) == col(VersionLink.source_id))
        .join(target, col(target.id) == col(VersionLink.target_id))
        .where(col(VersionLink.version_id) == version.id)
        .order_by(source.key, target.key)
    )
    return tuple(LinkSource(*row) for row in rows)


def _milestones(session: Session, strategy: Strategy) -> tuple[MilestoneSource, ...]:
    rows = session.exec(
        select(Milestone, MilestoneText)
        .join(MilestoneText, col(MilestoneText.milestone_id) == col(Milestone.id))
        .where(Milestone.strategy_id == strategy.id)
        .order_by(col(Milestone.position))
    ).all()
    titles: dict[UUID, dict[str, str]] = {}
    for milestone, text in rows:
        titles.setdefault(milestone.id, {})[text.language] = text.title
    known = {milestone.id: milestone for milestone, _ in rows}
    return tuple(MilestoneSource(one.day, one.precision, titles[one.id]) for one in known.values())
