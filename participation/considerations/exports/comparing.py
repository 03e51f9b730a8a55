"""What somebody changed in the workbook, compared with what it showed when it was taken and with what stands now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session

from participation.considerations.entries import Entry, entries_of
from participation.considerations.exports.columns import BASE, NAME, READ_BACK
from participation.considerations.exports.lines import latest_revisions
from participation.considerations.forms import LONGEST_ADDRESSEE, LONGEST_RATIONALE, link_problem
from participation.considerations.kinds import ContributionKind
from participation.considerations.models import (
    DECIDED,
    LONGEST_PAPER,
    PUBLIC,
    Consideration,
    ConsiderationRevision,
    Outcome,
)
from participation.core.errors import Invalid
from participation.core.text import cleaned, msgid
from participation.strategy.models import Strategy

_CHUNK = 200
MOST_CHANGES = 2_000
NO_TABLE = msgid("This is no consideration table of ours: its columns are missing.")
TOO_MANY = msgid("More than %(most)s rows were changed. Please read them back in parts.")
PROBLEMS = {
    "unknown": msgid("There is no such row in this table."),
    "twice": msgid("This row stands in the file twice."),
    "formula": msgid("A cell holds a formula. Please replace it by its text."),
    "outcome": msgid("The outcome is none of those that there are."),
    "rationale": msgid("Every outcome needs a rationale."),
    "forwarded_to": msgid("Please say whom the contribution was forwarded to."),
    "long": msgid("This text is too long."),
    "link": msgid("Please give a whole address that begins with https://."),
    "day": msgid("The date of the decision is missing or no date."),
    "released": msgid("The council decides on what was released. Please release the proposal first."),
    "decided": msgid("The council has decided on this contribution. Only another decision changes that."),
    "conflict": msgid("Somebody changed this row meanwhile. Please take the table again."),
}
_LONGEST = {
    "rationale": LONGEST_RATIONALE,
    "easy_rationale": LONGEST_RATIONALE,
    "forwarded_to": LONGEST_ADDRESSEE,
    "decision_paper": LONGEST_PAPER,
}
Row = Mapping[str, str]


def changes_in(
    session: Session, strategy: Strategy, rows: Sequence[Sequence[str]], outcomes: Mapping[str, Outcome]
) -> list[dict[str, Any]]:
    """The rows that were changed, each {"name", "latest", "fields": {field: [before, after]}, "problem"}.

    Args:
        session: any session.
        strategy: whose table it is.
        rows: the header and the lines as texts.
        outcomes: what the outcomes are called in the file.

    Raises:
        Invalid: it is no such table, or too much was changed.
    """
    told = _told(rows)
    found: list[dict[str, Any]] = []
    seen: set[str] = set()
    for start in range(0, len(told), _CHUNK):
        part = told[start : start + _CHUNK]
        known = _known(session, strategy, part)
        latest = latest_revisions(session, list(known.values()))
        for row in part:
            change = _change(session, row, known.get(row[NAME]), latest, outcomes)
            if row[NAME] in seen:
                change = {"name": row[NAME], "latest": "", "fields": {}, "problem": "twice"}
            seen.add(row[NAME])
            if change:
                found.append(change)
        if len(found) > MOST_CHANGES:
            raise Invalid(TOO_MANY, most=MOST_CHANGES)
    return found


def _told(rows: Sequence[Sequence[str]]) -> list[dict[str, str]]:
    header = list(rows[0]) if rows else []
    if not {NAME, BASE, *READ_BACK} <= set(header):
        raise Invalid(NO_TABLE)
    told = [dict(zip(header, row, strict=False)) for row in rows[1:]]
    return [row for row in told if row.get(NAME)]


def name_of(text: str) -> tuple[ContributionKind, UUID] | None:
    """What a name in the file stands for; None if it is none."""
    kind, _, each = text.partition(":")
    try:
        return ContributionKind(kind), UUID(each)
    except ValueError:
        return None


def _known(session: Session, strategy: Strategy, part: Sequence[Row]) -> dict[str, Entry]:
    names = [name for name in (name_of(row[NAME]) for row in part) if name]
    found = entries_of(session, list(dict.fromkeys(names)), strategy.id)
    return {
        f"{entry.kind}:{entry.contribution.id}": entry
        for entry in found
        if entry.contribution.strategy_id == strategy.id and (entry.consideration or entry.can_be_read)
    }


def _change(
    session: Session, row: Row, entry: Entry | None, latest: Mapping[UUID, str], outcomes: Mapping[str, Outcome]
) -> dict[str, Any] | None:
    if entry is None:
        return {"name": row[NAME], "latest": "", "fields": {}, "problem": "unknown"}
    found = entry.consideration
    newest = latest.get(found.id, "") if found else ""
    now = values_of(found)
    before = now if row[BASE] == newest else now | _earlier(session, row[BASE], found)
    after = _after(row, outcomes)
    fields = {field: [before[field], after[field]] for field in before if after[field] != before[field]}
    if not fields:
        return None
    lost = any(now[field] not in value for field, value in fields.items())
    problem = (
        "conflict" if lost else problem_of(now | {field: value[1] for field, value in fields.items()}, found, fields)
    )
    return {"name": row[NAME], "latest": newest, "fields": fields, "problem": problem}


def values_of(found: Consideration | None) -> dict[str, str]:
    """What stands in the fields that can be read back, as text; nothing where there is no consideration."""
    if found is None:
        return dict.fromkeys(READ_BACK.values(), "")
    day = found.decided_on
    return {field: cleaned(str(getattr(found, field) or "")) for field in READ_BACK.values()} | {
        "outcome": found.outcome.value if found.outcome else "",
        "decided_on": day.isoformat() if day else "",
    }


def _earlier(session: Session, base: str, found: Consideration | None) -> dict[str, str]:
    """What the file showed when it was taken: the words of that revision, or nothing before there was one."""
    try:
        kept = session.get(ConsiderationRevision, UUID(base)) if base else None
    except ValueError:
        kept = None
    if kept is None or found is None or kept.consideration_id != found.id:
        return dict.fromkeys(("outcome", "rationale", "easy_rationale", "forwarded_to"), "")
    undecided = {} if kept.state in DECIDED else dict.fromkeys(("decided_on", "decision_paper", "decision_link"), "")
    return undecided | {
        "outcome": kept.outcome.value if kept.outcome else "",
        "rationale": cleaned(kept.rationale),
        "easy_rationale": cleaned(kept.easy_rationale),
        "forwarded_to": cleaned(kept.forwarded_to),
    }


def _after(row: Row, outcomes: Mapping[str, Outcome]) -> dict[str, str]:
    told = {field: cleaned(row.get(column, "")) for column, field in READ_BACK.items()}
    if told["outcome"] in outcomes:
        told["outcome"] = outcomes[told["outcome"]].value
    return told


def problem_of(wanted: Mapping[str, str], found: Consideration | None, fields: Mapping[str, Any]) -> str:
    """Why a row cannot be taken over, a code of PROBLEMS; empty where it can."""
    if any(value == "=" for value in wanted.values()):
        return "formula"
    if wanted["outcome"] not in set(Outcome):
        return "outcome"
    if not wanted["rationale"]:
        return "rationale"
    if wanted["outcome"] == Outcome.OUT_OF_REMIT and not wanted["forwarded_to"]:
        return "forwarded_to"
    if _is_too_long(wanted):
        return "long"
    return _problem_of_decision(wanted, found, fields)


def _is_too_long(wanted: Mapping[str, str]) -> bool:
    return any(len(wanted[field]) > most for field, most in _LONGEST.items())


def is_decision(fields: Mapping[str, Any]) -> bool:
    """Whether a change says what the council decided."""
    return not {"decided_on", "decision_paper", "decision_link"}.isdisjoint(fields)


def _problem_of_decision(wanted: Mapping[str, str], found: Consideration | None, fields: Mapping[str, Any]) -> str:
    if not is_decision(fields):
        return "decided" if found is not None and found.state in DECIDED else ""
    if link_problem(wanted["decision_link"]):
        return "link"
    try:
        date.fromisoformat(wanted["decided_on"])
    except ValueError:
        return "day"
    return "" if found is not None and found.state in PUBLIC else "released"
