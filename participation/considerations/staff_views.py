"""What editors do in the consideration table."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select
from starlette.responses import Response

from participation.coding.segments import codes_of
from participation.considerations import actions
from participation.considerations.entries import Entry, entries_of, entry_of
from participation.considerations.forms import ConsiderationSheet, sheet_from, sheet_of, with_module
from participation.considerations.kinds import Brought
from participation.considerations.listing import Progress, progress_counts
from participation.considerations.models import OUTCOME_NAMES
from participation.considerations.people import names_of
from participation.considerations.queries import revisions
from participation.considerations.revisions import told_revisions
from participation.considerations.rules import FOUR_EYES, may_release, needs_four_eyes, text_modules
from participation.considerations.strategies import weighed_strategies, weighed_strategy
from participation.considerations.table import affected_parts, bodies_of_entries, row_of, table_context
from participation.core.errors import NotAllowed, NotFound
from participation.core.text import msgid
from participation.ideas.models import Idea
from participation.strategy.models import Block, Element, Strategy
from participation.strategy.reading import Tree
from participation.strategy.texts import published_tree
from participation.web.visit import Visit


def considerations(visit: Visit) -> Response:
    """The strategies of the region, each with how much is to be considered."""
    found = weighed_strategies(visit.db, visit.place, visit.language.tag)
    if len(found) == 1:
        return visit.redirect("consideration_table", strategy=found[0].strategy.slug)
    counts = {entry.strategy.id: progress_counts(visit.db, entry.strategy) for entry in found}
    return visit.render("considerations/strategies.html", strategies=found, counts=counts, Progress=Progress)


def consideration_table(visit: Visit, strategy: str) -> Response:
    """The table: every contribution to a strategy, those without outcome first."""
    found, tree = _strategy(visit, strategy)
    return visit.render(
        "considerations/table.html", **table_context(visit, found, tree), chosen=visit.query, **_names(visit)
    )


def read_consideration(visit: Visit, strategy: str, kind: str, contribution: UUID) -> Response:
    """One row of the table with everything that was said before; `bearbeiten` opens its form."""
    found, tree = _strategy(visit, strategy)
    entry = entry_of(visit.db, found, kind, contribution)
    sheet = _stored_sheet(visit.db, tree, entry) if "bearbeiten" in visit.query else None
    return _row_page(visit, found, tree, entry, sheet)


def consider(visit: Visit, strategy: str, kind: str, contribution: UUID) -> Response:
    """Set outcome and rationale; what somebody else wrote meanwhile is shown, not overwritten."""
    found, tree = _strategy(visit, strategy)
    entry = entry_of(visit.db, found, kind, contribution)
    sheet, stored = sheet_from(visit.form), _stored_sheet(visit.db, tree, entry)
    if sheet.base != stored.base:
        problem = msgid(
            "Somebody else changed this meanwhile. Their text stands beside yours; save again to replace it."
        )
        sheet = replace(sheet, base=stored.base, problems={"rationale": problem, **sheet.problems})
        return _row_page(visit, found, tree, entry, sheet, stored, status=409)
    module = next((one for one in text_modules(visit.db, visit.place.id) if str(one.id) == sheet.module), None)
    if visit.form.text("then") == "insert":
        return _row_page(visit, found, tree, entry, with_module(sheet, module) if module else sheet)
    if sheet.problems:
        return _row_page(visit, found, tree, entry, sheet, status=422)
    place = _place(visit.db, found, entry, sheet.element)
    try:
        actions.consider(visit.db, found, entry, sheet, place, visit.person_id)
    except NotAllowed:
        sheet = replace(sheet, problems={"rationale": FOUR_EYES})
        return _row_page(visit, found, tree, entry, sheet, status=422)
    if not visit.wants_fragment:
        anchor = f"contribution-{contribution}"
        return visit.redirect("consideration_table", strategy=strategy, stand=Progress.ALL.value, anchor=anchor)
    return _row_page(visit, found, tree, entries_of(visit.db, [(entry.kind, contribution)], found.id)[0])


def release_consideration(visit: Visit, strategy: str, kind: str, contribution: UUID) -> Response:
    """Release a proposal as it stands; with four eyes only one of somebody else."""
    found, tree = _strategy(visit, strategy)
    entry = entry_of(visit.db, found, kind, contribution)
    if entry.consideration is None:
        raise NotFound("There is no such proposal.")
    actions.release(visit.db, found, entry.consideration, visit.person_id)
    if visit.wants_fragment:
        return _row_page(visit, found, tree, entry)
    return visit.redirect("read_consideration", strategy=strategy, kind=kind, contribution=contribution)


def _names(visit: Visit) -> dict[str, Any]:
    """Who is who in the rows."""
    return {"people": names_of(visit.db, visit.place.id)}


def _strategy(visit: Visit, slug: str) -> tuple[Strategy, Tree]:
    strategy, version = weighed_strategy(visit.db, visit.place, slug)
    return strategy, published_tree(visit.db, version, visit.language.tag)


def _stored_sheet(session: Session, tree: Tree, entry: Entry) -> ConsiderationSheet:
    found = entry.consideration
    element_id = found.element_id if found else entry.contribution.element_id
    node = tree.by_id.get(element_id) if element_id else None
    kept = revisions(session, found.id) if found else ()
    return sheet_of(found, node.key if node else "", str(kept[0].id) if kept else "")


def _place(session: Session, strategy: Strategy, entry: Entry, key: str) -> tuple[Element | None, Block | None]:
    """The element that was chosen, and the paragraph that a comment stands on if it belongs to that element."""
    wanted = select(Element).where(Element.strategy_id == strategy.id, Element.key == key)
    element = session.exec(wanted).first()
    if element is None or isinstance(entry.contribution, Idea | Brought):
        return element, None
    on_thread = select(Block).where(
        Block.thread_id == entry.contribution.thread_id, col(Block.element_id) == element.id
    )
    return element, session.exec(on_thread).first()


def _row_page(
    visit: Visit,
    strategy: Strategy,
    tree: Tree,
    entry: Entry,
    sheet: ConsiderationSheet | None = None,
    others_sheet: ConsiderationSheet | None = None,
    status: int = 200,
) -> Response:
    body = bodies_of_entries(visit, [entry]).get(entry.contribution.id)
    codes = codes_of(visit.db, [entry.contribution.id]).get(entry.contribution.id, ())
    consideration, person = entry.consideration, visit.person_id
    four_eyes = needs_four_eyes(visit.db, strategy)
    return visit.render(
        "considerations/contribution.html",
        fragment="contribution",
        status=status,
        strategy=strategy,
        row=row_of(visit, tree, entry, sheet, others_sheet, body=body, codes=codes),
        outcomes=[(outcome, visit._(name)) for outcome, name in OUTCOME_NAMES.items()],
        outcome_names={outcome: visit._(name) for outcome, name in OUTCOME_NAMES.items()},
        parts=affected_parts(tree) if sheet else [],
        modules=[(str(one.id), one.name) for one in text_modules(visit.db, visit.place.id)] if sheet else [],
        four_eyes=four_eyes,
        can_release=consideration is not None and may_release(consideration, person, four_eyes=four_eyes),
        revisions=told_revisions(visit.db, consideration.id) if consideration else [],
        **_names(visit),
    )
