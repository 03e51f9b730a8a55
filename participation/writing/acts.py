"""A change of the draft's tree: planned on the tree as it stands, recorded, and undone as long as it is the last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from participation.core.clock import now
from participation.core.errors import Conflict, NotNow
from participation.core.journal import record
from participation.strategy.models import Block, Element, ElementLink, Kind, Strategy, VersionState
from participation.writing.kept_texts import put_texts_back, said, source_rows, text_rows
from participation.writing.models import AncestryKind, ElementAncestry, StructuralAct
from participation.writing.states import draft_of, locked_draft

# These change texts of the element, too.
_WITH_TEXTS = frozenset({"split paragraph", "join paragraphs"})
_UNDO = "undo"


@dataclass(frozen=True)
class Planned:
    """What somebody wants to do with the tree that they saw at `revision`."""

    act: str
    revision: int
    editor_id: UUID | None
    element_id: UUID | None = None
    undoes_texts: bool = False

    @property
    def written_id(self) -> UUID | None:
        """The element whose texts change with the tree."""
        return self.element_id if self.undoes_texts or self.act in _WITH_TEXTS else None


@contextmanager
def changing_tree(session: Session, strategy: Strategy, planned: Planned) -> Iterator[None]:
    """Do within it what changes elements and blocks; it is counted, kept for undoing and journaled.

    Raises:
        Conflict: the tree has changed since the editor saw it.
        NotNow: the draft is being reviewed.
    """
    draft = locked_draft(session, strategy)
    if draft.state == VersionState.IN_REVIEW:
        raise NotNow("The draft is being reviewed. Take it back before you change it.")
    if draft.revision != planned.revision:
        raise Conflict("Somebody else changed the structure meanwhile. Please look at it again.")
    before = _rows(session, strategy, planned.written_id)
    yield
    session.flush()
    draft.revision, draft.changed_at, draft.changed_by = draft.revision + 1, now(), planned.editor_id
    session.add(draft)
    changed = _changed(before, _rows(session, strategy, planned.written_id))
    session.add(
        StructuralAct(
            strategy_id=strategy.id,
            revision=draft.revision,
            act=planned.act,
            element_id=planned.element_id,
            before=changed | {"version": strategy.latest_version} | _said(session, planned),
            made_at=now(),
            made_by=planned.editor_id,
        )
    )
    details = {"act": planned.act, "revision": draft.revision}
    record(
        session,
        "changed structure",
        "element" if planned.element_id else "strategy",
        planned.element_id or strategy.id,
        actor_id=planned.editor_id,
        region_id=strategy.region_id,
        details=details,
    )
    session.flush()


def last_act(session: Session, strategy: Strategy) -> StructuralAct | None:
    """The last change of the tree if it can be undone: nothing published since, no text that it wrote changed since."""
    revision = draft_of(session, strategy).revision
    found = session.exec(
        select(StructuralAct).where(StructuralAct.strategy_id == strategy.id, StructuralAct.revision == revision)
    ).first()
    if found is None or found.before["version"] != strategy.latest_version:
        return None
    if found.act in _WITH_TEXTS or "said" in found.before:
        is_unwritten = found.element_id and said(session, found.element_id) == found.before.get("said")
        return found if is_unwritten else None
    return found


def undo_last(session: Session, strategy: Strategy, revision: int, editor_id: UUID | None) -> None:
    """Put the tree back to what it was before the last change; undoing that again does the change anew.

    Raises:
        Conflict: the tree has changed since the editor saw it, or there is nothing to undo.
    """
    act = last_act(session, strategy)
    if act is None:
        raise Conflict("There is nothing that can be undone.")
    with changing_tree(session, strategy, Planned(_UNDO, revision, editor_id, act.element_id, "said" in act.before)):
        _put_back(session, act.before)
        if "said" in act.before:
            put_texts_back(session, strategy, act.before, editor_id)


_Rows = dict[str, dict[str, Any]]


def _said(session: Session, planned: Planned) -> dict[str, str]:
    return {"said": said(session, planned.written_id)} if planned.written_id else {}


def _rows(session: Session, strategy: Strategy, written_id: UUID | None) -> _Rows:
    """The tree as values: what an act can change, by table and id; with the texts of the element that it writes."""
    elements = session.exec(select(Element).where(Element.strategy_id == strategy.id)).all()
    blocks = session.exec(
        select(Block).join(Element, col(Element.id) == col(Block.element_id)).where(Element.strategy_id == strategy.id)
    ).all()
    came = session.exec(
        select(ElementAncestry)
        .join(Element, col(Element.id) == col(ElementAncestry.from_id))
        .where(Element.strategy_id == strategy.id)
    ).all()
    links = session.exec(
        select(ElementLink)
        .join(Element, col(Element.id) == col(ElementLink.source_id))
        .where(Element.strategy_id == strategy.id)
    ).all()
    return {
        "elements": {str(row.id): _element(row) for row in elements},
        "blocks": {str(row.id): [str(row.element_id), row.key, row.position] for row in blocks},
        "links": {str(row.id): [str(row.source_id), str(row.target_id)] for row in links},
        "came": {str(row.id): [str(row.from_id), str(row.to_id), row.kind.value, row.version] for row in came},
        "texts": text_rows(session, written_id) if written_id else {},
        "sources": source_rows(session, written_id) if written_id else {},
    }


def _element(row: Element) -> list[Any]:
    retired = row.retired_at.isoformat() if row.retired_at else None
    return [str(row.parent_id) if row.parent_id else None, row.position, row.kind.value, row.number, retired]


def _changed(before: _Rows, after: _Rows) -> dict[str, Any]:
    """The rows that differ, as they stood before; null for those that were not there."""
    return {
        table: {
            key: rows.get(key) for key in sorted({**rows, **after[table]}) if rows.get(key) != after[table].get(key)
        }
        for table, rows in before.items()
    }


def _put_back(session: Session, before: Mapping[str, Any]) -> None:
    for key, row in before["elements"].items():
        element = session.exec(select(Element).where(Element.id == UUID(key))).one()
        _restore_element(element, row)
        session.add(element)
    session.flush()
    for key, row in before["blocks"].items():
        if row is not None:  # a block that was not there belongs to an element that is taken out now
            block = session.exec(select(Block).where(Block.id == UUID(key))).one()
            block.element_id, block.key, block.position = UUID(row[0]), row[1], row[2]
            session.add(block)
    session.flush()
    for key, row in before["links"].items():
        link = session.get(ElementLink, UUID(key))
        if link is not None and row is not None:
            link.source_id, link.target_id = UUID(row[0]), UUID(row[1])
            session.add(link)
    session.flush()
    for key, row in before["came"].items():
        _restore_ancestry(session, UUID(key), row)
    session.flush()


def _restore_element(element: Element, row: list[Any] | None) -> None:
    if row is None:
        element.retired_at = now()
        return
    parent, element.position, kind, element.number, retired = row
    element.parent_id, element.kind = UUID(parent) if parent else None, Kind(kind)
    element.retired_at = datetime.fromisoformat(retired) if retired else None


def _restore_ancestry(session: Session, key: UUID, row: list[Any] | None) -> None:
    known = session.get(ElementAncestry, key)
    if row is None and known is not None:
        session.delete(known)
    elif row is not None and known is None:
        start, end, kind, version = row
        session.add(
            ElementAncestry(
                id=key, from_id=UUID(start), to_id=UUID(end), kind=AncestryKind(kind), version=version, made_at=now()
            )
        )
