"""Comments on earlier versions, carried over: what became of the words that each of them was written on."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from participation.comments.models import Comment
from participation.language.difference import Change, Run, difference, is_changed
from participation.strategy.models import Block, Version, VersionText
from participation.strategy.passages import latest_versions, present_elements
from participation.web.languages import GERMAN


class Standing(StrEnum):
    """How a comment stands to the text as it is now."""

    CURRENT = "current"
    CHANGED = "changed"  # the words have changed since
    REMOVED = "removed"  # the words are not there any more


@dataclass(frozen=True)
class Difference:
    """A title or paragraph that changed: its runs of words in the language of `tag`."""

    runs: tuple[Run, ...]
    tag: str


@dataclass(frozen=True)
class Carried:
    """A comment whose words have changed or gone since version `number`.

    `differences` are those of changed words, `old` those that are gone, as (text, language tag).
    """

    standing: Standing
    number: int
    differences: tuple[Difference, ...] = ()
    old: tuple[tuple[str, str], ...] = ()


@dataclass
class _Texts:
    """Frozen texts: version and element -> block -> language -> text, in reading order."""

    by_element: dict[tuple[UUID, UUID], dict[UUID, dict[str, str]]] = field(default_factory=dict)

    def of(self, version: UUID, element: UUID) -> dict[UUID, dict[str, str]]:
        return self.by_element.get((version, element), {})


def carried(session: Session, comments: Sequence[Comment], language: str) -> dict[UUID, Carried]:
    """Those comments whose words are not what stands there now: comment id -> what became of them.

    What counts is the standard German text; a comment on an element as a whole counts as changed when any of its words
    did. The difference is shown in the language of that tag where it differs, too. Five queries at most.
    """
    latest = latest_versions(session, {comment.strategy_id for comment in comments})
    older = [
        comment for comment in comments if latest.get(comment.strategy_id, comment.version_id) != comment.version_id
    ]
    if not older:
        return {}
    versions = {comment.version_id for comment in older} | {latest[comment.strategy_id] for comment in older}
    elements = {comment.element_id for comment in older}
    texts = _texts(session, versions, elements, language)
    present = present_elements(session, elements)
    blocks = _blocks(session, {comment.thread_id for comment in older})
    numbers = _numbers(session, versions)
    fates: dict[tuple[UUID, UUID], Carried] = {}
    found = {}
    for comment in older:
        now = latest[comment.strategy_id]
        place = (comment.thread_id, comment.version_id)
        if place not in fates:
            before, after = texts.of(comment.version_id, comment.element_id), texts.of(now, comment.element_id)
            is_there = comment.element_id in present
            block, number = blocks.get(comment.thread_id), numbers[comment.version_id]
            fates[place] = _fate(before, after if is_there else {}, block, language, number)
        if fates[place].standing is not Standing.CURRENT:
            found[comment.id] = fates[place]
    return found


_Blocks = Mapping[UUID, Mapping[str, str]]


def _fate(before: _Blocks, after: _Blocks, block: UUID | None, language: str, number: int) -> Carried:
    wanted = [block] if block is not None else list({**before, **after})
    if not any(one in after for one in wanted):
        texts = [before[one] for one in wanted if one in before]
        old = (
            (text.get(language) or text[GERMAN.tag], language if text.get(language) else GERMAN.tag) for text in texts
        )
        return Carried(Standing.REMOVED, number, old=tuple(old))
    changes = [_change(before.get(one, {}), after.get(one, {}), language) for one in wanted]
    differences = tuple(change for change in changes if change is not None)
    return Carried(Standing.CHANGED if differences else Standing.CURRENT, number, differences)


def _change(before: Mapping[str, str], after: Mapping[str, str], language: str) -> Difference | None:
    runs = _runs(before, after, GERMAN.tag)
    if not is_changed(runs):
        return None
    own = _runs(before, after, language) if language in before and language in after else ()
    return Difference(own, language) if is_changed(own) else Difference(runs, GERMAN.tag)


def _runs(before: Mapping[str, str], after: Mapping[str, str], tag: str) -> tuple[Run, ...]:
    old, new = before.get(tag, ""), after.get(tag, "")
    return (Run(Change.KEPT, new),) if old == new else difference(old, new)


def _texts(session: Session, versions: Collection[UUID], elements: Collection[UUID], language: str) -> _Texts:
    rows = session.execute(
        select(
            col(VersionText.version_id),
            col(VersionText.element_id),
            col(VersionText.block_id),
            col(VersionText.language),
            col(VersionText.text),
        )
        .where(
            col(VersionText.version_id).in_(versions),
            col(VersionText.element_id).in_(elements),
            col(VersionText.language).in_({language, GERMAN.tag}),
        )
        .order_by(col(VersionText.position), col(VersionText.block_id))
    )
    found = _Texts()
    for version, element, block, tag, text in rows:
        found.by_element.setdefault((version, element), {}).setdefault(block, {})[tag] = text
    return found


def _blocks(session: Session, threads: Collection[UUID]) -> dict[UUID, UUID]:
    rows = session.execute(select(col(Block.thread_id), col(Block.id)).where(col(Block.thread_id).in_(threads)))
    return {row[0]: row[1] for row in rows}


def _numbers(session: Session, versions: Collection[UUID]) -> dict[UUID, int]:
    rows = session.execute(select(col(Version.id), col(Version.number)).where(col(Version.id).in_(versions)))
    return {row[0]: row[1] for row in rows}
