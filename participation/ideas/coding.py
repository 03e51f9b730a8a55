"""Ideas as contributions that can be coded."""

from __future__ import annotations

from sqlmodel import col, select

from participation.coding.sources import TableSource
from participation.ideas.crowd import SOURCE as CROWD_SOURCE
from participation.ideas.models import Idea
from participation.procedures.models import Phase

SOURCE = TableSource(
    CROWD_SOURCE,
    lambda procedure_id: col(Idea.phase_id).in_(select(Phase.id).where(Phase.procedure_id == procedure_id)),
)
