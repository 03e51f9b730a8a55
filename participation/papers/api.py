"""Papers over the API: their words, figures and Beratungsfolge; `shape=oparl` tells them as OParl 1.1 does."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field
from sqlmodel import Session, col, select

from participation.core.errors import Invalid
from participation.papers.contents import content_of
from participation.papers.models import Paper
from participation.papers.oparl import paper_object
from participation.papers.queries import Step, public_outcome_of, public_paper, steps_of
from participation.regions.models import Region
from participation.web.api import Call, Endpoint, Listing


class ConsultationItem(BaseModel):
    """A step of the Beratungsfolge; of a body that meets behind closed doors only the day is told."""

    meeting_on: date
    is_public: bool
    organization: str | None = None
    decides: bool | None = None
    result: str | None = None
    votes_for: int | None = None
    votes_against: int | None = None
    abstained: int | None = None
    note: str = ""


class PaperItem(BaseModel):
    """A public paper; `content` is everything it says, with the figures of the releases that it names."""

    id: UUID
    region: str
    kind: str
    number: str
    day: date
    state: str
    outcome: str | None = Field(description="what the council made of it; null while a council has to decide")
    subject: str
    parent: UUID | None
    link: str
    released_at: datetime
    consultations: list[ConsultationItem]
    content: dict[str, Any]


def list_papers(call: Call) -> Listing[PaperItem]:
    """The public papers of all regions, or of one."""
    after, limit = call.cursor()
    chosen = (
        select(Paper, Region.slug)
        .join(Region, col(Region.id) == col(Paper.region_id))
        .where(col(Paper.released_at).is_not(None))
        .order_by(col(Paper.id))
    )
    if after:
        chosen = chosen.where(col(Paper.id) > after)
    if region := call.query.get("region"):
        chosen = chosen.where(Region.slug == region)
    rows = call.db.exec(chosen.limit(limit + 1)).all()
    steps = steps_of(call.db, [paper.id for paper, _slug in rows])
    items = [_item(call.db, paper, slug, steps[paper.id]) for paper, slug in rows[:limit]]
    return Listing[PaperItem](items=items, next=str(items[-1].id) if len(rows) > limit else None)


def one_paper(call: Call, paper: UUID) -> PaperItem | Mapping[str, Any]:
    """A public paper of that id.

    Raises:
        NotFound: there is none.
        Invalid: no such shape.
    """
    found = public_paper(call.db, paper)
    steps = steps_of(call.db, [found.id])[found.id]
    shape = call.query.get("shape", "")
    if shape == "oparl":
        return paper_object(call.db, found, steps, call.site.settings.public_origin)
    if shape:
        raise Invalid("There is no such shape.", {"shape": "oparl, or nothing."})
    return _item(call.db, found, call.db.get_one(Region, found.region_id).slug, steps)


def _item(session: Session, paper: Paper, region: str, steps: list[Step]) -> PaperItem:
    outcome = public_outcome_of(steps)
    return PaperItem(
        id=paper.id,
        region=region,
        kind=paper.kind.value,
        number=paper.number,
        day=paper.day,
        state=paper.state.value,
        outcome=outcome.value if outcome else None,
        subject=paper.subject,
        parent=paper.parent_id,
        link=paper.link,
        released_at=paper.released_at or paper.changed_at,
        consultations=[consultation_item(step) for step in steps],
        content=content_of(session, paper),
    )


def consultation_item(step: Step) -> ConsultationItem:
    """A step as everyone may know it: of a body that meets in private only the day."""
    told = step.consultation
    if not told.is_public:
        return ConsultationItem(meeting_on=told.meeting_on, is_public=False)
    return ConsultationItem(
        meeting_on=told.meeting_on,
        is_public=True,
        organization=step.organization.name,
        decides=step.decides,
        result=told.result.value if told.result else None,
        votes_for=told.votes_for,
        votes_against=told.votes_against,
        abstained=told.abstained,
        note=told.note,
    )


_LISTED = {"cursor": "`next` of the page before", "limit": "items a page, 1 to 100", "region": "a region's slug"}
_SHAPE = {"shape": "`oparl`: as an object of OParl 1.1"}
ENDPOINTS = (
    Endpoint("/papers", list_papers, "Council papers with their Beratungsfolge", Listing[PaperItem], query=_LISTED),
    Endpoint("/papers/{paper:uuid}", one_paper, "One council paper", PaperItem, query=_SHAPE, problems=(404, 422)),
)
