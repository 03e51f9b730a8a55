"""The history of a block: who changed what, what versions say, and taking an old wording over into the draft."""

from __future__ import annotations

from starlette.responses import Response

from participation.core.errors import NotFound
from participation.core.text import msgid
from participation.strategy.models import Block
from participation.web.languages import GERMAN
from participation.web.visit import Visit
from participation.writing.desk import Desk, desk_context, desk_of
from participation.writing.draft import DraftText, draft_blocks
from participation.writing.history import frozen_wordings, written
from participation.writing.paragraphs import paragraph_of
from participation.writing.texts import write_text
from participation.writing.tree import Branch


def block_history(visit: Visit, strategy: str, element: str, block: str) -> Response:
    """The history of a block in standard German and in the language beside it."""
    desk = desk_of(visit, strategy)
    branch = desk.branch(element)
    return _page(visit, desk, branch, paragraph_of(visit.db, branch.element, block))


def restore_wording(visit: Visit, strategy: str, element: str, block: str) -> Response:
    """Write what a version says into the draft; the draft's present wording stays in the history."""
    desk = desk_of(visit, strategy)
    branch = desk.branch(element)
    row = paragraph_of(visit.db, branch.element, block)
    tag = GERMAN.tag if visit.form.text("tongue") == GERMAN.slug else desk.beside.tag
    number = visit.form.text("number")
    wordings = frozen_wordings(visit.db, row, tag)
    chosen = next((one for one in wordings if number.isdecimal() and int(number[:9]) in one.numbers), None)
    if chosen is None:
        raise NotFound("There is no such version.")
    if _present(visit, branch, block, tag).fingerprint != visit.form.text("base"):
        return _page(visit, desk, branch, row, msgid("Somebody else changed this text meanwhile."))
    write_text(visit.db, desk.strategy, row, tag, chosen.text, visit.person_id)
    return desk.back_to(visit, branch, f"b-{block}")


def _present(visit: Visit, branch: Branch, key: str, tag: str) -> DraftText:
    blocks = draft_blocks(visit.db, branch.element)
    return next((block.texts[tag] for block in blocks if block.key == key), DraftText())


def _page(visit: Visit, desk: Desk, branch: Branch, block: Block, problem: str = "") -> Response:
    languages = (GERMAN, desk.beside)
    return visit.render(
        "writing/history.html",
        status=409 if problem else 200,
        **desk_context(visit, desk),
        branch=branch,
        element=branch.element,
        block=block,
        present={one.tag: _present(visit, branch, block.key, one.tag) for one in languages},
        histories=[
            (one, written(visit.db, block, one.tag), frozen_wordings(visit.db, block, one.tag)) for one in languages
        ],
        problem=visit._(problem) if problem else "",
    )
