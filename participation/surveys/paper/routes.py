"""The pages of surveys on paper."""

from __future__ import annotations

from participation.accounts.access import staff
from participation.accounts.models import Role
from participation.surveys.paper import staff_printing as printing
from participation.web.pages import page

_STAFF = staff(Role.EDITOR, Role.ANALYST)
_SURVEY = "/verwaltung/umfragen/{survey}"

PAGES = (
    page(f"{_SURVEY}/druck", printing.print_survey, only=_STAFF),
    page(f"{_SURVEY}/druck.pdf", printing.download_print, only=_STAFF, name="survey_pdf"),
    page(f"{_SURVEY}/druck/vorschau", printing.preview_print, only=_STAFF),
)
