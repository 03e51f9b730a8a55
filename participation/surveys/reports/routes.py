"""The pages of reports."""

from __future__ import annotations

from participation.surveys.reports import views
from participation.web.pages import everyone, page

_REPORT = "/umfragen/{survey}/ergebnisse/bericht"

PAGES = (
    page(_REPORT, views.results_report, only=everyone, cached=True),
    page(f"{_REPORT}.pdf", views.report_pdf, only=everyone),
    page(f"{_REPORT}.docx", views.report_docx, only=everyone),
)
