"""The structure of a draft: where an element stands, what it is called, what it is cut into and joined with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.responses import Response

from participation.core.errors import Conflict
from participation.core.text import msgid
from participation.strategy.models import Element, Kind, Strategy
from participation.strategy.queries import level_name
from participation.web.visit import Visit
from participation.writing import structure
from participation.writing.acts import last_act, undo_last
from participation.writing.creation import LONGEST_NUMBER
from participation.writing.desk import Desk, desk_context, desk_of, parts, planned
from participation.writing.paragraphs import paragraph_of, paragraphs_in_order
from participation.writing.taken_out import taken_out_element
from participation.writing.texts import LONGEST_TITLE
from participation.writing.tree import Branch

TOP = "-"
_STEPS = {"up": -1, "down": 1}


def edit_structure(visit: Visit, strategy: str, element: str) -> Response:
    """Everything that can be done with an element as a whole."""
    desk = desk_of(visit, strategy)
    return _page(visit, desk, desk.branch(element))


def move_element(visit: Visit, strategy: str, element: str) -> Response:
    """Move an element up or down among its siblings, below another parent, or right before or behind another part."""
    desk = desk_of(visit, strategy)
    branch = desk.branch(element)
    found = _wanted_place(visit, desk, branch)
    if found is None:
        return _page(visit, desk, branch, {"below": msgid("Please choose a part.")})
    parent, position = found
    place = (parent.element if parent else None, position)
    return _done(
        visit,
        desk,
        branch,
        lambda: structure.move(visit.db, desk.strategy, planned(visit, "move", branch), branch.element, place),
    )


def _wanted_place(visit: Visit, desk: Desk, branch: Branch) -> tuple[Branch | None, int] | None:
    """The parent and the place among its other children that a form asks for; nothing where it names none."""
    step, below = visit.form.text("step"), visit.form.text("below")
    if step in _STEPS:
        return _parent_of(desk, branch), branch.place + _STEPS[step]
    if below == TOP or below in desk.tree.by_key:
        return desk.tree.by_key.get(below), len(desk.tree.by_id)
    for name, offset in (("before", 0), ("behind", 1)):
        other = desk.tree.by_key.get(visit.form.text(name))
        if other is not None and other != branch:
            others = [one for one in desk.tree.siblings(other) if one != branch]
            return _parent_of(desk, other), others.index(other) + offset
    return None


def rename_element(visit: Visit, strategy: str, element: str) -> Response:
    """Give an element another level and number."""
    desk = desk_of(visit, strategy)
    branch = desk.branch(element)
    kind, number = visit.form.text("kind"), visit.form.text("number")
    if kind not in set(Kind):
        return _page(visit, desk, branch, {"kind": msgid("Please choose a level.")})
    if len(number) > LONGEST_NUMBER:
        return _page(visit, desk, branch, {"number": msgid("This text is too long.")})
    plan = planned(visit, "rename", branch)
    return _done(
        visit,
        desk,
        branch,
        lambda: structure.rename(visit.db, desk.strategy, plan, branch.element, Kind(kind), number),
    )


def split_element(visit: Visit, strategy: str, element: str) -> Response:
    """Make the paragraphs from a chosen one on an element of their own."""
    desk = desk_of(visit, strategy)
    branch = desk.branch(element)
    title, number = visit.form.text("new_title"), visit.form.text("new_number")
    if problems := _title_problems(title, number, "new_title", "new_number"):
        return _page(visit, desk, branch, problems)
    rest = (paragraph_of(visit.db, branch.element, visit.form.text("first")), number, title)
    plan = planned(visit, "split", branch)
    return _done(
        visit, desk, branch, lambda: structure.split_element(visit.db, desk.strategy, plan, branch.element, rest)
    )


def merge_element(visit: Visit, strategy: str, element: str) -> Response:
    """Put an element's paragraphs behind those of another one."""
    desk = desk_of(visit, strategy)
    branch = desk.branch(element)
    into = desk.tree.by_key.get(visit.form.text("into"))
    if into is None:
        return _page(visit, desk, branch, {"into": msgid("Please choose a part.")})
    plan = planned(visit, "merge", branch)

    def merge() -> Element:
        structure.merge_elements(visit.db, desk.strategy, plan, branch.element, into.element)
        return into.element

    return _done(visit, desk, branch, merge)


def take_out_element(visit: Visit, strategy: str, element: str) -> Response:
    """Take an element out of the draft, with everything below it."""
    desk = desk_of(visit, strategy)
    branch = desk.branch(element)
    try:
        structure.take_out(visit.db, desk.strategy, planned(visit, "take out", branch), branch.element)
    except Conflict as conflict:
        return _page(visit, desk, branch, {"structure": conflict.message}, 409)
    return visit.redirect("written_strategy", strategy=strategy, anchor="done")


def put_back_element(visit: Visit, strategy: str, element: str) -> Response:
    """Put an element back that was taken out."""
    desk = desk_of(visit, strategy)
    row = taken_out_element(visit.db, desk.strategy, element)
    structure.put_back(visit.db, desk.strategy, planned(visit, "put back"), row)
    return visit.redirect("write_element", strategy=strategy, element=element, anchor="done")


def new_element(visit: Visit, strategy: str) -> Response:
    """The form for one more element, below a part of the strategy or on top."""
    desk = desk_of(visit, strategy)
    below = visit.query.get("unter", TOP)
    parent = desk.tree.by_key.get(below)
    sibling = (parent.below if parent else desk.tree.roots)[-1:]
    filled = {"below": below, "kind": sibling[0].element.kind.value if sibling else "", "number": "", "title": ""}
    return _new_page(visit, desk, filled, {})


def add_element(visit: Visit, strategy: str) -> Response:
    """Add it."""
    desk = desk_of(visit, strategy)
    filled = {name: visit.form.text(name) for name in ("below", "kind", "number", "title")}
    problems = _title_problems(filled["title"], filled["number"], "title", "number")
    if filled["kind"] not in set(Kind):
        problems["kind"] = msgid("Please choose a level.")
    if filled["below"] != TOP and filled["below"] not in desk.tree.by_key:
        problems["below"] = msgid("Please choose a part.")
    if problems:
        return _new_page(visit, desk, filled, problems)
    parent = desk.tree.by_key.get(filled["below"])
    named = (Kind(filled["kind"]), filled["number"], filled["title"])
    try:
        element = structure.add_element(
            visit.db, desk.strategy, planned(visit, "add"), parent.element if parent else None, named
        )
    except Conflict as conflict:
        return _new_page(visit, desk, filled, {"structure": conflict.message}, 409)
    return visit.redirect("write_element", strategy=strategy, element=element.key, anchor="done")


def undo_structure(visit: Visit, strategy: str) -> Response:
    """Undo the last change of the tree."""
    desk = desk_of(visit, strategy)
    undo_last(visit.db, desk.strategy, planned(visit, "undo").revision, visit.person_id)
    return visit.redirect("written_strategy", strategy=strategy, anchor="done")


def kinds(strategy: Strategy) -> list[tuple[str, str]]:
    """The levels that the strategy has, in the county's words, as options."""
    named = [Kind(kind) for kind in strategy.levels if kind in set(Kind)]
    return [(kind.value, level_name(strategy, kind).heading) for kind in named]


def _parent_of(desk: Desk, branch: Branch) -> Branch | None:
    return desk.tree.by_id.get(branch.element.parent_id) if branch.element.parent_id else None


def _title_problems(title: str, number: str, title_field: str, number_field: str) -> dict[str, str]:
    problems = {}
    if not title:
        problems[title_field] = msgid("A title is needed.")
    if len(title) > LONGEST_TITLE:
        problems[title_field] = msgid("This text is too long.")
    if len(number) > LONGEST_NUMBER:
        problems[number_field] = msgid("This text is too long.")
    return problems


def _done(visit: Visit, desk: Desk, branch: Branch, act: Callable[[], Element | None]) -> Response:
    """Do it and go on where one was; what cannot be done any more is shown with the tree as it stands now."""
    try:
        to = act() or branch.element
    except Conflict as conflict:
        return _page(visit, desk, branch, {"structure": conflict.message}, 409)
    return visit.redirect("edit_structure", strategy=desk.strategy.slug, element=to.key, anchor="done")


def _page(
    visit: Visit, desk: Desk, branch: Branch, problems: dict[str, str] | None = None, status: int = 200
) -> Response:
    filled: dict[str, Any] = dict(visit.form.items())
    return visit.render(
        "writing/structure.html",
        status=status if status != 200 or not problems else 422,  # noqa: PLR2004 - a refusal unless said otherwise
        **desk_context(visit, desk),
        branch=branch,
        element=branch.element,
        filled=filled,
        problems={name: visit._(problem) for name, problem in (problems or {}).items()},
        kinds=kinds(desk.strategy),
        parts=[(TOP, visit._("Top level")), *parts(desk, branch)],
        targets=parts(desk, branch),
        paragraphs=paragraphs_in_order(visit.db, branch.element),
        siblings=desk.tree.siblings(branch),
        last_act=last_act(visit.db, desk.strategy),
    )


def _new_page(
    visit: Visit, desk: Desk, filled: dict[str, str], problems: dict[str, str], status: int = 422
) -> Response:
    return visit.render(
        "writing/new.html",
        status=status if problems else 200,
        **desk_context(visit, desk),
        filled=filled,
        problems={name: visit._(problem) for name, problem in problems.items()},
        kinds=kinds(desk.strategy),
        parts=[(TOP, visit._("Top level")), *parts(desk)],
    )
