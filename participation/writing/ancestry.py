"""Which parts of a strategy came out of which: for their readers, and for addresses of parts that are gone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, func, or_, select

from participation.core.errors import NotFound
from participation.strategy.models import Element, Strategy, Version, VersionElement, VersionState
from participation.strategy.passages import frozen_words
from participation.strategy.queries import element_by_key
from participation.strategy.reading import Words
from participation.writing.models import AncestryKind, ElementAncestry


@dataclass(frozen=True)
class Relative:
    """A part that another one came out of or went into; `number` is the newest version that has it."""

    kind: AncestryKind
    key: str
    title: Words
    number: int
    is_gone: bool


@dataclass(frozen=True)
class Ancestry:
    """What a part came out of, and what came out of it."""

    before: tuple[Relative, ...] = ()
    after: tuple[Relative, ...] = ()


@dataclass(frozen=True)
class Gone:
    """A part that the version lacks which readers see; `number` is the newest one that has it."""

    key: str
    title: Words
    number: int
    after: tuple[Relative, ...]


def ancestry_of(session: Session, strategy: Strategy, element_id: UUID, tag: str) -> Ancestry:
    """The relatives of a part as far as published versions show them; one query where there are none."""
    rows = session.exec(
        select(ElementAncestry)
        .where(
            or_(col(ElementAncestry.from_id) == element_id, col(ElementAncestry.to_id) == element_id),
            ElementAncestry.version <= strategy.latest_version,
        )
        .order_by(col(ElementAncestry.made_at), col(ElementAncestry.id))
    ).all()
    if not rows:
        return Ancestry()
    found = _shown(session, strategy, {row.from_id for row in rows} | {row.to_id for row in rows}, tag)
    return Ancestry(
        tuple(
            _relative(row.kind, found[row.from_id]) for row in rows if row.to_id == element_id and row.from_id in found
        ),
        tuple(
            _relative(row.kind, found[row.to_id]) for row in rows if row.from_id == element_id and row.to_id in found
        ),
    )


def forebears(session: Session, strategy: Strategy, element_id: UUID) -> list[UUID]:
    """Everything that a part came out of in published versions, over any number of steps, the nearest first."""
    came: dict[UUID, list[UUID]] = {}
    rows = session.exec(
        select(ElementAncestry)
        .join(Element, col(Element.id) == col(ElementAncestry.to_id))
        .where(Element.strategy_id == strategy.id, ElementAncestry.version <= strategy.latest_version)
        .order_by(col(ElementAncestry.made_at), col(ElementAncestry.id))
    )
    for row in rows:
        came.setdefault(row.to_id, []).append(row.from_id)
    found = [element_id]
    for one in found:  # grows while it is walked through; a part can come out of itself by a split and a merge
        found.extend(each for each in came.get(one, ()) if each not in found)
    return found[1:]


def parts_before(session: Session, strategy: Strategy, element_ids: Collection[UUID], tag: str) -> list[Relative]:
    """These forebears as the newest published versions show them that have them, in the same order."""
    found = _shown(session, strategy, element_ids, tag) if element_ids else {}
    return [_relative(AncestryKind.MERGE, found[one]) for one in element_ids if one in found]


def gone_part(session: Session, strategy: Strategy, key: str, tag: str) -> Gone:
    """A part that readers could see once.

    Raises:
        NotFound: no published version has one of that key.
    """
    element = element_by_key(session, strategy, key)
    found = _shown(session, strategy, {element.id}, tag)
    if element.id not in found:
        raise NotFound("There is no such part of the strategy.")
    shown = found[element.id]
    return Gone(key, shown.title, shown.number, ancestry_of(session, strategy, element.id, tag).after)


@dataclass(frozen=True)
class _Shown:
    key: str
    title: Words
    number: int
    is_gone: bool


def _relative(kind: AncestryKind, shown: _Shown) -> Relative:
    return Relative(kind, shown.key, shown.title, shown.number, shown.is_gone)


def _shown(session: Session, strategy: Strategy, elements: Collection[UUID], tag: str) -> dict[UUID, _Shown]:
    """Parts as the newest published version shows them that has them."""
    newest = dict(
        session.exec(
            select(VersionElement.element_id, func.max(col(Version.number)))
            .join(Version, col(Version.id) == col(VersionElement.version_id))
            .where(
                Version.strategy_id == strategy.id,
                Version.state == VersionState.PUBLISHED,
                col(VersionElement.element_id).in_(elements),
            )
            .group_by(col(VersionElement.element_id))
        ).all()
    )
    versions = {
        number: version_id
        for version_id, number in session.exec(
            select(Version.id, Version.number).where(
                Version.strategy_id == strategy.id, col(Version.number).in_(set(newest.values()))
            )
        )
    }
    words = frozen_words(session, tag, list(versions.values()), elements=list(newest))
    rows = session.exec(select(Element.id, Element.key).where(col(Element.id).in_(list(newest)))).all()
    return {
        one: _Shown(key, words.titles[versions[newest[one]], one], newest[one], newest[one] != strategy.latest_version)
        for one, key in rows
    }
