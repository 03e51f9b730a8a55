"""The pages about reported barriers."""

from __future__ import annotations

from participation.accounts.access import staff
from participation.accounts.models import Role
from participation.brakes.guards import braked
from participation.pages.barriers import views
from participation.web.pages import Link, everyone, page

_EDITORS = staff(Role.EDITOR)

PAGES = (
    page("/barriere-melden", views.report_barrier, only=everyone),
    page("/barriere-melden", braked(views.send_barrier, has_trap=True), only=everyone, method="POST"),
    page("/barriere-melden/danke", views.barrier_reported, only=everyone),
    page("/verwaltung/barrieren/", views.barrier_reports, only=_EDITORS),
    page("/verwaltung/barrieren/{report:uuid}", views.close_barrier, only=_EDITORS, method="POST"),
)
STAFF_LINKS = (Link("Reported barriers", "barrier_reports", 85, _EDITORS),)
