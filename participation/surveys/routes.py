"""The pages of surveys."""

from __future__ import annotations

from participation.surveys import views
from participation.web.pages import Link, everyone, page

PAGES = (
    page("/umfragen/", views.surveys, only=everyone, cached=True),
    page("/umfragen/{survey}", views.survey, only=everyone, cached=True),
    page("/umfragen/{survey}", views.answer_survey, only=everyone, method="POST"),
    page("/umfragen/{survey}/danke", views.survey_thanks, only=everyone),
)

NAVIGATION = (Link("Surveys", "surveys", 30),)
