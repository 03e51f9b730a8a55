"""Who may have a consideration to do: the region's editors, and its departments."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col, or_

from participation.accounts.models import Account, Role, RoleGrant
from participation.regions.departments import active_departments
from participation.regions.models import Department


def editors(session: Session, region_id: UUID) -> list[tuple[str, str]]:
    """Id (as text) and name of everybody who may weigh in the region, by name."""
    rows = session.execute(
        select(col(Account.id), col(Account.name))
        .join(RoleGrant, col(RoleGrant.account_id) == col(Account.id))
        .where(
            col(RoleGrant.role).in_((Role.EDITOR, Role.ADMIN)),
            or_(col(RoleGrant.region_id).is_(None), col(RoleGrant.region_id) == region_id),
            col(Account.disabled_at).is_(None),
        )
        .order_by(col(Account.name), col(Account.id))
        .distinct()
    )
    return [(str(account_id), name) for account_id, name in rows]


def departments(session: Session, region_id: UUID) -> list[tuple[str, str]]:
    """Id (as text) and name of the region's active departments, by name."""
    return [(str(one.id), one.name) for one in active_departments(session, region_id)]


def names_of(session: Session, region_id: UUID) -> dict[UUID, str]:
    """Names of everybody and every department that rows of the table may name."""
    accounts = session.execute(
        select(col(Account.id), col(Account.name))
        .join(RoleGrant, col(RoleGrant.account_id) == col(Account.id))
        .where(or_(col(RoleGrant.region_id).is_(None), col(RoleGrant.region_id) == region_id))
        .distinct()
    )
    own = select(col(Department.id), col(Department.name)).where(col(Department.region_id) == region_id)
    return {each: name for rows in (accounts, session.execute(own)) for each, name in rows}
