"""What editors see first: the region's strategies, and the draft of one."""

from __future__ import annotations

from starlette.responses import Response

from participation.strategy.queries import titled
from participation.web.visit import Visit
from participation.writing.draft import draft_strategies, draft_strategy


def written_strategies(visit: Visit) -> Response:
    """The strategies of the region."""
    found = titled(visit.db, draft_strategies(visit.db, visit.place), visit.language.tag)
    if len(found) == 1:
        return visit.redirect("written_strategy", strategy=found[0].strategy.slug)
    return visit.render("writing/strategies.html", strategies=found)


def written_strategy(visit: Visit, strategy: str) -> Response:
    """The draft of a strategy."""
    found = draft_strategy(visit.db, visit.place, strategy)
    title = titled(visit.db, [found], visit.language.tag)[0]
    return visit.render("writing/strategy.html", strategy=found, title=title)
