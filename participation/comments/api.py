"""Comments over the JSON API."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import UUID4, BaseModel, ConfigDict, Field, model_validator
from sqlmodel import Session, select

from participation.brakes.calls import Proof, braked_call
from participation.brakes.tolls import Occasion
from participation.comments.actions import delivery_of
from participation.comments.carrying import Standing, carried
from participation.comments.forms import CommentSheet
from participation.comments.models import Comment, CommentKind
from participation.comments.paging import Order, Scope, comment_page, cursor_of
from participation.comments.queries import comments_after
from participation.comments.rounds import Spot, comment_rounds, open_spot, spots
from participation.comments.support import support_of
from participation.core.clock import now
from participation.core.errors import Invalid, NotNow
from participation.core.identifiers import receipt_code
from participation.procedures.earlier import shows_earlier
from participation.procedures.intake_rules import admitted
from participation.procedures.rounds import open_rounds
from participation.strategy.models import Strategy
from participation.strategy.passages import passages, with_descendants
from participation.threads.calls import Cleaned, ContributionReceipt, EarlierCode, asked_id
from participation.threads.wording import one_line
from participation.web.api import Call, DeliverJson, Endpoint, Listing
from participation.web.languages import BY_TAG, GERMAN


class CommentOut(BaseModel):
    """A public comment. `thread_id` is what was commented on: an element or a paragraph of it.

    A reply names the comment that it answers. `supports` is counted, not verified. `standing` says what became of the
    words since the version that the comment is about: current, changed or removed.
    """

    id: UUID
    strategy_id: UUID
    element_id: UUID
    thread_id: UUID
    version_id: UUID
    parent_id: UUID | None
    kind: CommentKind
    author_name: str
    text: str
    language: str
    supports: int
    standing: Standing
    received_on: date
    published_at: datetime
    official_reply: str
    reply_signature: str
    replied_at: datetime | None


class NewComment(BaseModel):
    """A comment on a thread, or on an element as a whole. `id` is a random UUIDv4 that the client keeps for retries.

    A reply names in `parent_id` a public comment on the same thread that is no reply itself.
    """

    model_config = ConfigDict(extra="forbid")
    id: UUID4
    thread_id: UUID | None = None
    element_id: UUID | None = None
    parent_id: UUID | None = None
    kind: CommentKind = CommentKind.REMARK
    text: Cleaned
    author_name: Cleaned = ""
    earlier_receipt_code: EarlierCode = ""
    proof: Proof = ""
    language: str = Field(default=GERMAN.tag, pattern=f"^({'|'.join(BY_TAG)})$")

    @model_validator(mode="after")
    def names_one_place(self) -> NewComment:
        """Either a thread or an element."""
        if (self.thread_id is None) == (self.element_id is None):
            raise ValueError("Name either thread_id or element_id.")
        return self


class NewSupport(BaseModel):
    """Somebody sees it the same way; the same `id` counts once, however often it is sent."""

    model_config = ConfigDict(extra="forbid")
    id: UUID4
    proof: Proof = ""


class SupportTaken(BaseModel):
    """The support is on disk; `id` is the client's own."""

    id: UUID
    comment_id: UUID


def list_comments(call: Call) -> Listing[CommentOut]:
    """Public comments in the order of publication with replies among them; or those that answer no other, sorted."""
    kind, sort = call.query.get("kind"), call.query.get("sort")
    if kind is not None and kind not in set(CommentKind):
        raise Invalid("kind is one of: %(kinds)s.", kinds=", ".join(CommentKind))
    if sort is not None and sort not in _ORDERS:
        raise Invalid("sort is one of: %(orders)s.", orders=", ".join(_ORDERS))
    scope = _scope(call, kind)
    if sort is None:
        after, limit = call.cursor()
        rows, following = comments_after(call.db, scope, after, limit)
        return _listing(call, rows, str(following) if following else None)
    cursor = call.query.get("cursor", "")
    place = cursor_of(_ORDERS[sort], cursor)
    if cursor and place is None:
        raise Invalid("cursor comes from the page before.")
    page = comment_page(call.db, scope, _ORDERS[sort], after=place, size=call.limit())
    return _listing(call, [row for row in page.rows if row.is_public], page.after.text if page.after else None)


def _scope(call: Call, kind: str | None) -> Scope:
    thread, element, strategy = (asked_id(call, name) for name in ("thread", "element", "strategy"))
    if thread:
        return Scope("thread_id", (thread,), kind)
    if element:
        return Scope("element_id", tuple(with_descendants(call.db, element)), kind)
    strategies = (strategy,) if strategy else tuple(call.db.exec(select(Strategy.id)))
    return Scope("strategy_id", strategies, kind)


def _listing(call: Call, rows: Sequence[Comment], following: str | None) -> Listing[CommentOut]:
    fates = carried(call.db, rows, GERMAN.tag)
    items = [
        CommentOut(
            **row.model_dump(include=set(CommentOut.model_fields)),
            standing=fates[row.id].standing if row.id in fates else Standing.CURRENT,
        )
        for row in rows
    ]
    return Listing[CommentOut](items=items, next=following)


def post_comment(call: Call) -> DeliverJson:
    """Take a comment, to be checked before publication."""
    body: NewComment = call.body
    kind = CommentKind.REMARK if body.parent_id else body.kind
    sheet = CommentSheet(body.id, kind.value, body.text, one_line(body.author_name), body.parent_id)
    if sheet.problems:
        raise Invalid("The comment cannot be used.", {field: text % values for field, text, values in sheet.problems})
    place, where = (body.thread_id, "thread_id") if body.thread_id else (body.element_id, "element_id")
    known = call.site.remembered("comment spots", _places)
    if place not in known:
        raise Invalid("The comment cannot be used.", {where: "There is no such part of a published strategy."})
    spot = open_spot(known[place], now())
    if spot is None:
        raise NotNow("This part of the strategy cannot be commented on now.")
    delivery = delivery_of(sheet, spot.passage, spot.round.phase_id, body.language, now())
    receipt = ContributionReceipt(id=body.id, receipt_code=receipt_code(body.id))
    return DeliverJson(
        admitted(call.site, delivery, now(), is_known=shows_earlier(call, delivery, body.earlier_receipt_code)),
        receipt,
        "parent_id names no public comment on this thread that can be answered.",
    )


def _places(session: Session) -> dict[Any, tuple[Spot, ...]]:
    """What can be commented on, by thread id and, for elements as a whole, by element id, too."""
    possible = spots(session, comment_rounds(session))
    found: dict[Any, tuple[Spot, ...]] = {}
    for passage in passages(session).values():
        found[passage.thread_id] = ()
        found |= {passage.element_id: ()} if passage.block_id is None else {}
    for thread, of in possible.items():
        found[thread] = of
        found |= {of[0].passage.element_id: of} if of[0].passage.block_id is None else {}
    return found


def post_support(call: Call, comment: UUID) -> DeliverJson:
    """Count somebody who sees a public comment the same way."""
    body: NewSupport = call.body
    open_now = open_rounds(call.site.remembered("comment rounds", comment_rounds), now())
    if not open_now:
        raise NotNow("Comments cannot be supported at the moment.")
    return DeliverJson(
        support_of(body.id, comment, open_now, now()),
        SupportTaken(id=body.id, comment_id=comment),
        "There is no such public comment in a round that is open now.",
    )


_ORDERS = {"new": Order.NEW, "supported": Order.SUPPORTED, "answered": Order.ANSWERED}
ENDPOINTS = (
    Endpoint(
        "/comments",
        list_comments,
        "Public comments",
        Listing[CommentOut],
        query={
            "strategy": "id of a strategy",
            "element": "id of an element; what is below it is included",
            "thread": "id of a thread: one paragraph, or an element as a whole",
            "kind": "remark, suggestion, objection, question or praise",
            "sort": "new, supported or answered; without it in the order of publication, replies among the others",
            "cursor": "from the page before",
            "limit": "1 to 100, usually 50",
        },
        problems=(422,),
    ),
    Endpoint(
        "/comments",
        braked_call(post_comment),
        "Comment on an element or a paragraph, without an account",
        ContributionReceipt,
        method="POST",
        body=NewComment,
        looks_up=lambda body: bool(body.earlier_receipt_code),
        problems=(403, 409, 422, 429, 503),
    ),
    Endpoint(
        "/comments/{comment:uuid}/supports",
        braked_call(post_support, Occasion.SUPPORT),
        "See a comment the same way, without an account and unverified",
        SupportTaken,
        method="POST",
        body=NewSupport,
        problems=(403, 409, 422, 429, 503),
    ),
)
