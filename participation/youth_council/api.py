"""Motions of youth councils over the JSON API: what was handed in, with the answer clock."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pydantic import BaseModel
from sqlmodel import col, select

from participation.core.clock import now
from participation.procedures.days import local_day
from participation.regions.models import Department, Region
from participation.web.api import Call, Endpoint, Listing
from participation.youth_council.clock import ClockState, clock_of
from participation.youth_council.models import Addressee, MotionState, YouthCouncil, YouthMotion


class MotionOut(BaseModel):
    """A motion that a youth council has handed in; `clock` is where its answer stands today."""

    id: UUID
    region: str
    council: str
    number: int
    title: str
    text: str
    reason: str
    element_id: UUID | None
    addressee: Addressee
    handed_in_on: date
    department: str | None
    due_on: date
    clock: ClockState
    answered_on: date | None
    answer: str
    signed_by: str


def list_motions(call: Call) -> Listing[MotionOut]:
    """Motions in the order of their creation."""
    after, limit = call.cursor()
    chosen = (
        select(YouthMotion, YouthCouncil, Region.slug, Department.name)
        .join(YouthCouncil, col(YouthCouncil.id) == col(YouthMotion.council_id))
        .join(Region, col(Region.id) == col(YouthCouncil.region_id))
        .outerjoin(Department, col(Department.id) == col(YouthMotion.department_id))
        .where(YouthMotion.state == MotionState.HANDED_IN)
        .order_by(col(YouthMotion.id))
        .limit(limit + 1)
    )
    if region := call.query.get("region"):
        chosen = chosen.where(Region.slug == region)
    if after:
        chosen = chosen.where(col(YouthMotion.id) > after)
    rows = call.db.exec(chosen).all()
    today = local_day(now())
    items = [_out(*row, today) for row in rows[:limit]]
    return Listing[MotionOut](items=items, next=str(items[-1].id) if len(rows) > limit else None)


def _out(motion: YouthMotion, council: YouthCouncil, region: str, department: str | None, today: date) -> MotionOut:
    fields = motion.model_dump(include=set(MotionOut.model_fields))
    return MotionOut(
        **fields, region=region, council=council.name, department=department, clock=clock_of(motion, today).state
    )


ENDPOINTS = (
    Endpoint(
        "/youth-motions",
        list_motions,
        "Motions that youth councils have handed in, with the answer clock",
        Listing[MotionOut],
        query={
            "region": "slug of a region",
            "cursor": "from the page before",
            "limit": "1 to 100, usually 50",
        },
        problems=(422,),
    ),
)
