"""The staff page of one addressee: what it handed in, its deadline, its links."""

from __future__ import annotations

from uuid import UUID

from starlette.responses import Response

from participation.core.errors import Conflict, NotFound
from participation.core.journal import record
from participation.core.text import msgid
from participation.procedures.days import local_day
from participation.statements.actions import extend, mark_invited, release, take_off
from participation.statements.forms import day_of
from participation.statements.handing_in import confirm_decision, draft_of, open_files, statements_of
from participation.statements.letters import fresh_letter, mail_link
from participation.statements.links import forget_links
from participation.statements.models import KIND_NAMES, Addressee, Statement
from participation.statements.places import places
from participation.statements.queries import addressee_in, extensions, files_of, sections_of
from participation.statements.rounds import Round, round_of
from participation.statements.staff_rounds import NAMES
from participation.statements.staff_sending import LONGEST_REASON, NO_MAIL, extension_day, printed, tell_of_extension
from participation.statements.standing import marks_of, standing_of
from participation.statements.ways import WAY_NAMES
from participation.web.visit import Visit

_NO_MAILBOX = msgid("This body has no mailbox. You can print a letter.")
_FUTURE = msgid("Please enter the day of the decision. It cannot lie in the future.")


def read_addressee(visit: Visit, phase: UUID, addressee: UUID) -> Response:
    """Everything about it."""
    return _page(visit, *_found(visit, phase, addressee))


def find_statement(visit: Visit, statement: UUID) -> Response:
    """To the body that has made a statement."""
    found = visit.db.get(Statement, statement)
    if found is None or found.region_id != visit.place.id:
        raise NotFound("There is no such statement.")
    anchor = f"statement-{found.number}"
    return visit.redirect("read_addressee", phase=found.phase_id, addressee=found.addressee_id, anchor=anchor)


def extend_deadline(visit: Visit, phase: UUID, addressee: UUID) -> Response:
    """More time for this one."""
    asked, found = _found(visit, phase, addressee)
    until, problem = extension_day(visit)
    if until is None:
        return _page(visit, asked, found, {"until": visit._(problem)})
    reason = visit.form.text("reason")[:LONGEST_REASON]
    try:
        longer = extend(visit.db, asked, [found], until, reason, visit.person_id)
    except Conflict as conflict:
        return _page(visit, asked, found, {"until": visit.told(conflict)})
    tell_of_extension(visit, asked, longer, reason)
    return _back(visit, asked, found)


def send_link(visit: Visit, phase: UUID, addressee: UUID) -> Response:
    """Another mail with a new link."""
    asked, found = _found(visit, phase, addressee)
    if not visit.settings.mail_url or not found.email:
        sentence = NO_MAIL if found.email else _NO_MAILBOX
        return _page(visit, asked, found, {"link": visit._(sentence)})
    mail_link(visit, asked, found, "invitation")
    mark_invited(visit.db, asked, [found], "email", visit.person_id)
    return _back(visit, asked, found)


def print_link(visit: Visit, phase: UUID, addressee: UUID) -> Response:
    """A letter with a new link and code."""
    asked, found = _found(visit, phase, addressee)
    return printed(visit, asked, [fresh_letter(visit, asked, found)], "stellungnahme-einladung")


def block_links(visit: Visit, phase: UUID, addressee: UUID) -> Response:
    """Let no link of this body work any more; a new one can be sent."""
    asked, found = _found(visit, phase, addressee)
    forget_links(visit.db, found.id)
    record(visit.db, "blocked links", "addressee", found.id, actor_id=visit.person_id, region_id=visit.place.id)
    return _back(visit, asked, found)


def remove_addressee(visit: Visit, phase: UUID, addressee: UUID) -> Response:
    """Take it off the list, if it has not been invited."""
    asked, found = _found(visit, phase, addressee)
    try:
        take_off(visit.db, asked, found, visit.person_id)
    except Conflict as conflict:
        return _page(visit, asked, found, {"remove": visit.told(conflict)})
    return visit.redirect("statement_round", phase=phase)


def note_decision(visit: Visit, phase: UUID, addressee: UUID) -> Response:
    """The council has agreed to the statement, as the body told the county."""
    asked, found = _found(visit, phase, addressee)
    problems: dict[str, tuple[str, dict[str, object]]] = {}
    day = day_of(visit.form, "decided_on", problems, required=True)
    if day is None or day > local_day(visit.now):
        return _page(visit, asked, found, {"decided_on": visit._(_FUTURE)})
    confirm_decision(visit.db, found, day)
    record(visit.db, "confirmed", "statement", found.id, actor_id=visit.person_id, region_id=visit.place.id)
    return _back(visit, asked, found)


def release_statement(visit: Visit, phase: UUID, addressee: UUID) -> Response:
    """Publish a statement with its files."""
    asked, found = _found(visit, phase, addressee)
    wanted = visit.form.text("statement")
    statement = next((one for one in statements_of(visit.db, found.id) if str(one.id) == wanted), None)
    if statement is None:
        raise NotFound("There is no such statement.")
    release(visit.db, asked, statement, visit.person_id)
    return _back(visit, asked, found)


def _found(visit: Visit, phase: UUID, addressee: UUID) -> tuple[Round, Addressee]:
    asked = round_of(visit.db, visit.place.id, phase)
    return asked, addressee_in(visit.db, asked, addressee)


def _back(visit: Visit, asked: Round, found: Addressee) -> Response:
    return visit.redirect("read_addressee", phase=asked.id, addressee=found.id, gespeichert="ja")


def _page(visit: Visit, asked: Round, found: Addressee, errors: dict[str, str] | None = None) -> Response:
    statements = statements_of(visit.db, found.id)
    ids = [one.id for one in statements]
    return visit.render(
        "statements/staff/addressee.html",
        status=422 if errors else 200,
        asked=asked,
        addressee=found,
        standing=standing_of(found),
        marks=marks_of(found, asked.last_day, local_day(visit.now)),
        names=NAMES,
        kind_names=KIND_NAMES,
        way_names=WAY_NAMES,
        statements=statements,
        sections=sections_of(visit.db, ids),
        files=files_of(visit.db, ids),
        draft_sections=len(draft_of(visit.db, found).said) if found.drafted_at else 0,
        draft_files=len(open_files(visit.db, found.id)),
        extensions=extensions(visit.db, found.id),
        places=places(visit, asked.version),
        errors=errors or {},
        typed=visit.form.text,
        has_mail=bool(visit.settings.mail_url),
        is_saved=visit.query.get("gespeichert") == "ja",
    )
