"""The code tree of a procedure as staff read it: its codes in order, each with how much carries it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from sqlalchemy import func
from sqlmodel import Session, col, select

from participation.coding.models import Code, Segment
from participation.core.errors import NotFound
from participation.crowd.sources import Area, placed
from participation.procedures.models import Procedure

_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True)
class CodeNode:
    """A code with those below it; `depth` counts from 0, `contributions` carry this very code."""

    code: Code
    depth: int
    contributions: int
    children: tuple[CodeNode, ...]

    def walk(self) -> Iterator[CodeNode]:
        """It and all below it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class CodeTree:
    """All codes of a procedure."""

    roots: tuple[CodeNode, ...]

    @cached_property
    def nodes(self) -> Sequence[CodeNode]:
        """All of them in the order of the tree."""
        return [node for root in self.roots for node in root.walk()]

    @cached_property
    def by_id(self) -> Mapping[UUID, CodeNode]:
        """Each by its id."""
        return {node.code.id: node for node in self.nodes}

    @property
    def given(self) -> list[Code]:
        """The codes that can be given, in order."""
        return [node.code for node in self.nodes if node.code.retired_at is None]

    def below(self, code_id: UUID) -> set[UUID]:
        """Ids of a code and everything below it; empty for a code that is not in the tree."""
        node = self.by_id.get(code_id)
        return {one.code.id for one in node.walk()} if node else set()


def tree_of(session: Session, procedure_id: UUID, *, counted: bool = False) -> CodeTree:
    """The codes of a procedure in the order of their marks, numbers as numbers; `counted` is another query."""
    chosen = select(Code).where(Code.procedure_id == procedure_id)
    below: dict[UUID | None, list[Code]] = {}
    for code in sorted(session.exec(chosen), key=lambda one: _place(one.mark)):
        below.setdefault(code.parent_id, []).append(code)
    counts = _counts(session, procedure_id) if counted else {}

    def node(code: Code, depth: int) -> CodeNode:
        children = tuple(node(child, depth + 1) for child in below.get(code.id, ()))
        return CodeNode(code, depth, counts.get(code.id, 0), children)

    return CodeTree(tuple(node(code, 0) for code in below.get(None, ())))


def _place(mark: str) -> list[tuple[bool, int, str]]:
    parts = [part for part in _DIGITS.split(mark) if part]
    return [(not part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts]


def _counts(session: Session, procedure_id: UUID) -> dict[UUID, int]:
    number = func.count(func.distinct(col(Segment.contribution_id)))
    chosen = select(Segment.code_id, number).join(Code, col(Code.id) == col(Segment.code_id))
    chosen = chosen.where(Code.procedure_id == procedure_id, ~col(Segment.is_lost)).group_by(col(Segment.code_id))
    return dict(session.exec(chosen).all())


def field_counts(session: Session, procedure_id: UUID, areas: Sequence[Area]) -> dict[UUID, dict[UUID | None, int]]:
    """Code -> thread of a field (None: no field) -> how many contributions carry the code. For staff only."""
    number = func.count(func.distinct(col(Segment.contribution_id)))
    chosen = select(Segment.code_id, Segment.element_id, number).join(Code, col(Code.id) == col(Segment.code_id))
    chosen = chosen.where(Code.procedure_id == procedure_id, ~col(Segment.is_lost))
    found: dict[UUID, dict[UUID | None, int]] = {}
    for code_id, element_id, count in session.exec(chosen.group_by(col(Segment.code_id), col(Segment.element_id))):
        area = placed(areas, element_id)
        of_code = found.setdefault(code_id, {})
        thread = area.thread_id if area else None
        of_code[thread] = of_code.get(thread, 0) + count
    return found


def code_in(session: Session, procedure_id: UUID, code_id: UUID, *, to_change: bool = False) -> Code:
    """A code of a procedure; locked if it is to be changed.

    Raises:
        NotFound: there is none.
    """
    found = session.get(Code, code_id, with_for_update=to_change)
    if found is None or found.procedure_id != procedure_id:
        raise NotFound("There is no such code.")
    return found


def codes_for(session: Session, strategy_id: UUID) -> Sequence[Code]:
    """The codes of all procedures about a strategy, retired ones too, by their marks."""
    chosen = select(Code).join(Procedure, col(Procedure.id) == col(Code.procedure_id))
    return sorted(session.exec(chosen.where(Procedure.strategy_id == strategy_id)), key=lambda one: _place(one.mark))


def with_codes_below(session: Session, code_id: UUID) -> set[UUID]:
    """A code's id and those of everything below it."""
    procedure_id = session.exec(select(Code.procedure_id).where(Code.id == code_id)).first()
    return tree_of(session, procedure_id).below(code_id) if procedure_id else set()
