"""Tables of phases in which people weigh ideas."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import BigInteger, CheckConstraint, LargeBinary
from sqlmodel import Field

from participation.core.columns import UUID, Json, Table, enum_type, primary_key, reference

USUAL_POINTS, USUAL_MOST, USUAL_PLACES = 5, 3, 3


class Method(StrEnum):
    """How people weigh."""

    POINTS = "points"
    RANKING = "ranking"


class Weighing(Table, table=True):
    """How a phase weighs: so many points, at most so many for one idea; or a ranking of so many places."""

    __tablename__: ClassVar[str] = "idea_weighing"
    __table_args__ = (
        CheckConstraint("points >= 1 AND most_each >= 1 AND most_each <= points AND places >= 1", name="limits"),
    )
    phase_id: UUID = Field(primary_key=True, foreign_key="phase.id", ondelete="CASCADE")
    method: Method = Field(default=Method.POINTS, sa_type=enum_type(Method, "method"))
    points: int = Field(default=USUAL_POINTS)
    most_each: int = Field(default=USUAL_MOST)
    places: int = Field(default=USUAL_PLACES)


class WeighedIdea(Table, table=True):
    """An idea that is weighed in a phase, in the order of the list."""

    __tablename__: ClassVar[str] = "weighed_idea"
    phase_id: UUID = Field(primary_key=True, foreign_key="phase.id", ondelete="CASCADE")
    idea_id: UUID = Field(primary_key=True, foreign_key="idea.id", ondelete="CASCADE", index=True)
    position: int


class Ballot(Table, table=True):
    """What one device (unverified) or one code (verified) chose in a phase; sent again it replaces the former one.

    `key` is the digest of the form's secret id, `voter_key` that of the device in this phase, or an HMAC with the code
    itself as its key: nobody without the code can say which ballot is whose. `choices` are pairs of idea id and points,
    or with a ranking idea ids alone, the best first. `cell_key` is the record's key for protected counts.
    """

    __tablename__: ClassVar[str] = "idea_ballot"
    id: UUID = primary_key()
    phase_id: UUID = reference("phase.id", on_delete="CASCADE")
    key: bytes = Field(sa_type=LargeBinary, unique=True)
    payload_hash: bytes = Field(sa_type=LargeBinary)
    receipt_key: bytes = Field(sa_type=LargeBinary, unique=True)
    voter_key: bytes = Field(sa_type=LargeBinary, unique=True)
    is_verified: bool = Field(default=False)
    choices: list[Any] = Field(sa_type=Json)
    cell_key: int = Field(sa_type=BigInteger)
    received_on: date
