"""The lines of the table as files have them; of citizens only that they are citizens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from participation.considerations.entries import Entry
from participation.considerations.kinds import KIND_LABELS, ContributionKind
from participation.considerations.listing import Place, Selection, entries, place_of
from participation.considerations.models import (
    DECIDED,
    OUTCOME_NAMES,
    Consideration,
    ConsiderationRevision,
    ConsiderationState,
)
from participation.core.text import msgid
from participation.statements.queries import bodies_of
from participation.strategy.models import Strategy
from participation.strategy.reading import Tree

CITIZENS = msgid("Citizens")
STATE_NAMES = {
    ConsiderationState.PROPOSED: msgid("Proposed"),
    ConsiderationState.RELEASED: msgid("Proposal of the administration"),
    ConsiderationState.DECIDED: msgid("Decided by the council"),
    ConsiderationState.ANSWERED: msgid("Decided by the council"),
}
_CHUNK = 1_000


@dataclass(frozen=True)
class Line:
    """One line. `name` is what it is called by; `base` the revision that it shows, "" before there is any.

    `group` and `kind_label` and `state_label` are msgids where they are no names of bodies.
    """

    number: int
    name: str
    base: str
    kind_label: str
    group: str
    is_citizen: bool
    received_on: str
    text: str
    part: str
    consideration: Consideration | None

    @property
    def outcome_label(self) -> str:
        """The outcome, a msgid; empty without one."""
        found = self.consideration
        return OUTCOME_NAMES[found.outcome] if found and found.outcome else ""

    @property
    def state_label(self) -> str:
        """How far it is, a msgid; empty without outcome."""
        found = self.consideration
        return STATE_NAMES.get(found.state, "") if found and found.outcome else ""

    @property
    def effect(self) -> str:
        """Which part of the strategy it concerns, and which decision holds."""
        found = self.consideration
        if found is None or found.state not in DECIDED or found.decided_on is None:
            return self.part
        decided = " ".join(filter(None, (f"{found.decided_on:%d.%m.%Y}", found.decision_paper)))
        return "; ".join(filter(None, (self.part, decided)))


def lines(session: Session, strategy: Strategy, tree: Tree, chosen: Selection) -> Iterator[Line]:
    """Every line that the filters leave, in the order of the table; read in chunks, so that memory stays flat."""
    after: Place | None = None
    number = 0
    while True:
        found = entries(session, strategy, chosen, after, _CHUNK)
        told = found[:_CHUNK]
        bases, bodies = latest_revisions(session, told), _bodies(session, told)
        for entry in told:
            number += 1
            yield _line(number, entry, tree, bases, bodies)
        if len(found) <= _CHUNK:
            return
        after = place_of(told[-1])
        session.expunge_all()


def latest_revisions(session: Session, told: Sequence[Entry]) -> Mapping[UUID, str]:
    """The id of the last revision by consideration."""
    ids = [entry.consideration.id for entry in told if entry.consideration]
    rows = session.execute(
        select(col(ConsiderationRevision.consideration_id), col(ConsiderationRevision.id))
        .where(col(ConsiderationRevision.consideration_id).in_(ids))
        .order_by(col(ConsiderationRevision.id))
    )
    return {consideration: str(revision) for consideration, revision in rows}


def _bodies(session: Session, told: Sequence[Entry]) -> dict[UUID, str]:
    ids = [entry.contribution.id for entry in told if entry.kind is ContributionKind.STATEMENT]
    return {each: body.name for each, body in bodies_of(session, ids).items()} if ids else {}


def _line(number: int, entry: Entry, tree: Tree, bases: Mapping[UUID, str], bodies: Mapping[UUID, str]) -> Line:
    contribution, found = entry.contribution, entry.consideration
    element_id = found.element_id if found and found.element_id else contribution.element_id
    node = tree.by_id.get(element_id) if element_id else None
    body = entry.source or bodies.get(contribution.id, "")
    text = "\n".join(filter(None, (entry.title, contribution.text))) if entry.can_be_read else ""
    return Line(
        number,
        f"{entry.kind}:{contribution.id}",
        bases.get(found.id, "") if found else "",
        KIND_LABELS[entry.kind],
        body or CITIZENS,
        not body,
        contribution.received_on.isoformat(),
        text,
        node.heading if node else "",
        found,
    )
