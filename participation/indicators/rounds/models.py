"""Tables of rounds of reporting."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from participation.core.columns import UUID, Table, UtcTime, primary_key, reference


class ReportingRound(Table, table=True):
    """A Berichtsrunde of a strategy: everything as of `cutoff_on`, handed in by `due_on`.

    What is open follows from readings and milestones. `released_for` says who in the management released it.
    """

    __tablename__: ClassVar[str] = "reporting_round"
    __table_args__ = (
        UniqueConstraint("strategy_id", "cutoff_on"),
        CheckConstraint("(released_at IS NULL) = (released_for = '')", name="released"),
    )
    id: UUID = primary_key()
    strategy_id: UUID = reference("strategy.id", index=False)
    cutoff_on: date
    due_on: date
    opened_at: datetime = Field(sa_type=UtcTime)
    opened_by: UUID | None = reference("account.id", nullable=True)
    released_at: datetime | None = Field(default=None, sa_type=UtcTime)
    released_by: UUID | None = reference("account.id", nullable=True)
    released_for: str = Field(default="", max_length=160)
    paper_id: UUID | None = reference("paper.id", nullable=True)


class RoundDepartment(Table, table=True):
    """A department that was asked in a round, and when it was last written to."""

    __tablename__: ClassVar[str] = "round_department"
    __table_args__ = (UniqueConstraint("round_id", "department_id"),)
    id: UUID = primary_key()
    round_id: UUID = reference("reporting_round.id", index=False, on_delete="CASCADE")
    department_id: UUID = reference("department.id")
    asked_at: datetime = Field(sa_type=UtcTime)
