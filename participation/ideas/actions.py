"""What changes ideas: a citizen's idea on its way to the disk, the steps that staff record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Table as SqlTable
from sqlmodel import Session

from participation.core.clock import now
from participation.core.columns import Table, dump_json
from participation.core.days import local_day
from participation.core.errors import Conflict
from participation.core.identifiers import digest, receipt_key_of
from participation.core.intake import Delivery
from participation.core.journal import record
from participation.ideas.forms import IdeaSheet
from participation.ideas.models import Idea, IdeaPicture, IdeaSpot, IdeaStage, Stage
from participation.procedures.rounds import Round
from participation.regions.actions import publish_change
from participation.threads.contributions import client_key, contribution_id


@dataclass(frozen=True, slots=True)
class Belonging:
    """Where an idea belongs: the open phase, and the field if one was chosen."""

    phase: Round
    element_id: UUID | None = None


def _table(model: type[Table]) -> SqlTable:
    return model.__table__  # type: ignore[attr-defined, no-any-return]


def _values(row: Table) -> dict[str, Any]:
    return {column.name: getattr(row, column.name) for column in _table(type(row)).columns}


def delivery_of(
    sheet: IdeaSheet, belonging: Belonging, language: str, moment: datetime, *, picture: str = ""
) -> Delivery:
    """The idea as a pending row with its first step, its place and its picture.

    Args:
        sheet: without problems.
        belonging: the phase and the field.
        language: a tag.
        moment: now.
        picture: the name under which the sheet's picture is kept; empty without one.
    """
    key = client_key(sheet.client_id)
    payload = {
        "title": sheet.title,
        "text": sheet.text,
        "author_name": sheet.author_name,
        "phase": str(belonging.phase.phase_id),
        "element": str(belonging.element_id or ""),
        "spot": [sheet.spot.cell, sheet.spot.words],
        "picture": [sheet.picture.digest, sheet.picture.description] if picture else [],
    }
    idea = Idea(
        id=contribution_id(moment.date()),
        region_id=belonging.phase.region_id,
        key=key,
        payload_hash=digest(dump_json(payload)),
        receipt_key=receipt_key_of(sheet.client_id),
        author_name=sheet.author_name,
        text=sheet.text,
        language=language,
        received_on=moment.date(),
        phase_id=belonging.phase.phase_id,
        strategy_id=belonging.phase.strategy_id,
        element_id=belonging.element_id,
        title=sheet.title,
    )
    followers = _beside(idea, sheet, picture)
    return Delivery(_table(Idea), key, idea.payload_hash, _values(idea), followers)


def _beside(idea: Idea, sheet: IdeaSheet, picture: str) -> tuple[tuple[SqlTable, dict[str, Any]], ...]:
    """The rows of the first step, the place and the picture."""
    day = idea.received_on
    step = IdeaStage(id=contribution_id(day), idea_id=idea.id, stage=Stage.SUBMITTED, reached_on=day)
    rows: list[Table] = [step]
    if sheet.spot.cell or sheet.spot.words:
        rows.append(IdeaSpot(idea_id=idea.id, cell=sheet.spot.cell, words=sheet.spot.words))
    if picture:
        rows.append(IdeaPicture(idea_id=idea.id, stored_as=picture, description=sheet.picture.description))
    return tuple((_table(type(row)), _values(row)) for row in rows)


def advance(session: Session, idea: Idea, stage: Stage, sentence: str, actor_id: UUID) -> None:
    """Record that a published idea has reached a stage, with the sentence why.

    Raises:
        Conflict: it is not public, or it stands there already.
    """
    if not idea.is_public:
        raise Conflict("Only published ideas move on.")
    if idea.stage == stage:
        raise Conflict("The idea stands there already.")
    before = idea.stage
    _reach(session, idea, stage, sentence, actor_id)
    details = {"from": before.value, "to": stage.value}
    record(session, "advanced", "idea", idea.id, actor_id=actor_id, region_id=idea.region_id, details=details)
    publish_change(session, idea.region_id)


def check(session: Session, idea: Idea, actor_id: UUID) -> None:
    """A moderator has published the idea: it has been checked, if it had not come further before."""
    if idea.stage == Stage.SUBMITTED:
        _reach(session, idea, Stage.CHECKED, "", actor_id)


def _reach(session: Session, idea: Idea, stage: Stage, sentence: str, actor_id: UUID) -> None:
    idea.stage = stage
    session.add(idea)
    step = IdeaStage(idea_id=idea.id, stage=stage, reached_on=local_day(now()), sentence=sentence, actor_id=actor_id)
    session.add(step)
    session.flush()
