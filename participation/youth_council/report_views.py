"""Help and worries: the numbers, a form for everybody, a flag on everything inside."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID, uuid4

from sqlmodel import Session
from starlette.responses import Response

from participation.core.errors import NotFound
from participation.procedures.days import local_day
from participation.threads.wording import says_something
from participation.web.visit import Visit
from participation.youth_council.help_lines import help_lines
from participation.youth_council.insiders import insider_of, motion_inside
from participation.youth_council.models import Amendment, YouthComment
from participation.youth_council.models.room import LONGEST_REPORT
from participation.youth_council.reporting import report, waits


def youth_help(visit: Visit) -> Response:
    """Where help is, and the form to tell us what is wrong on these pages."""
    return _page(visit)


def send_report(visit: Visit) -> Response:
    """Tell the youth moderators what worries somebody; without an account, without a name."""
    text, today = visit.form.text("text"), local_day(visit.now)
    if not says_something(text):
        return _page(visit, visit._("Something is missing here. Write a few words."), status=422)
    if len(text) > LONGEST_REPORT:
        over = len(text) - LONGEST_REPORT
        return _page(visit, visit._("This is %(n)s characters too long. Make it shorter.", n=over), status=422)
    report(visit.db, visit.place.id, visit.form.client_id("id"), today, text=text)
    return visit.redirect("youth_help", gesendet="ja", anchor="sent")


def flag_worry(visit: Visit, council: str, motion: UUID) -> Response:
    """“Das macht mir Sorgen”: point the moderators to something inside; who did is not kept."""
    insider = insider_of(visit, council)
    found = motion_inside(visit, insider, motion)
    comment = _part(visit.db, YouthComment, visit.form.text("comment"), found.id)
    amendment = _part(visit.db, Amendment, visit.form.text("amendment"), found.id)
    subject = {
        "motion_id": found.id if comment is None and amendment is None else None,
        "comment_id": comment,
        "amendment_id": amendment,
    }
    if not waits(visit.db, **subject):
        report(visit.db, visit.place.id, uuid4(), local_day(visit.now), text="", **subject)
    return visit.redirect("youth_help", gesendet="ja", anchor="sent")


def _part(session: Session, model: type[YouthComment | Amendment], chosen: str, motion_id: UUID) -> UUID | None:
    if not chosen:
        return None
    found: YouthComment | Amendment | None = None
    with suppress(ValueError):
        part_id = UUID(chosen)
        found = session.get(YouthComment, part_id) if model is YouthComment else session.get(Amendment, part_id)
    if found is None or found.motion_id != motion_id:
        raise NotFound("There is no such page.")
    return found.id


def _page(visit: Visit, error: str = "", status: int = 200) -> Response:
    return visit.render(
        "youth_council/help.html",
        status=status,
        lines=help_lines(visit),
        sent="gesendet" in visit.query,
        error=error,
        text=visit.form.text("text"),
        minted=visit.form.client_id("id"),
        longest=LONGEST_REPORT,
    )
