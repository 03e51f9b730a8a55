"""The pages of publications."""

from __future__ import annotations

from participation.publications import cards, views
from participation.web.pages import everyone, page

_VERSION = "/strategien/{strategy}/fassungen/{number:int}"
_CARD = "/strategien/{strategy}/{element}/karte"

PAGES = (
    page(f"{_VERSION}/dokumente/", views.version_documents, only=everyone),
    page(f"{_VERSION}/dokumente/inhalt.zip", views.download_content, only=everyone),
    page(f"{_VERSION}/dokumente/strategie.{{form}}", views.download_document, only=everyone),
    page(f"{_VERSION}/druck", views.print_version, only=everyone, cached=True),
    page(_CARD, cards.strategy_card, only=everyone, cached=True),
    page(f"{_CARD}.pdf", cards.strategy_card_pdf, only=everyone),
)
