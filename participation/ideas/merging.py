"""Ideas that go into one another: which came from which, putting them together, taking them apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from participation.core.clock import now
from participation.core.days import local_day
from participation.core.errors import Conflict
from participation.core.journal import record
from participation.ideas.models import Idea, IdeaMerge
from participation.regions.actions import publish_change
from participation.threads.models import PUBLIC_STATES

MOST_ANCESTORS = 200


@dataclass(frozen=True)
class Kinship:
    """What an idea went into (with the sentence why), and what went into it, directly or through others."""

    into: Idea | None = None
    sentence: str = ""
    ancestors: tuple[Idea, ...] = ()


def kinship(session: Session, idea: Idea) -> Kinship:
    """The public relatives of an idea."""
    merge = session.get(IdeaMerge, idea.id)
    into = session.get(Idea, merge.into_id) if merge else None
    shown = session.exec(
        select(Idea).where(col(Idea.id).in_(_ancestors(session, idea.id)), col(Idea.state).in_(PUBLIC_STATES))
    )
    return Kinship(
        into if into is not None and into.is_public else None,
        merge.sentence if merge else "",
        tuple(sorted(shown, key=lambda one: one.id)),
    )


def merge_ideas(session: Session, idea: Idea, into: Idea, sentence: str, actor_id: UUID) -> None:
    """Put a public idea into another one, with the sentence why everybody reads.

    Raises:
        Conflict: one of them is not public, they are the same, or one has gone into another idea already.
    """
    if not (idea.is_public and into.is_public) or idea.region_id != into.region_id:
        raise Conflict("Only published ideas can be put together.")
    if idea.id == into.id or into.id in _ancestors(session, idea.id):
        raise Conflict("An idea cannot go into itself.")
    if session.get(IdeaMerge, idea.id) or session.get(IdeaMerge, into.id):
        raise Conflict("One of them has gone into another idea already. Take it out there first.")
    session.add(IdeaMerge(idea_id=idea.id, into_id=into.id, merged_on=local_day(now()), sentence=sentence))
    _note(session, "merged", idea, into.id, actor_id)


def take_apart(session: Session, idea: Idea, actor_id: UUID) -> None:
    """Let an idea stand by itself again; what went into it stays with it."""
    merge = session.get(IdeaMerge, idea.id)
    if merge is not None:
        session.delete(merge)
        _note(session, "taken_apart", idea, merge.into_id, actor_id)


def _note(session: Session, act: str, idea: Idea, into_id: UUID, actor_id: UUID) -> None:
    session.flush()
    details = {"into": str(into_id)}
    record(session, act, "idea", idea.id, actor_id=actor_id, region_id=idea.region_id, details=details)
    publish_change(session, idea.region_id)


def _ancestors(session: Session, idea_id: UUID) -> Sequence[UUID]:
    found: list[UUID] = []
    level = [idea_id]
    while level and len(found) < MOST_ANCESTORS:
        level = list(session.exec(select(IdeaMerge.idea_id).where(col(IdeaMerge.into_id).in_(level))))
        found += [one for one in level if one not in found]
    return found
