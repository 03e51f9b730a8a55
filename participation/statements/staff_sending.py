"""What staff do for many addressees of a round: put them on the list, invite, remind, extend."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlmodel import col, select
from starlette.responses import Response

from participation.core.errors import Conflict
from participation.core.text import msgid
from participation.procedures.days import local_day
from participation.statements.actions import ask, extend, mark_invited, mark_reminded
from participation.statements.forms import day_of
from participation.statements.letters import Letter, fresh_letter, german_day, letters_pdf, mail, mail_link
from participation.statements.links import keep_link
from participation.statements.models import KIND_NAMES, Addressee
from participation.statements.queries import contacts
from participation.statements.rounds import Round, round_of
from participation.statements.staff_rounds import round_page
from participation.web.downloads import PDF, download
from participation.web.visit import Visit

MOST_LETTERS = 500
LONGEST_REASON = 500
NO_MAIL = msgid("No mail server is set up, so nothing can be sent by e-mail. You can print letters.")
NOBODY = msgid("There is nobody left whom this would be for.")


def choose_addressees(visit: Visit, phase: UUID) -> Response:
    """The address book, to choose who shall be asked."""
    asked = round_of(visit.db, visit.place.id, phase)
    on_list = set(visit.db.exec(select(Addressee.name).where(Addressee.phase_id == asked.id)))
    return visit.render(
        "statements/staff/choose.html",
        asked=asked,
        contacts=[one for one in contacts(visit.db, visit.place.id) if one.name not in on_list],
        kind_names=KIND_NAMES,
        is_asked=bool(on_list),
    )


def list_addressees(visit: Visit, phase: UUID) -> Response:
    """Put the chosen bodies on the list."""
    asked = round_of(visit.db, visit.place.id, phase)
    chosen = set(visit.form.many("contact"))
    found = [one for one in contacts(visit.db, visit.place.id) if str(one.id) in chosen]
    number = ask(visit.db, asked, found, visit.person_id)
    return visit.redirect("statement_round", phase=phase, getan="listed", zahl=number)


def invite_by_mail(visit: Visit, phase: UUID) -> Response:
    """A personal link to each mailbox that has not been invited yet."""
    asked = round_of(visit.db, visit.place.id, phase)
    if not visit.settings.mail_url:
        return _refused(visit, asked, "invite", NO_MAIL)
    new = [one for one in _not_invited(visit, asked) if one.email]
    if not new:
        return _refused(visit, asked, "invite", NOBODY)
    for addressee in new:
        mail_link(visit, asked, addressee, "invitation")
    mark_invited(visit.db, asked, new, "email", visit.person_id)
    return visit.redirect("statement_round", phase=phase, getan="invited", zahl=len(new))


def invite_by_letter(visit: Visit, phase: UUID) -> Response:
    """Letters for those that have not been invited; links hold as soon as the file is made, and not before."""
    asked = round_of(visit.db, visit.place.id, phase)
    new = _not_invited(visit, asked)
    if visit.form.text("whom") != "all":
        new = [one for one in new if not one.email]
    if not new:
        return _refused(visit, asked, "letters", NOBODY)
    letters = [fresh_letter(visit, asked, one) for one in new[:MOST_LETTERS]]
    return printed(visit, asked, letters, "stellungnahme-einladungen")


def printed(visit: Visit, asked: Round, letters: Sequence[Letter], name: str) -> Response:
    """The letters as a file; afterwards their links are stored and the addressees are invited."""
    by, body = visit.person_id, letters_pdf(visit, asked, letters)
    with visit.site.database.writing() as session:
        for letter in letters:
            keep_link(session, letter.addressee.id, letter.token)
            keep_link(session, letter.addressee.id, letter.code)
        ids = [letter.addressee.id for letter in letters]
        rows = session.exec(select(Addressee).where(col(Addressee.id).in_(ids))).all()
        mark_invited(session, asked, rows, "letter", by)
    return download(body, f"{name}.pdf", PDF)


def remind(visit: Visit, phase: UUID) -> Response:
    """A reminder with a new link to each mailbox that was invited and has not handed in."""
    asked = round_of(visit.db, visit.place.id, phase)
    if not visit.settings.mail_url:
        return _refused(visit, asked, "remind", NO_MAIL)
    open_ones = visit.db.exec(
        select(Addressee).where(
            Addressee.phase_id == asked.id,
            col(Addressee.invited_at).is_not(None),
            col(Addressee.received_on).is_(None),
            Addressee.email != "",
        )
    ).all()
    if not open_ones:
        return _refused(visit, asked, "remind", NOBODY)
    for addressee in open_ones:
        mail_link(visit, asked, addressee, "reminder")
    mark_reminded(visit.db, asked, open_ones, visit.person_id)
    return visit.redirect("statement_round", phase=phase, getan="reminded", zahl=len(open_ones))


def extend_for_all(visit: Visit, phase: UUID) -> Response:
    """More time for everybody that has not handed in."""
    asked = round_of(visit.db, visit.place.id, phase)
    until, problem = extension_day(visit)
    if until is None:
        return _refused(visit, asked, "until", problem)
    everybody = visit.db.exec(select(Addressee).where(Addressee.phase_id == asked.id)).all()
    reason = visit.form.text("reason")[:LONGEST_REASON]
    try:
        longer = extend(visit.db, asked, everybody, until, reason, visit.person_id)
    except Conflict as conflict:
        return _refused(visit, asked, "until", conflict.message)
    tell_of_extension(visit, asked, longer, reason)
    return visit.redirect("statement_round", phase=phase, getan="extended", zahl=len(longer))


def extension_day(visit: Visit) -> tuple[date | None, str]:
    """The new last day, or what is wrong with it."""
    problems: dict[str, tuple[str, dict[str, object]]] = {}
    until = day_of(visit.form, "until", problems, required=True)
    if until is None:
        return None, problems["until"][0]
    if until < local_day(visit.now):
        return None, msgid("The new last day lies in the past.")
    return until, ""


def tell_of_extension(visit: Visit, asked: Round, longer: Sequence[Addressee], reason: str) -> None:
    """Confirm the extension to those that were invited and have a mailbox."""
    for addressee in longer:
        if addressee.invited_at and visit.settings.mail_url:
            until = german_day(asked.deadline_of(addressee))
            mail(visit, asked, addressee, "extension", until=until, reason=reason)


def _not_invited(visit: Visit, asked: Round) -> list[Addressee]:
    chosen = select(Addressee).where(
        Addressee.phase_id == asked.id, col(Addressee.invited_at).is_(None), col(Addressee.received_on).is_(None)
    )
    return list(visit.db.exec(chosen.order_by(col(Addressee.name))))


def _refused(visit: Visit, asked: Round, field: str, sentence: str) -> Response:
    return round_page(visit, asked, status=422, errors={field: visit._(sentence)})
