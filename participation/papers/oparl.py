"""Papers as objects of OParl 1.1 (https://oparl.org/spezifikation, sections 3.8 Paper and 3.9 Consultation)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from participation.papers.models import Paper, PaperKind
from participation.papers.queries import Step
from participation.regions.models import Region

_SCHEMA = "https://schema.oparl.org/1.1"
_PAPER_TYPES = {
    PaperKind.RESOLUTION: "Beschlussvorlage",
    PaperKind.INFORMATION: "Mitteilungsvorlage",
    PaperKind.SUPPLEMENT: "Ergänzungsvorlage",
    PaperKind.MOTION: "Antrag",
}


def paper_object(session: Session, paper: Paper, steps: Sequence[Step], origin: str) -> dict[str, Any]:
    """The paper as OParl tells it; `origin` begins every address. Of a non-public body only the day is told."""
    base = f"{origin}/api/v1/papers"
    own, region = _address(base, paper.id), session.get_one(Region, paper.region_id)
    told: dict[str, Any] = {
        "id": own,
        "type": f"{_SCHEMA}/Paper",
        "body": f"{origin}/api/v1/regions#{region.slug}",
        "name": paper.subject,
        "reference": paper.number,
        "date": paper.day.isoformat(),
        "paperType": _PAPER_TYPES[paper.kind],
        "consultation": [_consultation(own, step) for step in steps],
        "created": paper.created_at.isoformat(),
        "modified": paper.changed_at.isoformat(),
        "deleted": False,
        "web": paper.link or own,
    }
    if paper.parent_id:
        told["superordinatedPaper"] = [_address(base, paper.parent_id)]
    return {name: value for name, value in told.items() if value != ""}


def _address(base: str, paper_id: object) -> str:
    return f"{base}/{paper_id}?shape=oparl"


def _consultation(own: str, step: Step) -> dict[str, Any]:
    found = step.consultation
    told: dict[str, Any] = {
        "id": f"{own}#consultation-{found.id}",
        "type": f"{_SCHEMA}/Consultation",
        "paper": own,
        "participation:meetingOn": found.meeting_on.isoformat(),
    }
    if not found.is_public:
        return told
    told["authoritative"] = step.decides
    told["role"] = "Entscheidung" if step.decides else "Vorberatung"
    told["participation:organizationName"] = step.organization.name
    if found.result is not None:
        told["participation:result"] = found.result.value
    return told
