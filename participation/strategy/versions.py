"""Versions: publishing freezes the tree and the texts of all languages; published versions never change."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session, col, select

from participation.core.clock import now
from participation.core.errors import NotFound
from participation.core.identifiers import uuid7
from participation.core.journal import record
from participation.language.normalise import text_hash
from participation.regions.actions import publish_change
from participation.strategy.filing import file_version
from participation.strategy.models import (
    Block,
    BlockText,
    Element,
    ElementLink,
    Strategy,
    Version,
    VersionElement,
    VersionLink,
    VersionState,
    VersionText,
)
from participation.strategy.twins import stale_by_links
from participation.web.languages import GERMAN
from participation.web.pages import Person


def publish_version(session: Session, strategy: Strategy, note: str, person: Person | None) -> Version:
    """Freeze the strategy as it stands now as its next version, which readers see from then on.

    Args:
        session: a writing session.
        strategy: the strategy; its `latest_version` becomes the new number.
        note: what changed, for readers of the list of versions.
        person: who publishes; None for what is loaded from content files.
    """
    version = Version(
        strategy_id=strategy.id,
        number=strategy.latest_version + 1,
        state=VersionState.PUBLISHED,
        note=note,
        published_at=now(),
        published_by=person.id if person else None,
    )
    session.add(version)
    session.flush()
    _freeze(session, strategy.id, version.id)
    strategy.latest_version = version.number
    session.add(strategy)
    session.flush()
    file_version(session, strategy, version)
    record(
        session,
        "published",
        "version",
        version.id,
        actor_id=version.published_by,
        region_id=strategy.region_id,
        details={"strategy": str(strategy.id), "number": version.number},
    )
    publish_change(session, strategy.region_id)
    return version


def freeze_version(session: Session, strategy: Strategy, note: str, person: Person | None) -> Version:
    """Freeze the strategy as it is being written without publishing it, for an invited circle.

    Such versions are numbered -1, -2, …: readers never see them, and the numbers of published ones have no gaps.

    Args:
        session: a writing session.
        strategy: the strategy; what readers see does not change.
        note: what it is for.
        person: who freezes it.
    """
    lowest = session.exec(
        select(Version.number).where(Version.strategy_id == strategy.id).order_by(col(Version.number))
    ).first()
    number = min(lowest or 0, 0) - 1
    version = Version(strategy_id=strategy.id, number=number, state=VersionState.IN_REVIEW, note=note)
    session.add(version)
    session.flush()
    _freeze(session, strategy.id, version.id)
    details = {"strategy": str(strategy.id), "number": number}
    record(
        session,
        "froze",
        "version",
        version.id,
        actor_id=person.id if person else None,
        region_id=strategy.region_id,
        details=details,
    )
    return version


def _freeze(session: Session, strategy_id: UUID, version_id: UUID) -> None:
    elements = session.exec(
        select(Element).where(Element.strategy_id == strategy_id, col(Element.retired_at).is_(None))
    ).all()
    session.add_all(
        VersionElement(
            version_id=version_id,
            element_id=element.id,
            parent_id=element.parent_id,
            kind=element.kind,
            number=element.number,
            position=element.position,
        )
        for element in elements
    )
    texts = session.exec(
        select(Block, BlockText)
        .join(BlockText, col(BlockText.block_id) == col(Block.id))
        .join(Element, col(Element.id) == col(Block.element_id))
        .where(Element.strategy_id == strategy_id, col(Element.retired_at).is_(None), BlockText.text != "")
    ).all()
    stale = stale_by_links(session, strategy_id)
    hashes = {block.id: text_hash(text.text) for block, text in texts if text.language == GERMAN.tag}
    session.add_all(
        _frozen(version_id, block, text, is_stale=text.source_hash != hashes.get(block.id) or text.id in stale)
        for block, text in texts
    )
    _freeze_links(session, {element.id for element in elements}, version_id)
    session.flush()


def _freeze_links(session: Session, elements: set[UUID], version_id: UUID) -> None:
    links = session.exec(select(ElementLink).where(col(ElementLink.source_id).in_(elements))).all()
    session.add_all(
        VersionLink(version_id=version_id, source_id=link.source_id, relation=link.relation, target_id=link.target_id)
        for link in links
        if link.target_id in elements
    )


def _frozen(version_id: UUID, block: Block, text: BlockText, *, is_stale: bool) -> VersionText:
    return VersionText(
        id=uuid7(),
        version_id=version_id,
        element_id=block.element_id,
        block_id=block.id,
        language=text.language,
        position=block.position,
        text=text.text,
        state=text.state,
        is_stale=is_stale and text.language != GERMAN.tag,
    )


def current_version(session: Session, strategy: Strategy) -> Version:
    """The published version that readers see.

    Raises:
        NotFound: nothing is published yet.
    """
    return numbered_version(session, strategy, strategy.latest_version)


def numbered_version(session: Session, strategy: Strategy, number: int) -> Version:
    """The published version of that number.

    Raises:
        NotFound: there is none.
    """
    version = session.exec(
        select(Version).where(
            Version.strategy_id == strategy.id,
            Version.number == number,
            Version.state == VersionState.PUBLISHED,
        )
    ).first()
    if version is None:
        raise NotFound("There is no such version.")
    return version


def published_versions(session: Session, strategy: Strategy) -> Sequence[Version]:
    """All published versions, the newest first."""
    published = select(Version).where(Version.strategy_id == strategy.id, Version.state == VersionState.PUBLISHED)
    return session.exec(published.order_by(col(Version.number).desc())).all()
