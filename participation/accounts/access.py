"""Access rules by role, for the route table."""

from __future__ import annotations

from participation.accounts.models import Role
from participation.web.pages import Access, Person, Place


def has_role(person: Person | None, place: Place | None, *roles: Role) -> bool:
    """Whether a person has one of the roles in this region (or in any, on pages of the whole site)."""
    if person is None:
        return False
    return any(
        role in roles and (place is None or region_id is None or region_id == place.id)
        for role, region_id, _element in person.roles
    )


def staff(*roles: Role) -> Access:
    """Only people with one of these roles in the region; admins always."""
    allowed = tuple(dict.fromkeys((Role.ADMIN, *roles)))
    return Access("+".join(allowed), lambda person, place: has_role(person, place, *allowed))


any_staff = staff(*Role)
