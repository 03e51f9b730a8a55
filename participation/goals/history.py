"""The history of an element's wording: what each version said, word by word, and what led to it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from participation.goals.grounds import Ground, Grounded, grounded, grounds_of
from participation.goals.models import GoalChange
from participation.language.difference import Change, Run, difference, is_changed
from participation.strategy.compared_blocks import BlockFate, ChangedBlock, FrozenText, Texts, frozen_rows
from participation.strategy.models import Strategy, Version, VersionState, VersionText

SHOWN = 10


@dataclass(frozen=True)
class WordingOf:
    """What changed with one version (all of it, in the first), and what that rests on: the first of `cited` grounds."""

    version: Version
    is_first: bool
    blocks: tuple[ChangedBlock, ...]
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
    before: dict[UUID, FrozenText] = {}
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


def _texts(session: Session, element_id: UUID, tag: str) -> dict[UUID, dict[UUID, FrozenText]]:
    found: dict[UUID, dict[UUID, FrozenText]] = {}
    for row, text in frozen_rows(session, col(VersionText.element_id) == element_id, col(VersionText.language) == tag):
        found.setdefault(row.version_id, {})[row.block_id] = text
    return found


def _changed(before: Texts, after: Texts) -> Iterator[ChangedBlock]:
    both = {**before, **after}
    for block in sorted(both, key=lambda block_id: (both[block_id].position, both[block_id].key)):
        fate: BlockFate = "added" if block not in before else "changed" if block in after else "removed"
        old = before[block].text if block in before else ""
        new = after[block].text if block in after else ""
        runs = difference(old, new)
        if is_changed(runs):
            shown = runs if before else tuple(Run(Change.KEPT, run.text) for run in runs)
            yield ChangedBlock(both[block].key, fate, shown)
