"""What everybody does with goals: see which there are, and what became of contributions."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from participation.considerations.queries import tally
from participation.goals.grouping import grouped_parts
from participation.goals.history import changed_element_ids
from participation.goals.waiting import without_effect
from participation.goals.words import shown_names
from participation.strategy.models import GOALS
from participation.strategy.queries import (
    level_names,
    published_strategies,
    strategy_by_slug,
    titled,
)
from participation.strategy.reading import Node, Tree
from participation.strategy.texts import published_tree
from participation.strategy.versions import current_version
from participation.web.visit import Visit, chosen, page_number

PAGE = 30


def goals(visit: Visit) -> Response:
    """The strategies of the region, with how many goals they have and how many were reworded."""
    found = published_strategies(visit.db, visit.place, visit.language.tag)
    if len(found) == 1:
        return goal_list(visit, found[0].strategy.slug)
    counts = {}
    for entry in found:
        tree = published_tree(visit.db, current_version(visit.db, entry.strategy), visit.language.tag)
        counts[entry.strategy.id] = (len(tree.of_kind(*GOALS)), len(changed_element_ids(visit.db, entry.strategy)))
    return visit.render("goals/strategies.html", strategies=found, counts=counts, breadcrumbs=trail(visit))


def goal_list(visit: Visit, strategy: str) -> Response:
    """The goals of a strategy, page by page; `nur=geaendert` only those whose words were changed."""
    found = strategy_by_slug(visit.db, visit.place, strategy)
    title = titled(visit.db, [found], visit.language.tag)[0]
    tree = published_tree(visit.db, current_version(visit.db, found), visit.language.tag)
    changed = changed_element_ids(visit.db, found)
    only, number = chosen(visit.query, "nur", ("", "geaendert")), page_number(visit.query)
    shown = [node for node in _listed(tree, changed) if not only or node.id in changed]
    return visit.render(
        "goals/list.html",
        found=title,
        nodes=[(node, tree.above(node)) for node in shown[(number - 1) * PAGE : number * PAGE]],
        total=len(shown),
        changed=changed,
        has_groups=bool(grouped_parts(tree)),
        only=only,
        goal_kinds=GOALS,
        level=level_names(found, visit.language),
        **visit.pages("goal_list", number, len(shown) > number * PAGE, strategy=strategy, nur=only or None),
        breadcrumbs=[*trail(visit)[:-1], (visit._("Goals"), visit.url("goals")), (title.title, None)],
    )


def _listed(tree: Tree, changed: set[Any]) -> list[Node]:
    """Goals, and whatever else was reworded, in reading order."""
    return [node for node in tree.walk() if node.kind in GOALS or node.id in changed]


def outcomes(visit: Visit, strategy: str) -> Response:
    """What became of the contributions to a strategy, in numbers, and what its newest version changed."""
    found = strategy_by_slug(visit.db, visit.place, strategy)
    title = titled(visit.db, [found], visit.language.tag)[0]
    version = current_version(visit.db, found)
    tree = published_tree(visit.db, version, visit.language.tag)
    changed = changed_element_ids(visit.db, found)
    return visit.render(
        "goals/outcomes.html",
        found=title,
        version=version,
        numbers=tally(visit.db, found),
        waiting=without_effect(visit.db, found),
        reworded=[node for node in _listed(tree, changed) if node.id in changed],
        breadcrumbs=[*trail(visit)[:-1], (visit._("What became of it"), None)],
        **shown_names(visit),
    )


def all_outcomes(visit: Visit) -> Response:
    """What became of it, for every strategy of the region."""
    found = published_strategies(visit.db, visit.place, visit.language.tag)
    if len(found) == 1:
        return outcomes(visit, found[0].strategy.slug)
    numbers = {entry.strategy.id: tally(visit.db, entry.strategy) for entry in found}
    return visit.render(
        "goals/all_outcomes.html",
        strategies=found,
        numbers=numbers,
        breadcrumbs=[*trail(visit)[:-1], (visit._("What became of it"), None)],
    )


def trail(visit: Visit) -> list[tuple[str, str | None]]:
    """Where the pages of goals begin; the last entry names them."""
    return [(visit._("Home"), visit.url("home")), (visit._("Goals"), None)]
