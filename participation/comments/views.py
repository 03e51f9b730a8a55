"""What citizens do with comments: write one on a passage, and what follows when it has arrived."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import uuid4

from starlette.responses import Response

from participation.comments.actions import delivery_of
from participation.comments.crowd import SOURCE
from participation.comments.forms import CommentSheet
from participation.comments.models import KIND_NAMES
from participation.comments.reading import subject_of_place
from participation.comments.rounds import Spot, comment_rounds, open_spot, spots, timetable
from participation.core.errors import NotFound
from participation.core.identifiers import receipt_code, receipt_key, uuid_or_none
from participation.core.intake import Stored
from participation.procedures.earlier import EARLIER_CODE, asks_for_earlier, shows_earlier
from participation.procedures.intake_rules import admitted, like_another
from participation.strategy.passages import Passage, newest_passage, passages
from participation.threads.contributions import LONGEST_NAME, LONGEST_TEXT
from participation.web.languages import GERMAN
from participation.web.pages import Deliver
from participation.web.visit import Visit


def new_comment(visit: Visit) -> Response:
    """The form for a comment on a thread."""
    passage, spot = _place(visit, visit.query.get("thread", ""))
    context = _form_context(visit, passage, spot)
    return _form(visit, context, CommentSheet(uuid4()), status=200 if spot else 403)


def send_comment(visit: Visit) -> Response | Deliver:
    """Hand a comment in."""
    passage, spot = _place(visit, visit.form.text("thread"))
    sheet = CommentSheet.from_form(visit.form)
    context = _form_context(visit, passage, spot)
    if spot is None:
        return _form(visit, context, sheet, status=403)
    if sheet.problems:
        return _form(visit, context, sheet, status=422)
    delivery = delivery_of(sheet, passage, spot.round.phase_id, visit.language.tag, visit.now)
    is_known = shows_earlier(visit, delivery, visit.form.text(EARLIER_CODE))
    alike = like_another(visit.db, SOURCE, visit.place.id)
    delivery = admitted(visit.site, delivery, visit.now, is_known=is_known, similar=alike)
    return Deliver(delivery, partial(_answer, visit, context, sheet, passage))


def _answer(visit: Visit, context: dict[str, Any], sheet: CommentSheet, passage: Passage, stored: Stored) -> Response:
    if stored is Stored.CONFLICT:
        again = CommentSheet(uuid4(), sheet.kind, sheet.text, sheet.author_name)
        return _form(visit, context | {"sent_before": True}, again, status=409)
    return visit.redirect("comment_thanks", thread=passage.thread_id, code=receipt_code(sheet.client_id))


def comment_thanks(visit: Visit) -> Response:
    """The receipt code, and what happens next; `antwort` is the comment that was answered."""
    code = visit.query.get("code", "")
    if receipt_key(code) is None:
        return visit.redirect("follow_up")
    passage, _spot = _place(visit, visit.query.get("thread", ""))
    answered = uuid_or_none(visit.query.get("antwort", ""))
    return visit.render("comments/thanks.html", code=code, passage=passage, answered=answered)


def _place(visit: Visit, thread: str) -> tuple[Passage, Spot | None]:
    """What a thread is about: in the version that the open round is on, else in the newest that has it."""
    thread_id = uuid_or_none(thread)
    if thread_id is not None:
        of = comment_rounds(visit.db, visit.place.id)
        spot = open_spot(spots(visit.db, of, [thread_id]).get(thread_id, ()), visit.now)
        passage = spot.passage if spot else newest_passage(visit.db, thread_id)
        if passage is not None and passage.region_id == visit.place.id:
            return passage, spot
    raise NotFound("There is no such part of the strategy.")


def _form_context(visit: Visit, passage: Passage, spot: Spot | None) -> dict[str, Any]:
    latest = passages(visit.db, [passage.thread_id]).get(passage.thread_id)
    of = comment_rounds(visit.db, visit.place.id)
    subject = subject_of_place(visit.db, passage, visit.language.tag)
    is_present = latest is not None and latest.version_id == passage.version_id
    return {
        "passage": passage,
        "subject": subject,
        "is_older": not is_present and (latest is None or _says_else(visit, latest, passage)),
        "spot": spot,
        "timetable": timetable(of, passage.strategy_id, passage.element_id, visit.now),
        "asks_earlier": spot is not None and asks_for_earlier(visit.site, [spot.round.phase_id]),
        "sent_before": False,
    }


def _says_else(visit: Visit, latest: Passage, passage: Passage) -> bool:
    now, then = (subject_of_place(visit.db, one, GERMAN.tag) for one in (latest, passage))
    return (now.title.text, now.quote and now.quote.text) != (then.title.text, then.quote and then.quote.text)


def _form(visit: Visit, context: dict[str, Any], sheet: CommentSheet, status: int) -> Response:
    problems = sheet.problems if status == 422 else []  # noqa: PLR2004 - only what was checked has problems
    errors = {field: visit._(message, **values) for field, message, values in problems}
    return visit.render(
        "comments/new.html",
        status=status,
        sheet=sheet,
        errors=errors,
        kinds=[(kind.value, visit._(name)) for kind, name in KIND_NAMES.items()],
        longest_text=LONGEST_TEXT,
        longest_name=LONGEST_NAME,
        **context,
    )
