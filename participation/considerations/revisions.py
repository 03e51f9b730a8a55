"""What a consideration said before, each rationale with its difference to the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from sqlmodel import Session

from participation.considerations.models import ConsiderationRevision
from participation.considerations.queries import revisions
from participation.language.difference import Run, difference


@dataclass(frozen=True)
class ToldRevision:
    """A revision with the words that it changed; the first one has added them all."""

    revision: ConsiderationRevision
    runs: Sequence[Run]
    easy_runs: Sequence[Run]


def told_revisions(session: Session, consideration_id: UUID) -> list[ToldRevision]:
    """For staff: everything that a consideration ever said, the newest first."""
    kept = [*revisions(session, consideration_id), None]
    return [
        ToldRevision(
            now,
            difference(before.rationale if before else "", now.rationale),
            difference(before.easy_rationale if before else "", now.easy_rationale),
        )
        for now, before in pairwise(kept)
        if now is not None
    ]
