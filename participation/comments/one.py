"""One comment at its permanent address: read it, answer it, say that one sees it the same way, take that back."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID, uuid4

from starlette.responses import Response

from participation.comments.actions import delivery_of
from participation.comments.crowd import SOURCE
from participation.comments.forms import CommentSheet
from participation.comments.models import Comment
from participation.comments.queries import public_comment
from participation.comments.reading import can_be_supported, readable
from participation.comments.rounds import comment_rounds, open_spot, spots, timetable
from participation.comments.subjects import subjects_of
from participation.comments.support import support_id, support_of, take_back
from participation.core.errors import NotNow
from participation.core.identifiers import receipt_code, uuid_or_none
from participation.core.intake import Stored
from participation.procedures.earlier import EARLIER_CODE, asks_for_earlier, shows_earlier
from participation.procedures.intake_rules import admitted, like_another
from participation.procedures.rounds import Round, open_rounds
from participation.threads.contributions import LONGEST_NAME, LONGEST_TEXT
from participation.web.pages import Deliver
from participation.web.visit import Visit

_MOST_REPLIES = 1_000
_SUPPORTED, _TAKEN_BACK = "ja", "nein"


def read_comment(visit: Visit, comment: UUID) -> Response:
    """One comment with all its replies, and the form for a further one."""
    found = public_comment(visit.db, visit.place.id, comment)
    return _page(visit, _context(visit, found), CommentSheet(uuid4(), parent_id=found.id))


def reply_to_comment(visit: Visit, comment: UUID) -> Response | Deliver:
    """Hand a reply in; only public comments that answer no other have some."""
    found = public_comment(visit.db, visit.place.id, comment)
    sheet = CommentSheet.from_form(visit.form, found.id)
    context = _context(visit, found)
    of = comment_rounds(visit.db, visit.place.id)
    spot = open_spot(spots(visit.db, of, [found.thread_id]).get(found.thread_id, ()), visit.now)
    if spot is None or not context["shown"].can_reply:
        return _page(visit, context, sheet, status=403)
    if sheet.problems:
        return _page(visit, context, sheet, status=422)
    delivery = delivery_of(sheet, spot.passage, spot.round.phase_id, visit.language.tag, visit.now)
    is_known = shows_earlier(visit, delivery, visit.form.text(EARLIER_CODE))
    alike = like_another(visit.db, SOURCE, visit.place.id)
    delivery = admitted(visit.site, delivery, visit.now, is_known=is_known, similar=alike)
    return Deliver(delivery, partial(_answer, visit, context, sheet))


def _answer(visit: Visit, context: dict[str, Any], sheet: CommentSheet, stored: Stored) -> Response:
    found = context["shown"].comment
    if stored is Stored.REFUSED:  # it was public a moment ago
        return _page(visit, context, sheet, status=403)
    if stored is Stored.CONFLICT:
        again = CommentSheet(uuid4(), sheet.kind, sheet.text, sheet.author_name, found.id)
        return _page(visit, context, again, status=409)
    code = receipt_code(sheet.client_id)
    return visit.redirect("comment_thanks", thread=found.thread_id, code=code, antwort=found.id)


def _context(visit: Visit, found: Comment) -> dict[str, Any]:
    of = comment_rounds(visit.db, visit.place.id)
    (shown,) = readable(visit, [found], of, _MOST_REPLIES)
    when = timetable(of, found.strategy_id, found.element_id, visit.now)
    return {
        "shown": shown,
        "subject": subjects_of(visit.db, [found], visit.language.tag)[found.id],
        "timetable": when,
        "asks_earlier": when.open is not None and asks_for_earlier(visit.site, [when.open.phase_id]),
        "parent": _parent(visit, found),
        "longest_text": LONGEST_TEXT,
        "longest_name": LONGEST_NAME,
    }


def _page(visit: Visit, context: dict[str, Any], sheet: CommentSheet, status: int = 200) -> Response:
    problems = sheet.problems if status == 422 else []  # noqa: PLR2004 - only what was checked has problems
    return visit.render(
        "comments/comment.html",
        fragment="support",
        status=status,
        sheet=sheet,
        errors={field: visit._(message, **values) for field, message, values in problems},
        is_refused=status == 403,  # noqa: PLR2004 - Forbidden
        sent_before=status == 409,  # noqa: PLR2004 - Conflict
        supported=visit.query.get("unterstuetzt", ""),
        minted=_minted(visit),
        **context,
    )


def _minted(visit: Visit) -> UUID:
    """A device's stand-in for browsers without script; whoever has just used one keeps it, to be able to go back."""
    return uuid_or_none(visit.query.get("geraet", "")) or uuid4()


def _parent(visit: Visit, found: Comment) -> Comment | None:
    return public_comment(visit.db, visit.place.id, found.parent_id) if found.parent_id else None


def support_comment(visit: Visit, comment: UUID) -> Response | Deliver:
    """Say that one sees it the same way: once for each device (with script), or each time the page was opened."""
    found, one, device = _supported(visit, comment)
    open_now = open_rounds(comment_rounds(visit.db, visit.place.id), visit.now)
    delivery = support_of(support_id(device, found.id, one.phase_id), found.id, open_now, visit.now)
    answer = _back(visit, found, _SUPPORTED)
    return Deliver(delivery, lambda _stored: answer)


def take_support_back(visit: Visit, comment: UUID) -> Response:
    """Say that one does not see it the same way after all; doing it again changes nothing."""
    found, one, device = _supported(visit, comment)
    take_back(visit.db, support_id(device, found.id, one.phase_id), found.id)
    return _back(visit, found, _TAKEN_BACK)


def _supported(visit: Visit, comment: UUID) -> tuple[Comment, Round, UUID]:
    found = public_comment(visit.db, visit.place.id, comment)
    open_now = open_rounds(comment_rounds(visit.db, visit.place.id), visit.now)
    one = next((round_ for round_ in open_now if can_be_supported(found, [round_])), None)
    if one is None or not found.is_public:
        raise NotNow("Comments cannot be supported at the moment.")
    return found, one, visit.form.client_id("device", "minted")


def _back(visit: Visit, found: Comment, supported: str) -> Response:
    # Without script the stand-in goes along, or nobody could take the support back.
    minted = None if visit.form.text("device") else visit.form.text("minted") or None
    return visit.redirect("read_comment", comment=found.id, unterstuetzt=supported, geraet=minted, anchor="support")
