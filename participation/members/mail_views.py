"""Ending the mails of a member by one click, without signing in."""

from __future__ import annotations

from sqlmodel import select
from starlette.responses import Response

from participation.members.actions import set_mail
from participation.members.models import Member
from participation.web.visit import Visit


def ask_to_stop(visit: Visit, token: str) -> Response:
    """The page behind a mail's link: one button, so that a mail scanner changes nothing."""
    return visit.render("members/stop.html", token=token, is_done=False)


def stop_mails(visit: Visit, token: str) -> Response:
    """No more mails; a link that leads to nobody answers the same."""
    member = visit.db.exec(select(Member).where(Member.token == token)).first()
    if member:
        set_mail(visit.db, member.id, wants_mail=False)
    return visit.render("members/stop.html", token=token, is_done=True)
