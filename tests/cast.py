"""Builders: a region, its strategy, people; each sets only what a test does not care about."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

from sqlmodel import Session

from participation.accounts.models import Account, Role, RoleGrant, SignInSession
from participation.core.clock import now
from participation.core.identifiers import digest
from participation.procedures.models import Phase, PhaseKind, PhaseText, Procedure, ProcedureText
from participation.regions.actions import publish_change
from participation.regions.models import Municipality, Region, RegionKind
from participation.web.security import new_token
from tests.browser import Browser


def a_region(session: Session, slug: str = "lindenau", name: str = "Landkreis Lindenau") -> Region:
    """A made-up county with two municipalities."""
    region = Region(
        slug=slug,
        name=name,
        short_name=name.removeprefix("Landkreis "),
        kind=RegionKind.COUNTY,
        state="ST",
        key="15000",
        council="Kreistag",
        member="Kreistagsmitglied",
        primary_color="#1f5a3c",
    )
    session.add(region)
    session.flush()
    for number, town in enumerate(("Lindenau", "Marbach"), start=1):
        session.add(Municipality(region_id=region.id, ags=f"1500000{number}", name=town, sub_region="Nord"))
    session.flush()
    return region


def a_procedure(session: Session, region: Region, *kinds: PhaseKind, strategy_id: UUID | None = None) -> Procedure:
    """A procedure whose phases (all kinds unless named) are open from yesterday for a month."""
    procedure = Procedure(region_id=region.id, strategy_id=strategy_id, slug="beteiligung")
    session.add(procedure)
    session.flush()
    session.add(ProcedureText(procedure_id=procedure.id, language="de", title="Beteiligung"))
    for position, kind in enumerate(kinds or tuple(PhaseKind)):
        phase = Phase(
            procedure_id=procedure.id,
            kind=kind,
            opens_at=now() - timedelta(days=1),
            closes_at=now() + timedelta(days=30),
            position=position,
        )
        session.add(phase)
        session.flush()
        session.add(PhaseText(phase_id=phase.id, language="de", title=kind.value))
    session.flush()
    return procedure


def an_account(session: Session, role: Role, region: Region | None = None) -> Account:
    """A member of staff with one role; each is somebody else."""
    email = f"{role.value}-{uuid4().hex[:8]}@demo.example"
    account = Account(email=email, name=f"Demo {role.value}", is_demo=True, created_at=now())
    session.add(account)
    session.flush()
    session.add(RoleGrant(account_id=account.id, role=role, region_id=region.id if region else None))
    session.flush()
    return account


def signed_in(browser: Browser, role: Role, region: Region | None = None) -> Account:
    """Sign somebody in with a session of their own (the sign-in pages have their own tests)."""
    token = new_token()
    with browser.site.database.writing() as session:
        account = an_account(session, role, region)
        session.add(SignInSession(token_hash=digest(token), account_id=account.id, created_at=now(), seen_at=now()))
    browser.cookies.set("s", token)
    return account


def published(browser: Browser, session: Session, region: Region) -> None:
    """Let the running application see what a builder stored, after the session's end: call `browser.site.refresh()`."""
    publish_change(session, region.id)
    assert browser.site is not None
