"""Amendments by council groups beside the frozen text that they want to change."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from participation.language.difference import Run, difference
from participation.papers.models import Amendment, Paper
from participation.strategy.models import Version, VersionText
from participation.strategy.texts import published_tree
from participation.web.languages import GERMAN


@dataclass(frozen=True)
class ShownAmendment:
    """An amendment beside the frozen text that it wants to change; `part` names the element."""

    amendment: Amendment
    part: str
    frozen: str

    @property
    def runs(self) -> tuple[Run, ...]:
        """What it changes, word by word."""
        return difference(self.frozen, self.amendment.wording)


def amendments_of(session: Session, paper: Paper) -> list[ShownAmendment]:
    """The amendments to a paper in the order of their days."""
    version = session.get_one(Version, paper.version_id)
    rows = session.exec(
        select(Amendment, VersionText)
        .join(VersionText, col(VersionText.block_id) == col(Amendment.block_id))
        .where(
            Amendment.paper_id == paper.id,
            VersionText.version_id == version.id,
            VersionText.language == GERMAN.tag,
        )
        .order_by(col(Amendment.day), col(Amendment.id))
    ).all()
    nodes = published_tree(session, version, GERMAN.tag).by_id if rows else {}
    found = []
    for amendment, text in rows:
        node = nodes[text.element_id]
        found.append(ShownAmendment(amendment, node.heading, text.text))
    return found


def amendable(session: Session, paper: Paper) -> list[tuple[UUID, str]]:
    """The blocks of the frozen text in reading order: (block id, where it stands and how it begins)."""
    version = session.get_one(Version, paper.version_id)
    nodes = published_tree(session, version, GERMAN.tag).by_id
    order = {element_id: place for place, element_id in enumerate(nodes)}
    rows = session.exec(
        select(VersionText).where(VersionText.version_id == version.id, VersionText.language == GERMAN.tag)
    ).all()
    rows = sorted(rows, key=lambda row: (order[row.element_id], row.position))
    return [(row.block_id, f"{nodes[row.element_id].number} {row.text[:90]}".strip()) for row in rows]
