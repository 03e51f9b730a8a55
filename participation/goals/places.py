"""The parts of strategies that indicators, products and measures can be linked to, as editors choose them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from participation.core.errors import NotFound
from participation.strategy.models import GOALS, Element, Kind
from participation.strategy.queries import titled
from participation.web.languages import GERMAN
from participation.web.visit import Visit
from participation.writing.draft import DraftNode, draft_nodes, draft_strategies

MEASURABLE = frozenset({*GOALS, Kind.ACTION_CLUSTER, Kind.ACTION_FIELD, Kind.AREA, Kind.MEASURE, Kind.INDICATOR})
_LONGEST = 110


@dataclass(frozen=True)
class Chosen:
    """An element that is linked, with the title of its strategy."""

    element: Element
    title: str
    strategy: str


@dataclass(frozen=True)
class Places:
    """`linked` are there already; `options` for a list of choices, grouped by strategy: (title, None, pairs)."""

    linked: list[Chosen]
    options: list[tuple[str, None, list[tuple[str, str]]]]


def places_of(visit: Visit, linked_ids: Collection[UUID], kinds: Collection[Kind] = MEASURABLE) -> Places:
    """The elements of the drafts of all strategies of the region; four queries a strategy."""
    linked, options = [], []
    for title in titled(visit.db, draft_strategies(visit.db, visit.place), GERMAN.tag):
        nodes = [node for node in draft_nodes(visit.db, title.strategy) if node.element.kind in kinds]
        linked += [Chosen(node.element, node.title, title.title) for node in nodes if node.element.id in linked_ids]
        open_nodes = [(str(node.element.id), _label(node)) for node in nodes if node.element.id not in linked_ids]
        if open_nodes:
            options.append((title.title, None, open_nodes))
    return Places(linked, options)


def _label(node: DraftNode) -> str:
    words = f"{node.element.number} {node.title}".strip()
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"


def chosen_element(visit: Visit, kinds: Collection[Kind] = MEASURABLE) -> UUID:
    """The element that a form names.

    Raises:
        NotFound: the region has no such element that could be linked.
    """
    try:
        element_id = UUID(visit.form.text("element"))
    except ValueError:
        raise NotFound("There is no such part of the strategy.") from None
    element = visit.db.get(Element, element_id)
    strategies = {one.id for one in draft_strategies(visit.db, visit.place)}
    if element is None or element.strategy_id not in strategies or element.kind not in kinds:
        raise NotFound("There is no such part of the strategy.")
    return element_id
