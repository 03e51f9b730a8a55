"""The picture of an idea: what is asked for with it, how it is kept, shown, released and deleted."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, field
from uuid import UUID

from sqlmodel import Session, col, select
from starlette.responses import Response

from participation.core.clock import now
from participation.core.days import local_day
from participation.core.errors import NotFound
from participation.core.jobs import enqueue
from participation.core.journal import record
from participation.core.pictures import fresh_picture
from participation.core.text import msgid
from participation.ideas.models import LONGEST_DESCRIPTION, Idea, IdeaPicture
from participation.regions.actions import publish_change
from participation.threads.wording import Problem, one_line, says_something
from participation.web.visit import Form, Visit

AREA = "ideas"
FORGET = "picture of an idea"
"""The work that deletes a file."""
MOST_MEGABYTES = 10
TAKES = (MOST_MEGABYTES + 1) * 1_048_576
"""The largest form: one picture and what is written beside it."""

_LONGEST_SIDE = 1_200
_TOO_LARGE = msgid("The picture is larger than %(most)s megabytes. Please send a smaller one.")
_NO_DESCRIPTION = msgid("Please describe in a few words what the picture shows.")
_LONG_DESCRIPTION = msgid("The description has at most %(n)s characters.")
_NO_RIGHTS = msgid("Please confirm that you made the picture and that nobody can be recognised in it.")


@dataclass(frozen=True)
class PictureSheet:
    """A picture as it was sent (empty where none was chosen), what it shows, and whether it may be shown."""

    content: bytes = field(default=b"", repr=False)
    description: str = ""
    is_own: bool = False

    @classmethod
    def from_form(cls, form: Form) -> PictureSheet:
        """What was sent."""
        sent = form.file("picture")
        return cls(sent[1] if sent else b"", one_line(form.text("description")), form.text("is_own") == "yes")

    @property
    def problems(self) -> list[Problem]:
        """(field, msgid, values) of everything that has to be put right before anybody looks into the file."""
        if not self.content:
            return []
        found: list[Problem] = []
        if len(self.content) > MOST_MEGABYTES * 1_048_576:
            found.append(("picture", _TOO_LARGE, {"most": MOST_MEGABYTES}))
        if not says_something(self.description):
            found.append(("description", _NO_DESCRIPTION, {}))
        elif len(self.description) > LONGEST_DESCRIPTION:
            found.append(("description", _LONG_DESCRIPTION, {"n": LONGEST_DESCRIPTION}))
        if not self.is_own:
            found.append(("is_own", _NO_RIGHTS, {}))
        return found

    @property
    def digest(self) -> str:
        """The SHA-256 of the file as it was sent; empty without one."""
        return hashlib.sha256(self.content).hexdigest() if self.content else ""


def keep_picture(visit: Visit, sheet: PictureSheet) -> str:
    """Make the picture anew and keep it; the name it is kept under, empty without one.

    It takes a second and happens before anything is handed to the writer. The visit's reading transaction ends, so that
    it does not last that long.

    Raises:
        Invalid: it is no picture, or one with too many points.
        Busy: too many pictures are being made.
    """
    if not sheet.content:
        return ""
    visit.db.rollback()
    return visit.files(AREA).keep(fresh_picture(sheet.content, _LONGEST_SIDE))


def pictures_of(session: Session, idea_ids: Collection[UUID], *, only_released: bool = True) -> dict[UUID, IdeaPicture]:
    """The pictures of ideas by idea id."""
    wanted = select(IdeaPicture).where(col(IdeaPicture.idea_id).in_(idea_ids))
    if only_released:
        wanted = wanted.where(col(IdeaPicture.released_on).is_not(None))
    return {one.idea_id: one for one in session.exec(wanted)}


def shown(visit: Visit, picture: IdeaPicture, caching: str) -> Response:
    """The picture itself, never as anything but a picture."""
    headers = {"content-disposition": 'inline; filename="bild.jpg"', "cache-control": caching}
    return Response(visit.files(AREA).read(picture.stored_as), 200, headers, "image/jpeg")


def release_picture(session: Session, idea: Idea, actor_id: UUID) -> None:
    """Show the picture of an idea to everybody as soon as the idea itself is public.

    Raises:
        NotFound: it has none.
    """
    picture = _present(session, idea)
    if picture.released_on is None:
        picture.released_on, picture.released_by = local_day(now()), actor_id
        session.add(picture)
        _note(session, "released", idea, actor_id)


def delete_picture(session: Session, idea: Idea, actor_id: UUID) -> None:
    """A moderator deletes the picture of an idea.

    Raises:
        NotFound: it has none.
    """
    _present(session, idea)
    forget_picture(session, idea.id)
    _note(session, "deleted", idea, actor_id)


def forget_picture(session: Session, idea_id: UUID) -> None:
    """Delete the picture of an idea, if it has one; its file goes as soon as this is on disk."""
    picture = session.get(IdeaPicture, idea_id)
    if picture is not None:
        enqueue(session, FORGET, {"stored_as": picture.stored_as})
        session.delete(picture)
        session.flush()


def _present(session: Session, idea: Idea) -> IdeaPicture:
    picture = session.get(IdeaPicture, idea.id)
    if picture is None:
        raise NotFound("This idea has no picture.")
    return picture


def _note(session: Session, act: str, idea: Idea, actor_id: UUID) -> None:
    session.flush()
    record(session, act, "idea_picture", idea.id, actor_id=actor_id, region_id=idea.region_id)
    if idea.is_public:
        publish_change(session, idea.region_id)
