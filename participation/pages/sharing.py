"""Passing on one paragraph: its words, its address, and a QR code for posters and for the phone of somebody else."""

from __future__ import annotations

from starlette.responses import Response

from participation.core.errors import NotFound
from participation.strategy.queries import strategy_by_slug, titled
from participation.strategy.texts import node_by_key, paragraphs
from participation.strategy.versions import current_version
from participation.strategy.views import kept_tree, trail
from participation.web.qr import as_svg
from participation.web.visit import Visit


def share_paragraph(visit: Visit, strategy: str, element: str, block: str) -> Response:
    """The page to pass a paragraph on from; it works without a script and tells nobody else about it."""
    found = strategy_by_slug(visit.db, visit.place, strategy)
    title = titled(visit.db, [found], visit.language.tag)[0]
    version = current_version(visit.db, found)
    node = node_by_key(kept_tree(visit, version), element)
    texts = paragraphs(visit.db, version, [node.id], visit.language.tag)[node.id]
    paragraph = next((each for each in texts if each.key == block), None)
    if paragraph is None:
        raise NotFound("There is no such paragraph.")
    href = visit.url("element", strategy=strategy, element=element)
    address = f"{visit.origin}{href}#{block}"
    return visit.render(
        "pages/share.html",
        found=title,
        node=node,
        paragraph=paragraph,
        href=f"{href}#{block}",
        address=address,
        picture=as_svg(address, visit._("QR code of the link above")),
        breadcrumbs=[*trail(visit, title), (node.title.text, href), (visit._("Pass on"), None)],
    )
