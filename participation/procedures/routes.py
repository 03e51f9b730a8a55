"""The pages of procedures."""

from __future__ import annotations

from participation.procedures import views
from participation.web.pages import Link, everyone, page

PAGES = (
    page("/beteiligung/", views.procedures, only=everyone, cached=True),
    page("/beteiligung/{procedure}", views.procedure, only=everyone, cached=True),
)

NAVIGATION = (Link("Procedures", "procedures", 10),)
