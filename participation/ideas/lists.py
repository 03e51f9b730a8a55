"""Lists of public ideas: the page with its filters, and the feed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta

from starlette.responses import Response

from participation.ideas.models import STAGE_NAMES, Stage
from participation.ideas.pictures import pictures_of
from participation.ideas.places import places_of
from participation.ideas.priorities.queries import weighing_rounds
from participation.ideas.queries import PAGE, IdeaFilter, idea_page, open_idea_rounds, spots_of
from participation.ideas.spots import map_of, told
from participation.strategy.passages import main_parts, with_descendants
from participation.strategy.queries import StrategyTitle, published_strategies
from participation.strategy.reading import Node
from participation.strategy.texts import published_tree
from participation.strategy.versions import current_version
from participation.web.feeds import ATOM, without_forbidden_letters
from participation.web.visit import Visit, chosen, page_number

# Endorsements do not publish anything, so the list is as fresh as this.
FRESH = timedelta(minutes=1)
ORDERS = ("neu", "unterstuetzt")
_STAGES = tuple(stage for stage in Stage if stage != Stage.SUBMITTED)


@dataclass(frozen=True)
class Choices:
    """What was chosen from the allow-lists; empty is any."""

    strategies: list[StrategyTitle]
    parts: tuple[Node, ...]
    strategy: str
    part: str
    stage: str
    order: str

    @property
    def params(self) -> dict[str, str | None]:
        """As query parameters."""
        return {
            "strategie": self.strategy or None,
            "feld": self.part or None,
            "stand": self.stage or None,
            "sortierung": self.order if self.order != ORDERS[0] else None,
        }


def ideas(visit: Visit) -> Response:
    """All public ideas of the region, filtered by strategy, field and stage."""
    choices = choices_of(visit)
    number = page_number(visit.query)
    chosen_ideas = filter_of(visit, choices)
    rows, total = idea_page(visit.db, chosen_ideas, number, most_endorsed=choices.order == ORDERS[1])
    ids, drawn = [idea.id for idea in rows], map_of(visit)
    pages = max(math.ceil(total / PAGE), 1)
    visit.cache_until(visit.now + FRESH)
    return visit.render(
        "ideas/list.html",
        choices=choices,
        stages=stage_options(visit),
        rows=rows,
        places=places_of(visit.db, rows, visit.language.tag),
        spots={idea: told(spot, drawn)[0] for idea, spot in spots_of(visit.db, ids).items()},
        pictures=pictures_of(visit.db, ids),
        has_map=drawn is not None,
        weighings=[
            one.is_open(visit.now) for one in weighing_rounds(visit.db, visit.place.id) if one.opens_at <= visit.now
        ],
        is_open=bool(open_idea_rounds(visit.db, visit.place.id, visit.now)),
        total=total,
        number=number,
        pages=pages,
        **visit.pages("ideas", number, number < pages, **choices.params),
    )


def idea_feed(visit: Visit) -> Response:
    """The newest public ideas as an Atom feed (RFC 4287), for the same filters."""
    choices = choices_of(visit)
    rows, _total = idea_page(visit.db, filter_of(visit, choices), 1)
    body = visit.site.rendering.render_text(
        visit.language,
        "ideas/feed.xml",
        place=visit.place,
        tag=visit.language.tag,
        origin=visit.settings.public_origin,
        rows=rows,
        url=visit.url,
        params=choices.params,
    )
    return Response(without_forbidden_letters(body), media_type=ATOM)


def stage_options(visit: Visit) -> list[tuple[str, str]]:
    """The stages to choose from, in the reader's language."""
    return [(stage.value, visit._(STAGE_NAMES[stage])) for stage in _STAGES]


def choices_of(visit: Visit) -> Choices:
    """What the query chooses of what there is."""
    strategies = published_strategies(visit.db, visit.place, visit.language.tag)
    slugs = [entry.strategy.slug for entry in strategies]
    slug = chosen(visit.query, "strategie", slugs if len(slugs) == 1 else ["", *slugs])
    parts: tuple[Node, ...] = ()
    for entry in strategies:
        if entry.strategy.slug == slug:
            version = current_version(visit.db, entry.strategy)
            parts = main_parts(published_tree(visit.db, version, visit.language.tag))
    return Choices(
        strategies,
        parts,
        slug,
        chosen(visit.query, "feld", ["", *(node.key for node in parts)]),
        chosen(visit.query, "stand", ["", *_STAGES]),
        chosen(visit.query, "sortierung", ORDERS),
    )


def filter_of(visit: Visit, choices: Choices) -> IdeaFilter:
    """Which ideas that means."""
    strategy = next(
        (entry.strategy.id for entry in choices.strategies if entry.strategy.slug == choices.strategy), None
    )
    part = next((node.id for node in choices.parts if node.key == choices.part), None)
    return IdeaFilter(
        region_id=visit.place.id,
        strategy_id=strategy,
        elements=with_descendants(visit.db, part) if part else None,
        stage=choices.stage or None,
    )
