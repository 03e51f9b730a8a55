"""The departments of a region as editors choose them."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session, col, select

from participation.regions.models import Department
from participation.web.visit import Visit


def departments(session: Session, region_id: UUID) -> list[Department]:
    """All of a region by name, closed ones too."""
    chosen = select(Department).where(Department.region_id == region_id)
    return list(session.exec(chosen.order_by(col(Department.name))))


def active_departments(session: Session, region_id: UUID) -> list[Department]:
    """Those of a region that work can be given to, by name."""
    return [one for one in departments(session, region_id) if one.is_active]


def department_choices(visit: Visit) -> list[tuple[str, str]]:
    """Those of the visit's region for a list of choices; closed ones say so."""
    return [
        (str(one.id), one.name if one.is_active else visit._("%(name)s (closed)", name=one.name))
        for one in departments(visit.db, visit.place.id)
    ]
