"""Reports of worries, for youth moderators and coordinators; and what may be hidden because of them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select
from starlette.responses import Response

from participation.core.errors import Conflict, NotAllowed, NotFound
from participation.core.journal import record
from participation.procedures.days import local_day
from participation.web.visit import Visit
from participation.youth_council.insiders import insider_of, motion_inside
from participation.youth_council.models import Amendment, YouthComment, YouthMotion, YouthReport
from participation.youth_council.reporting import settle

_MOST = 100


@dataclass(frozen=True)
class ShownReport:
    """A report with what it points to."""

    row: YouthReport
    subject: str = ""
    motion: YouthMotion | None = None
    can_be_hidden: bool = False


def youth_reports(visit: Visit) -> Response:
    """Reports that wait, the oldest first."""
    rows = visit.db.exec(
        select(YouthReport)
        .where(YouthReport.region_id == visit.place.id, col(YouthReport.done_on).is_(None))
        .order_by(col(YouthReport.reported_on), col(YouthReport.id))
        .limit(_MOST)
    ).all()
    return visit.render("youth_council/staff_reports.html", rows=[_shown(visit.db, row) for row in rows])


def _shown(session: Session, row: YouthReport) -> ShownReport:
    if row.comment_id:
        comment = session.get_one(YouthComment, row.comment_id)
        return ShownReport(row, comment.text, session.get_one(YouthMotion, comment.motion_id), not comment.is_hidden)
    if row.amendment_id:
        found = session.get_one(Amendment, row.amendment_id)
        return ShownReport(row, found.text, session.get_one(YouthMotion, found.motion_id), not found.is_hidden)
    if row.motion_id:
        motion = session.get_one(YouthMotion, row.motion_id)
        return ShownReport(row, f"{motion.title}\n\n{motion.text}", motion)
    return ShownReport(row)


def settle_report(visit: Visit, report: UUID) -> Response:
    """Be done with a report."""
    row = visit.db.get(YouthReport, report)
    if row is None or row.region_id != visit.place.id or visit.person is None:
        raise NotFound("There is no such page.")
    if row.done_on is not None:
        raise Conflict("Somebody has decided about this already. Please look again.")
    hide = visit.form.text("act") == "hide"
    settle(visit.db, row, local_day(visit.now), visit.person.id, hide=hide)
    return visit.redirect("youth_reports")


def hide_words(visit: Visit, council: str, motion: UUID) -> Response:
    """Inside: take a comment or a wording of somebody out of sight, or show it again."""
    insider = insider_of(visit, council)
    if not insider.may_hide:
        raise NotAllowed("Only moderators can do this.")
    found = motion_inside(visit, insider, motion)
    row = _words(visit.db, visit.form.text("comment"), visit.form.text("amendment"))
    if row is None or row.motion_id != found.id:
        raise NotFound("There is no such page.")
    row.is_hidden = visit.form.text("hidden") == "yes"
    visit.db.add(row)
    act = "hid" if row.is_hidden else "showed"
    record(visit.db, act, row.__tablename__, row.id, actor_id=insider.account_id, region_id=insider.council.region_id)
    return visit.redirect("youth_draft", council=council, motion=motion, anchor="talk")


def _words(session: Session, comment: str, amendment: str) -> YouthComment | Amendment | None:
    try:
        if comment:
            return session.get(YouthComment, UUID(comment))
        return session.get(Amendment, UUID(amendment))
    except ValueError:
        return None
