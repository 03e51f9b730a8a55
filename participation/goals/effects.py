"""Where a contribution changed words of a strategy, for whoever follows it up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from participation.core.text import msgid
from participation.goals.models import Evidence, GoalChange
from participation.statements.queries import sections_of
from participation.strategy.models import Block, Element, Strategy, Version, VersionText
from participation.strategy.texts import TITLE
from participation.threads.receipts import Effect, PageLink
from participation.web.languages import EASY, ENGLISH, GERMAN

LABEL = msgid("It changed words of the strategy")
_VERSION = {GERMAN.tag: "Fassung", EASY.tag: "Fassung", ENGLISH.tag: "Version"}


def effects_of(session: Session, kind: str, contribution_id: UUID, language: str) -> Sequence[Effect]:
    """Every version whose words a contribution led to, with the page that shows the difference.

    It is a comment, an idea, a youth motion or a statement with its sections.
    The element's title is the one of that version, in the language of that tag if it had one, else in German.
    """
    cited = {
        "comment": Evidence.comment_id,
        "idea": Evidence.idea_id,
        "youth_motion": Evidence.youth_motion_id,
        "statement": Evidence.section_id,
    }
    if kind not in cited:
        return ()
    ids = [contribution_id]
    if kind == "statement":
        ids = [section.id for section in sections_of(session, ids)[contribution_id]]
    rows = session.execute(
        select(
            col(Version.number),
            col(Element.key),
            col(Strategy.slug),
            col(VersionText.language),
            col(VersionText.text),
        )
        .join(GoalChange, col(GoalChange.version_id) == col(Version.id))
        .join(Evidence, col(Evidence.change_id) == col(GoalChange.id))
        .join(Element, col(Element.id) == col(GoalChange.element_id))
        .join(Strategy, col(Strategy.id) == col(GoalChange.strategy_id))
        .join(VersionText, col(VersionText.version_id) == col(Version.id))
        .join(Block, col(Block.id) == col(VersionText.block_id))
        .where(col(cited[kind]).in_(ids), col(VersionText.language).in_({language, GERMAN.tag}))
        .where(col(VersionText.element_id) == col(Element.id), col(Block.key) == TITLE)
        .order_by(col(Version.number), col(Element.key))
        .distinct()
    ).all()
    titles: dict[tuple[int, str, str], dict[str, str]] = {}
    for number, key, slug, tag, title in rows:
        titles.setdefault((number, key, slug), {})[tag] = title
    return [_effect(number, key, slug, words, language) for (number, key, slug), words in titles.items()]


def _effect(number: int, key: str, slug: str, titles: Mapping[str, str], language: str) -> Effect:
    tag = language if language in titles else GERMAN.tag
    link = PageLink("goal", {"strategy": slug, "element": key}, f"version-{number}")
    return Effect(LABEL, f"{_VERSION[tag]} {number}: {titles[tag]}", link, tag)
