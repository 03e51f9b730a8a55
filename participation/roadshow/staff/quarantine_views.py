"""The pages of the quarantine, and the upload of a queue that a device has exported."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import orjson
from starlette.responses import Response

from participation.core.errors import ParticipationError
from participation.core.intake import Stored
from participation.core.text import msgid
from participation.roadshow.arriving.batches import AGAIN, LATER, NEW, Batch, Sorted
from participation.roadshow.arriving.envelopes import Unacceptable
from participation.roadshow.arriving.rows import Sender
from participation.roadshow.models import ItemKind
from participation.roadshow.staff.quarantine import (
    Waiting,
    accept_waiting,
    content_from,
    discard,
    waiting_item,
    waiting_items,
)
from participation.roadshow.staff.stop_views import actor
from participation.roadshow.stops import stop_named, stops_of
from participation.threads.wording import one_line
from participation.web.pages import Consult
from participation.web.visit import Visit

FORMAT = "participation-queue-1"
TAKES = 20_000_000
MOST_REASON = 400
ITEM_NAMES = {
    ItemKind.SUBMISSION: msgid("Answers to a survey"),
    ItemKind.DOTS: msgid("Dots"),
    ItemKind.IDEA: msgid("Idea"),
    ItemKind.COMMENT: msgid("Comment on a part"),
    ItemKind.HEADCOUNT: msgid("Number of visitors"),
    ItemKind.MINUTES: msgid("Notes of the team"),
    ItemKind.CONVERSATION: msgid("Note of a conversation"),
    ItemKind.CARD: msgid("Card"),
    ItemKind.STICKY_DOTS: msgid("Counted sticky dots"),
    ItemKind.UNKNOWN: msgid("Unknown"),
}


def quarantine(visit: Visit) -> Response:
    """What waits for somebody to look at it."""
    return _list(visit)


def look_at_item(visit: Visit, item: UUID) -> Response:
    """One item with what is inside."""
    asked = visit.query.get("stop")
    stop = stop_named(visit.db, visit.place.id, asked) if asked else None
    waiting = waiting_item(visit.db, visit.place.id, item, stop)
    return _item(visit, waiting, dump_pretty(waiting.plain.content) if waiting.plain else "{}")


def decide_item(visit: Visit, item: UUID) -> Response:
    """Accept it, perhaps put right, or discard it with a reason."""
    asked = visit.form.text("stop")
    stop = stop_named(visit.db, visit.place.id, asked) if asked else None
    waiting = waiting_item(visit.db, visit.place.id, item, stop, locks=True)
    typed, reason = visit.form.text("content"), one_line(visit.form.text("reason"))
    if visit.form.text("decision") == "discard":
        if not reason or len(reason) > MOST_REASON:
            return _item(visit, waiting, typed, {"reason": visit._("Please say why in at most 400 characters.")}, 422)
        discard(visit.db, waiting, reason, actor(visit))
        return visit.redirect("quarantine")
    try:
        accept_waiting(visit.site, visit.db, waiting, content_from(typed), actor(visit))
    except Unacceptable as problem:
        return _item(visit, waiting, typed, {"content": visit._(problem.sentence, **problem.values)}, 422)
    return visit.redirect("quarantine")


def upload_queue(visit: Visit) -> Response | Consult:
    """Take in what a device has exported: the same way as if it had sent it itself."""
    found = _queue(visit)
    if found is None:
        return _list(visit, {"file": visit._("This is no file that a tablet has exported.")}, status=422)
    batch = Batch(visit.site, visit.db, Sender(visit.place.id, is_team=True), visit.now).sorted(found)

    async def store() -> list[Stored | ParticipationError]:
        outcomes = await asyncio.gather(
            *(visit.site.intake.store(delivery) for delivery in batch.deliveries), return_exceptions=True
        )
        return [_expected(outcome) for outcome in outcomes]

    return Consult(store, lambda stored: _uploaded(visit, batch, stored))


def _expected(outcome: Stored | BaseException) -> Stored | ParticipationError:
    if isinstance(outcome, Stored | ParticipationError):
        return outcome
    raise outcome


def _uploaded(visit: Visit, batch: Sorted, stored: Sequence[Stored | ParticipationError]) -> Response:
    told = [verdict.status for verdict in batch.verdicts(stored)]
    new, again, later = told.count(NEW), told.count(AGAIN), told.count(LATER)
    return visit.redirect("quarantine", new=new, again=again, kept=len(told) - new - again - later, later=later)


def _queue(visit: Visit) -> list[Any] | None:
    file = visit.form.file("file")
    try:
        content = orjson.loads(file[1]) if file else None
    except orjson.JSONDecodeError:
        return None
    if not isinstance(content, dict) or content.get("format") != FORMAT or not isinstance(content.get("items"), list):
        return None
    found: list[Any] = content["items"]
    return found


def dump_pretty(content: Any) -> str:
    """JSON for people: a line for each field."""
    return orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS).decode()


def _list(visit: Visit, errors: dict[str, str] | None = None, status: int = 200) -> Response:
    numbers = (visit.query.get(name, "") for name in ("new", "again", "kept", "later"))
    told = [int(text) if text.isdecimal() else 0 for text in numbers]
    titles = {
        one.stop.id: one.title for one in stops_of(visit.db, visit.place.id, visit.language.tag, public_only=False)
    }
    return visit.render(
        "roadshow/staff_quarantine.html",
        status=status,
        errors=errors or {},
        items=waiting_items(visit.db, visit.place.id),
        titles=titles,
        names=ITEM_NAMES,
        told=told if "new" in visit.query else None,
    )


def _item(
    visit: Visit, waiting: Waiting, content: str, errors: dict[str, str] | None = None, status: int = 200
) -> Response:
    found = stops_of(visit.db, visit.place.id, visit.language.tag, public_only=False)
    return visit.render(
        "roadshow/staff_item.html",
        status=status,
        errors=errors or {},
        item=waiting.item,
        is_open=waiting.plain is not None,
        content=content,
        name=ITEM_NAMES[waiting.item.kind],
        stops=[(one.stop.slug, one.title) for one in found],
        stop=waiting.stop.slug if waiting.stop else "",
        typed=visit.form.text,
    )
