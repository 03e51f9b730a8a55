"""Priority groups: for everybody with rule, figures and reasons; for editors with the form to override the rule."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from participation.core.errors import Conflict, NotFound
from participation.goals.grouping import (
    BY_RULE,
    FieldGroup,
    GroupSheet,
    decide_group,
    field_groups,
    group_sheet,
    number_of_groups,
)
from participation.goals.results import in_language
from participation.goals.views import trail
from participation.strategy.models import Strategy
from participation.strategy.queries import level_names, strategy_by_slug, titled
from participation.strategy.reading import Tree
from participation.strategy.texts import published_tree
from participation.strategy.versions import current_version
from participation.web.languages import EASY
from participation.web.visit import Visit


def priority_groups(visit: Visit, strategy: str) -> Response:
    """Every group with its fields, what the rule proposes, the figures, and the reason of every override."""
    strategy_, tree = _strategy(visit, strategy)
    return visit.render(
        "goals/groups.html",
        **_context(visit, strategy_, tree),
        breadcrumbs=[
            *trail(visit)[:-1],
            (visit._("Goals"), visit.url("goal_list", strategy=strategy)),
            (visit._("Priority groups"), None),
        ],
    )


def edit_priority_groups(visit: Visit, strategy: str) -> Response:
    """The fields with their groups, each with a link to the form."""
    return visit.render("goals/staff_groups.html", **_context(visit, *_strategy(visit, strategy)))


def edit_group(visit: Visit, strategy: str, element: str) -> Response:
    """Why a field is in its group, and the form to put it into another."""
    strategy_, tree = _strategy(visit, strategy)
    found = _field(visit, strategy_, tree, element)
    return _form(visit, strategy_, tree, found, GroupSheet(found.override.given if found.override else None))


def save_group(visit: Visit, strategy: str, element: str) -> Response:
    """Decide on the group of a field; everybody reads it at once."""
    strategy_, tree = _strategy(visit, strategy)
    found, sheet = _field(visit, strategy_, tree, element), group_sheet(visit.form, number_of_groups(tree))
    if sheet.problems:
        return _form(visit, strategy_, tree, found, sheet, 422)
    try:
        decide_group(visit.db, strategy_, found, sheet, visit.person_id)
    except Conflict as conflict:
        sheet.problems["group"] = conflict.message
        return _form(visit, strategy_, tree, found, sheet, 409)
    return visit.redirect("edit_priority_groups", strategy=strategy, anchor=element)


def _strategy(visit: Visit, slug: str) -> tuple[Strategy, Tree]:
    found = strategy_by_slug(visit.db, visit.place, slug)
    return found, published_tree(visit.db, current_version(visit.db, found), visit.language.tag)


def _field(visit: Visit, strategy: Strategy, tree: Tree, key: str) -> FieldGroup:
    for one in field_groups(visit.db, strategy, tree):
        if one.node.key == key:
            return one
    raise NotFound("There is no such part of the strategy.")


def _form(
    visit: Visit, strategy: Strategy, tree: Tree, found: FieldGroup, sheet: GroupSheet, status: int = 200
) -> Response:
    problems = {name: visit._(problem) for name, problem in sheet.problems.items()}
    choices = [(str(one), visit._("Group %(number)s", number=one)) for one in range(1, number_of_groups(tree) + 1)]
    return visit.render(
        "goals/group.html",
        status=status,
        one=found,
        sheet=sheet,
        problems=problems,
        choices=[(BY_RULE, visit._("What the rule proposes")), *choices],
        **_names(visit, strategy),
    )


def _context(visit: Visit, strategy: Strategy, tree: Tree) -> dict[str, Any]:
    every = field_groups(visit.db, strategy, tree)
    return {
        "groups": [
            (number, [one for one in every if one.group == number]) for number in range(1, number_of_groups(tree) + 1)
        ],
        "without": [one for one in every if one.group is None],
        **_names(visit, strategy),
    }


def _names(visit: Visit, strategy: Strategy) -> dict[str, Any]:
    title = titled(visit.db, [strategy], visit.language.tag)[0]
    return {
        "strategy": strategy,
        "title": title,
        "found": title,
        "level": level_names(strategy, visit.language),
        "words_of": lambda texts: in_language(texts, visit.language.tag),
        "is_easy": visit.language is EASY,
    }
