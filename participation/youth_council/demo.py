"""A made-up Jugendkreistag for the demo: members, drafts, motions answered, under way, overdue; seen to be made up."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from participation.accounts.models import Account
from participation.core.clock import now
from participation.core.codes import new_code
from participation.procedures.contributed import demo_client_id
from participation.procedures.days import day_begins, local_day
from participation.regions.actions import publish_change
from participation.regions.models import Department, Region
from participation.strategy.models import Element, Strategy
from participation.threads.contributions import client_key, contribution_id
from participation.youth_council.codes import code_hash
from participation.youth_council.demo_texts import (
    ABOUT,
    AMENDED,
    COMMENTS,
    DRAFTS,
    EASY_ABOUT,
    HANDED_IN,
    PROTOCOL,
    PSEUDONYMS,
    RULES,
    DemoMotion,
)
from participation.youth_council.models import (
    Addressee,
    Amendment,
    BatchKind,
    BodyVote,
    MotionState,
    MotionStep,
    Origin,
    StepKind,
    YouthCode,
    YouthCodeBatch,
    YouthComment,
    YouthCouncil,
    YouthMeeting,
    YouthMember,
    YouthMotion,
)
from participation.youth_council.pseudonyms import pseudonym_key
from participation.youth_council.voting import wording_of

REGION, SLUG, WEEKS = "salzlandkreis", "jugendkreistag", 8
# Only the demo has codes that are written down; its pages show them.
JOIN_CODE, OWN_CODE, CLASS_CODE = "DEM0J-VGEND-START", "DEM0J-VGEND-0TTER", "DEM0J-VGEND-K1ASS"
COORDINATOR, EDITOR = "youth_coordinator@demo.example", "editor@demo.example"


def add_demo_youth(session: Session) -> int:
    """The body of the demo's county with all that it does; 0 if it is there already, or the county is not."""
    region = session.exec(select(Region).where(Region.slug == REGION)).first()
    if region is None or session.exec(select(YouthCouncil.id).where(YouthCouncil.region_id == region.id)).first():
        return 0
    today = local_day(now())
    council = YouthCouncil(
        region_id=region.id,
        slug=SLUG,
        name="Jugendkreistag Salzlandkreis (Demo)",
        term=f"{today.year} bis {today.year + 2}",
        about=ABOUT,
        easy_about=EASY_ABOUT,
        rules=RULES,
        answer_weeks=WEEKS,
        coordinator_id=session.exec(select(Account.id).where(Account.email == COORDINATOR)).first(),
    )
    session.add(council)
    session.flush()
    members = _members(session, council, today)
    _codes(session, council, today)
    meeting = YouthMeeting(council_id=council.id, held_on=today - timedelta(days=30), is_public=True, **PROTOCOL)
    session.add(meeting)
    session.flush()
    for number, motion in enumerate(HANDED_IN, start=1):
        _hand_in(session, council, motion, number, today)
    _drafts(session, council, members, today)
    publish_change(session, region.id)
    return 1


def _members(session: Session, council: YouthCouncil, today: date) -> list[YouthMember]:
    members = [
        YouthMember(
            council_id=council.id,
            pseudonym=name,
            pseudonym_key=pseudonym_key(name),
            is_under_16=is_under_16,
            consent_on=today if has_consent else None,
            joined_in=(today - timedelta(days=60)).replace(day=1),
            code_hash=code_hash(OWN_CODE if number == 0 else new_code()) or b"",
        )
        for number, (name, is_under_16, has_consent) in enumerate(PSEUDONYMS)
    ]
    session.add_all(members)
    session.flush()
    return members


def _codes(session: Session, council: YouthCouncil, today: date) -> None:
    for kind, code, label in (
        (BatchKind.MEMBER, JOIN_CODE, "Demo-Schule"),
        (BatchKind.SCHOOL_CLASS, CLASS_CODE, "Klasse 8b, Demo-Schule"),
    ):
        batch = YouthCodeBatch(
            council_id=council.id, kind=kind, label=label, size=1, made_on=today, expires_on=today + timedelta(days=365)
        )
        session.add(batch)
        session.flush()
        session.add(YouthCode(batch_id=batch.id, number=1, code_hash=code_hash(code) or b"", most_uses=1_000))


def _hand_in(session: Session, council: YouthCouncil, demo: DemoMotion, number: int, today: date) -> None:
    day = today - timedelta(days=demo.days_ago)
    motion = _motion(session, council, demo, number, day)
    motion.state, motion.number, motion.addressee = MotionState.HANDED_IN, number, Addressee(demo.addressee)
    motion.handed_in_on, motion.due_on = day, day + timedelta(weeks=WEEKS)
    session.add(motion)
    session.flush()
    steps = [MotionStep(motion_id=motion.id, kind=StepKind.HANDED_IN, step_on=day, due_on=motion.due_on)]
    if demo.department:
        motion.department_id = _department(session, council.region_id, demo.department)
        took = day + timedelta(days=3)
        steps.append(MotionStep(motion_id=motion.id, kind=StepKind.TAKEN_OVER, step_on=took, place=demo.department))
    if demo.answer:
        answered = day + timedelta(days=demo.answered_after)
        motion.answer, motion.easy_answer, motion.signed_by = demo.answer, demo.easy_answer, demo.signed_by
        motion.answered_on = answered
        steps.append(MotionStep(motion_id=motion.id, kind=StepKind.ANSWERED, step_on=answered, place=demo.signed_by))
    votes_for, against, abstained = demo.votes
    vote = BodyVote(
        motion_id=motion.id,
        voted_on=day,
        votes_for=votes_for,
        votes_against=against,
        abstained=abstained,
        wording=wording_of(motion),
    )
    session.add_all([motion, vote, *steps])


def _drafts(session: Session, council: YouthCouncil, members: list[YouthMember], today: date) -> None:
    for number, demo in enumerate(DRAFTS, start=len(HANDED_IN) + 1):
        day = today - timedelta(days=demo.days_ago)
        motion = _motion(session, council, demo, number, day)
        if demo.from_class:
            motion.origin, motion.author_label = Origin.SCHOOL_CLASS, demo.from_class
            session.add(motion)
            continue
        motion.origin, motion.author_id = Origin.MEMBER, members[0].id
        session.add(motion)
        session.flush()
        _talk(session, motion, members, day)
        ends = day_begins(today + timedelta(days=15))
        session.add(BodyVote(motion_id=motion.id, voted_on=today, closes_at=ends, wording=wording_of(motion)))


def _talk(session: Session, motion: YouthMotion, members: list[YouthMember], day: date) -> None:
    session.add_all(
        YouthComment(
            id=contribution_id(day),
            motion_id=motion.id,
            position=position,
            key=client_key(demo_client_id("youth-comment", REGION, 0, position)),
            member_id=members[who].id,
            text=text,
            written_on=day,
        )
        for position, (who, text) in enumerate(COMMENTS, start=1)
    )
    session.add(
        Amendment(
            id=contribution_id(day),
            motion_id=motion.id,
            position=1,
            key=client_key(demo_client_id("youth-amendment", REGION, 0, 1)),
            member_id=members[1].id,
            base_text=motion.text,
            text=AMENDED,
            reason="Am Wochenende sind die meisten dort.",
            proposed_on=day,
        )
    )


def _motion(session: Session, council: YouthCouncil, demo: DemoMotion, number: int, day: date) -> YouthMotion:
    return YouthMotion(
        id=contribution_id(day),
        council_id=council.id,
        key=client_key(demo_client_id("youth-motion", REGION, 0, number)),
        title=demo.title,
        text=demo.text,
        reason=demo.reason,
        element_id=_element(session, council.region_id, demo.element),
        origin=Origin.BODY,
        created_on=day,
    )


def _element(session: Session, region_id: UUID, key: str) -> UUID | None:
    if not key:
        return None
    return session.exec(
        select(Element.id)
        .join(Strategy, col(Strategy.id) == col(Element.strategy_id))
        .where(Strategy.region_id == region_id, Element.key == key)
    ).first()


def _department(session: Session, region_id: UUID, name: str) -> UUID:
    known = select(Department).where(Department.region_id == region_id, Department.name == name)
    department = session.exec(known).first() or Department(region_id=region_id, name=name)
    session.add(department)
    session.flush()
    return department.id
