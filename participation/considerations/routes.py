"""The pages of considerations."""

from __future__ import annotations

from participation.accounts.access import staff
from participation.accounts.models import Role
from participation.considerations import staff_bulk, staff_rules, staff_views
from participation.web.pages import Link, page

_EDITORS = staff(Role.EDITOR)
_TABLE = "/verwaltung/abwaegung/{strategy}/"
_ROW = "/verwaltung/abwaegung/{strategy}/{kind}/{contribution:uuid}"

PAGES = (
    page("/verwaltung/abwaegung/", staff_views.considerations, only=_EDITORS),
    page(_TABLE, staff_views.consideration_table, only=_EDITORS),
    page(f"{_TABLE}mehrere", staff_bulk.weigh_many, only=_EDITORS, method="POST", in_parts=True),
    page(f"{_TABLE}regeln", staff_rules.consideration_rules, only=_EDITORS),
    page(f"{_TABLE}regeln", staff_rules.change_rules, only=_EDITORS, method="POST"),
    page(f"{_ROW}/freigeben", staff_views.release_consideration, only=_EDITORS, method="POST"),
    page(_ROW, staff_views.read_consideration, only=_EDITORS),
    page(_ROW, staff_views.consider, only=_EDITORS, method="POST"),
)

STAFF_LINKS = (Link("Consideration", "considerations", 50, _EDITORS),)
