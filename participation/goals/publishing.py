"""What the next version of a strategy would change, and publishing it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session, col, select, update

from participation.core.errors import Conflict
from participation.goals.grounds import Grounded, grounded
from participation.goals.models import GoalChange
from participation.strategy.models import Strategy, Version
from participation.strategy.versions import publish_version
from participation.web.pages import Person
from participation.writing.changes import ChangedPart, ChangedText, changes_since, digest_of
from participation.writing.states import begin_anew


@dataclass(frozen=True)
class TextChange:
    """A text of the draft that differs from the latest version; `changes` say how it came about."""

    text: ChangedText
    changes: tuple[Grounded, ...]


@dataclass(frozen=True)
class ElementChange:
    """An element of the draft with everything that differs."""

    part: ChangedPart
    texts: tuple[TextChange, ...]


@dataclass(frozen=True)
class NextVersion:
    """Everything that publishing now would change; `seen` stands for just this state of the draft."""

    number: int
    elements: tuple[ElementChange, ...]
    seen: str


def next_version(session: Session, strategy: Strategy) -> NextVersion:
    """Compare the draft with the latest version, part by part, in reading order."""
    parts, changes = changes_since(session, strategy, strategy.latest_version), open_changes(session, strategy)
    elements = tuple(
        ElementChange(part, tuple(TextChange(text, _made(text, changes)) for text in part.texts)) for part in parts
    )
    return NextVersion(strategy.latest_version + 1, elements, digest_of(parts))


def _made(text: ChangedText, changes: list[Grounded]) -> tuple[Grounded, ...]:
    place = (text.block_id, text.language)
    return tuple(each for each in changes if (each.change.block_id, each.change.language) == place)


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
    begin_anew(session, strategy)
    session.exec(
        update(GoalChange)
        .where(col(GoalChange.strategy_id) == strategy.id, col(GoalChange.version_id).is_(None))
        .values(version_id=version.id)
    )
    return version
