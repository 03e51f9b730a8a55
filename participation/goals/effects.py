"""Where a contribution changed words of a strategy, for whoever follows it up."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session, col, select

from participation.core.text import msgid
from participation.goals.models import Evidence, GoalChange
from participation.strategy.models import Block, Element, Strategy, Version, VersionText
from participation.strategy.texts import TITLE
from participation.threads.receipts import Effect, PageLink
from participation.web.languages import GERMAN

LABEL = msgid("It changed words of the strategy")


def effects_of(session: Session, kind: str, contribution_id: UUID) -> Sequence[Effect]:
    """Every version whose words a comment or an idea led to, with the page that shows the difference."""
    if kind not in {"comment", "idea"}:
        return ()
    link = col(Evidence.idea_id if kind == "idea" else Evidence.comment_id)
    rows = session.exec(
        select(Version.number, VersionText.text, Element.key, Strategy.slug)
        .join(GoalChange, col(GoalChange.version_id) == col(Version.id))
        .join(Evidence, col(Evidence.change_id) == col(GoalChange.id))
        .join(Element, col(Element.id) == col(GoalChange.element_id))
        .join(Strategy, col(Strategy.id) == col(GoalChange.strategy_id))
        .join(VersionText, col(VersionText.version_id) == col(Version.id))
        .join(Block, col(Block.id) == col(VersionText.block_id))
        .where(link == contribution_id, VersionText.language == GERMAN.tag)
        .where(VersionText.element_id == Element.id, Block.key == TITLE)
        .order_by(col(Version.number), col(Element.key))
        .distinct()
    ).all()
    return [
        Effect(
            LABEL,
            f"Fassung {number}: {title}",
            PageLink("goal", {"strategy": slug, "element": key}, f"version-{number}"),
        )
        for number, title, key, slug in rows
    ]
