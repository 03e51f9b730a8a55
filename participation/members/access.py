"""Who comes in: members by a cookie of their own, that no other page reads."""

from __future__ import annotations

from participation.members.sessions import COOKIE, member_with
from participation.web.pages import Access, Person, Place
from participation.web.visit import Visit

MEMBER = "member"


def _known(visit: Visit) -> Person | None:
    token = visit.cookie(COOKIE)
    member = member_with(visit.db, token) if token else None
    return Person(member.id, member.email, frozenset({(MEMBER, None, None)})) if member else None


def _is_member(person: Person | None, _place: Place | None) -> bool:
    return person is not None and any(role == MEMBER for role, _region, _field in person.roles)


members = Access(MEMBER, _is_member, _known, "join")
