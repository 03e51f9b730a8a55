"""Strategiekarte: one page about a field with its definition, goals, measures and ideas, on screen and as PDF."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from participation.core.errors import NotFound
from participation.ideas.queries import IdeaFilter, most_supported
from participation.publications.book import FIELDS
from participation.strategy.models import GOALS, Kind, Relation
from participation.strategy.queries import frozen_links_of, level_names, strategy_by_slug, titled
from participation.strategy.reading import Node, Tree
from participation.strategy.texts import node_by_key, paragraphs
from participation.strategy.versions import current_version
from participation.strategy.views import kept_tree, trail
from participation.web.downloads import PDF, download
from participation.web.pdf import pdf_of
from participation.web.qr import as_svg_data
from participation.web.visit import Visit

_MOST_IDEAS, _MOST_PARAGRAPHS, _MOST_LINES = 6, 3, 10
"""So much fits on one page of paper."""
_DOING = frozenset({Kind.MEASURE, Kind.OPERATIONAL_GOAL, Kind.POINT})


def strategy_card(visit: Visit, strategy: str, element: str) -> Response:
    """The card as a page."""
    return visit.render("publications/card.html", **_card(visit, strategy, element))


def strategy_card_pdf(visit: Visit, strategy: str, element: str) -> Response:
    """The card as a tagged PDF of one page."""
    html = visit.site.rendering.render(visit, "publications/card_document.html", None, _card(visit, strategy, element))
    return download(pdf_of(html), f"karte-{element}.pdf", PDF)


def _card(visit: Visit, slug: str, key: str) -> dict[str, Any]:
    found = strategy_by_slug(visit.db, visit.place, slug)
    title = titled(visit.db, [found], visit.language.tag)[0]
    version = current_version(visit.db, found)
    tree = kept_tree(visit, version)
    node = node_by_key(tree, key)
    if node.kind not in FIELDS:
        raise NotFound("There is a card for each field of action only.")
    texts = paragraphs(visit.db, version, [node.id], visit.language.tag)[node.id]
    below = [part for part in node.walk() if part.id != node.id]
    goals = [*_contributes_to(visit, tree, node), *(part for part in below if part.kind in GOALS[:2])]
    doing = [part for part in below if part.kind in _DOING]
    ideas = IdeaFilter(region_id=visit.place.id, elements=[node.id, *(part.id for part in below)])
    where = visit.url("element", strategy=slug, element=key)
    return {
        "found": title,
        "version": version,
        "node": node,
        "texts": texts[:_MOST_PARAGRAPHS],
        "goals": goals[:_MOST_LINES],
        "more_goals": max(len(goals) - _MOST_LINES, 0),
        "doing": doing[:_MOST_LINES],
        "more_doing": max(len(doing) - _MOST_LINES, 0),
        "ideas": most_supported(visit.db, ideas, _MOST_IDEAS),
        "level": level_names(found, visit.language),
        "where": visit.origin + where,
        "qr": as_svg_data(visit.origin + where),
        "breadcrumbs": [*trail(visit, title), (node.title.text, where), (visit._("Strategy card"), None)],
    }


def _contributes_to(visit: Visit, tree: Tree, node: Node) -> list[Node]:
    links = frozen_links_of(visit.db, tree.version, [node.id])[node.id]
    ends = [link for link in links if link.outgoing and link.relation == Relation.CONTRIBUTES_TO]
    return [tree.by_id[link.element_id] for link in ends if link.element_id in tree.by_id]
