"""What administrators do with the people of their region."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlmodel import col, select
from starlette.responses import Response

from participation.accounts.actions import disable_account, grant_role
from participation.accounts.models import ROLE_NAMES, Account, Role, RoleGrant
from participation.accounts.sessions import issue_link
from participation.core.errors import Invalid, NotFound
from participation.web.visit import Visit, page_number

PAGE = 50
INVITATION_LASTS = timedelta(days=3)


def people(visit: Visit) -> Response:
    """Who works in this region."""
    return _people_page(visit)


def add_person(visit: Visit) -> Response:
    """Give somebody a role here and show the one-time link to hand over."""
    role = visit.form.text("role")
    if role not in set(Role):
        return _people_page(visit, error=visit._("Please choose a role."), status=422)
    try:
        account = grant_role(
            visit.db,
            visit.form.text("email"),
            Role(role),
            visit.place.id,
            actor_id=visit.person_id,
        )
    except Invalid as problem:
        return _people_page(visit, error=visit.told(problem), status=422)
    token = issue_link(visit.db, account, INVITATION_LASTS)
    return _people_page(visit, link=visit.url("confirm_sign_in", token=token) if token else None, added=account)


def disable_person(visit: Visit, account: UUID) -> Response:
    """Close an account that belongs to this region."""
    found = visit.db.get(Account, account)
    here = select(RoleGrant).where(RoleGrant.account_id == account, RoleGrant.region_id == visit.place.id)
    if found is None or visit.person is None or visit.db.exec(here).first() is None:
        raise NotFound("There is no such account here.")
    if found.id == visit.person.id:
        return _people_page(visit, error=visit._("You cannot close your own account."), status=422)
    disable_account(visit.db, found, visit.person.id)
    return visit.redirect("people")


def _people_page(
    visit: Visit,
    *,
    error: str | None = None,
    link: str | None = None,
    added: Account | None = None,
    status: int = 200,
) -> Response:
    number = page_number(visit.query)
    rows = visit.db.exec(
        select(Account, RoleGrant)
        .join(RoleGrant, col(RoleGrant.account_id) == col(Account.id))
        .where(RoleGrant.region_id == visit.place.id)
        .order_by(col(Account.email), col(RoleGrant.role))
        .offset((number - 1) * PAGE)
        .limit(PAGE + 1)
    ).all()
    return visit.render(
        "accounts/people.html",
        status=status,
        rows=rows[:PAGE],
        **visit.pages("people", number, len(rows) > PAGE),
        role_names={role: visit._(name) for role, name in ROLE_NAMES.items()},
        error=error,
        email="" if added else visit.form.text("email"),
        chosen_role=visit.form.text("role"),
        link=link,
        added=added,
    )
