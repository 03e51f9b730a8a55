"""Public comments as open data, without the names that people gave themselves."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from participation.comments.models import Comment
from participation.comments.public import IS_PUBLIC
from participation.core.text import msgid
from participation.threads.given_away import COLUMNS, last_published, public_piece
from participation.web.datasets import Column, Dataset, Piece
from participation.web.pages import Place

_OWN = ("thread_id", "element_id", "strategy_id", "version_id", "parent_id", "kind")


def _comments(session: Session, place: Place, after: str) -> Piece:
    return public_piece(session, Comment, IS_PUBLIC, place.id, after, _OWN)


def _modified(session: Session, place: Place) -> datetime | None:
    return last_published(session, Comment, IS_PUBLIC, place.id)


DATASETS = (
    Dataset(
        "comments",
        msgid("Comments"),
        msgid("Published comments on strategies and the county's replies; names of authors are left out."),
        (
            COLUMNS[0],
            Column("strategy_id", msgid("Identifier of the strategy")),
            Column("element_id", msgid("Identifier of the part of the strategy")),
            Column("thread_id", msgid("Identifier of the paragraph or part that the comment is about")),
            Column("version_id", msgid("Identifier of the version that the comment is about")),
            Column("parent_id", msgid("Identifier of the comment that this one answers")),
            Column("kind", msgid("Kind: remark, suggestion, objection, question or praise")),
            *COLUMNS[1:],
        ),
        _comments,
        _modified,
    ),
)
