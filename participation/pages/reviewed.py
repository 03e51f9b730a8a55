"""What an element's page says about test groups: whether one has read its text as it stands, and who."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from participation.strategy.models import TwinState, Version
from participation.strategy.reading import Node, Words
from participation.web.languages import EASY
from participation.web.visit import Visit
from participation.writing.reviews.queries import standing_of


def review_context(visit: Visit, version: Version, node: Node, words: Sequence[Words]) -> dict[str, Any]:
    """The state of an element's text, the records behind it, and whether anything of the version is unread."""
    standing = standing_of(visit.db, version, EASY.tag)
    is_read = visit.language == EASY and node.id in standing.reviews and node.id not in standing.unread
    frozen = min((text.state for text in words), key=list(TwinState).index)
    return {
        "state": TwinState.REVIEWED if is_read else frozen,
        "reviews": standing.reviews.get(node.id, ()) if is_read else (),
        "twin_is_draft": bool(standing.unread),
    }
