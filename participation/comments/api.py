"""Comments over the JSON API."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import UUID4, BaseModel, ConfigDict, Field, model_validator
from sqlmodel import Session

from participation.comments.actions import delivery_of
from participation.comments.forms import CommentSheet
from participation.comments.models import Comment, CommentKind
from participation.comments.queries import CommentFilter, comment_rounds, comments_after
from participation.core.clock import now
from participation.core.errors import Invalid, NotNow
from participation.core.identifiers import receipt_code
from participation.procedures.rounds import open_rounds
from participation.strategy.passages import Passage, passages, with_descendants
from participation.threads.calls import Cleaned, ContributionReceipt, asked_id
from participation.threads.wording import one_line
from participation.web.api import Call, DeliverJson, Endpoint, Listing
from participation.web.languages import BY_TAG, GERMAN


class CommentOut(BaseModel):
    """A public comment. `thread_id` is what was commented on: an element or a paragraph of it."""

    id: UUID
    strategy_id: UUID
    element_id: UUID
    thread_id: UUID
    version_id: UUID
    kind: CommentKind
    author_name: str
    text: str
    language: str
    received_on: date
    published_at: datetime
    official_reply: str
    replied_at: datetime | None


class NewComment(BaseModel):
    """A comment on a thread, or on an element as a whole. `id` is a random UUIDv4 that the client keeps for retries."""

    model_config = ConfigDict(extra="forbid")
    id: UUID4
    thread_id: UUID | None = None
    element_id: UUID | None = None
    kind: CommentKind = CommentKind.REMARK
    text: Cleaned
    author_name: Cleaned = ""
    language: str = Field(default=GERMAN.tag, pattern=f"^({'|'.join(BY_TAG)})$")

    @model_validator(mode="after")
    def names_one_place(self) -> NewComment:
        """Either a thread or an element."""
        if (self.thread_id is None) == (self.element_id is None):
            raise ValueError("Name either thread_id or element_id.")
        return self


def list_comments(call: Call) -> Listing[CommentOut]:
    """Public comments in the order of publication."""
    after, limit = call.cursor()
    element, kind = asked_id(call, "element"), call.query.get("kind")
    if kind is not None and kind not in set(CommentKind):
        raise Invalid("kind is one of: %(kinds)s.", kinds=", ".join(CommentKind))
    chosen = CommentFilter(
        strategy_id=asked_id(call, "strategy"),
        elements=with_descendants(call.db, element) if element else None,
        kind=kind,
    )
    rows, following = comments_after(call.db, chosen, after, limit)
    return Listing[CommentOut](items=[_out(row) for row in rows], next=str(following) if following else None)


def _out(row: Comment) -> CommentOut:
    return CommentOut.model_validate(row, from_attributes=True)


def post_comment(call: Call) -> DeliverJson:
    """Take a comment, to be checked before publication."""
    body: NewComment = call.body
    sheet = CommentSheet(body.id, body.kind.value, body.text, one_line(body.author_name))
    if sheet.problems:
        raise Invalid("The comment cannot be used.", {field: text % values for field, text, values in sheet.problems})
    place, where = (body.thread_id, "thread_id") if body.thread_id else (body.element_id, "element_id")
    passage = call.site.remembered("passages", _passages).get(place)
    if passage is None:
        raise Invalid("The comment cannot be used.", {where: "There is no such part of a published strategy."})
    phases = open_rounds(call.site.remembered("comment rounds", comment_rounds), now())
    phase = next((one for one in phases if one.strategy_id == passage.strategy_id), None)
    if phase is None:
        raise NotNow("Comments on this strategy are not open now.")
    delivery = delivery_of(sheet, passage, phase.phase_id, body.language, now())
    return DeliverJson(delivery, ContributionReceipt(id=body.id, receipt_code=receipt_code(body.id)))


def _passages(session: Session) -> dict[Any, Passage]:
    found = passages(session)
    return found | {passage.element_id: passage for passage in found.values() if passage.block_id is None}


ENDPOINTS = (
    Endpoint(
        "/comments",
        list_comments,
        "Public comments",
        Listing[CommentOut],
        query={
            "strategy": "id of a strategy",
            "element": "id of an element; what is below it is included",
            "kind": "remark, suggestion, objection, question or praise",
            "cursor": "from the page before",
            "limit": "1 to 100, usually 50",
        },
        problems=(422,),
    ),
    Endpoint(
        "/comments",
        post_comment,
        "Comment on an element or a paragraph, without an account",
        ContributionReceipt,
        method="POST",
        body=NewComment,
        problems=(403, 409, 422, 503),
    ),
)
