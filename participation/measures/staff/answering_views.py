"""What editors say about who answers for the parts of a strategy."""

from __future__ import annotations

from starlette.responses import Response

from participation.goals.places import MEASURABLE
from participation.measures.responsibilities import Answering, answering_for, set_answering
from participation.measures.staff.forms import Sheet, sent_answering
from participation.regions.departments import department_choices
from participation.strategy.models import Element
from participation.strategy.queries import StrategyTitle, titled
from participation.web.languages import GERMAN
from participation.web.visit import Visit
from participation.writing.draft import DraftNode, draft_element, draft_nodes, draft_strategies, draft_strategy


def all_answering(visit: Visit) -> Response:
    """The parts of each strategy, and who answers for them."""
    found = [
        (title, _nodes(visit, title)) for title in titled(visit.db, draft_strategies(visit.db, visit.place), GERMAN.tag)
    ]
    ids = [node.element.id for _title, nodes in found for node in nodes]
    return visit.render("measures/staff/answering.html", strategies=found, answering=answering_for(visit.db, ids))


def edit_answering(visit: Visit, strategy: str, element: str) -> Response:
    """The form for one part."""
    part = draft_element(visit.db, draft_strategy(visit.db, visit.place, strategy), element)
    stored = answering_for(visit.db, [part.id]).get(part.id, Answering())
    typed = {
        "department": str(stored.department_id or ""),
        "patron": stored.patron,
        "partners": "\n".join(stored.partners),
    }
    return _page(visit, strategy, part, Sheet(typed))


def save_answering(visit: Visit, strategy: str, element: str) -> Response:
    """Save it."""
    part = draft_element(visit.db, draft_strategy(visit.db, visit.place, strategy), element)
    sheet, answering = sent_answering(visit.form, dict(department_choices(visit)))
    if sheet.problems:
        return _page(visit, strategy, part, sheet, status=422)
    set_answering(visit.db, part, answering, visit.person_id)
    return visit.redirect("all_answering", anchor=f"{strategy}-{element}")


def _nodes(visit: Visit, title: StrategyTitle) -> list[DraftNode]:
    return [node for node in draft_nodes(visit.db, title.strategy) if node.element.kind in MEASURABLE]


def _page(visit: Visit, strategy: str, element: Element, sheet: Sheet, *, status: int = 200) -> Response:
    found = draft_strategy(visit.db, visit.place, strategy)
    node = next((one for one in draft_nodes(visit.db, found) if one.element.id == element.id), None)
    return visit.render(
        "measures/staff/answering_form.html",
        status=status,
        strategy=strategy,
        element=element,
        title=node.title if node else element.key,
        typed=sheet.typed,
        problems={name: visit._(problem) for name, problem in sheet.problems.items()},
        departments=department_choices(visit),
    )
