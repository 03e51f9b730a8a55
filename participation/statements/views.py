"""What addressees do behind their link: find their desk, read, return nil, confirm a decision, see the receipt."""

from __future__ import annotations

from uuid import uuid4

from sqlmodel import col, update
from starlette.responses import Response

from participation.core.errors import Conflict, NotFound
from participation.core.identifiers import receipt_code
from participation.procedures.days import local_day
from participation.statements.desk import Desk, desk_of, desk_page, places_at
from participation.statements.forms import StatementSheet, day_of
from participation.statements.handing_in import Receipt, confirm_decision, hand_in, open_files
from participation.statements.letters import confirmation_file, mail_confirmation
from participation.statements.links import addressee_of, code_letters
from participation.statements.models import Addressee, Statement
from participation.statements.queries import files_of, sections_of
from participation.strategy.texts import node_by_key
from participation.web.visit import Visit


def statement_entrance(visit: Visit) -> Response:
    """The form for a code from a letter."""
    return visit.render("statements/entrance.html", code="", is_unknown=False)


def enter_with_code(visit: Visit) -> Response:
    """To the desk behind the code."""
    code = visit.form.text("code")
    letters = code_letters(code) or ""
    try:
        addressee_of(visit.db, letters, visit.place.id)
    except NotFound:
        return visit.render("statements/entrance.html", status=422, code=code, is_unknown=True)
    return visit.redirect("statement_desk", token=letters)


def statement_desk(visit: Visit, token: str) -> Response:
    """What is asked, until when, and what was handed in."""
    desk = desk_of(visit, token)
    _note_opening(visit, desk.addressee)
    ids = [one.id for one in desk.statements]
    return desk_page(
        visit,
        desk,
        "statements/desk.html",
        files=files_of(visit.db, ids),
        sections=sections_of(visit.db, ids),
        places=places_at(visit, desk),
        today=local_day(visit.now),
        error="",
    )


def _note_opening(visit: Visit, addressee: Addressee) -> None:
    """Remember that the link was opened, in a short transaction of its own: the page itself only reads."""
    if addressee.opened_at is None and visit.page.method == "GET":
        opened = update(Addressee).where(col(Addressee.id) == addressee.id, col(Addressee.opened_at).is_(None))
        with visit.site.database.writing() as session:
            session.exec(opened.values(opened_at=visit.now))


def asked_text(visit: Visit, token: str) -> Response:
    """The contents of the version that the round is about."""
    desk = desk_of(visit, token)
    return desk_page(visit, desk, "statements/text.html", tree=places_at(visit, desk).tree, node=None, texts={})


def asked_part(visit: Visit, token: str, element: str) -> Response:
    """One part of it with everything below, each place with a way to write about it."""
    desk = desk_of(visit, token)
    found = places_at(visit, desk)
    return desk_page(
        visit, desk, "statements/text.html", tree=found.tree, node=node_by_key(found.tree, element), texts=found.texts
    )


def nil_return(visit: Visit, token: str) -> Response:
    """Ask whether there really is nothing to say."""
    desk = _writing_desk(visit, token)
    if desk is None:
        return visit.redirect("statement_desk", token=token)
    return desk_page(
        visit, desk, "statements/nil_return.html", minted=uuid4(), files=open_files(visit.db, desk.addressee.id)
    )


def return_nil(visit: Visit, token: str) -> Response:
    """Take the Fehlanzeige."""
    desk = desk_of(visit, token)
    if open_files(visit.db, desk.addressee.id):
        raise Conflict("Files are attached to your draft. Please remove them first, or hand in the statement.")
    return handed_in(visit, desk, StatementSheet(author=visit.form.text("author")[:200]))


def handed_in(visit: Visit, desk: Desk, sheet: StatementSheet) -> Response:
    """Hand in, confirm by mail, and answer with the receipt; whoever was slower is led to what was handed in.

    The receipt is the answer itself, without a redirect: no address ever carries its code.
    """
    secret, before = visit.form.client_id("id"), len(desk.statements)
    receipt = Receipt(local_day(visit.now))
    words = visit._("The statement is in the attached file.")
    try:
        row = hand_in(
            visit.db, desk.asked, desk.addressee, sheet, secret, places_at(visit, desk), receipt, file_words=words
        )
    except Conflict:
        return visit.redirect("statement_desk", token=desk.token)
    code = receipt_code(secret)
    if row.number > before:
        mail_confirmation(visit, visit.db, desk.asked, desk.addressee, row, code)
    return _confirmation(visit, desk, row, code)


def council_decided(visit: Visit, token: str) -> Response:
    """The council has agreed to what was handed in subject to its decision."""
    desk = desk_of(visit, token)
    problems: dict[str, tuple[str, dict[str, object]]] = {}
    day = day_of(visit.form, "decided_on", problems, required=True)
    if day is None or day > local_day(visit.now):
        return desk_page(
            visit,
            desk,
            "statements/desk.html",
            status=422,
            files=files_of(visit.db, [one.id for one in desk.statements]),
            sections=sections_of(visit.db, [one.id for one in desk.statements]),
            places=places_at(visit, desk),
            today=local_day(visit.now),
            error=visit._("Please enter the day of the decision. It cannot lie in the future."),
        )
    confirm_decision(visit.db, desk.addressee, day)
    return visit.redirect("statement_desk", token=token)


def statement_confirmation(visit: Visit, token: str) -> Response:
    """The Eingangsbestätigung as a page; the receipt code was on it only right after handing in."""
    desk = desk_of(visit, token)
    if desk.latest is None:
        return visit.redirect("statement_desk", token=token)
    return _confirmation(visit, desk, desk.latest, "")


def _confirmation(visit: Visit, desk: Desk, statement: Statement, code: str) -> Response:
    return desk_page(
        visit,
        desk,
        "statements/confirmation.html",
        statement=statement,
        code=code,
        sections=sections_of(visit.db, [statement.id])[statement.id],
        files=files_of(visit.db, [statement.id])[statement.id],
        places=places_at(visit, desk),
    )


def statement_confirmation_pdf(visit: Visit, token: str) -> Response:
    """The Eingangsbestätigung on paper; the form brings the code along where it is known."""
    desk = desk_of(visit, token)
    if desk.latest is None:
        return visit.redirect("statement_desk", token=token)
    return confirmation_file(visit, desk.asked, desk.addressee, desk.latest)


def _writing_desk(visit: Visit, token: str) -> Desk | None:
    """The desk, if there is something to hand in."""
    desk = desk_of(visit, token)
    return desk if desk.may_write else None
