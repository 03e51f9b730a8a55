"""Ideas in the moderators' queue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from participation.core.text import msgid
from participation.ideas.actions import check
from participation.ideas.models import Idea, IdeaPicture, IdeaSpot
from participation.ideas.pictures import pictures_of
from participation.ideas.places import places_of
from participation.ideas.queries import spots_of
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


@dataclass(frozen=True)
class Beside:
    """The place of an idea in words, and its picture, released or not."""

    spot: IdeaSpot | None
    picture: IdeaPicture | None


def beside(session: Session, ideas: Sequence[Idea]) -> Mapping[UUID, Beside]:
    """What belongs to ideas besides their words, for those that have anything."""
    ids = [idea.id for idea in ideas]
    spots, pictures = spots_of(session, ids), pictures_of(session, ids, only_released=False)
    return {one: Beside(spots.get(one), pictures.get(one)) for one in spots.keys() | pictures.keys()}


MODERATED = Moderated(
    "idea", msgid("Ideas"), Idea, contexts, public_page, check, beside, template="ideas/staff_moderated.html"
)
