"""Who answers for which part of a strategy: the Fachdienst, the Themenpate, partners."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from participation.core.clock import now
from participation.core.journal import record
from participation.measures.models import Responsibility
from participation.regions.actions import publish_change
from participation.regions.models import Department
from participation.strategy.models import Element, Strategy


@dataclass(frozen=True)
class Answering:
    """Who answers for an element; `partners` one by one, everything empty where nobody was named."""

    department_id: UUID | None = None
    department: str = ""
    patron: str = ""
    partners: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nobody was named."""
        return not (self.department_id or self.patron or self.partners)


def answering_for(session: Session, element_ids: Collection[UUID]) -> dict[UUID, Answering]:
    """Those of the elements for which somebody answers."""
    rows = session.exec(
        select(Responsibility, Department.name)
        .join(Department, col(Department.id) == col(Responsibility.department_id), isouter=True)
        .where(col(Responsibility.element_id).in_(element_ids))
    )
    return {
        row.element_id: Answering(row.department_id, name or "", row.patron, tuple(row.partners.splitlines()))
        for row, name in rows
    }


def set_answering(session: Session, element: Element, answering: Answering, actor_id: UUID | None) -> None:
    """Say who answers for an element; nobody takes the entry away."""
    row = session.get(Responsibility, element.id)
    if answering.is_empty:
        if row:
            session.delete(row)
    else:
        row = row or Responsibility(element_id=element.id, changed_at=now())
        row.department_id, row.patron = answering.department_id, answering.patron
        row.partners, row.changed_at = "\n".join(answering.partners), now()
        session.add(row)
    session.flush()
    region_id = session.get_one(Strategy, element.strategy_id).region_id
    details = {"department": str(answering.department_id or ""), "partners": len(answering.partners)}
    record(session, "set_responsible", "element", element.id, actor_id=actor_id, region_id=region_id, details=details)
    publish_change(session, region_id)
