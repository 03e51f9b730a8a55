"""The pages of accounts."""

from __future__ import annotations

from collections.abc import Sequence

from participation.accounts import staff_views, views
from participation.accounts.access import any_staff, staff
from participation.accounts.models import Role
from participation.accounts.oidc.doors import Door
from participation.accounts.oidc.views import SignIn
from participation.web.pages import Link, Page, everyone, page

_SIGN_IN = "/verwaltung/anmelden"
_PROVIDER = "/anmelden/{provider}"

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


def provider_pages(doors: Sequence[Door]) -> tuple[Page, ...]:
    """Signing in at providers, for these purposes."""
    own = SignIn(doors)
    return (
        page(_PROVIDER, own.begin, only=everyone, whole_site=True, name="oidc_begin"),
        page(f"{_PROVIDER}/rueckkehr", own.come_back, only=everyone, whole_site=True, name="oidc_return"),
        page(f"{_PROVIDER}/abmelden", own.leave, only=everyone, whole_site=True, name="oidc_leave"),
        page(
            f"{_PROVIDER}/abgemeldet",
            own.hear_logout,
            only=everyone,
            method="POST",
            whole_site=True,
            name="oidc_logout",
        ),
    )
