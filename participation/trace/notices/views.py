"""The pages of notices: leaving an address, confirming it, ending the mails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response

from participation.accounts.actions import normal_email
from participation.core.errors import Invalid, NotFound
from participation.core.identifiers import receipt_key
from participation.core.mail import post
from participation.procedures.days import local_day
from participation.trace.notices.actions import address_of, ask_for_notices, confirm, end_notices
from participation.trace.notices.digests import known_of
from participation.web.visit import Visit

if TYPE_CHECKING:
    from participation.trace.views import Tracing


def leave_address(tracing: Tracing, visit: Visit) -> Response:
    """Note the address for the contribution of the code and send the mail that asks whether it is one's own."""
    code, typed = visit.form.text("code"), visit.form.text("email")
    key = receipt_key(code)
    answer = tracing.found(visit.db, code, visit.language.tag)
    if key is None or answer is None or not visit.settings.mail_url:
        return tracing.page(visit, code, answer, 422)
    try:
        email = normal_email(typed)
    except Invalid as problem:
        error = visit.told(problem)
        return visit.render("trace/leave_address.html", status=422, code=code, email=typed, error=error)
    token = ask_for_notices(
        visit.db,
        region_id=answer[0].region_id,
        receipt_key=key,
        email=email,
        language=visit.language.tag,
        page=visit.url("follow_up"),
        today=local_day(visit.now),
    )
    if token:
        link = visit.settings.public_origin + visit.url("notice_address", token=token)
        text = visit.site.rendering.render_text(visit.language, "trace/confirm_address.txt", link=link)
        post(visit.db, email, visit._("Please confirm your e-mail address"), text)
    return visit.render("trace/address_left.html", email=email)


def notice_address(visit: Visit, token: str) -> Response:
    """The page behind a mail's link: one button, so that a mail scanner changes nothing."""
    return visit.render("trace/notice_address.html", address=address_of(visit.db, token), done="")


def decide_notices(tracing: Tracing, visit: Visit, token: str) -> Response:
    """Confirm the address, or end the mails; a mail program's own button only ends them (RFC 8058)."""
    try:
        address = address_of(visit.db, token)
    except NotFound:
        if visit.form.text("act") == "confirm":
            raise
        return visit.render("trace/notice_address.html", address=None, done="ended")
    if visit.form.text("act") != "confirm":
        end_notices(visit.db, address)
        return visit.render("trace/notice_address.html", address=None, done="ended")
    answer = tracing.of(visit.db, address.receipt_key, address.language)
    if answer is None:
        raise NotFound("This link is not valid any more. You get no mails from us.")
    confirm(visit.db, address, known_of(*answer), local_day(visit.now))
    return visit.render("trace/notice_address.html", address=address, done="confirmed")
