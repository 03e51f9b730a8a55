"""What everybody reads: the indicators by strategy and field, one of them with its history, and both as CSV."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from uuid import UUID

from starlette.responses import Response

from participation.core.days import ZONE, local_day
from participation.goals.sections import Section
from participation.indicators.figures import Figure, figure_by_slug, figures, tally
from participation.indicators.lights import LIGHT_NAMES
from participation.indicators.overview import strategy_figures
from participation.indicators.pictures import course, sparkline
from participation.indicators.tables import readings_csv
from participation.strategy.models import GOALS
from participation.strategy.queries import StrategyTitle, level_names, published_strategies
from participation.strategy.reading import Name, Node
from participation.strategy.versions import current_version
from participation.strategy.views import kept_tree
from participation.web.visit import Visit


@dataclass(frozen=True)
class Measured:
    """An element that an indicator measures, in its strategy; `level` is the county's name of what it is."""

    title: StrategyTitle
    node: Node
    level: Name
    is_goal: bool


def indicators(visit: Visit) -> Response:
    """All public indicators of the region."""
    found = figures(visit.db, visit.place.id, visit.language.tag)
    _keep_until_stale(visit, found)
    strategies = [
        entry
        for title in published_strategies(visit.db, visit.place, visit.language.tag)
        if (entry := strategy_figures(title, kept_tree(visit, current_version(visit.db, title.strategy)), found))
    ]
    placed = {figure.indicator.id for entry in strategies for figure in entry.figures}
    return visit.render(
        "indicators/list.html",
        strategies=strategies,
        others=[figure for figure in found if figure.indicator.id not in placed],
        found=found,
        breadcrumbs=_trail(visit),
        **shown(visit),
    )


def read_indicator(visit: Visit, indicator: str) -> Response:
    """One indicator: what it counts, where it stands, its history, and which goals it measures."""
    figure = figure_by_slug(visit.db, visit.place.id, indicator, visit.language.tag)
    _keep_until_stale(visit, [figure])
    return visit.render(
        "indicators/indicator.html",
        figure=figure,
        chart=course(figure),
        measured=measured(visit, figure),
        breadcrumbs=[*_trail(visit)[:-1], (visit._("Indicators"), visit.url("indicators")), (figure.name, None)],
        **shown(visit),
    )


def indicator_csv(visit: Visit, indicator: str) -> Response:
    """The readings of one indicator."""
    return readings_csv([figure_by_slug(visit.db, visit.place.id, indicator, visit.language.tag)], indicator)


def indicators_csv(visit: Visit) -> Response:
    """The readings of all public indicators of the region."""
    return readings_csv(figures(visit.db, visit.place.id, visit.language.tag), f"kennzahlen-{visit.place.slug}")


def section_of(visit: Visit, element_ids: Collection[UUID]) -> Section | None:
    """The public indicators of elements, for the pages of goals and fields; None without any."""
    found = figures(visit.db, visit.place.id, visit.language.tag, of=element_ids)
    if not found:
        return None
    _keep_until_stale(visit, found)
    return Section("indicators/section.html", {"figures": found, "tally": tally(found), **shown(visit)})


def measured(visit: Visit, figure: Figure) -> list[Measured]:
    """The elements of the published strategies that an indicator measures, in reading order."""
    places = []
    for title in published_strategies(visit.db, visit.place, visit.language.tag):
        tree, level = (
            kept_tree(visit, current_version(visit.db, title.strategy)),
            level_names(title.strategy, visit.language),
        )
        nodes = [node for node in tree.walk() if node.id in figure.element_ids]
        places += [Measured(title, node, level(node.kind), node.kind in GOALS) for node in nodes]
    return places


def shown(visit: Visit) -> dict[str, Any]:
    """What the templates of indicators need besides them."""
    return {"light_names": LIGHT_NAMES, "sparkline": sparkline, "today": local_day(visit.now)}


def _keep_until_stale(visit: Visit, found: Iterable[Figure]) -> None:
    """The page changes by itself when a reading becomes stale."""
    today = local_day(visit.now)
    days = [figure.stale_from for figure in found if figure.stale_from and figure.stale_from > today]
    if days:
        visit.cache_until(datetime.combine(min(days), time(), ZONE))


def _trail(visit: Visit) -> Sequence[tuple[str, str | None]]:
    return [(visit._("Home"), visit.url("home")), (visit._("Indicators"), None)]
