"""Which kinds of items there are, and what makes of each what it becomes."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from types import MappingProxyType

from participation.core.text import msgid
from participation.roadshow.arriving.becoming import Becoming
from participation.roadshow.arriving.counts import dots, headcount, sticky_dots
from participation.roadshow.arriving.envelopes import Plain, Unacceptable
from participation.roadshow.arriving.hall import Hall
from participation.roadshow.arriving.submissions import submission
from participation.roadshow.arriving.words import card, comment, conversation, idea, minutes
from participation.roadshow.models import ItemKind

logger = logging.getLogger(__name__)
_OF_VISITORS: Mapping[ItemKind, Callable[[Hall, Plain], Becoming]] = MappingProxyType(
    {ItemKind.SUBMISSION: submission, ItemKind.DOTS: dots, ItemKind.IDEA: idea, ItemKind.COMMENT: comment}
)
_OF_TEAM: Mapping[ItemKind, Callable[[Hall, Plain], Becoming]] = MappingProxyType(
    {
        ItemKind.HEADCOUNT: headcount,
        ItemKind.MINUTES: minutes,
        ItemKind.CONVERSATION: conversation,
        ItemKind.CARD: card,
        ItemKind.STICKY_DOTS: sticky_dots,
    }
)


def kind_of(plain: Plain) -> ItemKind:
    """The kind that an item says it is; `unknown` if there is no such."""
    return ItemKind(plain.kind) if plain.kind in set(ItemKind) else ItemKind.UNKNOWN


def becoming_of(hall: Hall, plain: Plain) -> Becoming:
    """What an item becomes.

    Raises:
        Unacceptable: it cannot become that.
    """
    kind = kind_of(plain)
    if kind in _OF_TEAM and not hall.is_team:
        raise Unacceptable(msgid("Only a device of the team sends this."))
    maker = _OF_VISITORS.get(kind) or _OF_TEAM.get(kind)
    if maker is None:
        raise Unacceptable(msgid("There is no such kind of item."))
    try:
        return maker(hall, plain)
    except Unacceptable:
        raise
    except Exception as problem:  # one item that nobody thought of must not keep the others out
        # The sentence of the problem could repeat what somebody wrote.
        logger.error("An item of the kind %s could not be read: %s", kind, type(problem).__name__)  # noqa: TRY400
        raise Unacceptable(msgid("It cannot be read.")) from problem
