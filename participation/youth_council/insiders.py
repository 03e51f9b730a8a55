"""Somebody inside a body: a member, who coordinates it, or a youth moderator."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, select

from participation.accounts.access import has_role
from participation.accounts.models import Role
from participation.core.database import only_one_at_a_time
from participation.core.errors import NotAllowed, NotFound
from participation.web.visit import Visit
from participation.youth_council.access import MEMBER
from participation.youth_council.models import MotionState, YouthCouncil, YouthMember, YouthMotion


@dataclass(frozen=True)
class Insider:
    """Who is here, and in which body; `account_id` is empty for members."""

    council: YouthCouncil
    member: YouthMember | None = None
    account_id: UUID | None = None
    is_coordinator: bool = False
    is_moderator: bool = False

    @property
    def may_write(self) -> bool:
        """Whether they may propose and discuss now."""
        return self.is_coordinator or (self.member is not None and self.member.may_write)

    @property
    def may_hide(self) -> bool:
        """Whether they may take words of others out of sight."""
        return self.is_coordinator or self.is_moderator

    def wrote(self, member_id: UUID | None) -> bool:
        """Whether something is their own."""
        return self.member is not None and self.member.id == member_id


def council_by_slug(session: Session, region_id: UUID, slug: str) -> YouthCouncil:
    """A body of the region.

    Raises:
        NotFound: there is none of that name.
    """
    found = session.exec(
        select(YouthCouncil).where(YouthCouncil.region_id == region_id, YouthCouncil.slug == slug)
    ).first()
    if found is None:
        raise NotFound("There is no such page.")
    return found


def insider_of(visit: Visit, slug: str) -> Insider:
    """Who this visit comes from, as somebody inside the body.

    Raises:
        NotFound: they belong to another body, or to none.
    """
    council, person = council_by_slug(visit.db, visit.place.id, slug), visit.person
    if person is None:
        raise NotFound("There is no such page.")
    if (MEMBER, visit.place.id, council.id) in person.roles:
        return Insider(council, visit.db.get(YouthMember, person.id))
    if is_coordinator_of(visit, council):
        return Insider(council, account_id=person.id, is_coordinator=True)
    if has_role(person, visit.place, Role.YOUTH_MODERATOR):
        return Insider(council, account_id=person.id, is_moderator=True)
    raise NotFound("There is no such page.")


def is_coordinator_of(visit: Visit, council: YouthCouncil) -> bool:
    """Whether the person coordinates this body, or stands in for who does."""
    person = visit.person
    return (
        person is not None
        and has_role(person, visit.place, Role.YOUTH_COORDINATOR)
        and person.id in {council.coordinator_id, council.deputy_id}
    )


def coordinated(visit: Visit, slug: str) -> YouthCouncil:
    """The body that the person coordinates.

    Raises:
        NotFound: it is somebody else's.
    """
    council = council_by_slug(visit.db, visit.place.id, slug)
    if not is_coordinator_of(visit, council):
        raise NotFound("There is no such page.")
    return council


def writer_of(visit: Visit, slug: str) -> Insider:
    """Somebody inside who may write now; from here on nobody else writes in this body until the end of this request.

    Raises:
        NotFound: they are not inside.
        NotAllowed: they are paused, or the consent of their guardians is missing.
    """
    insider = insider_of(visit, slug)
    only_one_at_a_time(visit.db, f"youth:{insider.council.id}")
    if not insider.may_write:
        raise NotAllowed("At the moment you can read here, but not write.")
    return insider


def motion_inside(visit: Visit, insider: Insider, motion_id: UUID) -> YouthMotion:
    """A motion of the body, whatever its state.

    Raises:
        NotFound: it belongs to another body, or was taken off and they are a member.
    """
    found = visit.db.get(YouthMotion, motion_id)
    if found is None or found.council_id != insider.council.id:
        raise NotFound("There is no such motion here.")
    if found.state is MotionState.CLOSED and insider.member is not None:
        raise NotFound("There is no such motion here.")
    return found


def draft_inside(visit: Visit, insider: Insider, motion_id: UUID) -> YouthMotion:
    """A motion that can still be changed.

    Raises:
        NotFound: there is none.
        NotAllowed: it was handed in.
    """
    found = motion_inside(visit, insider, motion_id)
    if found.state is not MotionState.DRAFT:
        raise NotAllowed("This motion was handed in already. It cannot be changed any more.")
    return found
