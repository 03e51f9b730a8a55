"""The staff pages of codes: making them once, sending them by e-mail, withdrawing them, one list for a reminder."""

from __future__ import annotations

import secrets

from sqlmodel import select
from starlette.responses import Response

from participation.core.clock import now
from participation.core.errors import NotFound
from participation.core.mail import post
from participation.core.text import msgid
from participation.surveys.audiences.forms import (
    MOST_MAILS,
    MOST_PRINTED,
    MOST_PUPILS,
    CodesSheet,
    MailSheet,
    Shape,
    codes_sheet,
    mail_sheet,
)
from participation.surveys.audiences.issuing import (
    begin_batch,
    code_rows,
    draw_unused,
    fresh_codes,
    store_codes,
    void_codes,
)
from participation.surveys.audiences.letters import codes_csv, codes_pdf, invitation_mail, numbers_csv
from participation.surveys.audiences.staff_survey import StaffSurvey, audience_of, staff_survey_of
from participation.surveys.models import Admission, Audience, CodeBatch, CodeKind, InvitationCode
from participation.surveys.running import RunningSurvey, running_surveys
from participation.surveys.wording import plain
from participation.web.downloads import CSV, PDF, download
from participation.web.languages import GERMAN
from participation.web.visit import Visit

_KINDS = {
    CodeKind.PERSON: (msgid("For people"), msgid("Each code can be used once.")),
    CodeKind.SCHOOL_CLASS: (msgid("For school classes"), msgid("One code for a class, for as many pupils as you say.")),
}
_SHAPES = {
    Shape.LETTERS: (msgid("Letters (PDF)"), msgid("One page each, in German and in Leichte Sprache; up to 500.")),
    Shape.CARDS: (msgid("Cards (PDF)"), msgid("Eight small cards a page; up to 2,000.")),
    Shape.CSV: (msgid("Table (CSV)"), msgid("For a mail merge of your own: number, code and address; up to 20,000.")),
}
_NO_SERVER = msgid("No mail server is set up, so no codes can be sent by e-mail.")
UNREADY = msgid("This survey has no published questionnaire yet. Codes can be made as soon as it has one.")


def audience_codes(visit: Visit, survey: str, audience: str) -> Response:
    """The forms for new codes, on paper or by e-mail."""
    found = staff_survey_of(visit, survey)
    return _form(visit, found, _invited(visit, found, audience))


def make_codes(visit: Visit, survey: str, audience: str) -> Response:
    """New codes as a file. This is the only time that anybody sees them, so they are stored after it is made."""
    found = staff_survey_of(visit, survey)
    group, sheet, running = _invited(visit, found, audience), codes_sheet(visit.form), _running(visit, found)
    if running is None:
        sheet.problems["number"] = UNREADY
    if sheet.problems or running is None:
        return _form(visit, found, group, sheet, status=422)
    codes = fresh_codes(visit.db, found.row.id, sheet.number)
    visit.db.expunge_all()
    visit.db.rollback()  # making a document takes seconds, and nobody shall wait for it
    if sheet.shape is Shape.CSV:
        body, kind = codes_csv(visit, running, codes), "csv"
    else:
        body, kind = codes_pdf(visit, running, sheet, codes), "pdf"
    store_codes(visit.site.database, group, sheet, codes, found.actor_id)
    return _file(body, kind, f"codes-{survey}-{audience}-{codes[0].number}")


def mail_codes(visit: Visit, survey: str, audience: str) -> Response:
    """A code to each address that was pasted; addresses are not kept beside the outbox."""
    found, sheet = staff_survey_of(visit, survey), mail_sheet(visit.form)
    group, running = _invited(visit, found, audience), _running(visit, found)
    if not visit.settings.mail_url:
        sheet.problems["addresses"] = _NO_SERVER
    elif running is None:
        sheet.problems["addresses"] = UNREADY
    if sheet.problems or running is None:
        return _form(visit, found, group, mail=sheet, status=422)
    codes = fresh_codes(visit.db, found.row.id, len(sheet.addresses))
    batch = CodeBatch(
        audience_id=group.id,
        kind=CodeKind.PERSON,
        label=sheet.label,
        size=len(codes),
        made_at=now(),
        made_by=found.actor_id,
    )
    begin_batch(visit.db, group, batch, codes[0].number)
    visit.db.add_all(InvitationCode(**row) for row in code_rows(batch.id, codes, 1))
    # Nobody can tell afterwards which number went to which address of a list.
    addresses = secrets.SystemRandom().sample(sheet.addresses, len(sheet.addresses))
    for address, fresh in zip(addresses, codes, strict=True):
        subject, text = invitation_mail(visit, running, fresh.code)
        post(visit.db, address, subject, text, purpose="invitation")
    return visit.redirect("survey_audiences", survey=survey, gespeichert="ja", anchor=f"group-{audience}")


def void_batch(visit: Visit, survey: str, batch: str) -> Response:
    """Withdraw a batch, or one number of it."""
    found = staff_survey_of(visit, survey)
    row, group = _batch(visit, found, batch)
    typed = visit.form.text("number")
    if typed and not (typed.isdecimal() and len(typed) < 10):  # noqa: PLR2004 - more than there will ever be
        raise NotFound("This batch has no code with this number.")
    void_codes(visit.db, row, group, found.actor_id, int(typed) if typed else None)
    return visit.redirect("survey_audiences", survey=survey, gespeichert="ja", anchor=f"group-{group.slug}")


def unused_numbers(visit: Visit, survey: str, batch: str) -> Response:
    """The unused numbers of a batch, once."""
    found = staff_survey_of(visit, survey)
    row, group = _batch(visit, found, batch)
    numbers = draw_unused(visit.db, row, group, found.actor_id)
    return _file(numbers_csv(visit, numbers), "csv", f"erinnerung-{survey}-{group.slug}")


def _invited(visit: Visit, survey: StaffSurvey, slug: str) -> Audience:
    audience = audience_of(visit, survey, slug)
    if audience.admission is not Admission.CODES:
        raise NotFound("This group is open to everybody and needs no codes.")
    return audience


def _running(visit: Visit, survey: StaffSurvey) -> RunningSurvey | None:
    return running_surveys(visit.site).by_id.get(survey.row.id)


def _batch(visit: Visit, survey: StaffSurvey, batch: str) -> tuple[CodeBatch, Audience]:
    rows = select(CodeBatch, Audience).where(Audience.id == CodeBatch.audience_id, Audience.survey_id == survey.row.id)
    for row, audience in visit.db.exec(rows.where(CodeBatch.kind != CodeKind.OWN)):
        if str(row.id) == batch:
            return row, audience
    raise NotFound("There is no such batch of codes.")


def _file(body: bytes, kind: str, name: str) -> Response:
    return download(body, f"{name}.{kind}", CSV if kind == "csv" else PDF)


def _form(
    visit: Visit,
    survey: StaffSurvey,
    audience: Audience,
    sheet: CodesSheet | None = None,
    mail: MailSheet | None = None,
    status: int = 200,
) -> Response:
    mail = mail or MailSheet()
    problems = dict((sheet or CodesSheet()).problems) | dict(mail.problems)
    return visit.render(
        "surveys/audiences/staff/codes.html",
        status=status,
        survey=survey,
        audience=audience,
        name=plain(audience.names, visit.language.tag),
        german_name=audience.names.get(GERMAN.tag, ""),
        sheet=sheet or CodesSheet(),
        mail=mail,
        typed=visit.form.text,
        kinds=[(one.value, visit._(label), visit._(hint)) for one, (label, hint) in _KINDS.items()],
        shapes=[(one.value, visit._(label), visit._(hint)) for one, (label, hint) in _SHAPES.items()],
        most=max(MOST_PRINTED.values()),
        most_pupils=MOST_PUPILS,
        most_mails=MOST_MAILS,
        has_mail=bool(visit.settings.mail_url),
        errors=[(name, visit._(text, **mail.params)) for name, text in problems.items()],
    )
