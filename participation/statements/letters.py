"""Mails and letters to addressees, in German: invitation, reminder, extension, confirmation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel.dates import format_date
from sqlmodel import Session
from starlette.responses import Response

from participation.core.identifiers import receipt_key
from participation.core.mail import post
from participation.statements.links import fresh_code, fresh_link, keep_link
from participation.statements.models import Addressee, Statement
from participation.statements.queries import files_of, sections_of
from participation.statements.rounds import Round
from participation.web.downloads import PDF, download
from participation.web.languages import GERMAN
from participation.web.pdf import pdf_of
from participation.web.qr import as_png
from participation.web.visit import Visit

PURPOSE = "statements"
_MAILS = {
    "invitation": "statements/mail/invitation.txt",
    "reminder": "statements/mail/reminder.txt",
    "extension": "statements/mail/extension.txt",
    "confirmation": "statements/mail/confirmation.txt",
}


@dataclass(frozen=True)
class Letter:
    """An invitation on paper: whom to, the link, the code to type instead, the picture with the whole link."""

    addressee: Addressee
    token: str
    code: str
    picture: str
    last_day: str


def address_of(visit: Visit, token: str) -> str:
    """The whole personal link."""
    return visit.origin + visit.url("statement_desk", language=GERMAN.slug, token=token)


def entrance(visit: Visit) -> str:
    """The address at which a code is typed."""
    return visit.origin + visit.url("statement_entrance", language=GERMAN.slug)


def german_day(day: date) -> str:
    """A day written out."""
    return format_date(day, "long", locale=GERMAN.locale)


def mail(
    visit: Visit, asked: Round, addressee: Addressee, occasion: str, *, session: Session | None = None, **words: Any
) -> bool:
    """Put a mail to the addressee into the outbox, in the caller's transaction; False if there is no mailbox.

    Args:
        visit: for addresses and the language.
        session: a writing session where it is not the visit's.
        asked: the round.
        addressee: whom it goes to.
        occasion: invitation, reminder, extension or confirmation.
        words: what else the template says.
    """
    if not addressee.email:
        return False
    text = visit.site.rendering.render_text(
        GERMAN,
        _MAILS[occasion],
        county=visit.place.name,
        round=asked,
        addressee=addressee,
        last_day=german_day(asked.deadline_of(addressee)),
        **words,
    )
    subject, _, body = text.strip().partition("\n")
    post(session or visit.db, addressee.email, subject.strip(), body.strip() + "\n", purpose=PURPOSE)
    return True


def mail_link(visit: Visit, asked: Round, addressee: Addressee, occasion: str) -> bool:
    """A mail with a new personal link; earlier ones go on working."""
    if not addressee.email:
        return False
    token = fresh_link()
    keep_link(visit.db, addressee.id, token)
    return mail(visit, asked, addressee, occasion, address=address_of(visit, token))


def mail_confirmation(
    visit: Visit, session: Session, asked: Round, addressee: Addressee, statement: Statement, code: str
) -> bool:
    """The Eingangsbestätigung with the receipt code, in the transaction of a writing session."""
    words = {"statement": statement, "code": code, "follow_up": _follow_up(visit)}
    return mail(visit, asked, addressee, "confirmation", session=session, **words)


def fresh_letter(visit: Visit, asked: Round, addressee: Addressee) -> Letter:
    """An invitation on paper with a link and a code that are not stored yet."""
    token = fresh_link()
    picture = as_png(address_of(visit, token))
    return Letter(addressee, token, fresh_code(), picture, german_day(asked.deadline_of(addressee)))


def letters_pdf(visit: Visit, asked: Round, letters: Sequence[Letter]) -> bytes:
    """Invitations on paper, a page each, with the link as a QR code and the code to type; takes seconds.

    Raises:
        NoPdf: this machine cannot make it; nothing may be stored then.
    """
    html = visit.site.rendering.render_text(
        GERMAN,
        "statements/letters.html",
        county=visit.place.name,
        round=asked,
        letters=letters,
        entrance=entrance(visit).partition("//")[2],
    )
    return pdf_of(html)


def confirmation_file(visit: Visit, asked: Round, addressee: Addressee, statement: Statement) -> Response:
    """The Eingangsbestätigung on paper, with the receipt code if the form brought that of this statement along.

    Raises:
        NoPdf: this machine cannot make it.
    """
    code = visit.form.text("code")
    html = visit.site.rendering.render_text(
        GERMAN,
        "statements/confirmation_document.html",
        county=visit.place.name,
        follow_up=_follow_up(visit).partition("//")[2],
        asked=asked,
        addressee=addressee,
        statement=statement,
        code=code if receipt_key(code) == bytes(statement.receipt_key) else "",
        sections=sections_of(visit.db, [statement.id])[statement.id],
        files=files_of(visit.db, [statement.id])[statement.id],
    )
    return download(pdf_of(html), "eingangsbestaetigung.pdf", PDF)


def _follow_up(visit: Visit) -> str:
    return visit.origin + visit.url("follow_up", language=GERMAN.slug)
