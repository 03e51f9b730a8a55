"""Handing a workbook in, seeing what it would change, confirming or dropping that."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

import orjson
from starlette.responses import Response

from participation.considerations.exports.columns import READ_BACK, outcomes_by_name
from participation.considerations.exports.comparing import PROBLEMS, changes_in, name_of
from participation.considerations.exports.reading import keep_read, read_table, take_over
from participation.considerations.models import OUTCOME_NAMES, Outcome
from participation.considerations.strategies import weighed_strategy
from participation.core.elsewhere import ElsewhereFailed, elsewhere
from participation.core.errors import Conflict, Invalid, NotAllowed
from participation.core.text import msgid
from participation.language.difference import Run, difference
from participation.strategy.models import Strategy
from participation.web.languages import GERMAN
from participation.web.visit import Visit

TAKES = 20_000_000
MOST_SHOWN = 200
_SECONDS = 120
_NO_FILE = msgid("Please choose the workbook.")
_UNREADABLE = msgid("This file cannot be read. Please choose the workbook that was taken from here.")
_NOTHING = msgid("Nothing was changed in this file.")


@dataclass(frozen=True)
class ShownChange:
    """A row of the difference: the words of each field that changes, and what stands against it."""

    name: str
    kind: str
    contribution: UUID | None
    fields: list[tuple[str, tuple[Run, ...]]]
    problem: str


def read_in(visit: Visit, strategy: str) -> Response:
    """The form for the workbook."""
    found, _version = weighed_strategy(visit.db, visit.place, strategy)
    return _form(visit, found)


def compare_table(visit: Visit, strategy: str) -> Response:
    """Read the workbook in another process and keep what it would change; nothing is taken over yet."""
    found, _version = weighed_strategy(visit.db, visit.place, strategy)
    given = visit.form.file("file")
    if given is None:
        return _form(visit, found, visit._(_NO_FILE))
    try:
        rows = orjson.loads(elsewhere("participation.considerations.exports.workbook", given[1], _SECONDS, "read"))
        say = partial(visit.site.rendering.translate, GERMAN)
        changes = changes_in(visit.db, found, rows, outcomes_by_name(say))
    except ElsewhereFailed:
        return _form(visit, found, visit._(_UNREADABLE))
    except Invalid as problem:
        return _form(visit, found, visit.told(problem))
    if not changes:
        return _form(visit, found, visit._(_NOTHING))
    with visit.site.database.writing() as session:
        kept = keep_read(session, found, _person(visit), given[0], changes).id
    return visit.redirect("read_difference", strategy=strategy, read=kept)


def read_difference(visit: Visit, strategy: str, read: UUID) -> Response:
    """What the workbook would change."""
    found, _version = weighed_strategy(visit.db, visit.place, strategy)
    return _difference(visit, found, read)


def confirm_table(visit: Visit, strategy: str, read: UUID) -> Response:
    """Take all of it over, or drop it."""
    found, _version = weighed_strategy(visit.db, visit.place, strategy)
    kept = read_table(visit.db, found, _person(visit), read)
    if visit.form.text("then") == "drop":
        visit.db.delete(kept)
        return visit.redirect("consideration_table", strategy=strategy)
    try:
        done = take_over(visit.db, found, kept)
    except Conflict as conflict:
        return _difference(visit, found, read, visit.told(conflict), 409)
    return visit.redirect("consideration_table", strategy=strategy, erledigt=done)


def _form(visit: Visit, strategy: Strategy, problem: str = "") -> Response:
    return visit.render(
        "considerations/read_in.html", status=422 if problem else 200, strategy=strategy, problem=problem
    )


def _difference(visit: Visit, strategy: Strategy, read: UUID, problem: str = "", status: int = 200) -> Response:
    kept = read_table(visit.db, strategy, _person(visit), read)
    hindered = [change for change in kept.changes if change["problem"]]
    ordered = [*hindered, *(change for change in kept.changes if not change["problem"])]
    return visit.render(
        "considerations/read_difference.html",
        status=status,
        strategy=strategy,
        kept=kept,
        hindered=len(hindered),
        shown=[_shown(visit, change) for change in ordered[:MOST_SHOWN]],
        further=max(len(ordered) - MOST_SHOWN, 0),
        problem=problem,
    )


def _shown(visit: Visit, change: dict[str, Any]) -> ShownChange:
    columns = {field: column for column, field in READ_BACK.items()}
    told = [
        (columns[field], difference(*(_worded(visit, field, value) for value in both)))
        for field, both in change["fields"].items()
    ]
    name = name_of(change["name"])
    problem = visit._(PROBLEMS[change["problem"]]) if change["problem"] else ""
    is_known = name is not None and change["problem"] != "unknown"
    return ShownChange(
        change["name"], str(name[0]) if name else "", name[1] if name and is_known else None, told, problem
    )


def _worded(visit: Visit, field: str, value: str) -> str:
    return visit._(OUTCOME_NAMES[Outcome(value)]) if field == "outcome" and value in set(Outcome) else value


def _person(visit: Visit) -> UUID:
    if visit.person is None:
        raise NotAllowed("Only staff read tables in.")
    return visit.person.id
