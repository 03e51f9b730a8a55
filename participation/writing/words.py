"""What states, changes of the tree and differences are called on the pages of editors."""

from __future__ import annotations

from participation.core.text import msgid
from participation.strategy.models import Relation, TwinState

TWIN_NAMES = {
    TwinState.IN_TRANSLATION: msgid("being translated"),
    TwinState.DRAFT: msgid("draft"),
    TwinState.IN_CHECKING: msgid("being checked by a test group"),
    TwinState.REVIEWED: msgid("reviewed by a test group"),
}

# What the other end of a link is to an element; whether the link leads from it.
RELATIONS = {
    (Relation.CONTRIBUTES_TO, True): msgid("Contributes to"),
    (Relation.CONTRIBUTES_TO, False): msgid("To this contribute"),
    (Relation.DERIVED_FROM, True): msgid("Derived from"),
    (Relation.DERIVED_FROM, False): msgid("From this is derived"),
}

FATE_NAMES = {
    "added": msgid("new"),
    "taken_out": msgid("taken out"),
    "moved": msgid("moved"),
    "renumbered": msgid("other number"),
    "relevelled": msgid("other level"),
    "paragraphs_moved": msgid("paragraphs moved"),
    "linked": msgid("other connections"),
    "media": msgid("other pictures or videos"),
}

ACT_NAMES = {
    "add": msgid("part added"),
    "rename": msgid("level or number changed"),
    "move": msgid("part moved"),
    "split": msgid("part split"),
    "merge": msgid("parts merged"),
    "take out": msgid("part taken out"),
    "put back": msgid("part put back"),
    "renumber": msgid("renumbered"),
    "move paragraph": msgid("paragraph moved"),
    "split paragraph": msgid("paragraph cut"),
    "join paragraphs": msgid("paragraphs joined"),
    "undo": msgid("change undone"),
}
