"""Who may answer: the audience that somebody says they belong to, or that their code belongs to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sqlmodel import Session, col, select

from participation.core.identifiers import digest
from participation.core.intake import Claim
from participation.core.text import msgid
from participation.surveys.audiences.codes import code_hash, use_of
from participation.surveys.audiences.known import Audiences, KnownAudience
from participation.surveys.models import Admission, Audience, CodeBatch, InvitationCode, Submission
from participation.surveys.running import RunningSurvey


class Reason(StrEnum):
    """Why somebody is not admitted."""

    UNKNOWN_AUDIENCE = "unknown_audience"
    CHOOSE_AUDIENCE = "choose_audience"
    CODE_NEEDED = "code_needed"
    EMAIL_NEEDED = "email_needed"
    SIGN_IN_NEEDED = "sign_in_needed"
    UNKNOWN_CODE = "unknown_code"
    OTHER_AUDIENCE = "other_audience"


SENTENCES = {
    Reason.UNKNOWN_AUDIENCE: msgid("This survey does not ask the group that was named."),
    Reason.CHOOSE_AUDIENCE: msgid("Please say for which group you answer."),
    Reason.CODE_NEEDED: msgid("This needs a code. Please enter the code from your invitation."),
    Reason.EMAIL_NEEDED: msgid("This needs a code. Please ask for one by e-mail and enter it here."),
    Reason.SIGN_IN_NEEDED: msgid("Please sign in before you answer."),
    Reason.UNKNOWN_CODE: msgid("We do not know this code. Please compare it with your invitation letter by letter."),
    Reason.OTHER_AUDIENCE: msgid("This code belongs to another group than the one that was named."),
}
_NEEDED = {
    Admission.CODES: Reason.CODE_NEEDED,
    Admission.EMAIL: Reason.EMAIL_NEEDED,
    Admission.SIGN_IN: Reason.SIGN_IN_NEEDED,
}
_OF_CODE = frozenset({*_NEEDED.values(), Reason.UNKNOWN_CODE, Reason.OTHER_AUDIENCE})


@dataclass(frozen=True)
class Refused:
    """Somebody is not admitted."""

    reason: Reason

    @property
    def is_about_code(self) -> bool:
        """Whether the code is what is wrong, not the group."""
        return self.reason in _OF_CODE

    def sentence(self, translate: Callable[[str], str]) -> str:
        """What to do about it, for the person."""
        return translate(SENTENCES[self.reason])


@dataclass(frozen=True)
class Admitted:
    """Somebody may answer: for which audience, which questions they are not asked, what their answers use up."""

    audience: str = ""
    left_out: frozenset[str] = frozenset()
    claims: tuple[Claim, ...] = ()
    is_used_up: bool = False
    """The code admits nobody any more: only a sheet that is stored already may come again."""
    is_void: bool = False
    """It was withdrawn."""


def admission(session: Session | None, survey: RunningSurvey, audience: str = "", code: str = "") -> Admitted | Refused:
    """Whether somebody may answer, as far as can be said before their sheet is stored.

    Args:
        session: a reading session; needed where there is a code.
        survey: what they want to answer.
        audience: the slug of the group they say they belong to; empty is the first open one.
        code: an invitation code as it was typed; the audience follows from it.
    """
    if code and session is not None:
        return _by_code(session, survey, audience, code)
    audiences = survey.audiences
    if not audience and audiences.need_code:
        return Refused(_least_needed(audiences))
    if not audience:
        return _member(audiences.open[0]) if audiences.open else Admitted()
    chosen = audiences.named(audience)
    if chosen is None:
        return Refused(Reason.UNKNOWN_AUDIENCE)
    return _member(chosen) if chosen.is_open else Refused(_NEEDED[chosen.admission])


def _least_needed(audiences: Audiences) -> Reason:
    """What is asked of somebody who said no group: an invitation, where there are invitations."""
    ways = {one.admission for one in audiences.all}
    return next(reason for admission, reason in _NEEDED.items() if admission in ways)


def is_known(session: Session, client_id: UUID) -> bool:
    """Whether a sheet with this id is stored: whoever sends it again is told so, and not that their code is used."""
    return session.exec(select(Submission.id).where(Submission.key == digest(str(client_id)))).first() is not None


def _member(audience: KnownAudience) -> Admitted:
    return Admitted(audience.slug, audience.left_out)


def _by_code(session: Session, survey: RunningSurvey, audience: str, code: str) -> Admitted | Refused:
    key = code_hash(code)
    found = _code(session, survey, key) if key else None
    if key is None or found is None:
        return Refused(Reason.UNKNOWN_CODE)
    invitation, slug = found
    belongs_to = survey.audiences.named(slug)
    if belongs_to is None:
        return Refused(Reason.UNKNOWN_CODE)
    if audience and audience != slug:
        return Refused(Reason.OTHER_AUDIENCE)
    return Admitted(
        audience=slug,
        left_out=belongs_to.left_out,
        claims=(use_of(key),),
        is_used_up=invitation.is_void or invitation.uses >= invitation.most_uses,
        is_void=invitation.is_void,
    )


def _code(session: Session, survey: RunningSurvey, key: bytes) -> tuple[InvitationCode, str] | None:
    return session.exec(
        select(InvitationCode, Audience.slug)
        .join(CodeBatch, col(CodeBatch.id) == col(InvitationCode.batch_id))
        .join(Audience, col(Audience.id) == col(CodeBatch.audience_id))
        .where(
            InvitationCode.code_hash == key,
            Audience.survey_id == survey.id,
        )
    ).first()
