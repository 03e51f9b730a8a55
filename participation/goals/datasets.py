"""Goals as open data: their words in both languages, and what each change of them rests on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, func, select

from participation.core.text import msgid
from participation.goals.api import ChangeItem, EvidenceItem, GoalItem, GoalText, goals_after
from participation.strategy.models import Strategy, Version, VersionState
from participation.web.datasets import Column, Dataset, Piece, Value
from participation.web.languages import EASY, GERMAN
from participation.web.pages import Place

_AT_ONCE = 50
_GOAL = Column("goal_id", msgid("Identifier of the goal, stays the same for ever"))


def _read(session: Session, place: Place, after: str) -> tuple[list[GoalItem], str | None]:
    last = UUID(after) if after else None
    items, following = goals_after(session, last, _AT_ONCE, col(Strategy.region_id) == place.id)
    return items, str(following) if following else None


def _goals(session: Session, place: Place, after: str) -> Piece:
    items, following = _read(session, place, after)
    return Piece([_goal(item) for item in items], following)


def _goal(item: GoalItem) -> dict[str, Value]:
    german, easy = (item.texts.get(language.tag, GoalText()) for language in (GERMAN, EASY))
    return {
        "goal_id": item.id,
        "strategy_id": item.strategy,
        "key": item.key,
        "kind": item.kind,
        "number": item.number,
        "title": german.title,
        "text": german.text,
        "easy_title": easy.title,
        "easy_text": easy.text,
        "easy_state": easy.state,
        "easy_is_stale": easy.is_stale,
        "changes": len(item.changes),
        "evidence": len(item.evidence),
    }


def _grounds(session: Session, place: Place, after: str) -> Piece:
    items, following = _read(session, place, after)
    return Piece([line for item in items for change in item.changes for line in _lines(item, change)], following)


def _lines(item: GoalItem, change: ChangeItem) -> Iterator[dict[str, Value]]:
    about: dict[str, Value] = {"goal_id": item.id, "change_id": change.id}
    about |= {name: getattr(change, name) for name in ("version", "language", "before", "after", "reason")}
    for ground in change.evidence:
        yield about | _ground(ground)
    if not change.evidence:
        yield about


def _ground(ground: EvidenceItem) -> dict[str, Value]:
    return {
        "evidence_kind": ground.kind,
        "evidence_id": ground.id,
        "evidence_text": ground.text,
        "link": ground.link,
        "question": ground.question,
        "mean": ground.mean,
        "base": ground.base,
    }


def _modified(session: Session, place: Place) -> datetime | None:
    versions = select(func.max(col(Version.published_at))).join(Strategy, col(Strategy.id) == col(Version.strategy_id))
    published = col(Version.state) == VersionState.PUBLISHED
    return session.exec(versions.where(col(Strategy.region_id) == place.id, published)).one()


DATASETS = (
    Dataset(
        "goals",
        msgid("Goals"),
        msgid("The goals of all published strategies in their latest version, in standard German and Leichte Sprache."),
        (
            _GOAL,
            Column("strategy_id", msgid("Identifier of the strategy")),
            Column("key", msgid("Name of the goal in addresses")),
            Column("kind", msgid("Kind: strategic_goal, sub_goal or operational_goal")),
            Column("number", msgid("Number in the text")),
            Column("title", msgid("Title")),
            Column("text", msgid("Text")),
            Column("easy_title", msgid("Title in Leichte Sprache")),
            Column("easy_text", msgid("Text in Leichte Sprache")),
            Column("easy_state", msgid("State of the text in Leichte Sprache, such as draft or reviewed")),
            Column("easy_is_stale", msgid("1: the standard text has changed since")),
            Column("changes", msgid("How often its words were changed in published versions")),
            Column("evidence", msgid("How many contributions, results and sources these changes rest on")),
        ),
        _goals,
        _modified,
    ),
    Dataset(
        "goal-evidence",
        msgid("What changes of goals rest on"),
        msgid("Published changes of the words of goals: a line for each piece of evidence that a change cites."),
        (
            _GOAL,
            Column("change_id", msgid("Identifier of the change")),
            Column("version", msgid("Version of the strategy that has the change")),
            Column("language", msgid("Language of the text: de, de-simple or en")),
            Column("before", msgid("Words before")),
            Column("after", msgid("Words after")),
            Column("reason", msgid("Reason, where there is no evidence")),
            Column("evidence_kind", msgid("Kind of the evidence: comment, idea, result, study and others")),
            Column("evidence_id", msgid("Identifier of the contribution, release or source")),
            Column("evidence_text", msgid("Words of the contribution as far as it is public, or title of the source")),
            Column("link", msgid("Address of the source")),
            Column("question", msgid("Question of the survey")),
            Column("mean", msgid("Mean of the answers, from 1 to 5")),
            Column("base", msgid("Valid answers; for small groups only a range")),
        ),
        _grounds,
        _modified,
    ),
)
