"""The pages of accounts."""

from __future__ import annotations

from participation.accounts import staff_views, views
from participation.accounts.access import any_staff, staff
from participation.accounts.models import Role
from participation.web.pages import Link, everyone, page

_SIGN_IN = "/verwaltung/anmelden"

PAGES = (
    page(_SIGN_IN, views.sign_in, only=everyone, whole_site=True),
    page(_SIGN_IN, views.request_link, only=everyone, method="POST", whole_site=True, writes=True),
    page(f"{_SIGN_IN}/demo", views.sign_in_as_demo, only=everyone, method="POST", whole_site=True, writes=True),
    page(f"{_SIGN_IN}/link/{{token}}", views.confirm_sign_in, only=everyone, whole_site=True),
    page(
        f"{_SIGN_IN}/link/{{token}}",
        views.complete_sign_in,
        only=everyone,
        method="POST",
        whole_site=True,
        writes=True,
    ),
    page("/verwaltung/abmelden", views.sign_out, only=everyone, method="POST", whole_site=True, writes=True),
    page("/verwaltung/", views.staff_entry, only=any_staff, whole_site=True),
    page("/verwaltung/personen/", staff_views.people, only=staff()),
    page("/verwaltung/personen/", staff_views.add_person, only=staff(), method="POST"),
    page("/verwaltung/personen/{account:uuid}/sperren", staff_views.disable_person, only=staff(), method="POST"),
)

STAFF_LINKS = (Link("People", "people", 90, staff(Role.ADMIN)),)
