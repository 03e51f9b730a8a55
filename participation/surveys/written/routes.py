"""The pages of answers in people's own words."""

from __future__ import annotations

from participation.accounts.access import staff
from participation.accounts.models import Role
from participation.surveys.written import staff_views
from participation.web.pages import page

_ANALYSTS = staff(Role.ANALYST)
_TEXTS = "/verwaltung/umfragen/{survey}/texte"

PAGES = (
    page(_TEXTS, staff_views.written_answers, only=_ANALYSTS),
    page(_TEXTS, staff_views.open_answers, only=_ANALYSTS, method="POST"),
)
