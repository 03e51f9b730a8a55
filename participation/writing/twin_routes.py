"""The pages around twins: worklist, one twin, the checker's report, reviews, the bureau."""

from __future__ import annotations

from participation.accounts.access import any_staff, staff
from participation.accounts.models import Role
from participation.web.pages import Page, page
from participation.writing.bureau import views as bureau
from participation.writing.bureau.documents import TAKES
from participation.writing.findings import report_views as report
from participation.writing.findings import views as findings
from participation.writing.reviews import views as reviews
from participation.writing.twins import views as twins

_EDITORS = staff(Role.EDITOR)
_TWINS = "/verwaltung/zwillinge/{strategy}"
_REPORT = "/verwaltung/pruefbericht/{strategy}"
_REVIEWS = "/verwaltung/pruefgruppen/{strategy}"
_REVIEW = f"{_REVIEWS}/{{review:uuid}}"
_BUREAU = "/verwaltung/uebersetzung/{strategy}"
_RETURN = f"{_BUREAU}/{{returned:uuid}}"
_TWIN = f"{_TWINS}/{{element}}/{{block}}"


def pages(open_on: twins.OpenOn) -> tuple[Page, ...]:
    """The pages; `open_on` tells which elements of a strategy people are asked about now."""
    return (
        page(f"{_TWINS}/", twins.worklist_page(open_on), only=_EDITORS, name="twin_worklist"),
        page(_TWIN, twins.read_twin, only=_EDITORS),
        page(_TWIN, twins.judge_twin, only=_EDITORS, method="POST"),
        page(f"{_TWIN}/pruefen", findings.check_twin, only=_EDITORS, method="POST", in_parts=True),
        page(f"{_TWIN}/hinweise", findings.dismiss_finding, only=_EDITORS, method="POST"),
        page(f"{_REVIEWS}/", reviews.reviews, only=_EDITORS),
        page(f"{_REVIEWS}/", reviews.start_review, only=_EDITORS, method="POST"),
        page(_REVIEW, reviews.read_review, only=_EDITORS),
        page(_REVIEW, reviews.note_remark, only=_EDITORS, method="POST"),
        page(f"{_REVIEW}/erledigt", reviews.settle_remark, only=_EDITORS, method="POST"),
        page(f"{_REVIEW}/abschluss", reviews.conclude_review, only=_EDITORS, method="POST"),
        page(f"{_BUREAU}/", bureau.bureau, only=_EDITORS),
        page(f"{_BUREAU}/senden", bureau.send_to_bureau, only=_EDITORS, method="POST", in_parts=True),
        page(f"{_BUREAU}/", bureau.receive_document, only=_EDITORS, method="POST", in_parts=True, takes=TAKES),
        page(_RETURN, bureau.read_return, only=_EDITORS),
        page(_RETURN, bureau.take_rows, only=_EDITORS, method="POST", in_parts=True),
        page(f"{_RETURN}/fertig", bureau.finish_return, only=_EDITORS, method="POST"),
        page("/verwaltung/sprache-pruefen", findings.check_words, only=any_staff, method="POST", in_parts=True),
        page(_REPORT, report.read_report, only=_EDITORS),
        page(f"{_REPORT}/hinweise.csv", report.report_csv, only=_EDITORS),
        page(f"{_TWIN}/stand", twins.move_twin, only=_EDITORS, method="POST"),
    )
