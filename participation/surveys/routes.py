"""The pages of surveys."""

from __future__ import annotations

from participation.accounts.access import staff
from participation.accounts.models import Role
from participation.surveys import correcting_views as correcting
from participation.surveys import views
from participation.surveys.audiences import code_views
from participation.surveys.audiences import routes as audiences
from participation.surveys.editor import routes as editor
from participation.surveys.entry import routes as entry
from participation.surveys.exports import routes as exports
from participation.surveys.paper import routes as paper
from participation.surveys.reports import routes as reports
from participation.surveys.results import routes as results_routes
from participation.surveys.results import staff_views
from participation.surveys.results import views as results
from participation.surveys.written import routes as written
from participation.web.pages import Link, everyone, page

_ANALYSTS = staff(Role.ANALYST)

PAGES = (
    page("/umfragen/", views.surveys, only=everyone, cached=True),
    page("/umfragen/{survey}", views.survey, only=everyone, cached=True),
    page("/umfragen/{survey}", views.answer_survey, only=everyone, method="POST"),
    page("/umfragen/{survey}/code", code_views.ask_for_code, only=everyone),
    page("/umfragen/{survey}/code", code_views.send_code, only=everyone, method="POST"),
    page("/umfragen/{survey}/danke", views.survey_thanks, only=everyone),
    page("/umfragen/{survey}/aendern", correcting.leave_correction, only=everyone, name="correct_answers"),
    page("/umfragen/{survey}/aendern", correcting.correct_answers, only=everyone, method="POST", writes=True),
    page("/umfragen/{survey}/geaendert", correcting.corrected_answers, only=everyone),
    page("/umfragen/{survey}/ergebnisse", results.survey_results, only=everyone, cached=True),
    page("/verwaltung/umfragen/", staff_views.staff_surveys, only=_ANALYSTS),
    page("/verwaltung/umfragen/{survey}", staff_views.staff_survey, only=_ANALYSTS),
    page("/verwaltung/umfragen/{survey}/freigeben", staff_views.release_survey, only=_ANALYSTS, method="POST"),
    *audiences.PAGES,
    *editor.PAGES,
    *paper.PAGES,
    *entry.PAGES,
    *exports.PAGES,
    *results_routes.PAGES,
    *reports.PAGES,
    *written.PAGES,
)

NAVIGATION = (Link("Surveys", "surveys", 30),)
STAFF_LINKS = (*editor.STAFF_LINKS, Link("Surveys", "staff_surveys", 40, _ANALYSTS))
