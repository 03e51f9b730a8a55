"""Ideas in the moderators' queue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlmodel import Session

from participation.core.text import msgid
from participation.ideas.actions import check
from participation.ideas.models import Idea
from participation.ideas.places import places_of
from participation.ideas.receipts import public_page
from participation.threads.moderation import Context, Moderated


def contexts(session: Session, ideas: Sequence[Idea], language: str) -> Mapping[UUID, Context]:
    """What each idea is about; its title stands in the place of a quote."""
    places = places_of(session, ideas, language)
    return {
        idea.id: Context(
            kind=msgid("Idea"),
            strategy=words.text if (words := places[idea.id].strategy) else "",
            about=title.text if (title := places[idea.id].title) else "",
            title=idea.title,
            link=places[idea.id].link,
        )
        for idea in ideas
    }


MODERATED = Moderated("idea", msgid("Ideas"), Idea, contexts, public_page, check)
