"""The picture of an idea: for everybody once it is released, before that for moderators, who release or delete it."""

from __future__ import annotations

from uuid import UUID

from starlette.responses import Response

from participation.core.errors import NotAllowed, NotFound
from participation.ideas.models import Idea, IdeaPicture
from participation.ideas.pictures import delete_picture, release_picture, shown
from participation.ideas.queries import public_idea
from participation.web.visit import Visit


def idea_picture(visit: Visit, idea: UUID) -> Response:
    """The released picture of a public idea."""
    found = public_idea(visit.db, visit.place.id, idea)
    picture = visit.db.get(IdeaPicture, found.id)
    if picture is None or picture.released_on is None:
        raise NotFound("This idea has no picture.")
    return shown(visit, picture, "private, max-age=600")


def picture_for_moderators(visit: Visit, idea: UUID) -> Response:
    """The picture as it was made anew, released or not."""
    picture = visit.db.get(IdeaPicture, _idea(visit, idea).id)
    if picture is None:
        raise NotFound("This idea has no picture.")
    return shown(visit, picture, "no-store")


def decide_picture(visit: Visit, idea: UUID) -> Response:
    """Release the picture, or delete it."""
    if visit.person is None:
        raise NotAllowed("Please sign in.")
    change = release_picture if visit.form.text("act") == "release" else delete_picture
    change(visit.db, _idea(visit, idea), visit.person.id)
    return visit.redirect("moderation_entry", kind="idea", entry=idea)


def _idea(visit: Visit, idea_id: UUID) -> Idea:
    idea = visit.db.get(Idea, idea_id)
    if idea is None or idea.region_id != visit.place.id:
        raise NotFound("There is no such idea.")
    return idea
