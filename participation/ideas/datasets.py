"""Public ideas as open data, without the names that people gave themselves."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, col

from participation.core.text import msgid
from participation.ideas.models import Idea
from participation.procedures.rounds import is_for_all
from participation.threads.given_away import COLUMNS, last_published, public_piece
from participation.web.datasets import Column, Dataset, Piece
from participation.web.pages import Place

_OWN = ("strategy_id", "element_id", "title", "stage", "verified_supports")
_IS_OPEN = (is_for_all(col(Idea.phase_id)),)


def _ideas(session: Session, place: Place, after: str) -> Piece:
    return public_piece(session, Idea, _IS_OPEN, place.id, after, _OWN)


def _modified(session: Session, place: Place) -> datetime | None:
    return last_published(session, Idea, _IS_OPEN, place.id)


DATASETS = (
    Dataset(
        "ideas",
        msgid("Ideas"),
        msgid("Published ideas with their stage and the county's replies; names of authors are left out."),
        (
            COLUMNS[0],
            Column("strategy_id", msgid("Identifier of the strategy")),
            Column("element_id", msgid("Identifier of the part of the strategy")),
            Column("title", msgid("Title")),
            Column(
                "stage",
                msgid("Stage: checked, under_consideration, in_goal_draft, not_adopted, decided or implemented"),
            ),
            *COLUMNS[1:],
            Column("verified_supports", msgid("How many of them confirmed it with a code")),
        ),
        _ideas,
        _modified,
    ),
)
