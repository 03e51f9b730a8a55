"""Coming in by code, coming back, leaving: what makes and unmakes members."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, delete, select, update

from participation.core.codes import new_code
from participation.core.database import only_one_at_a_time
from participation.core.journal import record
from participation.core.text import msgid
from participation.threads.watched_words import stored_words, word_list
from participation.threads.wording import Problem, one_line
from participation.web.visit import Form
from participation.youth_council.codes import code_hash, usable_batch, use_code
from participation.youth_council.models import (
    Amendment,
    AmendmentState,
    BatchKind,
    MotionState,
    YouthComment,
    YouthCouncil,
    YouthMember,
    YouthMotion,
)
from participation.youth_council.pseudonyms import HURTS, problems_of_pseudonym, pseudonym_key
from participation.youth_council.sessions import close_all_sessions

UNUSABLE = msgid("This code does not work. Look at it again, or ask who gave it to you.")
_TAKEN = msgid("Somebody has this name already. Choose another one.")
_AGES = {"under_16": True, "16_or_older": False}


@dataclass(frozen=True)
class JoinSheet:
    """A filled-in form to join: code, made-up name, age band, and that the rules were read."""

    code: str = ""
    pseudonym: str = ""
    age: str = ""
    has_read_rules: bool = False
    is_sure: bool = False

    @classmethod
    def from_form(cls, form: Form) -> JoinSheet:
        """What was sent."""
        return cls(
            code=form.text("code")[:60],
            pseudonym=one_line(form.text("pseudonym")),
            age=form.text("age"),
            has_read_rules="rules" in form,
            is_sure="sure" in form,
        )

    @property
    def problems(self) -> list[Problem]:
        """(field, msgid, values) of everything that has to be put right."""
        found: list[Problem] = [("code", UNUSABLE, {})] if code_hash(self.code) is None else []
        found += problems_of_pseudonym(self.pseudonym, is_sure=self.is_sure)
        if self.age not in _AGES:
            found.append(("age", msgid("Tell us how old you are."), {}))
        if not self.has_read_rules:
            found.append(("rules", msgid("Read the rules first, and tick the box."), {}))
        return found


@dataclass(frozen=True)
class Joined:
    """A new member, and the code by which they come back; it is shown once."""

    member: YouthMember
    council: YouthCouncil
    code: str


def join(session: Session, region_id: UUID, sheet: JoinSheet, today: date) -> Joined | Problem:
    """Make a member out of a code that was not used yet, in the caller's transaction; or what stands against it."""
    batch = usable_batch(session, region_id, sheet.code, BatchKind.MEMBER, today)
    if batch is None:
        return ("code", UNUSABLE, {})
    entries = stored_words(session, region_id)
    if entries and word_list(entries).hits(sheet.pseudonym):
        return ("pseudonym", HURTS, {})
    only_one_at_a_time(session, f"youth:{batch.council_id}")
    same = select(YouthMember.id).where(
        YouthMember.council_id == batch.council_id, YouthMember.pseudonym_key == pseudonym_key(sheet.pseudonym)
    )
    if session.exec(same).first() is not None:
        return ("pseudonym", _TAKEN, {})
    if not use_code(session, sheet.code):
        return ("code", UNUSABLE, {})
    code = new_code()
    member = YouthMember(
        council_id=batch.council_id,
        pseudonym=sheet.pseudonym,
        pseudonym_key=pseudonym_key(sheet.pseudonym),
        is_under_16=_AGES[sheet.age],
        joined_in=today.replace(day=1),
        code_hash=code_hash(code) or b"",
    )
    session.add(member)
    session.flush()
    return Joined(member, session.get_one(YouthCouncil, batch.council_id), code)


def member_by_code(session: Session, region_id: UUID, code: str) -> YouthMember | None:
    """The member of the region whose personal code this is."""
    found = code_hash(code)
    if found is None:
        return None
    return session.exec(
        select(YouthMember)
        .join(YouthCouncil, col(YouthCouncil.id) == col(YouthMember.council_id))
        .where(YouthMember.code_hash == found, YouthCouncil.region_id == region_id)
    ).first()


def renew_code(session: Session, member: YouthMember) -> str:
    """A new personal code; the old one and every device that came in by it are worth nothing any more."""
    code = new_code()
    member.code_hash = code_hash(code) or b""
    session.add(member)
    close_all_sessions(session, member.id)
    return code


def remove_member(
    session: Session, council: YouthCouncil, member: YouthMember, *, keep_texts: bool, actor_id: UUID | None
) -> None:
    """Delete a member with everything that is known about them.

    Their texts stay without a name, or go: then drafts are emptied, comments and amendments deleted. What was handed in
    is the body's and stays.
    """
    if not keep_texts:
        session.exec(delete(YouthComment).where(col(YouthComment.member_id) == member.id))
        accepted = col(Amendment.state) == AmendmentState.ACCEPTED
        session.exec(update(Amendment).where(accepted, col(Amendment.member_id) == member.id).values(reason=""))
        session.exec(delete(Amendment).where(~accepted, col(Amendment.member_id) == member.id))
        drafts = (col(YouthMotion.author_id) == member.id, col(YouthMotion.state) == MotionState.DRAFT)
        own = select(YouthMotion.id).where(*drafts)  # amendments repeat the text that they change
        session.exec(update(Amendment).where(col(Amendment.motion_id).in_(own)).values(base_text="–", text="–"))
        session.exec(
            update(YouthMotion).where(*drafts).values(title="–", text="–", reason="", state=MotionState.CLOSED)
        )
    session.delete(member)
    details = {"by": "coordinator" if actor_id else "member", "kept_texts": keep_texts}
    record(
        session,
        "removed",
        "youth_member",
        actor_id=actor_id,
        subject_id=council.id,
        region_id=council.region_id,
        details=details,
    )
