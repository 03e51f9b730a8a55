"""Codes for new members and for classes: made by the coordinator, given out on paper, seen once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col, select, update
from starlette.responses import Response

from participation.core.codes import new_code
from participation.core.errors import NotFound
from participation.core.journal import record
from participation.core.text import msgid
from participation.procedures.days import local_day
from participation.threads.wording import Problem, one_line
from participation.web.downloads import PDF, download
from participation.web.languages import GERMAN
from participation.web.letters import Printed, with_code
from participation.web.pdf import pdf_of
from participation.web.qr import as_png
from participation.web.visit import Form, Visit
from participation.youth_council.codes import code_hash
from participation.youth_council.insiders import coordinated
from participation.youth_council.models import BatchKind, YouthCode, YouthCodeBatch, YouthCouncil
from participation.youth_council.wording import whole_number

MOST_CODES, MOST_PUPILS = 100, 60
LONGEST = timedelta(days=366)
KIND_NAMES = {
    BatchKind.MEMBER: (msgid("For new members"), msgid("Each code can be used once.")),
    BatchKind.SCHOOL_CLASS: (
        msgid("For a school class"),
        msgid("One code for the whole class, for so many proposals."),
    ),
}
_EACH = {BatchKind.MEMBER: ("youth_join", 1), BatchKind.SCHOOL_CLASS: ("class_proposal", 0)}


@dataclass(frozen=True)
class CodesSheet:
    """What the coordinator orders: for whom, how many, until when."""

    kind: str = BatchKind.MEMBER.value
    label: str = ""
    number: int | None = None
    expires_on: date | None = None

    @classmethod
    def from_form(cls, form: Form) -> CodesSheet:
        """What was sent."""
        number = whole_number(form.text("number"), MOST_CODES)
        return cls(form.text("kind"), one_line(form.text("label"))[:120], number, form.day("expires_on"))

    def problems(self, today: date) -> list[Problem]:
        """(field, msgid, values) of everything that has to be put right."""
        found: list[Problem] = []
        if self.kind not in set(BatchKind):
            found.append(("kind", msgid("Please choose for whom the codes are."), {}))
        if not self.label:
            found.append(("label", msgid("Please name the school or the class."), {}))
        if not self.number:
            found.append(("number", msgid("Enter a number from 1 to %(most)s."), {"most": MOST_CODES}))
        if self.expires_on is None or not today <= self.expires_on <= today + LONGEST:
            found.append(("expires_on", msgid("Please enter a day within a year from today."), {}))
        return found


def youth_codes(visit: Visit, council: str) -> Response:
    """Codes that were made, and the form for more."""
    return _page(visit, coordinated(visit, council), CodesSheet(), {})


def make_youth_codes(visit: Visit, council: str) -> Response:
    """New codes, as a sheet to cut up (PDF) or as a page to print. Nobody sees them again.

    They are stored after the sheet is made, in a transaction of their own: making it takes seconds.
    """
    body, sheet, today = coordinated(visit, council), CodesSheet.from_form(visit.form), local_day(visit.now)
    problems = sheet.problems(today)
    if problems or sheet.number is None or sheet.expires_on is None:
        errors = {field: visit._(message, **values) for field, message, values in problems}
        return _page(visit, body, sheet, errors, status=422)
    kind = BatchKind(sheet.kind)
    page, uses = _EACH[kind]
    codes = [new_code() for _ in range(sheet.number if uses else 1)]
    batch = YouthCodeBatch(
        council_id=body.id,
        kind=kind,
        label=sheet.label,
        size=len(codes),
        made_on=today,
        expires_on=sheet.expires_on,
        made_by=visit.person_id,
    )
    answer = _sheet(visit, body, batch, page, codes)
    _store(visit, body, batch, codes, uses or sheet.number)
    return answer


def _store(visit: Visit, council: YouthCouncil, batch: YouthCodeBatch, codes: list[str], uses: int) -> None:
    details = {"codes": len(codes), "kind": batch.kind.value}
    actor, region_id = batch.made_by, council.region_id
    with visit.site.database.writing() as session:
        session.add(batch)
        session.flush()
        session.add_all(
            YouthCode(batch_id=batch.id, number=number, code_hash=code_hash(code) or b"", most_uses=uses)
            for number, code in enumerate(codes, start=1)
        )
        record(session, "issued", "youth_code_batch", batch.id, actor_id=actor, region_id=region_id, details=details)


def void_youth_codes(visit: Visit, council: str, batch: UUID) -> Response:
    """Withdraw the codes of a batch that nobody has used."""
    body = coordinated(visit, council)
    found = visit.db.get(YouthCodeBatch, batch)
    if found is None or found.council_id != body.id:
        raise NotFound("There is no such batch of codes.")
    visit.db.exec(update(YouthCode).where(col(YouthCode.batch_id) == found.id).values(is_void=True))
    actor = visit.person_id
    record(visit.db, "voided", "youth_code_batch", found.id, actor_id=actor, region_id=body.region_id)
    return visit.redirect("youth_codes", council=council)


def _sheet(visit: Visit, council: YouthCouncil, batch: YouthCodeBatch, page: str, codes: list[str]) -> Response:
    address = visit.origin + visit.url(page, language=GERMAN.slug)
    printed = [Printed(number, code, as_png(with_code(address, code))) for number, code in enumerate(codes, start=1)]
    context = {"council": council, "batch": batch, "codes": printed, "address": address.partition("//")[2]}
    if visit.form.text("shape") != "pdf":
        return visit.render("youth_council/staff_sheet.html", **context)  # type: ignore[arg-type]
    html = visit.site.rendering.render_text(
        GERMAN, "youth_council/codes_sheet.html", county=visit.place.name, **context
    )
    return download(pdf_of(html), f"codes-{council.slug}.pdf", PDF)


def _page(
    visit: Visit, council: YouthCouncil, sheet: CodesSheet, errors: dict[str, str], status: int = 200
) -> Response:
    batches = visit.db.exec(
        select(YouthCodeBatch, func.sum(YouthCode.uses), func.sum(YouthCode.most_uses))
        .join(YouthCode, col(YouthCode.batch_id) == col(YouthCodeBatch.id))
        .where(YouthCodeBatch.council_id == council.id, col(YouthCode.is_void).is_(False))
        .group_by(YouthCodeBatch)  # type: ignore[arg-type]
        .order_by(col(YouthCodeBatch.made_on).desc(), col(YouthCodeBatch.id).desc())
    ).all()
    return visit.render(
        "youth_council/staff_codes.html",
        status=status,
        council=council,
        sheet=sheet,
        errors=errors,
        batches=batches,
        kinds=[(kind.value, visit._(name), visit._(hint)) for kind, (name, hint) in KIND_NAMES.items()],
        kind_names={kind: visit._(name) for kind, (name, _hint) in KIND_NAMES.items()},
        default_day=local_day(visit.now) + timedelta(days=60),
        today=local_day(visit.now),
        typed=visit.form.text,
    )
