"""What everybody does about a barrier: report it, without an account; and what staff do: deal with it."""

from __future__ import annotations

from functools import partial
from uuid import UUID, uuid4

from sqlmodel import col, select
from starlette.responses import Response

from participation.core.intake import Stored
from participation.pages.barriers.actions import close_report, delivery_of
from participation.pages.barriers.forms import BarrierSheet
from participation.pages.barriers.models import LONGEST_TEXT, BarrierReport
from participation.regions.accessibility import facts_of
from participation.web.languages import GERMAN
from participation.web.pages import Deliver
from participation.web.visit import Visit, page_number

PAGE = 50


def report_barrier(visit: Visit) -> Response:
    """The form."""
    return _form(visit, BarrierSheet(uuid4()))


def send_barrier(visit: Visit) -> Response | Deliver:
    """Hand a report in; the county gets a mail about it if it has named an address."""
    sheet = BarrierSheet.from_form(visit.form)
    if sheet.problems:
        return _form(visit, sheet, status=422)
    delivery = delivery_of(sheet, visit.place.id, visit.language.tag, visit.now, _mail(visit, sheet))
    return Deliver(delivery, partial(_answer, visit, sheet))


def _answer(visit: Visit, sheet: BarrierSheet, stored: Stored) -> Response:
    if stored is Stored.CONFLICT:
        return _form(visit, BarrierSheet(uuid4(), sheet.text, sheet.place, sheet.contact), status=409)
    return visit.redirect("barrier_reported")


def barrier_reported(visit: Visit) -> Response:
    """Thanks, and what happens next."""
    return visit.render("pages/barriers/reported.html")


def _mail(visit: Visit, sheet: BarrierSheet) -> tuple[str, str, str] | None:
    to = facts_of(visit.db, visit.place.id).email
    if not to:
        return None
    text = visit.site.rendering.render_text(
        GERMAN,
        "pages/barriers/report.txt",
        sheet=sheet,
        address=visit.origin + visit.url("barrier_reports", language=GERMAN.slug),
    )
    return to, visit.site.rendering.translate(GERMAN, "A barrier was reported"), text


def _form(visit: Visit, sheet: BarrierSheet, status: int = 200) -> Response:
    problems = sheet.problems if status == 422 else []  # noqa: PLR2004 - only what was checked has problems
    return visit.render(
        "pages/barriers/report.html",
        status=status,
        sheet=sheet,
        errors={field: visit._(message, **values) for field, message, values in problems},
        sent_before=status == 409,  # noqa: PLR2004
        longest=LONGEST_TEXT,
        breadcrumbs=[
            (visit._("Home"), visit.url("home")),
            (visit._("Accessibility"), visit.url("accessibility")),
            (visit._("Report a barrier"), None),
        ],
    )


def barrier_reports(visit: Visit) -> Response:
    """For staff: all reports, those first that nobody has dealt with."""
    number = page_number(visit.query)
    chosen = (
        select(BarrierReport)
        .where(BarrierReport.region_id == visit.place.id)
        .order_by(
            col(BarrierReport.handled_on).is_not(None), col(BarrierReport.received_on).desc(), col(BarrierReport.id)
        )
    )
    reports = visit.db.exec(chosen.offset((number - 1) * PAGE).limit(PAGE + 1)).all()
    return visit.render(
        "pages/barriers/staff_reports.html",
        reports=reports[:PAGE],
        has_address=bool(facts_of(visit.db, visit.place.id).email),
        **visit.pages("barrier_reports", number, len(reports) > PAGE),
    )


def close_barrier(visit: Visit, report: UUID) -> Response:
    """For staff: a report has been dealt with."""
    if visit.person:
        close_report(visit.db, visit.place.id, report, visit.person, visit.now)
    return visit.redirect("barrier_reports")
