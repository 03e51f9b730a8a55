"""What the next version of a strategy would change, and publishing it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select, update

from participation.core.errors import Conflict
from participation.goals.grounds import Grounded, grounded
from participation.goals.models import GoalChange
from participation.language.difference import Run, difference
from participation.strategy.models import Block, BlockText, Element, Strategy, Version, VersionState, VersionText
from participation.strategy.versions import publish_version
from participation.web.pages import Person
from participation.writing.draft import DraftNode


@dataclass(frozen=True)
class TextChange:
    """A text of the draft that differs from the latest version; `changes` say how it came about."""

    block_key: str
    language: str
    runs: tuple[Run, ...]
    changes: tuple[Grounded, ...]


@dataclass(frozen=True)
class ElementChange:
    """An element of the draft with everything that differs."""

    node: DraftNode
    texts: tuple[TextChange, ...]


@dataclass(frozen=True)
class NextVersion:
    """Everything that publishing now would change; `seen` stands for just this state of the draft."""

    number: int
    elements: tuple[ElementChange, ...]
    seen: str


def next_version(session: Session, strategy: Strategy, nodes: Sequence[DraftNode]) -> NextVersion:
    """Compare the draft with the latest version, text by text, in reading order."""
    before, after = _frozen_texts(session, strategy), _draft_texts(session, strategy)
    changes = open_changes(session, strategy)
    by_element: dict[UUID, list[TextChange]] = {}
    for place in sorted(
        {**before, **after}, key=lambda place: (after.get(place, before.get(place, _NONE)).position, place[1])
    ):
        old, new = before.get(place, _NONE), after.get(place, _NONE)
        if old.text == new.text:
            continue
        made = tuple(each for each in changes if (each.change.block_id, each.change.language) == place)
        text = TextChange(new.key or old.key, place[1], difference(old.text, new.text), made)
        by_element.setdefault(new.element_id or old.element_id or place[0], []).append(text)
    digest = hashlib.sha256(repr(sorted((str(place), text.text) for place, text in after.items())).encode())
    elements = tuple(
        ElementChange(node, tuple(by_element[node.element.id])) for node in nodes if node.element.id in by_element
    )
    return NextVersion(strategy.latest_version + 1, elements, digest.hexdigest())


def open_changes(session: Session, strategy: Strategy) -> list[Grounded]:
    """The drafted changes that no version carries yet, in their order."""
    rows = session.exec(
        select(GoalChange)
        .where(GoalChange.strategy_id == strategy.id, col(GoalChange.version_id).is_(None))
        .order_by(col(GoalChange.made_at), col(GoalChange.id))
    ).all()
    return grounded(session, rows)


def publish_draft(
    session: Session, strategy: Strategy, expected: NextVersion, note: str, person: Person | None
) -> Version:
    """Publish the draft as the next version and tie the drafted changes to it.

    Raises:
        Conflict: there is nothing to publish.
    """
    if not expected.elements:
        raise Conflict("Nothing has changed since the last version.")
    version = publish_version(session, strategy, note, person)
    session.exec(
        update(GoalChange)
        .where(col(GoalChange.strategy_id) == strategy.id, col(GoalChange.version_id).is_(None))
        .values(version_id=version.id)
    )
    return version


@dataclass(frozen=True)
class _Text:
    key: str
    position: int
    text: str
    element_id: UUID | None


_NONE = _Text("", 0, "", None)
_Place = tuple[UUID, str]


def _draft_texts(session: Session, strategy: Strategy) -> dict[_Place, _Text]:
    rows = session.exec(
        select(Block, BlockText)
        .join(BlockText, col(BlockText.block_id) == col(Block.id))
        .join(Element, col(Element.id) == col(Block.element_id))
        .where(Element.strategy_id == strategy.id, col(Element.retired_at).is_(None))
    )
    return {
        (block.id, text.language): _Text(block.key, block.position, text.text, block.element_id) for block, text in rows
    }


def _frozen_texts(session: Session, strategy: Strategy) -> dict[_Place, _Text]:
    rows = session.exec(
        select(Block.key, VersionText)
        .join(Block, col(Block.id) == col(VersionText.block_id))
        .join(Version, col(Version.id) == col(VersionText.version_id))
        .where(
            Version.strategy_id == strategy.id,
            Version.number == strategy.latest_version,
            Version.state == VersionState.PUBLISHED,
        )
    )
    return {(text.block_id, text.language): _Text(key, text.position, text.text, text.element_id) for key, text in rows}
