"""What everybody reads about measures: all of them, one with its milestones, and those of a goal or field."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from starlette.responses import Response

from participation.core.days import ZONE, local_day
from participation.goals.sections import Section
from participation.measures.models import DECIDER_NAMES, OPEN_STEPS, STAGE_NAMES, STEP_NAMES
from participation.measures.responsibilities import Answering, answering_for
from participation.measures.told import Told, is_late, measure_by_slug, measures_of, title_of
from participation.strategy.models import GOALS
from participation.strategy.queries import level_names, published_strategies
from participation.strategy.versions import current_version
from participation.strategy.views import kept_tree
from participation.web.visit import Visit


def measures(visit: Visit) -> Response:
    """All public measures of the region."""
    found = measures_of(visit.db, visit.place.id, visit.language.tag)
    _keep_until_late(visit, found)
    trail = [(visit._("Home"), visit.url("home")), (visit._("Measures"), None)]
    return visit.render("measures/list.html", found=found, breadcrumbs=trail, **shown(visit))


def read_measure(visit: Visit, measure: str) -> Response:
    """One measure: what is done, in which phase it is, its milestones, and which goals it works for."""
    told = measure_by_slug(visit.db, visit.place.id, measure, visit.language.tag)
    _keep_until_late(visit, [told])
    trail = [(visit._("Home"), visit.url("home")), (visit._("Measures"), visit.url("measures")), (told.name, None)]
    return visit.render(
        "measures/measure.html", told=told, goals=_goals(visit, told), breadcrumbs=trail, **shown(visit)
    )


def section_of(visit: Visit, element_ids: Collection[UUID]) -> Section | None:
    """Who answers for an element (the first of them), and the public measures of all of them; None without any."""
    found = measures_of(visit.db, visit.place.id, visit.language.tag, of=element_ids)
    first = next(iter(element_ids))
    answering = answering_for(visit.db, [first]).get(first, Answering())
    if not found and answering.is_empty:
        return None
    _keep_until_late(visit, found)
    return Section("measures/section.html", {"measures": found, "answering": answering, **shown(visit)})


def shown(visit: Visit) -> dict[str, Any]:
    """What the templates of measures need besides them."""
    today = local_day(visit.now)
    return {
        "stage_names": STAGE_NAMES,
        "step_names": STEP_NAMES,
        "decider_names": DECIDER_NAMES,
        "title_of": lambda step: title_of(step, visit.language.tag),
        "is_late": lambda step: is_late(step, today),
        "late": lambda told: told.late(today),
    }


def _goals(visit: Visit, told: Told) -> list[dict[str, Any]]:
    """The elements of the published strategies that a measure works for, in reading order."""
    places = []
    for title in published_strategies(visit.db, visit.place, visit.language.tag):
        tree = kept_tree(visit, current_version(visit.db, title.strategy))
        level = level_names(title.strategy, visit.language)
        nodes = [node for root in tree.roots for node in root.walk() if node.id in told.element_ids]
        places += [
            {"strategy": title.strategy.slug, "node": node, "level": level(node.kind), "is_goal": node.kind in GOALS}
            for node in nodes
        ]
    return places


def _keep_until_late(visit: Visit, found: Iterable[Told]) -> None:
    """The page changes by itself when a milestone becomes late."""
    today = local_day(visit.now)
    days = [step.due_on for told in found for step in told.steps if step.state in OPEN_STEPS and step.due_on >= today]
    if days:
        visit.cache_until(datetime.combine(min(days) + timedelta(days=1), time(), ZONE))
