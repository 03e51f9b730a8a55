"""The pages of considerations."""

from __future__ import annotations

from participation.accounts.access import staff
from participation.accounts.models import Role
from participation.considerations import staff_bulk, staff_rules, staff_views
from participation.considerations.exports import staff_reading
from participation.considerations.exports import staff_views as exporting
from participation.web.pages import Link, page

_EDITORS = staff(Role.EDITOR)
_TABLE = "/verwaltung/abwaegung/{strategy}/"
_READ_IN = f"{_TABLE}einlesen"
_ROW = "/verwaltung/abwaegung/{strategy}/{kind}/{contribution:uuid}"

PAGES = (
    page("/verwaltung/abwaegung/", staff_views.considerations, only=_EDITORS),
    page(_TABLE, staff_views.consideration_table, only=_EDITORS),
    page(f"{_TABLE}mehrere", staff_bulk.weigh_many, only=_EDITORS, method="POST", in_parts=True),
    page(f"{_TABLE}regeln", staff_rules.consideration_rules, only=_EDITORS),
    page(f"{_TABLE}regeln", staff_rules.change_rules, only=_EDITORS, method="POST"),
    page(f"{_TABLE}tabelle.{{form}}", exporting.export_table, only=_EDITORS),
    page(_READ_IN, staff_reading.read_in, only=_EDITORS),
    page(
        _READ_IN,
        staff_reading.compare_table,
        only=_EDITORS,
        method="POST",
        in_parts=True,
        takes=staff_reading.TAKES,
    ),
    page(f"{_READ_IN}/{{read:uuid}}", staff_reading.read_difference, only=_EDITORS),
    page(f"{_READ_IN}/{{read:uuid}}", staff_reading.confirm_table, only=_EDITORS, method="POST"),
    page(f"{_ROW}/freigeben", staff_views.release_consideration, only=_EDITORS, method="POST"),
    page(_ROW, staff_views.read_consideration, only=_EDITORS),
    page(_ROW, staff_views.consider, only=_EDITORS, method="POST"),
)

STAFF_LINKS = (Link("Consideration", "considerations", 50, _EDITORS),)
