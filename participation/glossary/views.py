"""What readers do with the glossary: look words up."""

from __future__ import annotations

from starlette.responses import Response

from participation.glossary.queries import entries_of
from participation.web.visit import Visit


def glossary(visit: Visit) -> Response:
    """All words that are explained in the reader's language."""
    trail = [(visit._("Home"), visit.url("home")), (visit._("Glossary"), None)]
    entries = entries_of(visit.db, visit.place.id, visit.language.tag)
    return visit.render("glossary/glossary.html", entries=entries, breadcrumbs=trail)
