"""Builders of the youth area: a body with its coordinator, codes, members on devices of their own."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

from sqlmodel import Session

from participation.accounts.models import Account, Role, SignInSession
from participation.core.clock import now
from participation.core.codes import new_code
from participation.core.identifiers import digest
from participation.procedures.days import local_day
from participation.regions.actions import publish_change
from participation.regions.models import Department, Region
from participation.threads.contributions import client_key
from participation.web.security import new_token
from participation.youth_council.codes import code_hash
from participation.youth_council.models import (
    Addressee,
    BatchKind,
    BodyVote,
    MotionState,
    Origin,
    YouthCode,
    YouthCodeBatch,
    YouthCouncil,
    YouthMember,
    YouthMotion,
)
from participation.youth_council.pseudonyms import pseudonym_key
from participation.youth_council.sessions import open_session
from participation.youth_council.voting import wording_of
from tests.browser import Browser
from tests.cast import an_account

ROOM = "/de/jugend/jugendkreistag"
OFFICE = "/de/verwaltung/jugend"
BODY = f"{OFFICE}/gremien/jugendkreistag"


def a_council(session: Session, region: Region, slug: str = "jugendkreistag") -> YouthCouncil:
    """A body with a coordinator of its own."""
    coordinator = an_account(session, Role.YOUTH_COORDINATOR, region)
    council = YouthCouncil(
        region_id=region.id, slug=slug, name=f"Demo {slug.title()}", coordinator_id=coordinator.id, rules="Seid nett."
    )
    session.add(council)
    session.flush()
    publish_change(session, region.id)
    return council


def a_code(session: Session, council: YouthCouncil, kind: BatchKind = BatchKind.MEMBER, uses: int = 1) -> str:
    """A code that can be used from now on."""
    today = local_day(now())
    batch = YouthCodeBatch(
        council_id=council.id,
        kind=kind,
        label="Klasse 8b, Demo-Schule",
        size=1,
        made_on=today,
        expires_on=today + timedelta(30),
    )
    session.add(batch)
    session.flush()
    code = new_code()
    session.add(YouthCode(batch_id=batch.id, number=1, code_hash=code_hash(code) or b"", most_uses=uses))
    session.flush()
    return code


def a_member(
    session: Session, council: YouthCouncil, pseudonym: str = "Otter", *, is_under_16: bool = False
) -> YouthMember:
    """A member who may write, unless they are under 16."""
    member = YouthMember(
        council_id=council.id,
        pseudonym=pseudonym,
        pseudonym_key=pseudonym_key(pseudonym),
        is_under_16=is_under_16,
        joined_in=local_day(now()).replace(day=1),
        code_hash=code_hash(new_code()) or b"",
    )
    session.add(member)
    session.flush()
    return member


def a_draft(session: Session, council: YouthCouncil, author: YouthMember | None = None) -> YouthMotion:
    """A draft, by a member or by the body."""
    motion = YouthMotion(
        council_id=council.id,
        key=client_key(uuid4()),
        title="Mehr Busse am Abend",
        text="Der letzte Bus soll um 22 Uhr fahren.",
        origin=Origin.MEMBER if author else Origin.BODY,
        author_id=author.id if author else None,
        created_on=local_day(now()),
    )
    session.add(motion)
    session.flush()
    return motion


def a_handed_in_motion(session: Session, council: YouthCouncil, day: date, due_on: date) -> YouthMotion:
    """A public motion that waits for its answer."""
    motion = a_draft(session, council)
    motion.state, motion.number, motion.addressee = MotionState.HANDED_IN, 1, Addressee.ADMINISTRATION
    motion.handed_in_on, motion.due_on = day, due_on
    session.add(motion)
    publish_change(session, council.region_id)
    session.flush()
    return motion


def a_carried_vote(session: Session, motion: YouthMotion) -> BodyVote:
    """The body is for the motion."""
    vote = BodyVote(
        motion_id=motion.id, voted_on=local_day(now()), votes_for=7, votes_against=1, wording=wording_of(motion)
    )
    session.add(vote)
    session.flush()
    return vote


def a_department(session: Session, region: Region) -> Department:
    """A department of the administration."""
    department = Department(region_id=region.id, name="Fachdienst Nahverkehr")
    session.add(department)
    session.flush()
    return department


def as_member(browser: Browser, member: YouthMember) -> None:
    """Hold the device of a member, and nobody else's."""
    with browser.site.database.writing() as session:
        token = open_session(session, member.id)
    browser.cookies.clear()
    browser.cookies.set("y", token)


def as_account(browser: Browser, account: Account) -> None:
    """Sit at the desk of a member of staff, and at nobody else's."""
    token = new_token()
    with browser.site.database.writing() as session:
        session.add(SignInSession(token_hash=digest(token), account_id=account.id, created_at=now(), seen_at=now()))
    browser.cookies.clear()
    browser.cookies.set("s", token)


def as_coordinator(browser: Browser, council: YouthCouncil) -> None:
    """Sit at the desk of who coordinates the body."""
    with browser.site.database.reading() as session:
        account = session.get_one(Account, council.coordinator_id)
        session.expunge(account)
    as_account(browser, account)
