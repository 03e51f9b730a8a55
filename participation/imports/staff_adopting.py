"""Taking an import over: into a new strategy at once, into one that is there a few elements at a time."""

from __future__ import annotations

from uuid import UUID

from starlette.responses import Response

from participation.core.errors import Conflict, Invalid, NotNow
from participation.core.text import msgid
from participation.imports.adopting import adopt_as_new
from participation.imports.merging import merge_some
from participation.imports.models import ImportDraft
from participation.imports.queries import import_by_id
from participation.imports.staff_views import refused
from participation.strategy.models import Strategy
from participation.web.visit import Visit

_LONGEST_TITLE = 300
_NO_TITLE = msgid("Please type the title of the strategy.")


def adopt_import(visit: Visit, draft: UUID) -> Response:
    """Write what was accepted into the draft of the strategy; what readers see does not change."""
    found = import_by_id(visit.db, visit.place, draft)
    title = " ".join(visit.form.text("title").split())[:_LONGEST_TITLE]
    if not found.is_update and not title:
        return refused(visit, found, visit._(_NO_TITLE), 422)
    try:
        if found.is_update:
            while _merged_some(visit, draft):
                pass
        else:
            with visit.site.database.writing() as session:
                adopt_as_new(session, session.get_one(ImportDraft, draft), title, visit.person)
    except (Conflict, Invalid, NotNow) as problem:
        return refused(visit, found, visit.told(problem), problem.status)
    return visit.redirect("import_draft", draft=draft)


def _merged_some(visit: Visit, draft: UUID) -> int:
    """Some elements in a transaction of their own: citizens' contributions pass in between."""
    with visit.site.database.writing() as session:
        own = session.get_one(ImportDraft, draft)
        strategy = session.get(Strategy, own.strategy_id) if own.strategy_id else None
        if strategy is None:
            raise Conflict("The strategy is not there any more.")
        return merge_some(session, own, strategy, visit.person)
