"""The words of goals in a Beschlussvorschlag: what the frozen version says, and where a paper says something else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from participation.language.difference import Run, difference
from participation.papers.models import Paper, PaperGoal
from participation.strategy.models import Kind, Strategy, Version
from participation.strategy.queries import level_name
from participation.strategy.reading import Node
from participation.strategy.texts import published_tree
from participation.web.languages import GERMAN

IN_PROPOSALS = (Kind.VISION, Kind.MOTTO, Kind.STRATEGIC_GOAL)
"""What a paper proposes to resolve unless its authors leave some of it out; all else is in the annex."""


@dataclass(frozen=True)
class ProposedGoal:
    """A part in the proposal: the words of the paper beside those of the frozen version, if that has the part."""

    element_id: UUID
    key: str
    level: str
    text: str
    frozen: str

    @property
    def differs(self) -> bool:
        """Whether the paper says something else than the frozen version."""
        return self.text.split() != self.frozen.split()

    @property
    def runs(self) -> tuple[Run, ...]:
        """What was changed against the frozen version, word by word."""
        return difference(self.frozen, self.text)


def frozen_words(node: Node) -> str:
    """Number and title on the first line, the points right below on lines that begin with a dash."""
    points = [f"- {child.title.text}" for child in node.children if child.kind is Kind.POINT]
    return "\n".join([node.heading, *points])


def proposable(session: Session, version: Version) -> tuple[Node, ...]:
    """The parts of a version that a new paper proposes."""
    return published_tree(session, version, GERMAN.tag).of_kind(*IN_PROPOSALS)


def proposed_goals(session: Session, paper: Paper) -> list[ProposedGoal]:
    """The goals of a paper in their order."""
    version = session.get_one(Version, paper.version_id)
    strategy = session.get_one(Strategy, version.strategy_id)
    nodes = published_tree(session, version, GERMAN.tag).by_id
    return [_proposed(strategy, row, nodes.get(row.element_id)) for row in goal_rows(session, paper.id)]


def goal_rows(session: Session, paper_id: UUID) -> Sequence[PaperGoal]:
    """The stored goals of a paper in their order."""
    chosen = select(PaperGoal).where(PaperGoal.paper_id == paper_id)
    return session.exec(chosen.order_by(col(PaperGoal.position))).all()


def _proposed(strategy: Strategy, row: PaperGoal, node: Node | None) -> ProposedGoal:
    if node is None:
        return ProposedGoal(row.element_id, str(row.element_id), "", row.text, "")
    level = level_name(strategy, node.kind).heading
    return ProposedGoal(row.element_id, node.key, level, row.text, frozen_words(node))
