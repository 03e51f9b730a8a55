"""Lists of public comments: the page with its filters, the page of one thread, and the feed."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import timedelta
from typing import Any
from uuid import UUID

from starlette.responses import Response

from participation.comments.choices import EARLIER, choices_of
from participation.comments.models import KIND_NAMES, CommentKind
from participation.comments.paging import ORDER_NAMES, Cursor, Order, Scope, comment_page, cursor_of
from participation.comments.queries import count_of, newest_comments
from participation.comments.reading import readable, subject_of_place
from participation.comments.rounds import comment_rounds, open_spot, spots, timetable
from participation.comments.subjects import subjects_of
from participation.core.errors import NotFound
from participation.procedures.rounds import Round
from participation.strategy.passages import newest_passage, passages
from participation.web.feeds import ATOM, without_forbidden_letters
from participation.web.visit import Visit, chosen

# Support publishes nothing, so the numbers in lists are as fresh as this.
FRESH = timedelta(minutes=1)
IN_FEED = 20


def comments(visit: Visit) -> Response:
    """All public comments of the region, filtered by strategy, place in the text and kind."""
    choices = choices_of(visit)
    of = comment_rounds(visit.db, visit.place.id)
    listed = _listed(
        visit, of, choices.scope, choices.order, lambda **places: visit.url("comments", **choices.params, **places)
    )
    return visit.render(
        "comments/list.html",
        choices=choices,
        is_earlier=choices.place == EARLIER,
        subjects=subjects_of(visit.db, [shown.comment for shown in listed["rows"]], visit.language.tag),
        **listed,
    )


def thread_comments(visit: Visit, thread: UUID) -> Response:
    """All comments on one paragraph, or on an element as a whole; also of words that are gone."""
    place = newest_passage(visit.db, thread)
    if place is None or place.region_id != visit.place.id:
        raise NotFound("There is no such part of the strategy.")
    kind = chosen(visit.query, "art", ["", *CommentKind])
    order = Order(chosen(visit.query, "sortierung", list(Order)))
    params: dict[str, Any] = {
        "thread": thread,
        "art": kind or None,
        "sortierung": order.value if order is not Order.NEW else None,
    }
    scope = Scope("thread_id", (thread,), kind or None)
    of = comment_rounds(visit.db, visit.place.id)
    return visit.render(
        "comments/thread.html",
        passage=place,
        subject=subject_of_place(visit.db, place, visit.language.tag),
        is_gone=thread not in passages(visit.db, [thread]),
        kind=kind,
        order=order,
        spot=open_spot(spots(visit.db, of, [thread]).get(thread, ()), visit.now),
        timetable=timetable(of, place.strategy_id, place.element_id, visit.now),
        **_listed(visit, of, scope, order, lambda **places: visit.url("thread_comments", **params, **places)),
    )


def _listed(
    visit: Visit, of: Collection[Round], scope: Scope, order: Order, address: Callable[..., str]
) -> dict[str, Any]:
    after, before = (cursor_of(order, visit.query.get(name, "")) for name in ("nach", "vor"))
    page = comment_page(visit.db, scope, order, after=after, before=before)
    visit.cache_until(visit.now + FRESH)

    def link(name: str, place: Cursor | None) -> str | None:
        return address(**{name: place.text}) + "#list" if place else None

    return {
        "rows": readable(visit, page.rows, of),
        "total": count_of(visit.db, scope),
        "kinds": [(kind.value, visit._(name)) for kind, name in KIND_NAMES.items()],
        "orders": [(order.value, visit._(name)) for order, name in ORDER_NAMES.items()],
        "previous": link("vor", page.before),
        "next": link("nach", page.after),
    }


def comment_feed(visit: Visit) -> Response:
    """The newest public comments as an Atom feed (RFC 4287), for the same filters."""
    choices = choices_of(visit)
    rows = newest_comments(visit.db, choices.scope, IN_FEED)
    body = visit.site.rendering.render_text(
        visit.language,
        "comments/feed.xml",
        place=visit.place,
        tag=visit.language.tag,
        origin=visit.settings.public_origin,
        rows=rows,
        subjects=subjects_of(visit.db, rows, visit.language.tag),
        url=visit.url,
        params=choices.params | {"sortierung": None},
    )
    return Response(without_forbidden_letters(body), media_type=ATOM)
