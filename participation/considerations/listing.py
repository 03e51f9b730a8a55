"""Which contributions of a strategy stand on a page of the consideration table, and how many are how far."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CTE, ColumnElement, Select, SelectBase, and_, false, func, literal, select, union_all
from sqlmodel import Session, col, or_

from participation.coding.segments import carrying
from participation.considerations.brought import concerns
from participation.considerations.entries import Entry, entries_of
from participation.considerations.groups import repeated
from participation.considerations.kinds import COLUMNS, WEIGHED, ContributionKind
from participation.considerations.models import DECIDED, Consideration, ConsiderationState, Outcome
from participation.strategy.models import Strategy
from participation.youth_council.models import MotionState, YouthMotion

MOST_COUNTED = 1_000


class Progress(StrEnum):
    """How far contributions are, as staff filter them."""

    ALL = "all"
    OPEN = "open"
    PROPOSED = "proposed"
    RELEASED = "released"
    DECIDED = "decided"


@dataclass(frozen=True)
class Selection:
    """Filters of the table; None means all. `elements` are the elements that a contribution may be about.

    `codes` are codes of which it carries one.

    With `due_before` only what was due before that day and has no released outcome.
    """

    progress: Progress = Progress.ALL
    kind: ContributionKind | None = None
    outcome: Outcome | None = None
    elements: Collection[UUID] | None = None
    editor: UUID | None = None
    department: UUID | None = None
    due_before: date | None = None
    codes: Collection[UUID] | None = None

    @property
    def kinds(self) -> list[ContributionKind]:
        """Which kinds can be among them: only those that are compared in the crowd are coded, too."""
        asked = ContributionKind if self.codes is None else COLUMNS
        return [kind for kind in asked if self.kind in {None, kind}]

    @property
    def ranks(self) -> tuple[int, ...]:
        """Whether entries without outcome (0) and with one (1) can be among them."""
        if self.progress is Progress.OPEN:
            return (0,)
        return (0, 1) if self.outcome is None and self.progress is Progress.ALL else (1,)

    @property
    def begins_at_considerations(self) -> bool:
        """Whether only contributions count of which something was made already."""
        return self.due_before is not None or self.editor is not None or self.department is not None


@dataclass(frozen=True)
class Place:
    """Where an entry stands: those without outcome (rank 0) first, then by id from the newest."""

    rank: int
    id: UUID

    def __str__(self) -> str:
        """As it stands in addresses."""
        return f"{self.rank}-{self.id}"

    @classmethod
    def read(cls, text: str) -> Place | None:
        """The place that an address names; None if it names none."""
        rank, _, name = text.partition("-")
        try:
            return cls(int(rank), UUID(name))
        except ValueError:
            return None


def place_of(entry: Entry) -> Place:
    """Where an entry stands."""
    has_outcome = entry.consideration is not None and entry.consideration.outcome is not None
    return Place(int(has_outcome), entry.contribution.id)


def entries(session: Session, strategy: Strategy, chosen: Selection, after: Place | None, size: int) -> list[Entry]:
    """The entries behind a place of the table (None: from its beginning), and one more if there is a next page.

    Comments and ideas that are not public and replaced statements are left out unless something was made of them
    before. What a person has confirmed to say the same is one entry. Each kind is read along an index and only as far
    as the page needs it.
    """
    hidden = repeated(strategy.id).cte("repeated")
    parts = []
    for kind in chosen.kinds:
        for rank in chosen.ranks:
            if after is None or rank >= after.rank:
                parts.append(_part(kind, strategy, chosen, hidden, rank, after, size))  # noqa: PERF401 - it would not fit
    if not parts:
        return []
    listed = union_all(*parts).subquery()
    rows = session.execute(
        select(listed.c.kind, listed.c.id).order_by(listed.c.rank, listed.c.id.desc()).limit(size + 1)
    )
    return entries_of(session, [(ContributionKind(kind), each) for kind, each in rows], strategy.id)


def _part(
    kind: ContributionKind,
    strategy: Strategy,
    chosen: Selection,
    hidden: CTE,
    rank: int,
    after: Place | None,
    size: int,
) -> Select[*tuple[Any, ...]]:
    found = _listed(kind, strategy, chosen, hidden, rank)
    own = _id_of(kind)
    if after is not None and after.rank == rank:
        found = found.where(own < after.id)
    cut = found.order_by(own.desc()).limit(size + 1).subquery()
    return select(cut.c.kind, cut.c.id, literal(rank).label("rank"))


def progress_counts(session: Session, strategy: Strategy) -> dict[Progress, int]:
    """How many contributions are how far; counting stops at MOST_COUNTED."""
    hidden = repeated(strategy.id).cte("repeated")
    counts = dict.fromkeys(Progress, 0)
    for progress in (Progress.OPEN, Progress.PROPOSED, Progress.RELEASED, Progress.DECIDED):
        counts[progress] = _count(session, strategy, progress, hidden)
    counts[Progress.ALL] = min(sum(counts.values()), MOST_COUNTED)
    return counts


def _count(session: Session, strategy: Strategy, progress: Progress, hidden: CTE) -> int:
    if progress is not Progress.OPEN:  # whatever has an outcome stands in the table, so one index tells
        own = select(literal(1)).where(col(Consideration.strategy_id) == strategy.id, _is_at(progress))
        return _number(session, own.limit(MOST_COUNTED))
    chosen = Selection(Progress.OPEN)
    parts = [_listed(kind, strategy, chosen, hidden, 0).limit(MOST_COUNTED).subquery() for kind in ContributionKind]
    return _number(session, union_all(*(select(part.c.id) for part in parts)).limit(MOST_COUNTED))


def _number(session: Session, rows: SelectBase) -> int:
    return int(session.execute(select(func.count()).select_from(rows.subquery())).scalar_one())


def _listed(
    kind: ContributionKind, strategy: Strategy, chosen: Selection, hidden: CTE, rank: int
) -> Select[*tuple[Any, ...]]:
    is_begun = rank == 1 or chosen.begins_at_considerations
    query, element = _source(kind, strategy, hidden, is_begun=is_begun)
    query = query.where(_has_rank(rank))
    if is_begun:
        query = query.where(col(Consideration.strategy_id) == strategy.id)
    if chosen.elements is not None:
        query = query.where(element.in_(chosen.elements))
    if chosen.codes is not None:
        query = query.where(_id_of(kind).in_(carrying(chosen.codes)))
    narrow = _narrow(chosen)
    if narrow and kind in COLUMNS:  # few: the search begins at them, not at all contributions in their order
        link = COLUMNS[kind].link
        few = select(link).where(col(Consideration.strategy_id) == strategy.id, link.is_not(None), *narrow)
        query = query.where(_id_of(kind).in_(few))
    query = query.where(*narrow)
    return query.where(_is_at(chosen.progress))


def _narrow(chosen: Selection) -> list[ColumnElement[bool]]:
    """What the filters ask of the consideration itself, its state apart."""
    found: list[ColumnElement[bool]] = []
    if chosen.outcome is not None:
        found.append(col(Consideration.outcome) == chosen.outcome)
    if chosen.editor is not None:
        found.append(col(Consideration.editor_id) == chosen.editor)
    if chosen.department is not None:
        found.append(col(Consideration.department_id) == chosen.department)
    if chosen.due_before is not None:
        found += [col(Consideration.due_on) < chosen.due_before, _is_unfinished()]
    return found


def _source(
    kind: ContributionKind, strategy: Strategy, hidden: CTE, *, is_begun: bool
) -> tuple[Select[*tuple[Any, ...]], Any]:
    """Everything of a kind (or what something was made of), and the column of the element that it is about."""
    query: Select[*tuple[Any, ...]] = select(literal(kind.value).label("kind"), _id_of(kind).label("id"))
    if kind is ContributionKind.RESULT:
        own = and_(col(Consideration.strategy_id) == strategy.id, col(Consideration.survey_id).is_not(None))
        return query.where(own), col(Consideration.element_id)
    if kind is ContributionKind.MOTION:
        found = query.join(Consideration, col(Consideration.motion_id) == col(YouthMotion.id), isouter=not is_begun)
        is_open = col(YouthMotion.state) == MotionState.HANDED_IN
        found = found.where(or_(is_open, col(Consideration.id).is_not(None)), concerns(strategy))
        return found, col(YouthMotion.element_id)
    model, link = COLUMNS[kind].model, COLUMNS[kind].link
    found = query.join(Consideration, link == model.id, isouter=not is_begun).where(model.strategy_id == strategy.id)
    if not is_begun:  # what something was made of is in the table in any case
        found = found.where(
            or_(model.state.in_(WEIGHED[kind]), col(Consideration.id).is_not(None)),
            model.id.not_in(select(hidden.c.id)),
        )
    return found, model.element_id


def _id_of(kind: ContributionKind) -> Any:
    if kind is ContributionKind.RESULT:
        return col(Consideration.id)
    return col(YouthMotion.id) if kind is ContributionKind.MOTION else COLUMNS[kind].model.id


def _has_rank(rank: int) -> ColumnElement[bool]:
    outcome = col(Consideration.outcome)
    return outcome.is_not(None) if rank else outcome.is_(None)


def _is_unfinished() -> ColumnElement[bool]:
    return col(Consideration.state).in_(
        [one for one in ConsiderationState if one not in {*DECIDED, ConsiderationState.RELEASED}]
    )


def _is_at(progress: Progress) -> ColumnElement[bool]:
    outcome, state = col(Consideration.outcome), col(Consideration.state)
    return {
        Progress.ALL: ~false(),
        Progress.OPEN: outcome.is_(None),
        Progress.PROPOSED: state == ConsiderationState.PROPOSED,
        Progress.RELEASED: state == ConsiderationState.RELEASED,
        Progress.DECIDED: and_(outcome.is_not(None), state.in_(DECIDED)),
    }[progress]
