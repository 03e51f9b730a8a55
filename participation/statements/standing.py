"""How far an addressee is, derived from what is stored, and what the list of addressees can be narrowed down to."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, func, literal
from sqlmodel import col

from participation.core.text import msgid
from participation.statements.models import Addressee


class Standing(StrEnum):
    """The one word for an addressee in the list."""

    NOT_INVITED = "not_invited"
    INVITED = "invited"
    OPENED = "opened"
    DRAFT = "draft"
    RECEIVED = "received"
    NIL_RETURN = "nil_return"
    SUBJECT_TO_COUNCIL = "subject_to_council"


class Mark(StrEnum):
    """What may be said of an addressee besides."""

    OPEN = "open"
    OVERDUE = "overdue"
    EXTENDED = "extended"
    LATE = "late"


STANDING_NAMES: dict[Standing | Mark, str] = {
    Standing.NOT_INVITED: msgid("Not yet invited"),
    Standing.INVITED: msgid("Invited"),
    Standing.OPENED: msgid("Link opened"),
    Standing.DRAFT: msgid("Being written"),
    Standing.RECEIVED: msgid("Statement received"),
    Standing.NIL_RETURN: msgid("Nil return"),
    Standing.SUBJECT_TO_COUNCIL: msgid("Subject to a council decision"),
}
MARK_NAMES: dict[Standing | Mark, str] = {
    Mark.OPEN: msgid("Nothing received yet"),
    Mark.OVERDUE: msgid("Overdue"),
    Mark.EXTENDED: msgid("Deadline extended"),
    Mark.LATE: msgid("Received late"),
}


def standing_of(addressee: Addressee) -> Standing:
    """How far it is."""
    if addressee.received_on is not None:
        if addressee.awaits_council:
            return Standing.SUBJECT_TO_COUNCIL
        return Standing.NIL_RETURN if addressee.is_nil_return else Standing.RECEIVED
    steps = (
        (addressee.drafted_at, Standing.DRAFT),
        (addressee.opened_at, Standing.OPENED),
        (addressee.invited_at, Standing.INVITED),
    )
    return next((standing for moment, standing in steps if moment is not None), Standing.NOT_INVITED)


def marks_of(addressee: Addressee, last_day: date, today: date) -> list[Mark]:
    """What else is to be said; `last_day` is the round's."""
    is_open = addressee.received_on is None
    is_extended = addressee.deadline is not None and addressee.deadline > last_day
    is_overdue = is_open and addressee.invited_at is not None and (addressee.deadline or last_day) < today
    said = ((Mark.OVERDUE, is_overdue), (Mark.EXTENDED, is_extended), (Mark.LATE, addressee.is_late))
    return [mark for mark, holds in said if holds]


def condition_of(asked: Standing | Mark, last_day: date, today: date) -> ColumnElement[bool]:
    """The same as a condition on the table."""
    received, nil, council = (
        col(Addressee.received_on).is_not(None),
        col(Addressee.is_nil_return).is_(True),
        col(Addressee.awaits_council).is_(True),
    )
    is_open = col(Addressee.received_on).is_(None)
    begun: tuple[Any, ...] = (col(Addressee.drafted_at), col(Addressee.opened_at), col(Addressee.invited_at))
    deadline = func.coalesce(col(Addressee.deadline), literal(last_day))
    return {
        Standing.NOT_INVITED: and_(is_open, *(step.is_(None) for step in begun)),
        Standing.INVITED: and_(is_open, begun[2].is_not(None), begun[1].is_(None), begun[0].is_(None)),
        Standing.OPENED: and_(is_open, begun[1].is_not(None), begun[0].is_(None)),
        Standing.DRAFT: and_(is_open, begun[0].is_not(None)),
        Standing.RECEIVED: and_(received, ~nil, ~council),
        Standing.NIL_RETURN: and_(received, nil, ~council),
        Standing.SUBJECT_TO_COUNCIL: and_(received, council),
        Mark.OPEN: is_open,
        Mark.OVERDUE: and_(is_open, begun[2].is_not(None), deadline < today),
        Mark.EXTENDED: col(Addressee.deadline) > last_day,
        Mark.LATE: col(Addressee.is_late).is_(True),
    }[asked]
