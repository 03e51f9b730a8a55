"""What editors do with the draft: look through it, reword a goal, begin a new one."""

from __future__ import annotations

from starlette.responses import Response

from participation.core.errors import NotFound
from participation.core.text import msgid
from participation.goals.actions import Grounds, add_source, change_wording
from participation.goals.citing import Citation, citation
from participation.goals.forms import WRITTEN, WordingSheet, sheet_from, sheet_of
from participation.goals.publishing import open_changes
from participation.goals.workspace import PARENTS, Workplace, goal_kinds, hints_of, workspace_context
from participation.strategy.models import Element, Kind, Strategy
from participation.strategy.queries import level_name, titled
from participation.strategy.texts import TITLE
from participation.web.languages import GERMAN
from participation.web.visit import Visit, page_number
from participation.writing.creation import LONGEST_NUMBER, create_element
from participation.writing.desk import twin_name
from participation.writing.draft import (
    branch_of,
    draft_blocks,
    draft_element,
    draft_nodes,
    draft_strategies,
    draft_strategy,
)
from participation.writing.texts import find_twins_right
from participation.writing.wording import wordings_from

PAGE = 60
_WORKSPACE = "goals/workspace.html"


def goal_drafts(visit: Visit) -> Response:
    """The strategies of the region."""
    found = titled(visit.db, draft_strategies(visit.db, visit.place), visit.language.tag)
    if len(found) == 1:
        return visit.redirect("goal_draft", strategy=found[0].strategy.slug)
    counts = {entry.strategy.id: len(open_changes(visit.db, entry.strategy)) for entry in found}
    return visit.render("goals/drafts.html", strategies=found, counts=counts)


def goal_draft(visit: Visit, strategy: str) -> Response:
    """The elements of a strategy's draft, with the state of their twins and what was changed since the last version."""
    found = draft_strategy(visit.db, visit.place, strategy)
    nodes, number = draft_nodes(visit.db, found), page_number(visit.query)
    part = visit.query.get("teil", "")
    shown = branch_of(nodes, part) or nodes
    counts: dict[object, int] = {}
    for each in open_changes(visit.db, found):
        counts[each.change.element_id] = counts.get(each.change.element_id, 0) + 1
    return visit.render(
        "goals/draft.html",
        strategy=found,
        title=titled(visit.db, [found], visit.language.tag)[0],
        nodes=shown[(number - 1) * PAGE : number * PAGE],
        part=part,
        parts=[(node.element.key, node.title) for node in nodes if node.depth == 0],
        counts=counts,
        level=lambda kind: level_name(found, kind).text,
        twin_name=lambda text: visit._(twin_name(text)),
        **visit.pages("goal_draft", number, len(shown) > number * PAGE, strategy=strategy, teil=part or None),
    )


def read_workspace(visit: Visit, strategy: str, element: str) -> Response:
    """What came in on an element, and its texts to be edited."""
    place = _place(visit, strategy, element)
    return _page(visit, place, sheet_of(draft_blocks(visit.db, place.element)))


def save_wording(visit: Visit, strategy: str, element: str) -> Response:
    """Save what was reworded, with the evidence it rests on or a reason; two editors' texts are both shown."""
    place = _place(visit, strategy, element)
    sheet = sheet_from(visit.form, draft_blocks(visit.db, place.element))
    citations = _citations(visit, place.strategy, sheet)
    if sheet.problems:
        return _page(visit, place, sheet, 422)
    if sheet.conflicts:
        return _page(visit, place, sheet.rebased, 409)
    if place.element is not None:
        _save(visit, place.strategy, place.element, sheet, citations)
    return visit.redirect("goal_workspace", strategy=strategy, element=element, anchor="saved")


def check_goal(visit: Visit, strategy: str, element: str) -> Response:
    """What the text in the form leaves open; nothing is stored."""
    place = _place(visit, strategy, element)
    typed = wordings_from(visit.form, draft_blocks(visit.db, place.element), WRITTEN)
    if visit.wants_fragment:
        return visit.render(_WORKSPACE, fragment="goal_hints", hints=hints_of(visit, typed))
    sheet = WordingSheet(typed, tuple(visit.form.many("evidence")), visit.form.text("reason"))
    return _page(visit, place, sheet)


def begin_goal(visit: Visit, strategy: str) -> Response:
    """An empty goal below a part of the strategy, beside what came in on that part."""
    place = _new_place(visit, strategy, visit.query.get("unter", ""), visit.query.get("art", ""))
    return _page(visit, place, sheet_of(draft_blocks(visit.db, None)))


def add_goal(visit: Visit, strategy: str) -> Response:
    """Create the goal, its texts being the first change."""
    place = _new_place(visit, strategy, visit.form.text("unter"), visit.form.text("art"), visit.form.text("number"))
    sheet = sheet_from(visit.form, draft_blocks(visit.db, None))
    citations = _citations(visit, place.strategy, sheet)
    if len(place.number) > LONGEST_NUMBER:
        sheet.problems["number"] = msgid("This text is too long.")
    if sheet.problems:
        return _page(visit, place, sheet, 422)
    title = next(w.text for w in sheet.wordings if w.block.key == TITLE and w.tag == GERMAN.tag)
    element = create_element(visit.db, place.strategy, place.parent, place.kind, place.number, title)
    written = sheet_from(visit.form, draft_blocks(visit.db, element))
    _save(visit, place.strategy, element, written, citations)
    return visit.redirect("goal_workspace", strategy=strategy, element=element.key, anchor="saved")


def _save(visit: Visit, strategy: Strategy, element: Element, sheet: WordingSheet, citations: list[Citation]) -> None:
    editor_id = visit.person_id
    if sheet.source.title:
        citations = [*citations, Citation(source_id=add_source(visit.db, strategy, sheet.source).id)]
    if sheet.changes:
        change_wording(visit.db, strategy, element, sheet.changes, Grounds(citations, sheet.reason, editor_id))
    if sheet.still_right:
        find_twins_right(visit.db, strategy, element, sheet.still_right, editor_id)


def _citations(visit: Visit, strategy: Strategy, sheet: WordingSheet) -> list[Citation]:
    found = [citation(visit.db, strategy, reference) for reference in sheet.evidence]
    if None in found:
        sheet.problems["evidence"] = msgid("Some of this evidence is no longer public. Please choose again.")
    return [each for each in found if each is not None]


def _place(visit: Visit, slug: str, key: str) -> Workplace:
    strategy = draft_strategy(visit.db, visit.place, slug)
    nodes, element = draft_nodes(visit.db, strategy), draft_element(visit.db, strategy, key)
    parent = next((node.element for node in nodes if node.element.id == element.parent_id), None)
    return Workplace(strategy, nodes, element, parent, element.kind, element.number)


def _new_place(visit: Visit, slug: str, parent_key: str, kind: str, number: str = "") -> Workplace:
    strategy = draft_strategy(visit.db, visit.place, slug)
    nodes = draft_nodes(visit.db, strategy)
    parent = next((node.element for node in nodes if node.element.key == parent_key), None)
    if parent is None or parent.kind not in PARENTS:
        raise NotFound("A goal stands below a field, an area, a cluster or another goal.")
    allowed = [value for value, _name in goal_kinds(strategy)]
    return Workplace(strategy, nodes, None, parent, Kind(kind if kind in allowed else allowed[0]), number)


def _page(visit: Visit, place: Workplace, sheet: WordingSheet, status: int = 200) -> Response:
    return visit.render(_WORKSPACE, status=status, **workspace_context(visit, place, sheet))
