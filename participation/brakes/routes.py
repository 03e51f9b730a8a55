"""The page of the brake."""

from __future__ import annotations

from participation.accounts.access import staff
from participation.accounts.models import Role
from participation.brakes import staff_views
from participation.web.pages import Link, page

_admins = staff(Role.ADMIN)
_PATH = "/verwaltung/bremse"

PAGES = (
    page(_PATH, staff_views.brake, only=_admins),
    page(_PATH, staff_views.save_brake, only=_admins, method="POST"),
)
STAFF_LINKS = (Link("Brake for contributions", "brake", 93, _admins),)
