"""Handing in a document, and looking through what was recognised."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any
from uuid import UUID

from starlette.responses import Response

from participation.core.errors import NotFound
from participation.core.files import plain_name
from participation.core.text import msgid
from participation.imports import actions
from participation.imports.files import AREA
from participation.imports.forms import chosen_ids
from participation.imports.models import Change, Decision, ImportDraft, Stage
from participation.imports.queries import Row, counted, import_by_id, imports_of, rows_of
from participation.imports.wording import (
    CHANGE_NAMES,
    DECISION_NAMES,
    DIFFERENCE_NAMES,
    KIND_NAMES,
    STAGE_NAMES,
)
from participation.strategy.importing.opening import LARGEST_FILE
from participation.strategy.models import Kind, Strategy
from participation.strategy.queries import titled
from participation.web.visit import Visit, chosen, page_number
from participation.writing.draft import draft_strategies, draft_strategy

AT_ONCE = 100
"""Parts of a document on one page."""
ENDINGS = (".docx", ".pdf", ".md", ".txt")
_MEGABYTE = 1_000_000
_NO_FILE = msgid("Please choose a document.")
_OTHER_KIND = msgid("%(file)s: only .md, .docx, .txt and .pdf can be imported.")
_TOO_LARGE = msgid("%(file)s is too large: a document may have 50 megabytes.")
_NOTHING_CHOSEN = msgid("Please tick at least one part.")
_FILTERS = ("alle", "offen", "neu", "anders", "weg", "ausgelassen")
_SHOWN = {
    "offen": lambda row: row.guess.decision is Decision.OPEN,
    "neu": lambda row: row.guess.change is Change.NEW,
    "anders": lambda row: row.guess.change is Change.CHANGED,
    "weg": lambda row: row.guess.change is Change.GONE,
    "ausgelassen": lambda row: row.guess.decision is Decision.DROPPED,
}
WORDS: dict[str, Any] = {
    "kind_names": KIND_NAMES,
    "change_names": CHANGE_NAMES,
    "decision_names": DECISION_NAMES,
    "difference_names": DIFFERENCE_NAMES,
    "stage_names": STAGE_NAMES,
}


def imports(visit: Visit) -> Response:
    """The form for a document, and what was handed in before."""
    return _start(visit, visit.query.get("strategie", ""))


def hand_in_document(visit: Visit) -> Response:
    """Keep the document; it is read in the background."""
    slug, sent = visit.form.text("strategy"), visit.form.file("document")
    if sent is None:
        return _start(visit, slug, visit._(_NO_FILE))
    name = plain_name(sent[0])
    if PurePosixPath(name).suffix.lower() not in ENDINGS:
        return _start(visit, slug, visit._(_OTHER_KIND, file=name))
    if len(sent[1]) > LARGEST_FILE:
        return _start(visit, slug, visit._(_TOO_LARGE, file=name))
    strategy = draft_strategy(visit.db, visit.place, slug) if slug else None
    stored_as = visit.files(AREA).keep(sent[1])
    with visit.site.database.writing() as session:
        draft = actions.hand_in(session, visit.place, strategy, (name, stored_as), visit.person)
        draft_id = draft.id
    return visit.redirect("import_draft", draft=draft_id)


def import_draft(visit: Visit, draft: UUID) -> Response:
    """How far it is; once it is read, its tree."""
    return _shown(visit, import_by_id(visit.db, visit.place, draft))


def decide_parts(visit: Visit, draft: UUID) -> Response:
    """Accept, leave out or rename the ticked parts, or accept all that are open."""
    found, act = import_by_id(visit.db, visit.place, draft), visit.form.text("act")
    ids = chosen_ids(visit.form)
    if act == "accept_open":
        open_ones = [row.guess.id for row in rows_of(visit.db, found) if row.guess.decision is Decision.OPEN]
        actions.decide(visit.db, found, open_ones, Decision.ACCEPTED)
    elif not ids:
        return _shown(visit, found, problem=visit._(_NOTHING_CHOSEN))
    elif act in {Decision.ACCEPTED, Decision.DROPPED}:
        actions.decide(visit.db, found, ids, Decision(act))
    elif act == "kind" and visit.form.text("kind") in set(Kind):
        actions.rename_kinds(visit.db, found, ids, Kind(visit.form.text("kind")))
    else:
        raise NotFound("There is no such act.")
    page, shown = visit.query.get("seite"), visit.query.get("zeige")
    return visit.redirect("import_draft", draft=draft, seite=page, zeige=shown, anchor="parts")


def discard_import(visit: Visit, draft: UUID) -> Response:
    """Forget the import; no strategy changes."""
    found = import_by_id(visit.db, visit.place, draft)
    stored_as = found.stored_as
    actions.discard(visit.db, found, visit.person)
    if stored_as:
        visit.files(AREA).forget(stored_as)
    return visit.redirect("imports")


def _start(visit: Visit, slug: str, problem: str = "") -> Response:
    strategies = titled(visit.db, draft_strategies(visit.db, visit.place), visit.language.tag)
    return visit.render(
        "imports/staff/imports.html",
        status=422 if problem else 200,
        problem=problem,
        chosen=slug,
        strategies=[(one.strategy.slug, one.title) for one in strategies],
        titles={one.strategy.id: one.title for one in strategies},
        imports=imports_of(visit.db, visit.place),
        most_megabytes=LARGEST_FILE // _MEGABYTE,
        endings=",".join(ENDINGS),
        **WORDS,
    )


def _shown(visit: Visit, draft: ImportDraft, problem: str = "", status: int = 0) -> Response:
    rows = rows_of(visit.db, draft)
    shown = chosen(visit.query, "zeige", _FILTERS)
    left = [row for row in rows if _SHOWN[shown](row)] if shown in _SHOWN else rows
    pages = max(-(-len(left) // AT_ONCE), 1)
    page = page_number(visit.query, pages)
    strategy = visit.db.get(Strategy, draft.strategy_id) if draft.strategy_id else None
    trail = [
        (visit._("Strategy texts"), visit.url("written_strategies")),
        (visit._("Read in documents"), visit.url("imports")),
        (draft.file_name, None),
    ]
    return visit.render(
        "imports/staff/import.html",
        fragment="import",
        status=status or (422 if problem else 200),
        draft=draft,
        waits=draft.stage in {Stage.WAITING, Stage.READING},
        strategy=titled(visit.db, [strategy], visit.language.tag)[0] if strategy else None,
        rows=left[(page - 1) * AT_ONCE : page * AT_ONCE],
        counts=counted(rows),
        tabs=_tabs(visit, draft, rows, shown),
        shown=shown,
        page=page,
        pages=pages,
        **visit.pages("import_draft", page, page < pages, draft=draft.id, zeige=shown if shown in _SHOWN else None),
        problem=problem,
        breadcrumbs=trail,
        **WORDS,
    )


def _tabs(visit: Visit, draft: ImportDraft, rows: Sequence[Row], shown: str) -> list[dict[str, object]]:
    labels = {
        "alle": visit._("All parts"),
        "offen": visit._("To be decided"),
        "neu": visit._("New parts"),
        "anders": visit._("Differing parts"),
        "weg": visit._("No longer in the document"),
        "ausgelassen": visit._("Left out"),
    }
    counts = {name: sum(map(_SHOWN[name], rows)) if name in _SHOWN else len(rows) for name in _FILTERS}
    wanted = [name for name in _FILTERS if name in {"alle", shown} or counts[name]]
    if not draft.is_update:
        wanted = [name for name in wanted if name != "neu"]
    return [
        {
            "label": labels[name],
            "count": counts[name],
            "current": name == shown,
            "href": visit.url("import_draft", draft=draft.id, zeige=None if name == "alle" else name),
        }
        for name in wanted
    ]


def refused(visit: Visit, draft: ImportDraft, problem: str, status: int) -> Response:
    """The tree again with the sentence why it was not taken over."""
    return _shown(visit, draft, problem, status)
