"""Ideas on the region's map, with a list beside it; and the place of one idea."""

from __future__ import annotations

from starlette.responses import Response

from participation.ideas.lists import FRESH, choices_of, filter_of, stage_options
from participation.ideas.queries import marked_ideas, open_idea_rounds
from participation.ideas.spots import clustered, free_labels, map_of, mark_of
from participation.web.visit import Visit

MOST_SHOWN = 300
"""Ideas on one map; the newest, if there are more."""


def ideas_on_map(visit: Visit) -> Response:
    """The public ideas with a mark on the map, those beside each other in one numbered circle, and a list of them."""
    choices, drawn = choices_of(visit), map_of(visit)
    found = marked_ideas(visit.db, filter_of(visit, choices), MOST_SHOWN)
    marked = [(mark, (idea, spot)) for idea, spot in found if (mark := mark_of(spot.cell, drawn))]
    clusters = clustered(marked)
    visit.cache_until(visit.now + FRESH)
    return visit.render(
        "ideas/map.html",
        choices=choices,
        stages=stage_options(visit),
        map=drawn,
        clusters=clusters,
        labels=free_labels(drawn, clusters) if drawn else [],
        number=len(marked),
        is_cut=len(found) == MOST_SHOWN,
        most=MOST_SHOWN,
        is_open=bool(open_idea_rounds(visit.db, visit.place.id, visit.now)),
    )
