"""Staff record a statement that did not come online: on paper, by telephone, on record, or spoken in a committee."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlmodel import Session
from starlette.responses import Response

from participation.core.errors import Conflict, Invalid
from participation.core.identifiers import receipt_code
from participation.core.journal import record
from participation.core.text import msgid
from participation.procedures.days import local_day
from participation.statements.files import ATTACHMENTS, SCANS, CheckedFile, checked_file, kept_attachment
from participation.statements.forms import NO_DATE, StatementSheet, statement_sheet
from participation.statements.handing_in import Receipt, hand_in, is_handed_in, statements_of
from participation.statements.letters import confirmation_file, mail_confirmation
from participation.statements.models import LONGEST_REFERENCE, LONGEST_SECTION, Addressee, Attachment, Statement
from participation.statements.places import places
from participation.statements.queries import addressee_in, files_of, sections_of
from participation.statements.rounds import Round, round_of
from participation.statements.uploads import forget_files
from participation.statements.ways import RECORDED_WAYS, WAY_NAMES
from participation.threads.models import Way
from participation.threads.wording import one_line
from participation.web.visit import Form, Visit

FUTURE = msgid("The day of receipt cannot lie in the future.")
NO_WAY = msgid("Please choose in which way it came.")
_KINDS = tuple(dict.fromkeys((*ATTACHMENTS, *SCANS)))
_NO_COMMITTEE = msgid("Please name the committee in which it was spoken.")
_NOTHING = msgid("Please type what was said, attach a scan, or mark it as a nil return.")


@dataclass(frozen=True)
class RecordSheet:
    """When and how it came; `problems` maps a field to an English msgid."""

    day: date | None = None
    way: str = ""
    committee: str = ""
    minutes: str = ""
    is_nil_return: bool = False
    problems: dict[str, str] = field(default_factory=dict)


def record_sheet(form: Form, today: date) -> RecordSheet:
    """What was typed; the day of receipt is today or before."""
    problems: dict[str, str] = {}
    day = form.day("received_on")
    if day is None:
        problems["received_on"] = NO_DATE
    if day and day > today:
        problems["received_on"] = FUTURE
    way, committee = form.text("way"), one_line(form.text("committee"))[:LONGEST_REFERENCE]
    if way not in {one.value for one in RECORDED_WAYS}:
        problems["way"] = NO_WAY
    if way == Way.EVENT and not committee:
        problems["committee"] = _NO_COMMITTEE
    minutes = one_line(form.text("minutes"))[:LONGEST_REFERENCE]
    return RecordSheet(day, way, committee, minutes, "nil" in form, problems)


def record_statement(visit: Visit, phase: UUID, addressee: UUID) -> Response:
    """The form."""
    asked, found = _found(visit, phase, addressee)
    if _is_done(visit, found):
        return visit.redirect("read_addressee", phase=phase, addressee=addressee)
    return _form(visit, asked, found, StatementSheet(), RecordSheet(day=local_day(visit.now)))


def save_recorded_statement(visit: Visit, phase: UUID, addressee: UUID) -> Response:
    """Store it like one that came online, in a short transaction after its file was looked at.

    The answer is the confirmation, to be printed now; no address ever carries its code.
    """
    asked, found = _found(visit, phase, addressee)
    sheet, how = statement_sheet(visit.form), record_sheet(visit.form, local_day(visit.now))
    if visit.form.text("then") == "add":
        sheet = sheet.with_section(visit.form.text("add_place"))
        return _form(visit, asked, found, sheet, RecordSheet(how.day, how.way, how.committee, how.minutes))
    file = _checked_file(visit, how)
    if not how.is_nil_return and not how.problems and not sheet.said and not file:
        how.problems["text-0"] = _NOTHING
    if how.problems or how.day is None:
        return _form(visit, asked, found, sheet, how, status=422)
    files = [kept_attachment(visit, found.id, file)] if file else []
    said = StatementSheet((), sheet.author) if how.is_nil_return else sheet
    receipt = Receipt(how.day, Way(how.way), visit.person_id, how.committee, how.minutes)
    try:
        return _recorded(visit, asked, found, said, receipt, files)
    except Conflict as problem:
        forget_files(visit, [one.stored_as for one in files])
        how.problems["text-0"] = problem.message
        return _form(visit, asked, found, sheet, how, status=409)


def _recorded(
    visit: Visit, asked: Round, found: Addressee, said: StatementSheet, receipt: Receipt, files: list[Attachment]
) -> Response:
    secret, at = visit.form.client_id("id"), places(visit, asked.version)
    code, words = receipt_code(secret), visit._("The statement is in the attached file.")
    with visit.site.database.writing() as session:
        is_again = is_handed_in(statements_of(session, found.id), str(secret))
        row = hand_in(session, asked, found, said, secret, at, receipt, file_words=words, files=files)
        if not is_again:
            _note(visit, session, row, receipt)
            if visit.settings.mail_url and "confirm" in visit.form:
                mail_confirmation(visit, session, asked, found, row, code)
        sections, kept = sections_of(session, [row.id])[row.id], files_of(session, [row.id])[row.id]
    visit.site.refresh_after(session)
    if is_again:
        forget_files(visit, [one.stored_as for one in files])
    return visit.render(
        "statements/staff/recorded.html",
        asked=asked,
        addressee=found,
        statement=row,
        code=code,
        sections=sections,
        files=kept,
    )


def _note(visit: Visit, session: Session, row: Statement, receipt: Receipt) -> None:
    details = {"way": receipt.way.value, "number": row.number}
    by = receipt.recorded_by
    record(session, "recorded", "statement", row.id, actor_id=by, region_id=visit.place.id, details=details)


def recorded_statement_pdf(visit: Visit, phase: UUID, addressee: UUID) -> Response:
    """The confirmation as a PDF; the form brings the code along."""
    asked, found = _found(visit, phase, addressee)
    latest = next(iter(statements_of(visit.db, found.id)), None)
    if latest is None:
        return visit.redirect("read_addressee", phase=phase, addressee=addressee)
    return confirmation_file(visit, asked, found, latest)


def _found(visit: Visit, phase: UUID, addressee: UUID) -> tuple[Round, Addressee]:
    asked = round_of(visit.db, visit.place.id, phase)
    return asked, addressee_in(visit.db, asked, addressee)


def _is_done(visit: Visit, found: Addressee) -> bool:
    return bool(statements_of(visit.db, found.id)) and not found.awaits_council


def _checked_file(visit: Visit, how: RecordSheet) -> CheckedFile | None:
    sent = visit.form.file("file")
    try:
        return checked_file(sent, _KINDS) if sent else None
    except Invalid as problem:
        how.problems["file"] = visit.told(problem)
        return None


def _form(
    visit: Visit, asked: Round, found: Addressee, sheet: StatementSheet, how: RecordSheet, status: int = 200
) -> Response:
    return visit.render(
        "statements/staff/record.html",
        status=status,
        asked=asked,
        addressee=found,
        sheet=sheet,
        how=how,
        errors={name: visit._(sentence) for name, sentence in how.problems.items()},
        ways=[(way.value, visit._(WAY_NAMES[way])) for way in RECORDED_WAYS],
        places=places(visit, asked.version),
        minted=visit.form.client_id("id"),
        today=local_day(visit.now),
        longest=LONGEST_SECTION,
        accept=",".join(_KINDS),
        has_mail=bool(visit.settings.mail_url),
    )
