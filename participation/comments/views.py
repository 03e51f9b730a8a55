"""What citizens do with comments: write one, read them."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from starlette.responses import Response

from participation.comments.actions import delivery_of
from participation.comments.forms import CommentSheet, client_id
from participation.comments.models import KIND_NAMES
from participation.comments.queries import open_comment_round, public_comment
from participation.comments.subjects import subjects_of
from participation.core.errors import NotFound
from participation.core.identifiers import receipt_code, receipt_key
from participation.core.intake import Stored
from participation.strategy.passages import Passage, frozen_words, passages
from participation.threads.contributions import LONGEST_NAME, LONGEST_TEXT
from participation.web.pages import Deliver
from participation.web.visit import Visit


def new_comment(visit: Visit) -> Response:
    """The form for a comment on a thread."""
    passage = _passage(visit, visit.query.get("thread", ""))
    is_open = open_comment_round(visit.db, visit.place.id, passage.strategy_id, visit.now) is not None
    context = _form_context(visit, passage, is_open=is_open)
    return _form(visit, context, CommentSheet(client_id("")), status=200 if is_open else 403)


def send_comment(visit: Visit) -> Response | Deliver:
    """Hand a comment in."""
    passage = _passage(visit, visit.form.text("thread"))
    sheet = CommentSheet.from_form(visit.form)
    phase = open_comment_round(visit.db, visit.place.id, passage.strategy_id, visit.now)
    context = _form_context(visit, passage, is_open=phase is not None)
    if phase is None:
        return _form(visit, context, sheet, status=403)
    if sheet.problems:
        return _form(visit, context, sheet, status=422)
    delivery = delivery_of(sheet, passage, phase.phase_id, visit.language.tag, visit.now)
    return Deliver(delivery, partial(_answer, visit, context, sheet, passage))


def _answer(visit: Visit, context: dict[str, Any], sheet: CommentSheet, passage: Passage, stored: Stored) -> Response:
    if stored is Stored.CONFLICT:
        again = CommentSheet(client_id(""), sheet.kind, sheet.text, sheet.author_name)
        return _form(visit, context | {"sent_before": True}, again, status=409)
    return visit.redirect("comment_thanks", thread=passage.thread_id, code=receipt_code(sheet.client_id))


def comment_thanks(visit: Visit) -> Response:
    """The receipt code, and what happens next."""
    code = visit.query.get("code", "")
    if receipt_key(code) is None:
        return visit.redirect("follow_up")
    passage = _passage(visit, visit.query.get("thread", ""))
    return visit.render("comments/thanks.html", code=code, passage=passage)


def read_comment(visit: Visit, comment: UUID) -> Response:
    """One comment at its permanent address."""
    found = public_comment(visit.db, visit.place.id, comment)
    subject = subjects_of(visit.db, [found], visit.language.tag)[found.id]
    return visit.render("comments/comment.html", comment=found, subject=subject)


def _passage(visit: Visit, thread: str) -> Passage:
    try:
        thread_id = UUID(thread)
    except ValueError:
        raise NotFound("There is no such part of the strategy.") from None
    passage = passages(visit.db, [thread_id]).get(thread_id)
    if passage is None or passage.region_id != visit.place.id:
        raise NotFound("There is no such part of the strategy.")
    return passage


def _form_context(visit: Visit, passage: Passage, *, is_open: bool) -> dict[str, Any]:
    blocks = [passage.block_id] if passage.block_id else []
    words = frozen_words(
        visit.db, visit.language.tag, [passage.version_id], elements=[passage.element_id], blocks=blocks
    )
    return {
        "passage": passage,
        "subject_title": words.titles[passage.version_id, passage.element_id],
        "quote": words.texts.get((passage.version_id, passage.block_id)) if passage.block_id else None,
        "is_open": is_open,
        "sent_before": False,
    }


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
