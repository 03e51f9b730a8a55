"""Comments as contributions that can be coded."""

from __future__ import annotations

from sqlmodel import col, select

from participation.coding.sources import TableSource
from participation.comments.crowd import SOURCE as CROWD_SOURCE
from participation.comments.models import Comment
from participation.procedures.models import Phase

SOURCE = TableSource(
    CROWD_SOURCE,
    lambda procedure_id: col(Comment.phase_id).in_(select(Phase.id).where(Phase.procedure_id == procedure_id)),
)
