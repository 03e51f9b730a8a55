"""Asking for a code with an e-mail address, of which only a pseudonym stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlmodel import Session

from participation.brakes.mails import count_mail
from participation.core.clock import now
from participation.core.codes import new_code
from participation.core.text import msgid
from participation.procedures.days import local_day
from participation.surveys.audiences.entrance import AUDIENCE
from participation.surveys.audiences.forms import is_address
from participation.surveys.audiences.known import KnownAudience
from participation.surveys.audiences.own_codes import give_code
from participation.surveys.audiences.pseudonyms import pseudonym
from participation.surveys.models import Audience
from participation.web.visit import Form

MOST_FOR_AN_ADDRESS = 3
"""Mails to one address a day, whoever asks for them."""
MOST_FROM_A_NETWORK = 200
"""Mails that one network can ask for in a day; a school has fewer pupils at its computers."""
_LONGEST = 254


@dataclass(frozen=True)
class CodeRequest:
    """An address and the group for which somebody wants a code; `problems` maps a field's name to an English msgid."""

    email: str = ""
    audience: KnownAudience | None = None
    problems: dict[str, str] = field(default_factory=dict)


def code_request(form: Form, audiences: Sequence[KnownAudience]) -> CodeRequest:
    """What was asked for, where these groups take codes by e-mail; with one group nobody has to choose."""
    email, slug = form.text("email"), form.text(AUDIENCE)
    chosen = next((one for one in audiences if one.slug == slug or len(audiences) == 1), None)
    problems = {}
    if chosen is None:
        problems[AUDIENCE] = msgid("Please say for which group you answer.")
    if len(email) > _LONGEST or not is_address(email):
        problems["email"] = msgid("This is no e-mail address. It looks like name@example.org.")
    return CodeRequest(email, chosen, problems)


def mailbox(email: str) -> str:
    """The same text for all spellings of an address that reach one mailbox: capitals and a part after + are ignored."""
    name, _, domain = email.casefold().rpartition("@")
    return f"{name.partition('+')[0]}@{domain.encode('idna').decode()}"


def fresh_code_for(session: Session, audience: Audience, email: str) -> str | None:
    """A new code for an address, the one before being worth nothing from now on; needs a writing session.

    None if the address was used for answering already, or got enough mails today.
    """
    holder = pseudonym(session, audience.survey_id, "email", mailbox(email))
    if count_mail(session, "code", holder.hex(), local_day(now())) > MOST_FOR_AN_ADDRESS:
        return None
    code = new_code()
    return code if give_code(session, audience, holder, code) else None
