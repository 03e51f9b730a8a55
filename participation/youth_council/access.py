"""Who comes in: members by their own cookie, staff by theirs; children's data only for who looks after the children."""

from __future__ import annotations

from participation.accounts.access import has_role, staff
from participation.accounts.models import Role
from participation.web.pages import Access, Person, Place
from participation.web.visit import Visit
from participation.youth_council.sessions import COOKIE, member_with

MEMBER = "youth_member"


def _known(visit: Visit) -> Person | None:
    token = visit.cookie(COOKIE)
    found = member_with(visit.db, token) if token else None
    if found is None:
        return visit.site.staff_of(visit)
    member, council = found
    return Person(member.id, member.pseudonym, frozenset({(MEMBER, council.region_id, council.id)}))


def is_member(person: Person | None, place: Place | None) -> bool:
    """Whether somebody is a member of a body of this region."""
    return person is not None and any(
        role == MEMBER and (place is None or region_id == place.id) for role, region_id, _council in person.roles
    )


def _is_inside(person: Person | None, place: Place | None) -> bool:
    return is_member(person, place) or has_role(person, place, Role.YOUTH_COORDINATOR, Role.YOUTH_MODERATOR)


insiders = Access("youth_member+coordinator+mod.", _is_inside, _known, "youth_return")
members = Access("youth_member", is_member, _known, "youth_return")

# Administrators are not among them: whoever gives themselves the role finds that in the journal.
coordinators = Access("youth_coordinator", lambda person, place: has_role(person, place, Role.YOUTH_COORDINATOR))
protectors = Access(
    "youth_coordinator+moderator",
    lambda person, place: has_role(person, place, Role.YOUTH_COORDINATOR, Role.YOUTH_MODERATOR),
)
founders = staff(Role.YOUTH_COORDINATOR)
answerers = staff(Role.EDITOR)
office = staff(Role.EDITOR, Role.YOUTH_COORDINATOR, Role.YOUTH_MODERATOR)
