"""What changes the tree of a draft; ids, keys and threads of elements and blocks always stay theirs."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session, col, or_, select

from participation.core.clock import now
from participation.core.errors import Conflict
from participation.strategy.models import Block, Element, ElementLink, Kind, Strategy
from participation.strategy.texts import TITLE
from participation.web.languages import GERMAN
from participation.writing.acts import Planned, changing_tree
from participation.writing.creation import create_element, next_paragraph_key
from participation.writing.draft import standing
from participation.writing.models import AncestryKind, ElementAncestry
from participation.writing.texts import write_text


def add_element(
    session: Session, strategy: Strategy, planned: Planned, parent: Element | None, named: tuple[Kind, str, str]
) -> Element:
    """A new element at the end of its parent, with (kind, number, standard title)."""
    kind, number, title = named
    with changing_tree(session, strategy, planned):
        element = create_element(session, strategy, parent, kind, number, title)
        _write_title(session, strategy, element, title, planned.editor_id)
    return element


def rename(session: Session, strategy: Strategy, planned: Planned, element: Element, kind: Kind, number: str) -> None:
    """Give an element another kind and number."""
    with changing_tree(session, strategy, planned):
        element.kind, element.number = kind, number
        session.add(element)


def move(
    session: Session, strategy: Strategy, planned: Planned, element: Element, place: tuple[Element | None, int]
) -> None:
    """Put an element, with everything below it, below (parent, position among its children from 0).

    Raises:
        Conflict: the parent stands below the element itself.
    """
    parent, position = place
    elements = standing(session, strategy)
    if parent is not None and parent.id in {one.id for one in _with_descendants(elements, element)}:
        raise Conflict("A part cannot be moved below itself.")
    with changing_tree(session, strategy, planned):
        element.parent_id = parent.id if parent else None
        siblings = [one for one in elements if one.parent_id == element.parent_id and one.id != element.id]
        siblings.insert(min(max(position, 0), len(siblings)), element)
        _in_order(session, siblings)


def split_element(
    session: Session, strategy: Strategy, planned: Planned, element: Element, rest: tuple[Block, str, str]
) -> Element:
    """Make (first paragraph, number, title) and what follows it a new element right behind, and keep where it is from.

    The paragraphs stay themselves, with their texts in all languages and what was said about them.
    """
    first, number, title = rest
    with changing_tree(session, strategy, planned):
        parent = session.get(Element, element.parent_id) if element.parent_id else None
        new = create_element(session, strategy, parent, element.kind, number, title)
        siblings = [one for one in standing(session, strategy) if one.parent_id == new.parent_id and one.id != new.id]
        siblings.insert(next(at for at, one in enumerate(siblings) if one.id == element.id) + 1, new)
        _in_order(session, siblings)
        moved = [one for one in _paragraphs(session, element) if one.position >= first.position]
        for position, block in enumerate(moved, start=1):
            block.element_id, block.position = new.id, position
            session.add(block)
        _write_title(session, strategy, new, title, planned.editor_id)
        _came_out_of(session, strategy, element, new, AncestryKind.SPLIT)
    return new


def merge_elements(session: Session, strategy: Strategy, planned: Planned, element: Element, into: Element) -> None:
    """Put the paragraphs of an element and what stands below it at the end of another one, with its links; take it out.

    Raises:
        Conflict: the other one stands below it.
    """
    elements = standing(session, strategy)
    if into.id in {one.id for one in _with_descendants(elements, element)}:
        raise Conflict("A part cannot be merged into itself or into what stands below it.")
    with changing_tree(session, strategy, planned):
        last = max((block.position for block in _paragraphs(session, into)), default=0)
        for offset, block in enumerate(_paragraphs(session, element), start=1):
            taken = {one.key for one in _paragraphs(session, into)}
            block.key = next_paragraph_key(taken) if block.key in taken else block.key
            block.element_id, block.position = into.id, last + offset
            session.add(block)
            session.flush()
        children = [one for one in elements if one.parent_id == element.id]
        for child in children:
            child.parent_id = into.id
        _in_order(session, [*(one for one in elements if one.parent_id == into.id and one not in children), *children])
        _hand_over_links(session, element, into)
        element.retired_at = now()
        session.add(element)
        _came_out_of(session, strategy, element, into, AncestryKind.MERGE)


def take_out(session: Session, strategy: Strategy, planned: Planned, element: Element) -> None:
    """Take an element out of the draft with everything below it; it can be put back."""
    with changing_tree(session, strategy, planned):
        moment = now()
        for one in _with_descendants(standing(session, strategy), element):
            one.retired_at = moment
            session.add(one)


def put_back(session: Session, strategy: Strategy, planned: Planned, element: Element) -> None:
    """Put an element back with what was taken out together with it, below its parent or, where that is gone, on top."""
    with changing_tree(session, strategy, planned):
        every = session.exec(select(Element).where(Element.strategy_id == strategy.id)).all()
        together = [one for one in every if one.retired_at == element.retired_at]
        for one in _with_descendants(together, element):
            one.retired_at = None
            session.add(one)
        parent = next((one for one in every if one.id == element.parent_id), None)
        if parent is not None and parent.retired_at is not None:
            element.parent_id = None
        session.flush()
        siblings = [
            one for one in standing(session, strategy) if one.parent_id == element.parent_id and one.id != element.id
        ]
        _in_order(session, [*siblings, element])


def renumber(session: Session, strategy: Strategy, planned: Planned, numbers: dict[UUID, str]) -> None:
    """Give elements their new numbers."""
    with changing_tree(session, strategy, planned):
        for element in standing(session, strategy):
            if element.id in numbers:
                element.number = numbers[element.id]
                session.add(element)


def _hand_over_links(session: Session, element: Element, into: Element) -> None:
    """Let the links of one element lead from and to another one; what that has already, or to itself, stays behind."""
    rows = session.exec(
        select(ElementLink).where(
            or_(
                col(ElementLink.source_id).in_((element.id, into.id)),
                col(ElementLink.target_id).in_((element.id, into.id)),
            )
        )
    ).all()
    known = {(row.source_id, row.relation, row.target_id) for row in rows}
    for row in rows:
        source, target = (into.id if end == element.id else end for end in (row.source_id, row.target_id))
        if source != target and (source, row.relation, target) not in known:
            row.source_id, row.target_id = source, target
            known.add((source, row.relation, target))
            session.add(row)
    session.flush()


def _with_descendants(elements: Sequence[Element], element: Element) -> list[Element]:
    found, waiting = [element], [element]
    while waiting:
        parent = waiting.pop()
        below = [one for one in elements if one.parent_id == parent.id]
        found += below
        waiting += below
    return found


def _in_order(session: Session, siblings: Sequence[Element]) -> None:
    for position, element in enumerate(siblings):
        element.position = position
        session.add(element)
    session.flush()


def _paragraphs(session: Session, element: Element) -> Sequence[Block]:
    chosen = select(Block).where(Block.element_id == element.id, Block.key != TITLE)
    return session.exec(chosen.order_by(col(Block.position))).all()


def _write_title(session: Session, strategy: Strategy, element: Element, title: str, editor_id: UUID | None) -> None:
    block = session.exec(select(Block).where(Block.element_id == element.id, Block.key == TITLE)).one()
    write_text(session, strategy, block, GERMAN.tag, title, editor_id)


def _came_out_of(session: Session, strategy: Strategy, start: Element, end: Element, kind: AncestryKind) -> None:
    coming = strategy.latest_version + 1
    session.add(ElementAncestry(from_id=start.id, to_id=end.id, kind=kind, version=coming, made_at=now()))
    session.flush()
