"""The moderators' queue: contributions of every kind, the longest waiting first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, literal, select, union_all
from sqlmodel import Session, col

from participation.core.errors import NotFound
from participation.threads.contributions import Contribution
from participation.threads.models import ContributionState
from participation.threads.moderation import Act, Context, Moderated, possible_acts
from participation.threads.personal_hints import Hint, personal_hints
from participation.threads.receipts import PageLink

PAGE = 20


@dataclass(frozen=True)
class QueueFilter:
    """Which entries; None is any."""

    region_id: UUID
    kind: str | None = None
    strategy_id: UUID | None = None
    state: ContributionState | None = ContributionState.PENDING


@dataclass(frozen=True)
class Entry:
    """A contribution with everything that a moderator needs to decide about it."""

    moderated: Moderated
    contribution: Any
    context: Context
    hints: tuple[Hint, ...]
    acts: tuple[Act, ...]

    @property
    def anchor(self) -> str:
        """The id of its element on a page."""
        return f"entry-{self.moderated.code}-{self.contribution.id}"

    @property
    def public_page(self) -> PageLink:
        """Where everybody reads it, if it is public."""
        return self.moderated.public_page(self.contribution.id)

    @property
    def segments(self) -> list[tuple[str, str]]:
        """The text in parts: (part, what it may be), the latter empty for ordinary words."""
        parts, done, text = [], 0, self.contribution.text
        for hint in self.hints:
            parts += [(text[done : hint.start], ""), (hint.text, hint.label)]
            done = hint.end
        return [*parts, (text[done:], "")]


def queue_page(
    session: Session, kinds: Sequence[Moderated], chosen: QueueFilter, number: int, language: str
) -> tuple[list[Entry], int]:
    """Page `number` (from 1) of the queue and how many entries there are; as many queries for any number of rows."""
    asked = [kind for kind in kinds if chosen.kind in {None, kind.code}]
    total = sum(session.scalar(_chosen(kind, chosen, func.count())) or 0 for kind in asked)
    parts = [_chosen(kind, chosen, col(kind.table.id).label("id"), literal(kind.code).label("kind")) for kind in asked]
    rows = union_all(*parts).subquery()
    page = session.execute(select(rows.c.id, rows.c.kind).order_by(rows.c.id).offset((number - 1) * PAGE).limit(PAGE))
    order = [(row[0], row[1]) for row in page]
    found: dict[UUID, Entry] = {}
    for kind in asked:
        ids = [entry for entry, code in order if code == kind.code]
        found |= _entries(
            session, kind, session.scalars(select(kind.table).where(col(kind.table.id).in_(ids))), language
        )
    return [found[entry] for entry, _code in order], total


def entry_of(
    session: Session,
    kinds: Sequence[Moderated],
    region_id: UUID,
    kind: str,
    entry: UUID,
    language: str,
    *,
    locked: bool = False,
) -> Entry:
    """One entry; `locked` keeps everybody else from deciding about it until the transaction ends.

    Raises:
        NotFound: there is none in this region.
    """
    moderated = next((one for one in kinds if one.code == kind), None)
    contribution = session.get(moderated.table, entry, with_for_update=locked or None) if moderated else None
    if moderated is None or contribution is None or contribution.region_id != region_id:
        raise NotFound("There is no such contribution.")
    return _entries(session, moderated, [contribution], language)[contribution.id]


def next_waiting(session: Session, kinds: Sequence[Moderated], region_id: UUID, after: UUID) -> tuple[str, UUID] | None:
    """(kind, id) of the pending contribution that has waited longest among those after one, else of all."""
    chosen = QueueFilter(region_id)
    parts = [_chosen(kind, chosen, col(kind.table.id).label("id"), literal(kind.code).label("kind")) for kind in kinds]
    rows = union_all(*parts).subquery()
    query = select(rows.c.kind, rows.c.id).order_by(rows.c.id).limit(1)
    row = (
        session.execute(query.where(rows.c.id > after)).first()
        or session.execute(query.where(rows.c.id < after)).first()
    )
    return (row[0], row[1]) if row else None


def waiting(session: Session, kinds: Sequence[Moderated], region_id: UUID) -> Mapping[str, int]:
    """How many contributions of each kind wait for a moderator."""
    chosen = QueueFilter(region_id)
    return {kind.code: session.scalar(_chosen(kind, chosen, func.count())) or 0 for kind in kinds}


def _chosen(kind: Moderated, chosen: QueueFilter, *columns: Any) -> Select[Any]:
    table = kind.table
    query = select(*columns).select_from(table).where(col(table.region_id) == chosen.region_id)
    if chosen.state is not None:
        query = query.where(col(table.state) == chosen.state)
    if chosen.strategy_id is not None:
        query = query.where(table.__table__.c.strategy_id == chosen.strategy_id)  # type: ignore[attr-defined]
    return query


def _entries(session: Session, kind: Moderated, rows: Any, language: str) -> dict[UUID, Entry]:
    contributions: list[Contribution] = list(rows)
    contexts = kind.contexts(session, contributions, language) if contributions else {}
    return {
        one.id: Entry(kind, one, contexts[one.id], personal_hints(one.text), possible_acts(one))
        for one in contributions
    }
