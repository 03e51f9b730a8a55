"""The columns of the table in files. Their names are German in every language, so that a file can be read back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from participation.considerations.exports.lines import Line
from participation.considerations.models import OUTCOME_NAMES, Outcome

OUTCOME, RATIONALE, EASY = "Ergebnis", "Begründung", "Begründung in Leichter Sprache"
FORWARDED, DECIDED_ON, PAPER, LINK = "Weitergeleitet an", "Beschlossen am", "Drucksache", "Link"
NAME, BASE = "Kennung", "Stand der Kennung"
HEADER = (
    *("Nr.", "Art", "Gruppe", "Eingang", "Beitrag", "Teil der Strategie"),
    *(OUTCOME, RATIONALE, EASY, FORWARDED, "Stand", "Wirkung", DECIDED_ON, PAPER, LINK, NAME, BASE),
)
READ_BACK = {
    OUTCOME: "outcome",
    RATIONALE: "rationale",
    EASY: "easy_rationale",
    FORWARDED: "forwarded_to",
    DECIDED_ON: "decided_on",
    PAPER: "decision_paper",
    LINK: "decision_link",
}
Translate = Callable[[str], str]


def cells(line: Line, say: Translate) -> list[Any]:
    """The cells of a line in the order of HEADER; `say` puts a msgid into German."""
    found = line.consideration
    group = say(line.group) if line.is_citizen else line.group
    about = [line.number, say(line.kind_label), group, line.received_on, line.text, line.part]
    if found is None or found.outcome is None:
        return [*about, *[""] * 5, line.effect, *[""] * 3, line.name, line.base]
    words = [say(line.outcome_label), found.rationale, found.easy_rationale, found.forwarded_to]
    day = found.decided_on.isoformat() if found.decided_on else ""
    state = [say(line.state_label), line.effect]
    return [*about, *words, *state, day, found.decision_paper, found.decision_link, line.name, line.base]


def outcomes_by_name(say: Translate) -> dict[str, Outcome]:
    """Which outcome a name in a file means."""
    return {say(name): outcome for outcome, name in OUTCOME_NAMES.items()}
