"""What states of twins, ranks of changes and tasks are called, in the office's language."""

from __future__ import annotations

from typing import Any

from participation.core.text import msgid
from participation.language.ranks import Matter, Rank
from participation.web.languages import BY_SLUG, EASY, Language
from participation.web.visit import Visit, chosen
from participation.writing.twins.standing import Twin
from participation.writing.twins.worklist import Task
from participation.writing.words import TWIN_NAMES

STATES = {"missing": msgid("missing")} | TWIN_NAMES
RANKS = {
    Rank.HIGH: msgid("weighty change"),
    Rank.NORMAL: msgid("other words"),
    Rank.LOW: msgid("spelling"),
}
MATTERS = {
    Matter.REMOVED: msgid("The standard text is gone"),
    Matter.ADDED: msgid("The standard text is new"),
    Matter.NUMBER: msgid("A number changed"),
    Matter.DATE: msgid("A date changed"),
    Matter.PLACE: msgid("A place changed"),
    Matter.NEGATION: msgid("A “not” came or went"),
    Matter.MODAL: msgid("“Must”, “shall” or “can” changed"),
    Matter.QUANTITY: msgid("A quantity changed"),
}
TASKS = {
    Task.CHECK: msgid("Check: the standard text changed"),
    Task.ADD: msgid("Add: the paragraph is missing beside others"),
    Task.WRITE: msgid("Write: there is no text yet"),
}
# The languages that twins are written in, by their names in addresses; the first is the usual one.
WRITTEN = (EASY.slug, "en")


def twin_language(visit: Visit) -> Language:
    """The language whose twins the page is about: what `sprache` says, else Leichte Sprache."""
    return BY_SLUG[chosen(visit.query, "sprache", WRITTEN)]


def shown_twins(visit: Visit) -> dict[str, Any]:
    """What templates that show twins need, in the reader's language."""
    language = twin_language(visit)
    return {
        "language": language,
        "languages": [BY_SLUG[slug] for slug in WRITTEN],
        "state_name": lambda twin: visit._(state_of(twin)),
        "states": {state: visit._(name) for state, name in STATES.items()},
        "ranks": {rank.value: visit._(name) for rank, name in RANKS.items()},
        "matters": {matter.value: visit._(name) for matter, name in MATTERS.items()},
        "tasks": {task.value: visit._(name) for task, name in TASKS.items()},
    }


def state_of(twin: Twin) -> str:
    """The msgid of a twin's state; staleness is told beside it."""
    if not twin.text and twin.said_in:
        return msgid("said in another paragraph")
    return STATES[twin.state]
