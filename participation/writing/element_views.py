"""Writing an element: its texts side by side, saved block by block; two people's texts are both shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from starlette.responses import Response

from participation.core.errors import NotFound
from participation.core.text import msgid
from participation.language.difference import Run, difference
from participation.strategy.media import media_of
from participation.web.languages import GERMAN
from participation.web.visit import Visit
from participation.writing.acts import last_act
from participation.writing.creation import add_paragraph
from participation.writing.desk import Desk, desk_context, desk_of, parts
from participation.writing.draft import NEW, DraftBlock, draft_blocks
from participation.writing.links import links_shown, relation_options
from participation.writing.paragraphs import paragraph_of
from participation.writing.texts import write_text
from participation.writing.tree import Branch
from participation.writing.wording import Wording, wording_problems, wordings_from, wordings_of


@dataclass(frozen=True)
class Entry:
    """A block on the page with its fields; `number` counts the paragraphs from 1, 0 is the title."""

    block: DraftBlock
    wordings: tuple[Wording, ...]
    number: int = 0
    is_last: bool = False
    problems: dict[str, str] = field(default_factory=dict)

    def runs(self, wording: Wording) -> tuple[Run, ...]:
        """What leads from the other person's text to one's own."""
        return difference(wording.others_text or "", wording.text)


def write_element(visit: Visit, strategy: str, element: str) -> Response:
    """The element's texts beside the tree."""
    desk = desk_of(visit, strategy)
    branch = desk.branch(element)
    blocks = draft_blocks(visit.db, branch.element)
    return visit.render(
        "writing/element.html",
        **_context(visit, desk, branch),
        entries=_entries(desk, blocks),
        new=_entry(desk, blocks[-1]),
        emptied=[block for block in blocks[1:-1] if not block.texts[GERMAN.tag].text],
        media=media_of(visit.db, None, [block.id for block in blocks if block.id]),
        links=links_shown(visit, desk, branch),
        relations=relation_options(visit),
        others=[option for option in parts(desk) if option[0] != element],
        last_act=last_act(visit.db, desk.strategy),
    )


def save_block(visit: Visit, strategy: str, element: str, block: str) -> Response:
    """Save the texts of a block that were changed."""
    desk = desk_of(visit, strategy)
    branch = desk.branch(element)
    found = _block(draft_blocks(visit.db, branch.element), block)
    wordings = wordings_from(visit.form, [found], desk.tags)
    problems = {name: visit._(problem) for name, problem in wording_problems(wordings).items()}
    if problems or any(wording.is_conflict for wording in wordings):
        entry = Entry(found, tuple(wording.rebased for wording in wordings), problems=problems)
        return _refused(visit, _context(visit, desk, branch), entry)
    row = paragraph_of(visit.db, branch.element, block)
    for wording in (wording for wording in wordings if wording.is_changed):
        write_text(visit.db, desk.strategy, row, wording.tag, wording.text, visit.person_id)
    if not visit.wants_fragment:
        return desk.back_to(visit, branch, f"b-{block}")
    entry = _entry(desk, _block(draft_blocks(visit.db, branch.element), block))
    return visit.render("writing/block_page.html", fragment="saved", entry=entry, **_context(visit, desk, branch))


def add_paragraph_text(visit: Visit, strategy: str, element: str) -> Response:
    """Add a paragraph at the end, with its text and perhaps its twin."""
    desk = desk_of(visit, strategy)
    branch = desk.branch(element)
    new = draft_blocks(visit.db, branch.element)[-1]
    wordings = wordings_from(visit.form, [new], desk.tags)
    problems = wording_problems(wordings)
    if not any(wording.text for wording in wordings if wording.tag == GERMAN.tag):
        problems = {wordings[0].name: msgid("Please write a text.")} if wordings else {}
    if problems or not wordings:
        shown = {name: visit._(problem) for name, problem in problems.items()}
        return _refused(visit, _context(visit, desk, branch), Entry(new, wordings, problems=shown))
    row = add_paragraph(visit.db, desk.strategy, branch.element)
    for wording in (wording for wording in wordings if wording.text):
        write_text(visit.db, desk.strategy, row, wording.tag, wording.text, visit.person_id)
    return desk.back_to(visit, branch, f"b-{row.key}")


def _refused(visit: Visit, context: dict[str, Any], entry: Entry) -> Response:
    status = 422 if entry.problems else 409
    response = visit.render("writing/block_page.html", fragment="block", status=status, entry=entry, **context)
    response.headers["hx-retarget"], response.headers["hx-reswap"] = f"#b-{entry.block.key}", "outerHTML"
    return response


def _context(visit: Visit, desk: Desk, branch: Branch) -> dict[str, Any]:
    return desk_context(visit, desk) | {"branch": branch, "element": branch.element}


def _block(blocks: list[DraftBlock], key: str) -> DraftBlock:
    found = next((block for block in blocks if block.key == key and key != NEW), None)
    if found is None:
        raise NotFound("There is no such paragraph.")
    return found


def _entry(desk: Desk, block: DraftBlock) -> Entry:
    return Entry(block, wordings_of([block], desk.tags))


def _entries(desk: Desk, blocks: list[DraftBlock]) -> list[Entry]:
    """The title and the paragraphs that have a standard text."""
    shown = [block for block in blocks[:-1] if block.is_title or block.texts[GERMAN.tag].text]
    return [
        Entry(block, wordings_of([block], desk.tags), number, is_last=number == len(shown) - 1)
        for number, block in enumerate(shown)
    ]
