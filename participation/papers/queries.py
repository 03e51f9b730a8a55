"""What others ask about papers; each function does a fixed number of queries."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from participation.core.errors import NotFound
from participation.papers.models import (
    Consultation,
    Organization,
    OrganizationKind,
    Paper,
    PaperSettings,
    PaperState,
    Result,
)
from participation.papers.names import USUAL_CHECKS
from participation.strategy.models import Strategy, Version

COUNCILS = (OrganizationKind.COUNTY_COUNCIL, OrganizationKind.MUNICIPAL_COUNCIL)
"""The bodies whose result is the decision; all others recommend."""
_SETTLED = (Result.ADOPTED, Result.AMENDED, Result.REJECTED, Result.NOTED, Result.REMOVED)


@dataclass(frozen=True)
class Step:
    """A step of the Beratungsfolge with its body."""

    consultation: Consultation
    organization: Organization

    @property
    def decides(self) -> bool:
        """Whether the body's result is the decision."""
        return self.organization.kind in COUNCILS


def settings_of(session: Session, region_id: UUID) -> PaperSettings:
    """How the region's papers look; the usual way where nobody has chosen."""
    found = session.get(PaperSettings, region_id)
    return found or PaperSettings(region_id=region_id, template="plain", checks=[dict(one) for one in USUAL_CHECKS])


def organizations_of(session: Session, region_id: UUID) -> Sequence[Organization]:
    """The bodies of a region, council by council."""
    chosen = select(Organization).where(Organization.region_id == region_id)
    in_order = (col(Organization.council), col(Organization.position), col(Organization.name))
    return session.exec(chosen.order_by(*in_order)).all()


def papers_of(session: Session, region_id: UUID, states: Collection[PaperState] = tuple(PaperState)) -> Sequence[Paper]:
    """The papers of a region in these states, the newest first."""
    chosen = select(Paper).where(Paper.region_id == region_id, col(Paper.state).in_(states))
    return session.exec(chosen.order_by(col(Paper.day).desc(), col(Paper.id).desc())).all()


def paper_by_id(session: Session, region_id: UUID, paper_id: UUID) -> Paper:
    """A paper for staff.

    Raises:
        NotFound: the region has none of that id.
    """
    found = session.get(Paper, paper_id)
    if found is None or found.region_id != region_id:
        raise NotFound("There is no such paper.")
    return found


def is_public(paper: Paper) -> bool:
    """Whether everyone may read it: released after its dispatch, also when it was withdrawn later."""
    return paper.released_at is not None


def public_paper(session: Session, paper_id: UUID, region_id: UUID | None = None) -> Paper:
    """A paper that everyone may read.

    Raises:
        NotFound: there is none.
    """
    found = session.get(Paper, paper_id)
    if found is None or not is_public(found) or (region_id is not None and found.region_id != region_id):
        raise NotFound("There is no such paper.")
    return found


def public_papers(session: Session, region_id: UUID) -> Sequence[Paper]:
    """The papers of a region that everyone may read, the newest first."""
    chosen = select(Paper).where(Paper.region_id == region_id, col(Paper.released_at).is_not(None))
    return session.exec(chosen.order_by(col(Paper.day).desc(), col(Paper.id).desc())).all()


def supplements_of(session: Session, paper_id: UUID) -> Sequence[Paper]:
    """The Ergänzungsvorlagen of a paper in the order of their numbers."""
    return session.exec(select(Paper).where(Paper.parent_id == paper_id).order_by(col(Paper.supplement))).all()


def steps_of(session: Session, paper_ids: Collection[UUID]) -> dict[UUID, list[Step]]:
    """The Beratungsfolgen of papers: paper id -> its steps, the earliest first; one query."""
    rows = session.exec(
        select(Consultation, Organization)
        .join(Organization, col(Organization.id) == col(Consultation.organization_id))
        .where(col(Consultation.paper_id).in_(paper_ids))
        .order_by(col(Consultation.meeting_on), col(Organization.position), col(Consultation.id))
    ).all()
    found: dict[UUID, list[Step]] = {paper_id: [] for paper_id in paper_ids}
    for consultation, organization in rows:
        found[consultation.paper_id].append(Step(consultation, organization))
    return found


def outcome_of(steps: Sequence[Step]) -> Result | None:
    """What the council made of a paper; in a Verbund what all councils together made of it.

    None while a council still has to decide. One that rejects decides for all, one that amends makes it amended. Where
    no council is asked at all, the last body decides.
    """
    last: dict[str, Result | None] = {}
    for step in _deciding(steps):
        last[step.organization.council or step.organization.name] = step.consultation.result
    results = set(last.values())
    if not results or not results <= set(_SETTLED):
        return None
    in_order = (Result.REJECTED, Result.REMOVED, Result.AMENDED, Result.ADOPTED, Result.NOTED)
    return next(result for result in in_order if result in results)


def public_outcome_of(steps: Sequence[Step]) -> Result | None:
    """The same for everybody: None where a body decided that meets behind closed doors."""
    return outcome_of(steps) if all(step.consultation.is_public for step in _deciding(steps)) else None


def _deciding(steps: Sequence[Step]) -> Sequence[Step]:
    return [step for step in steps if step.decides] or steps[-1:]


def strategy_of(session: Session, paper: Paper) -> tuple[Strategy, Version]:
    """The strategy and the frozen version that a paper is about."""
    version = session.get_one(Version, paper.version_id)
    return session.get_one(Strategy, version.strategy_id), version
