"""The pages of considerations."""

from __future__ import annotations

from participation.accounts.access import staff
from participation.accounts.models import Role
from participation.considerations import staff_views
from participation.web.pages import Link, page

_EDITORS = staff(Role.EDITOR)
_ROW = "/verwaltung/abwaegung/{strategy}/{kind}/{contribution:uuid}"

PAGES = (
    page("/verwaltung/abwaegung/", staff_views.considerations, only=_EDITORS),
    page("/verwaltung/abwaegung/{strategy}/", staff_views.consideration_table, only=_EDITORS),
    page(_ROW, staff_views.read_consideration, only=_EDITORS),
    page(_ROW, staff_views.consider, only=_EDITORS, method="POST"),
)

STAFF_LINKS = (Link("Consideration", "considerations", 50, _EDITORS),)
