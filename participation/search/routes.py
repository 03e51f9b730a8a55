"""The page of the search."""

from __future__ import annotations

from participation.search.views import search
from participation.web.pages import everyone, page

PAGES = (page("/suche", search, only=everyone, cached=True),)
