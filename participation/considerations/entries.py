"""The rows of the consideration table: contributions of a strategy, each with its consideration if it has one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from participation.considerations import brought
from participation.considerations.groups import Weighed, mates, shared
from participation.considerations.kinds import COLUMNS, WEIGHED, Brought, Contribution, ContributionKind
from participation.considerations.models import Consideration
from participation.core.errors import NotFound
from participation.ideas.models import Idea
from participation.strategy.models import Strategy


@dataclass(frozen=True)
class Entry:
    """A contribution and what was made of it so far, or of one that says the `same` (as a person has confirmed)."""

    contribution: Contribution
    consideration: Consideration | None
    same: Sequence[Contribution] = ()

    @property
    def kind(self) -> ContributionKind:
        """Which table the contribution comes from."""
        return ContributionKind.of(self.contribution)

    @property
    def title(self) -> str:
        """The title of an idea, a motion or a result; empty for what has none."""
        contribution = self.contribution
        return contribution.title if isinstance(contribution, Idea | Brought) else ""

    @property
    def source(self) -> str:
        """Which body or survey it comes from; empty for citizens."""
        return self.contribution.source if isinstance(self.contribution, Brought) else ""

    @property
    def can_be_read(self) -> bool:
        """Whether staff see its words here: what is public, and a statement that no later one has replaced."""
        return self.contribution.state in WEIGHED[self.kind]


def entries_of(
    session: Session, wanted: Sequence[tuple[ContributionKind, UUID]], strategy_id: UUID | None = None
) -> list[Entry]:
    """The entries of these contributions, in this order; a fixed number of queries.

    A youth motion about no part of any strategy is one of `strategy_id` before it is weighed.
    """
    found: dict[UUID, Weighed] = {}
    for kind, columns in COLUMNS.items():
        ids = [contribution_id for wanted_kind, contribution_id in wanted if wanted_kind is kind]
        if ids:
            rows = session.execute(
                select(columns.model, Consideration)
                .outerjoin(Consideration, columns.link == columns.model.id)
                .where(columns.model.id.in_(ids))
            )
            found |= {contribution.id: (contribution, consideration) for contribution, consideration in rows}
    found |= _brought(session, wanted, strategy_id)
    same = mates(session, [contribution for contribution, _consideration in found.values()])
    entries_found = {
        contribution.id: Entry(
            contribution, consideration or shared(same[contribution.id]), [other for other, _ in same[contribution.id]]
        )
        for contribution, consideration in found.values()
    }
    return [entries_found[contribution_id] for _kind, contribution_id in wanted if contribution_id in found]


def _brought(
    session: Session, wanted: Sequence[tuple[ContributionKind, UUID]], strategy_id: UUID | None
) -> dict[UUID, Weighed]:
    ids = {kind: [each for one, each in wanted if one is kind] for kind in ContributionKind}
    found: dict[UUID, Weighed] = {}
    if ids[ContributionKind.MOTION]:
        found |= brought.motions(session, ids[ContributionKind.MOTION], strategy_id)
    if ids[ContributionKind.RESULT]:
        found |= brought.results(session, ids[ContributionKind.RESULT])
    return found


def entry_of(session: Session, strategy: Strategy, kind: str, contribution_id: UUID) -> Entry:
    """The entry of one contribution of the strategy.

    Raises:
        NotFound: there is none, or it may not be read here and nothing was made of it before.
    """
    known = ContributionKind(kind) if kind in set(ContributionKind) else None
    found = entries_of(session, [(known, contribution_id)], strategy.id) if known else []
    if not found or found[0].contribution.strategy_id != strategy.id:
        raise NotFound("There is no such contribution.")
    if found[0].consideration is None and not found[0].can_be_read:
        raise NotFound("There is no such contribution.")
    return found[0]
