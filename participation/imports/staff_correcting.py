"""Putting one guess right, beside what the strategy says now."""

from __future__ import annotations

from uuid import UUID

from starlette.responses import Response

from participation.core.errors import Conflict
from participation.imports import actions
from participation.imports.comparing import Known
from participation.imports.forms import LONGEST_NUMBER, GuessSheet
from participation.imports.known import known_elements
from participation.imports.models import Change, Decision, ImportDraft, ImportGuess
from participation.imports.queries import Row, below, guess_by_id, import_by_id, rows_of
from participation.imports.staff_views import AT_ONCE, WORDS
from participation.imports.wording import KIND_NAMES
from participation.language.difference import difference
from participation.strategy.models import Strategy
from participation.web.visit import Visit
from participation.writing.texts import LONGEST_TITLE

_SHORT = 90


def import_part(visit: Visit, draft: UUID, guess: UUID) -> Response:
    """One guess with its fields."""
    found = import_by_id(visit.db, visit.place, draft)
    part = guess_by_id(visit.db, found, guess)
    sheet = GuessSheet(part.kind.value, part.number, part.title, part.text, part.parent_id, _decision(part))
    return _form(visit, found, part, sheet)


def correct_part(visit: Visit, draft: UUID, guess: UUID) -> Response:
    """Keep what was put right, and go back to the tree or on to the next part."""
    found = import_by_id(visit.db, visit.place, draft)
    part = guess_by_id(visit.db, found, guess)
    rows = rows_of(visit.db, found)
    sheet = GuessSheet.from_form(visit.form, {row.guess.id for row in rows})
    if sheet.problems:
        return _form(visit, found, part, sheet, status=422)
    try:
        actions.correct(visit.db, found, part, sheet)
    except Conflict as problem:
        return _form(visit, found, part, sheet, status=409, problem=visit.told(problem))
    following = _following(rows, part)
    if visit.form.text("then") == "next" and following:
        return visit.redirect("import_part", draft=draft, guess=following.id)
    return visit.redirect("import_draft", draft=draft, seite=_page_of(rows, part), anchor=f"part-{part.id}")


def _decision(part: ImportGuess) -> str:
    return (Decision.ACCEPTED if part.decision is Decision.DONE else part.decision).value


def _following(rows: list[Row], part: ImportGuess) -> ImportGuess | None:
    places = [row.guess.id for row in rows]
    place = places.index(part.id) + 1
    return rows[place].guess if place < len(rows) else None


def _page_of(rows: list[Row], part: ImportGuess) -> int | None:
    page = [row.guess.id for row in rows].index(part.id) // AT_ONCE + 1
    return page if page > 1 else None


def _form(
    visit: Visit, draft: ImportDraft, part: ImportGuess, sheet: GuessSheet, status: int = 200, problem: str = ""
) -> Response:
    rows = rows_of(visit.db, draft)
    errors = {field: visit._(message, **values) for field, (message, values) in sheet.problems.items()}
    known = _known(visit, draft, part)
    trail = [
        (visit._("Strategy texts"), visit.url("written_strategies")),
        (visit._("Read in documents"), visit.url("imports")),
        (draft.file_name, visit.url("import_draft", draft=draft.id)),
        (part.title[:_SHORT], None),
    ]
    return visit.render(
        "imports/staff/part.html",
        status=status,
        draft=draft,
        part=part,
        sheet=sheet,
        errors=errors | ({"parent": problem} if problem else {}),
        kinds=[(kind.value, visit._(name)) for kind, name in KIND_NAMES.items()],
        parents=_parents(visit, rows, part),
        decisions=[Decision.ACCEPTED, Decision.DROPPED, *([Decision.OPEN] if draft.is_update else [])],
        known=known,
        title_runs=difference(known.title, part.title) if known and "title" in part.differs else (),
        text_runs=difference(known.text, part.text) if known and "text" in part.differs else (),
        following=_following(rows, part),
        most_title=LONGEST_TITLE,
        most_number=LONGEST_NUMBER,
        breadcrumbs=trail,
        **WORDS,
    )


def _known(visit: Visit, draft: ImportDraft, part: ImportGuess) -> Known | None:
    """What the strategy says of the element that the part is taken for."""
    strategy = visit.db.get(Strategy, draft.strategy_id) if draft.strategy_id and draft.is_update else None
    if strategy is None or part.element_id is None or part.change is Change.SAME:
        return None
    return next((one for one in known_elements(visit.db, strategy) if one.id == str(part.element_id)), None)


def _parents(visit: Visit, rows: list[Row], part: ImportGuess) -> list[tuple[str, str]]:
    """Where the part can hang: anywhere but below itself, each with its depth as dashes."""
    own = below(rows, part)
    top = ("", visit._("Top level"))
    return [top, *((str(row.guess.id), _name(row)) for row in rows if row.guess.id not in own)]


def _name(row: Row) -> str:
    words = f"{row.guess.number} {row.guess.title}".strip()
    return "– " * row.depth + (words if len(words) <= _SHORT else words[:_SHORT].rsplit(" ", 1)[0] + " …")
