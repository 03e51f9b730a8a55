"""The paragraphs of an element as a structure: moved, cut in two, joined with the next."""

from __future__ import annotations

from collections.abc import Callable

from sqlmodel import select
from starlette.responses import Response

from participation.core.errors import Conflict
from participation.core.text import msgid
from participation.strategy.models import Block, BlockText
from participation.web.languages import GERMAN
from participation.web.visit import Visit
from participation.writing.desk import Desk, desk_context, desk_of, planned
from participation.writing.paragraphs import cut_paragraph, join_paragraphs, move_paragraph, paragraph_of, pieces
from participation.writing.tree import Branch

_STEPS = {"up": -1, "down": 1}


def show_cuts(visit: Visit, strategy: str, element: str, block: str) -> Response:
    """Where the standard text of a paragraph can be cut."""
    desk = desk_of(visit, strategy)
    branch = desk.branch(element)
    return _cuts_page(visit, desk, branch, paragraph_of(visit.db, branch.element, block))


def cut_text(visit: Visit, strategy: str, element: str, block: str) -> Response:
    """Cut it."""
    desk = desk_of(visit, strategy)
    branch = desk.branch(element)
    row, at = paragraph_of(visit.db, branch.element, block), visit.form.text("at")
    if not (at.isdecimal() and 0 < int(at[:6]) < len(pieces(_standard(visit, row)))):
        return _cuts_page(visit, desk, branch, row, msgid("Please choose where the new paragraph begins."), 422)
    plan = planned(visit, "split paragraph", branch)
    return _done(
        visit, desk, branch, row, lambda: cut_paragraph(visit.db, desk.strategy, plan, branch.element, (row, int(at)))
    )


def join_text(visit: Visit, strategy: str, element: str, block: str) -> Response:
    """Put the next paragraph behind this one."""
    desk = desk_of(visit, strategy)
    branch = desk.branch(element)
    row, plan = paragraph_of(visit.db, branch.element, block), planned(visit, "join paragraphs", branch)
    return _done(visit, desk, branch, row, lambda: join_paragraphs(visit.db, desk.strategy, plan, branch.element, row))


def move_text(visit: Visit, strategy: str, element: str, block: str) -> Response:
    """Move a paragraph up or down."""
    desk = desk_of(visit, strategy)
    branch = desk.branch(element)
    row, steps = paragraph_of(visit.db, branch.element, block), _STEPS.get(visit.form.text("step"), 0)
    plan = planned(visit, "move paragraph", branch)
    return _done(
        visit, desk, branch, row, lambda: move_paragraph(visit.db, desk.strategy, plan, branch.element, (row, steps))
    )


def _done(visit: Visit, desk: Desk, branch: Branch, row: Block, act: Callable[[], object]) -> Response:
    try:
        act()
    except Conflict as conflict:
        return _cuts_page(visit, desk, branch, row, conflict.message, 409)
    return desk.back_to(visit, branch, f"b-{row.key}")


def _cuts_page(
    visit: Visit, desk: Desk, branch: Branch, block: Block, problem: str = "", status: int = 200
) -> Response:
    return visit.render(
        "writing/cuts.html",
        status=status,
        **desk_context(visit, desk),
        branch=branch,
        block=block,
        pieces=pieces(_standard(visit, block)),
        problem=visit._(problem) if problem else "",
    )


def _standard(visit: Visit, block: Block) -> str:
    chosen = select(BlockText.text).where(BlockText.block_id == block.id, BlockText.language == GERMAN.tag)
    return visit.db.exec(chosen).first() or ""
