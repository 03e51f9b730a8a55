"""What the administration says about goals in the report of a year, in each language."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select, update

from participation.core.clock import now
from participation.core.journal import record
from participation.indicators.models import GoalComment
from participation.language.normalise import text_hash
from participation.regions.actions import publish_change
from participation.strategy.models import Element, Strategy
from participation.web.languages import GERMAN


@dataclass(frozen=True)
class Said:
    """A comment as it is read; `tag` is its language: that asked for, or German where it lacks it."""

    text: str
    tag: str
    is_stale: bool


def comments_of(
    session: Session, element_ids: Collection[UUID], year: int, *, public_only: bool = True
) -> dict[UUID, dict[str, GoalComment]]:
    """The comments of a year by element and language; one without German text does not exist."""
    chosen = select(GoalComment).where(col(GoalComment.element_id).in_(element_ids), GoalComment.year == year)
    if public_only:
        chosen = chosen.where(col(GoalComment.is_public).is_(True))
    found: dict[UUID, dict[str, GoalComment]] = {}
    for row in session.exec(chosen):
        found.setdefault(row.element_id, {})[row.language] = row
    return found


def said(words: Mapping[str, GoalComment], tag: str) -> Said:
    """A comment in a reader's language."""
    german, own = words[GERMAN.tag], words.get(tag)
    if own is None or tag == GERMAN.tag:
        return Said(german.text, GERMAN.tag, is_stale=False)
    return Said(own.text, tag, own.source_hash != text_hash(german.text))


def set_comment(
    session: Session,
    element: Element,
    year: int,
    words: Mapping[str, tuple[str, bool]],
    actor_id: UUID | None,
    *,
    is_public: bool,
) -> None:
    """Write the comment on a goal; without a German text it is taken away.

    Args:
        session: a writing session.
        element: the goal.
        year: that of the report.
        words: tag -> (text, whether a twin says what the German text says now).
        actor_id: who writes.
        is_public: whether readers of the report see it.
    """
    stored = comments_of(session, [element.id], year, public_only=False).get(element.id, {})
    german = words[GERMAN.tag][0]
    for tag, (text, is_in_step) in words.items():
        row = stored.get(tag)
        if not (german and text):
            if row:
                session.delete(row)
            continue
        row = row or GoalComment(element_id=element.id, year=year, language=tag, text="", changed_at=now())
        if is_in_step or row.text != text:
            row.source_hash = text_hash(german)
        row.text, row.is_public, row.changed_at, row.changed_by = text, is_public, now(), actor_id
        session.add(row)
    session.flush()
    region_id = session.get_one(Strategy, element.strategy_id).region_id
    details = {"year": year, "public": is_public, "languages": sorted(tag for tag, word in words.items() if word[0])}
    record(session, "commented", "element", element.id, actor_id=actor_id, region_id=region_id, details=details)
    publish_change(session, region_id)


def publish_comments(session: Session, strategy: Strategy, year: int) -> None:
    """Show everybody the comments on the goals of a strategy for a year; who releases the report tells readers."""
    own = select(Element.id).where(Element.strategy_id == strategy.id)
    chosen = col(GoalComment.element_id).in_(own), col(GoalComment.year) == year
    session.exec(update(GoalComment).where(*chosen).values(is_public=True))
