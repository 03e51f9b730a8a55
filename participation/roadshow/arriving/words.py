"""Ideas, comments, notes of conversations and cards: contributions in words, moderated as all others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from participation.comments import actions as comments
from participation.comments.forms import CommentSheet
from participation.comments.rounds import Spot, spots
from participation.core.intake import Delivery
from participation.core.text import msgid
from participation.ideas import actions as ideas
from participation.ideas.forms import IdeaSheet
from participation.ideas.models import LONGEST_TITLE
from participation.procedures.intake_rules import admitted
from participation.roadshow.arriving.becoming import Becoming, Counted
from participation.roadshow.arriving.counts import MOST_COUNTED
from participation.roadshow.arriving.envelopes import Plain, Unacceptable
from participation.roadshow.arriving.hall import Hall
from participation.roadshow.models import CountKind, StopState
from participation.threads.models import Way
from participation.threads.wording import Problem, one_line

LONGEST_MINUTES = 20_000


def idea(hall: Hall, plain: Plain) -> Becoming:
    """A visitor's idea.

    Raises:
        Unacceptable: no phase takes it, or its words cannot be used.
    """
    return _idea(hall, plain, plain.text("title"))


def comment(hall: Hall, plain: Plain) -> Becoming:
    """A visitor's comment on a part of the strategy.

    Raises:
        Unacceptable: no phase takes it, or its words cannot be used.
    """
    sheet = CommentSheet(plain.client_id, text=plain.text("text"))
    _raise(sheet.problems)
    spot = _spot(hall, plain.text("element"))
    is_late = hall.is_late(spot.round.opens_at, spot.round.closes_at)
    delivery = comments.delivery_of(sheet, spot.passage, spot.round.phase_id, plain.language, hall.moment)
    return Becoming(_from_the_hall(hall, delivery), is_late=is_late)


def conversation(hall: Hall, plain: Plain) -> Becoming:
    """What somebody said, noted by the team: a comment on the part that it was about, else an idea.

    Raises:
        Unacceptable: no phase takes it, or its words cannot be used.
    """
    return comment(hall, plain) if plain.text("element") else _idea(hall, plain, _first_words(plain))


def card(hall: Hall, plain: Plain) -> Becoming:
    """A card from a wall, with the votes that it got in the hall.

    Raises:
        Unacceptable: no phase takes it, or its words or votes cannot be used.
    """
    becoming = _idea(hall, plain, _first_words(plain))
    if not plain.content.get("votes"):
        return becoming
    return replace(becoming, counts=(Counted(CountKind.VOTES, plain.number("votes", MOST_COUNTED)),))


def minutes(hall: Hall, plain: Plain) -> Becoming:
    """What the team noted down about the stop.

    Raises:
        Unacceptable: there is nothing, or too much.
    """
    text = plain.text("text")
    if not text or len(text) > LONGEST_MINUTES:
        raise Unacceptable(msgid("Minutes have 1 to %(n)s characters."), n=LONGEST_MINUTES)
    return Becoming(minutes=text, is_late=hall.stop.state is StopState.CLOSED)


def _idea(hall: Hall, plain: Plain, title: str) -> Becoming:
    sheet = IdeaSheet(plain.client_id, one_line(title), plain.text("text") or title)
    _raise(sheet.problems)
    phase = hall.round_of(hall.idea_rounds)
    key = plain.text("element")
    belonging = ideas.Belonging(phase, hall.element(key).id if key else None)
    is_late = hall.is_late(phase.opens_at, phase.closes_at)
    delivery = ideas.delivery_of(sheet, belonging, plain.language, hall.moment)
    return Becoming(_from_the_hall(hall, delivery), is_late=is_late)


def _from_the_hall(hall: Hall, delivery: Delivery) -> Delivery:
    taken = admitted(hall.site, delivery, hall.moment)
    return replace(taken, values={**taken.values, "way": Way.EVENT})


def _spot(hall: Hall, key: str) -> Spot:
    element = hall.element(key)
    possible = spots(hall.session, hall.comment_rounds, [element.thread_id]).get(element.thread_id, ())
    chosen = hall.round_of([spot.round for spot in possible])
    return next(spot for spot in possible if spot.round == chosen)


def _first_words(plain: Plain) -> str:
    """A title for words that have none: their first line, cut between two words."""
    line = one_line(plain.text("text").partition("\n")[0])
    return line if len(line) <= LONGEST_TITLE else line[: LONGEST_TITLE - 1].rpartition(" ")[0] + "…"


def _raise(problems: Sequence[Problem]) -> None:
    if problems:
        _field, text, values = problems[0]
        raise Unacceptable(text, **values)
