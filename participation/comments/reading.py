"""Comments as readers see them: with their replies, how they stand to the present text, what one can do with them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from participation.comments.carrying import Carried, carried
from participation.comments.models import Comment
from participation.comments.queries import REPLIES_SHOWN, replies_to
from participation.comments.rounds import spots
from participation.procedures.rounds import Round, open_rounds
from participation.strategy.passages import Passage, frozen_words
from participation.strategy.reading import Words
from participation.web.visit import Visit


@dataclass(frozen=True)
class ShownComment:
    """A comment with its oldest replies; `carried` says what became of the words it is about, if anything did."""

    comment: Comment
    replies: tuple[Comment, ...] = ()
    reply_count: int = 0
    carried: Carried | None = None
    can_reply: bool = False
    can_support: bool = False

    @property
    def id(self) -> UUID:
        """The comment's."""
        return self.comment.id

    @property
    def is_gone(self) -> bool:
        """Whether its words are shown no more, only the replies to it."""
        return not self.comment.is_public


@dataclass(frozen=True)
class PlaceWords:
    """The words of a place: the element's title, and the paragraph if it is one."""

    title: Words
    quote: Words | None


def readable(
    visit: Visit, rows: Sequence[Comment], of: Collection[Round], replies: int = REPLIES_SHOWN
) -> list[ShownComment]:
    """The comments as readers see them at this moment; `of` are the region's rounds. A fixed number of queries."""
    if not rows:
        return []
    open_now = open_rounds(of, visit.now)
    threads = spots(visit.db, open_now, {row.thread_id for row in rows}) if open_now else {}
    fates = carried(visit.db, rows, visit.language.tag)
    below = replies_to(visit.db, [row.id for row in rows], replies)
    shown = []
    for row in rows:
        number, oldest = below.get(row.id, (0, ()))
        shown.append(
            ShownComment(
                row,
                oldest,
                number,
                carried=fates.get(row.id),
                can_reply=row.is_public and row.parent_id is None and row.thread_id in threads,
                can_support=row.is_public and can_be_supported(row, open_now),
            )
        )
    return shown


def can_be_supported(comment: Comment, open_now: Sequence[Round]) -> bool:
    """Whether one of the open rounds is about what the comment is about."""
    return any(one.strategy_id == comment.strategy_id and one.is_about(comment.element_id) for one in open_now)


def subject_of_place(session: Session, place: Passage, language: str) -> PlaceWords:
    """The words of a passage in the language of that tag where there are some."""
    blocks = [place.block_id] if place.block_id else []
    words = frozen_words(session, language, [place.version_id], elements=[place.element_id], blocks=blocks)
    return PlaceWords(
        words.titles[place.version_id, place.element_id],
        words.texts.get((place.version_id, place.block_id)) if place.block_id else None,
    )
