"""What editors see first: the region's strategies, the draft of one, what it changes, and how far it is."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from participation.core.errors import Conflict
from participation.core.text import msgid
from participation.strategy.queries import titled
from participation.strategy.versions import numbered_version, published_versions
from participation.web.visit import Visit
from participation.writing import structure
from participation.writing.acts import last_act
from participation.writing.changes import changes_since
from participation.writing.desk import Desk, desk_context, desk_of, planned
from participation.writing.draft import draft_strategies
from participation.writing.numbering import proposed_numbers
from participation.writing.states import hand_in, take_back
from participation.writing.taken_out import taken_out
from participation.writing.words import FATE_NAMES

LONGEST_NOTE = 2_000


def written_strategies(visit: Visit) -> Response:
    """The strategies of the region."""
    found = titled(visit.db, draft_strategies(visit.db, visit.place), visit.language.tag)
    if len(found) == 1:
        return visit.redirect("written_strategy", strategy=found[0].strategy.slug)
    return visit.render("writing/strategies.html", strategies=found)


def written_strategy(visit: Visit, strategy: str) -> Response:
    """The draft of a strategy: its tree, how far it is, and what can be put back."""
    return _overview(visit, desk_of(visit, strategy))


def move_draft(visit: Visit, strategy: str) -> Response:
    """Hand the draft in for review, or take it back, with a note to colleagues."""
    desk, note = desk_of(visit, strategy), visit.form.text("note")
    if len(note) > LONGEST_NOTE:
        return _overview(visit, desk, msgid("This text is too long."))
    step = hand_in if visit.form.text("to") == "review" else take_back
    step(visit.db, desk.strategy, note, visit.person_id)
    return visit.redirect("written_strategy", strategy=strategy, anchor="state")


def draft_changes(visit: Visit, strategy: str) -> Response:
    """What the draft changes since a version, the latest unless another one is chosen."""
    desk = desk_of(visit, strategy)
    asked = visit.query.get("seit", "")
    latest = desk.strategy.latest_version
    number = int(asked) if asked.isdecimal() and len(asked) < 6 else latest  # noqa: PLR2004 - digits of a version
    if number:
        numbered_version(visit.db, desk.strategy, number)
    versions = published_versions(visit.db, desk.strategy)
    return visit.render(
        "writing/changes.html",
        **desk_context(visit, desk),
        number=number,
        numbers=[(version.number, visit._("Version %(number)s", number=version.number)) for version in versions],
        parts=changes_since(visit.db, desk.strategy, number),
        fate_names={fate: visit._(name) for fate, name in FATE_NAMES.items()},
    )


def propose_numbers(visit: Visit, strategy: str) -> Response:
    """The numbers that would follow from the tree."""
    return _numbers(visit, desk_of(visit, strategy))


def renumber_strategy(visit: Visit, strategy: str) -> Response:
    """Give the chosen elements the proposed numbers."""
    desk = desk_of(visit, strategy)
    wanted = set(visit.form.many("element"))
    numbers = {
        each.branch.element.id: each.number
        for each in proposed_numbers(desk.tree.roots)
        if each.branch.element.key in wanted
    }
    try:
        structure.renumber(visit.db, desk.strategy, planned(visit, "renumber"), numbers)
    except Conflict as conflict:
        return _numbers(visit, desk, conflict.message)
    return visit.redirect("written_strategy", strategy=strategy, anchor="done")


def _numbers(visit: Visit, desk: Desk, problem: str = "") -> Response:
    return visit.render(
        "writing/numbers.html",
        status=409 if problem else 200,
        **desk_context(visit, desk),
        proposals=proposed_numbers(desk.tree.roots),
        problem=visit._(problem) if problem else "",
    )


def _overview(visit: Visit, desk: Desk, problem: str = "") -> Response:
    context: dict[str, Any] = desk_context(visit, desk)
    return visit.render(
        "writing/strategy.html",
        status=422 if problem else 200,
        **context,
        taken_out=taken_out(visit.db, desk.strategy),
        last_act=last_act(visit.db, desk.strategy),
        note=visit.form.text("note"),
        problem=visit._(problem) if problem else "",
    )
