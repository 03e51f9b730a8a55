"""The fields of published strategies, for those who put contributions in order."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session, select

from participation.crowd.sources import Area
from participation.strategy.models import Strategy
from participation.strategy.passages import main_parts
from participation.strategy.texts import published_tree
from participation.strategy.versions import current_version


def areas_of(session: Session, region_id: UUID, language: str) -> Sequence[Area]:
    """The fields of all published strategies of a region, titles in the language of that tag where there is one."""
    found = []
    chosen = select(Strategy).where(Strategy.region_id == region_id).order_by(Strategy.slug)
    for strategy in session.exec(chosen).all():
        if not strategy.latest_version:
            continue
        tree = published_tree(session, current_version(session, strategy), language)
        for node in main_parts(tree):
            below = frozenset(one.id for one in node.walk())
            found.append(Area(node.thread_id, strategy.slug, node.key, node.title.text, below))
    return found
