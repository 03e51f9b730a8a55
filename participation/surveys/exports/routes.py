"""The pages of exports."""

from __future__ import annotations

from participation.accounts.access import staff
from participation.accounts.models import Role
from participation.surveys.exports import staff_views, views
from participation.web.pages import everyone, page

_ANALYSTS = staff(Role.ANALYST)

PAGES = (
    page("/umfragen/{survey}/ergebnisse.csv", views.results_csv, only=everyone),
    page("/umfragen/{survey}/ergebnisse.json", views.results_json, only=everyone),
    page("/umfragen/{survey}/ergebnisse.xlsx", views.results_xlsx, only=everyone),
    page("/verwaltung/umfragen/{survey}/export", staff_views.survey_export, only=_ANALYSTS),
    page("/verwaltung/umfragen/{survey}/export", staff_views.export_raw, only=_ANALYSTS, method="POST"),
    page("/verwaltung/umfragen/{survey}/codebuch.csv", staff_views.codebook_table, only=_ANALYSTS),
    page("/verwaltung/umfragen/{survey}/codebuch.md", staff_views.codebook_text, only=_ANALYSTS),
)
