"""The history of an element's wording: what each version said, word by word, and what led to it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from participation.goals.grounds import Ground, Grounded, grounded, grounds_of
from participation.goals.models import GoalChange
from participation.language.difference import Change, Run, difference, is_changed
from participation.strategy.models import Block, Strategy, Version, VersionState, VersionText
from participation.strategy.texts import TITLE

SHOWN = 10


@dataclass(frozen=True)
class WordedBlock:
    """A title or paragraph of a version as runs of words against the version before."""

    key: str
    runs: tuple[Run, ...]

    @property
    def is_title(self) -> bool:
        """Whether this is the element's title."""
        return self.key == TITLE


@dataclass(frozen=True)
class WordingOf:
    """What changed with one version (all of it, in the first), and what that rests on: the first of `cited` grounds."""

    version: Version
    is_first: bool
    blocks: tuple[WordedBlock, ...]
    grounds: tuple[Ground, ...]
    reasons: tuple[str, ...]
    cited: int

    @property
    def more(self) -> int:
        """How many grounds are left out."""
        return self.cited - len(self.grounds)


def history(session: Session, strategy: Strategy, element_id: UUID, tag: str) -> list[WordingOf]:
    """The versions that changed the words in the language of that tag or have evidence for it, newest first."""
    versions = session.exec(
        select(Version)
        .where(Version.strategy_id == strategy.id, Version.state == VersionState.PUBLISHED)
        .order_by(col(Version.number))
    ).all()
    texts = _texts(session, element_id, tag)
    changes = _published(session, element_id)
    found: list[WordingOf] = []
    before: dict[UUID, _Frozen] = {}
    for version in versions:
        after = texts.get(version.id, {})
        made = [change for change in changes if change.version_id == version.id]
        blocks = tuple(_changed(before, after))
        if blocks or made:
            reasons = tuple(dict.fromkeys(change.reason for change in made if change.reason))
            grounds, cited = grounds_of(session, [change.id for change in made], 0, SHOWN)
            found.append(WordingOf(version, not before, blocks, tuple(grounds), reasons, cited))
        before = after
    return found[::-1]


def changes_of_versions(session: Session, version_ids: Collection[UUID]) -> list[Grounded]:
    """The changes that these versions carried out, in their order, with their evidence."""
    rows = session.exec(
        select(GoalChange)
        .where(col(GoalChange.version_id).in_(version_ids))
        .order_by(col(GoalChange.made_at), col(GoalChange.id))
    ).all()
    return grounded(session, rows)


def cited_in(session: Session, element_id: UUID, version: Version, begin: int, size: int) -> tuple[list[Ground], int]:
    """What the words of an element in a version rest on: `size` pieces from number `begin`, and how many there are."""
    made = [change.id for change in _published(session, element_id) if change.version_id == version.id]
    return grounds_of(session, made, begin, size)


def _published(session: Session, element_id: UUID) -> Sequence[GoalChange]:
    """The changes of an element that some published version carried out, in their order."""
    return session.exec(
        select(GoalChange)
        .where(GoalChange.element_id == element_id, col(GoalChange.version_id).is_not(None))
        .order_by(col(GoalChange.made_at), col(GoalChange.id))
    ).all()


def changed_element_ids(session: Session, strategy: Strategy) -> set[UUID]:
    """The elements with a published change that was drafted here."""
    rows = select(GoalChange.element_id).where(
        GoalChange.strategy_id == strategy.id, col(GoalChange.version_id).is_not(None)
    )
    return set(session.exec(rows.distinct()))


@dataclass(frozen=True)
class _Frozen:
    key: str
    position: int
    text: str


def _texts(session: Session, element_id: UUID, tag: str) -> dict[UUID, dict[UUID, _Frozen]]:
    rows = session.exec(
        select(VersionText, Block.key)
        .join(Block, col(Block.id) == col(VersionText.block_id))
        .where(VersionText.element_id == element_id, VersionText.language == tag)
    )
    found: dict[UUID, dict[UUID, _Frozen]] = {}
    for text, key in rows:
        found.setdefault(text.version_id, {})[text.block_id] = _Frozen(key, text.position, text.text)
    return found


def _changed(before: dict[UUID, _Frozen], after: dict[UUID, _Frozen]) -> Iterator[WordedBlock]:
    both = {**before, **after}
    for block in sorted(both, key=lambda block_id: (both[block_id].position, both[block_id].key)):
        old = before[block].text if block in before else ""
        new = after[block].text if block in after else ""
        runs = difference(old, new)
        if is_changed(runs):
            yield WordedBlock(both[block].key, runs if before else tuple(Run(Change.KEPT, run.text) for run in runs))
