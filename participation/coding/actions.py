"""What staff do with the code tree; every act stands in the journal."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import delete, exists, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from participation.coding.codes import code_in, tree_of
from participation.coding.forms import CodeSheet
from participation.coding.models import Code, Segment
from participation.core.clock import now
from participation.core.errors import Conflict
from participation.core.journal import record
from participation.procedures.models import Procedure


def create_code(
    session: Session, procedure: Procedure, sheet: CodeSheet, parent: Code | None, actor_id: UUID | None
) -> Code:
    """Add a code to a procedure's tree; the sheet has no problems."""
    code = Code(procedure_id=procedure.id, mark=sheet.mark, name=sheet.name)
    _write(code, sheet, parent)
    return _kept(session, procedure, code, "created", actor_id)


def change_code(
    session: Session, procedure: Procedure, code: Code, sheet: CodeSheet, parent: Code | None, actor_id: UUID | None
) -> None:
    """Rename, describe or move a code; the sheet has no problems.

    Raises:
        Conflict: it would stand below itself.
    """
    if parent is not None and parent.id in tree_of(session, procedure.id).below(code.id):
        raise Conflict("A code cannot stand below itself.")
    action = "changed" if code.parent_id == (parent.id if parent else None) else "moved"
    _write(code, sheet, parent)
    _kept(session, procedure, code, action, actor_id)


def _write(code: Code, sheet: CodeSheet, parent: Code | None) -> None:
    code.mark, code.name, code.description, code.keywords = sheet.mark, sheet.name, sheet.description, sheet.keywords
    code.parent_id = parent.id if parent else None


def retire_code(session: Session, procedure: Procedure, code: Code, actor_id: UUID) -> None:
    """Give a code no more, or (a retired one) give it again; its segments stay."""
    code.retired_at = None if code.retired_at else now()
    _kept(session, procedure, code, "retired" if code.retired_at else "revived", actor_id)


def merge_code(session: Session, procedure: Procedure, code: Code, target: Code, actor_id: UUID) -> None:
    """Put everything of a code with another one, its segments and the codes below it; the code itself is gone then.

    Raises:
        Conflict: it is the same code, or one that stands below it.
    """
    if target.id in tree_of(session, procedure.id).below(code.id):
        raise Conflict("A code can only be merged into one that does not stand below it.")
    _move_segments(session, code.id, target.id)
    children = update(Code).where(col(Code.parent_id) == code.id).values(parent_id=target.id)
    session.execute(children.execution_options(synchronize_session="fetch"))
    _record(session, procedure, code, "merged", actor_id, {"into": str(target.id)})
    session.delete(code)
    session.flush()


def _move_segments(session: Session, code_id: UUID, target_id: UUID) -> None:
    """A stretch that carries both codes keeps one of them."""
    same = aliased(Segment)
    is_twice = exists().where(
        col(same.code_id) == target_id,
        col(same.contribution_id) == col(Segment.contribution_id),
        col(same.part) == col(Segment.part),
        col(same.begins) == col(Segment.begins),
        col(same.ends) == col(Segment.ends),
    )
    own = col(Segment.code_id) == code_id
    session.execute(delete(Segment).where(own, is_twice).execution_options(synchronize_session=False))
    moved = update(Segment).where(own).values(code_id=target_id)
    session.execute(moved.execution_options(synchronize_session=False))


def _kept(session: Session, procedure: Procedure, code: Code, action: str, actor_id: UUID | None) -> Code:
    session.add(code)
    session.flush()
    _record(session, procedure, code, action, actor_id, {})
    return code


def _record(
    session: Session, procedure: Procedure, code: Code, action: str, actor_id: UUID | None, details: dict[str, str]
) -> None:
    told = {"mark": code.mark, **details}
    record(session, action, "code", code.id, actor_id=actor_id, region_id=procedure.region_id, details=told)


def parent_named(session: Session, procedure: Procedure, name: str) -> Code | None:
    """The code above that a form names by id; None for none.

    Raises:
        NotFound: there is no such code in the procedure.
    """
    try:
        return code_in(session, procedure.id, UUID(name)) if name else None
    except ValueError:
        return None


def taken_marks(session: Session, procedure_id: UUID, but: Code | None = None) -> set[str]:
    """The marks of a procedure's codes."""
    chosen = select(Code.id, Code.mark).where(Code.procedure_id == procedure_id)
    return {mark for code_id, mark in session.exec(chosen) if but is None or code_id != but.id}
