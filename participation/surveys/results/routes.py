"""The pages of results."""

from __future__ import annotations

from participation.accounts.access import staff
from participation.accounts.models import Role
from participation.surveys.results import further_views, staff_analysis, staff_method
from participation.web.pages import everyone, page

_ANALYSTS = staff(Role.ANALYST)
_RESULTS = "/umfragen/{survey}/ergebnisse"
_STAFF = "/verwaltung/umfragen/{survey}"

PAGES = (
    page(f"{_RESULTS}/vergleich", further_views.results_comparison, only=everyone, cached=True),
    page(f"{_RESULTS}/gewichtet", further_views.results_weighted, only=everyone, cached=True),
    page(f"{_RESULTS}/frueher", further_views.results_waves, only=everyone, cached=True),
    page(f"{_STAFF}/auswertung", staff_analysis.staff_analysis, only=_ANALYSTS),
    page(f"{_STAFF}/methode", staff_method.staff_method, only=_ANALYSTS),
    page(f"{_STAFF}/methode", staff_method.save_method, only=_ANALYSTS, method="POST"),
    page(f"{_STAFF}/bevoelkerung", staff_method.save_margins, only=_ANALYSTS, method="POST"),
)
