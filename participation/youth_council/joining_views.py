"""Coming in: join by code, come back by one's own code, sign out; and school classes, who propose without joining."""

from __future__ import annotations

from starlette.responses import Response

from participation.core.database import only_one_at_a_time
from participation.procedures.days import local_day
from participation.web.visit import Visit
from participation.youth_council.codes import usable_batch, use_code
from participation.youth_council.drafting import propose, sent_before
from participation.youth_council.joining import UNUSABLE, Joined, JoinSheet, join, member_by_code
from participation.youth_council.models import BatchKind, YouthCouncil
from participation.youth_council.models.motions import LONGEST_REASON, LONGEST_TITLE, LONGEST_WORDS
from participation.youth_council.pseudonyms import looks_real
from participation.youth_council.sessions import COOKIE, LASTS, close_session, open_session
from participation.youth_council.wording import MotionSheet, in_words


def youth_join(visit: Visit) -> Response:
    """The form to join; a QR code brings the code along."""
    return _join_page(visit, JoinSheet(code=visit.query.get("code", "")[:60]), {})


def join_body(visit: Visit) -> Response:
    """Become a member, and see one's own code once."""
    sheet = JoinSheet.from_form(visit.form)
    problems = sheet.problems
    if not problems:
        joined = join(visit.db, visit.place.id, sheet, local_day(visit.now))
        if isinstance(joined, Joined):
            _come_in(visit, open_session(visit.db, joined.member.id))
            return visit.render("youth_council/joined.html", joined=joined, council=joined.council)
        problems = [joined]
    return _join_page(visit, sheet, in_words(problems, visit._), status=422)


def youth_return(visit: Visit) -> Response:
    """The form for one's own code."""
    return visit.render("youth_council/return.html", errors={}, code="", back=visit.query.get("weiter", ""))


def return_by_code(visit: Visit) -> Response:
    """Come back on this device."""
    code, back = visit.form.text("code")[:60], visit.form.text("weiter")
    member = member_by_code(visit.db, visit.place.id, code)
    if member is None:
        errors = {"code": visit._(UNUSABLE)}
        return visit.render("youth_council/return.html", status=422, errors=errors, code=code, back=back)
    _come_in(visit, open_session(visit.db, member.id))
    council = visit.db.get_one(YouthCouncil, member.council_id)
    return visit.redirect_to(back or visit.url("youth_room", council=council.slug))


def youth_sign_out(visit: Visit) -> Response:
    """Sign out on this device."""
    if token := visit.cookie(COOKIE):
        close_session(visit.db, token)
    visit.cookies.append((COOKIE, "", 0))
    return visit.redirect("youth")


def class_proposal(visit: Visit) -> Response:
    """The form for a school class."""
    return _class_page(visit, MotionSheet.from_form(visit.form), visit.query.get("code", "")[:60], {})


def send_class_proposal(visit: Visit) -> Response:
    """Propose something to a body in a class's name."""
    sheet, code, today = MotionSheet.from_form(visit.form), visit.form.text("code")[:60], local_day(visit.now)
    errors = in_words(sheet.problems, visit._)
    batch = usable_batch(visit.db, visit.place.id, code, BatchKind.SCHOOL_CLASS, today)
    if batch is None:
        errors = {"code": visit._(UNUSABLE)} | errors
    if errors or batch is None:
        return _class_page(visit, sheet, code, errors, status=422)
    only_one_at_a_time(visit.db, f"youth:{batch.council_id}")
    if sent_before(visit.db, sheet.client_id) is None and not use_code(visit.db, code):
        return _class_page(visit, sheet, code, {"code": visit._(UNUSABLE)}, status=422)
    propose(visit.db, batch.council_id, sheet, None, batch.label, today)
    council = visit.db.get_one(YouthCouncil, batch.council_id)
    return visit.render("youth_council/class_thanks.html", council=council, label=batch.label)


def _come_in(visit: Visit, token: str) -> None:
    visit.cookies.append((COOKIE, token, int(LASTS.total_seconds())))


def _join_page(visit: Visit, sheet: JoinSheet, errors: dict[str, str], status: int = 200) -> Response:
    asks = bool(sheet.pseudonym) and looks_real(sheet.pseudonym)
    return visit.render("youth_council/join.html", status=status, sheet=sheet, errors=errors, asks=asks)


def _class_page(visit: Visit, sheet: MotionSheet, code: str, errors: dict[str, str], status: int = 200) -> Response:
    longest = {"title": LONGEST_TITLE, "text": LONGEST_WORDS, "reason": LONGEST_REASON}
    return visit.render(
        "youth_council/class.html", status=status, sheet=sheet, code=code, errors=errors, longest=longest
    )
