"""Everything that a paper says, as facts: read now for a draft, kept from handing in on."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from typing import Any

import orjson
from sqlmodel import Session

from participation.core.columns import dump_json
from participation.papers.events import events_of
from participation.papers.figures import public_contributions, released_figures, youth_motions
from participation.papers.goal_words import proposed_goals
from participation.papers.models import Paper, PaperState
from participation.papers.queries import settings_of, strategy_of
from participation.strategy.queries import titled
from participation.web.languages import GERMAN


def content_of(session: Session, paper: Paper) -> dict[str, Any]:
    """What the paper says: as it was handed in, or for a draft as everything stands now."""
    if paper.content and paper.state is not PaperState.DRAFT:
        return paper.content
    return present_content(session, paper)


def present_content(session: Session, paper: Paper) -> dict[str, Any]:
    """What the paper would say if it were handed in now; JSON values only."""
    strategy, version = strategy_of(session, paper)
    goals = proposed_goals(session, paper)
    told = {
        "strategy": {
            "id": strategy.id,
            "slug": strategy.slug,
            "title": titled(session, [strategy], GERMAN.tag)[0].title,
            "version": version.number,
        },
        "subject": paper.subject,
        "opening": paper.opening,
        "goals": [{"key": goal.key, "level": goal.level, "text": goal.text} for goal in goals],
        "closing": paper.closing,
        "reasons": paper.reasons,
        "events": [asdict(event) for event in events_of(session, strategy, paper.day)],
        "surveys": [asdict(one) for one in released_figures(session, strategy, paper.day)],
        "contributions": public_contributions(session, strategy, paper.day),
        "youth": {"text": paper.youth, "motions": youth_motions(session, strategy, paper.day)},
        "finances": paper.finances,
        "checks": _answered(settings_of(session, paper.region_id).checks, paper.checks),
        "annexes": list(paper.annexes),
        "progress": paper.progress,
    }
    kept: dict[str, Any] = orjson.loads(dump_json(told))
    return kept


def _answered(checks: list[dict[str, str]], answers: dict[str, str]) -> list[dict[str, str]]:
    return [{**check, "answer": answers.get(check["key"], "")} for check in checks]


def hash_of(*facts: Any) -> str:
    """SHA-256 of facts as hexadecimal digits: equal facts make equal documents."""
    return hashlib.sha256(dump_json(facts).encode()).hexdigest()
