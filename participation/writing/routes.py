"""The pages where editors write a strategy."""

from __future__ import annotations

from participation.accounts.access import staff
from participation.accounts.models import Role
from participation.web.pages import Link, page
from participation.writing import overview_views

_EDITORS = staff(Role.EDITOR)
_STRATEGY = "/verwaltung/texte/{strategy}"

PAGES = (
    page("/verwaltung/texte/", overview_views.written_strategies, only=_EDITORS),
    page(f"{_STRATEGY}/", overview_views.written_strategy, only=_EDITORS),
)
STAFF_LINKS = (Link("Strategy texts", "written_strategies", 55, _EDITORS),)
