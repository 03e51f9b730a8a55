"""The page of one strategy, with the comments on what an earlier version said."""

from __future__ import annotations

from starlette.responses import Response

from participation.pages.voices import earlier_comments
from participation.strategy.views import described
from participation.web.visit import Visit


def read_strategy(visit: Visit, strategy: str) -> Response:
    """One strategy."""
    facts = described(visit, strategy)
    earlier = earlier_comments(visit, facts["found"].strategy.id)
    return visit.render("strategy/strategy.html", earlier=earlier, **facts)
