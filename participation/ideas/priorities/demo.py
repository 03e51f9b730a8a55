"""A demo of weighing: a phase that is open, one that has ended with results, and a code to try."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session, select

from participation.core.clock import now
from participation.core.codes import BITS, grouped
from participation.core.identifiers import CROCKFORD, LOOKALIKES, digest
from participation.ideas.codes import store_codes
from participation.ideas.models import Idea
from participation.ideas.priorities.models import Ballot, Method, WeighedIdea, Weighing
from participation.ideas.queries import IdeaFilter, most_supported, open_idea_rounds
from participation.procedures.actions import FIRST_TITLES
from participation.procedures.models import Phase, PhaseKind, PhaseText, Procedure
from participation.regions.actions import publish_change
from participation.regions.models import Region
from participation.statistics.counts import KEY_SPACE
from participation.threads.contributions import contribution_id
from participation.web.languages import EASY, ENGLISH, GERMAN

_IDEAS, _BALLOTS, _VERIFIED = 8, 64, 0.4
_PAST = ("Vorauswahl der Ideen", "Erste Auswahl der Ideen", "First choice of ideas")


def demo_code(region: Region) -> str:
    """The code to try in a region: DEM0B-0ERDE-00000 in Börde. Nobody would make such a one."""
    letters = "".join(letter for letter in region.slug.upper().translate(LOOKALIKES) if letter in CROCKFORD)
    return grouped(f"DEM0{letters}".ljust(BITS // 5, "0")[: BITS // 5])


def add_demo_weighing(session: Session, region: Region) -> int:
    """Two phases in the procedure that takes ideas now, with made-up ballots; how many ballots were added."""
    known = session.exec(select(Weighing.phase_id).join(Phase).join(Procedure).where(Procedure.region_id == region.id))
    rounds = [one for one in open_idea_rounds(session, region.id, now()) if one.strategy_id]
    if known.first() is not None or not rounds:
        return 0
    base = rounds[0]
    ideas = most_supported(session, IdeaFilter(region_id=region.id, strategy_id=base.strategy_id), _IDEAS)
    if len(ideas) < _IDEAS:
        return 0
    procedure = session.get_one(Procedure, base.procedure_id)
    past = _phase(session, procedure, _PAST, now() - timedelta(days=9), now() - timedelta(days=2))
    present = _phase(session, procedure, FIRST_TITLES[PhaseKind.PRIORITIES], past.closes_at, base.closes_at)
    store_codes(session, procedure, [demo_code(region)], "Demo", None)
    chance = random.Random(f"{region.slug}:weights")  # noqa: S311 - made-up choices, no secrets
    session.add(Weighing(phase_id=past.id, method=Method.RANKING))
    session.add(Weighing(phase_id=present.id))
    session.flush()
    for phase in (past, present):
        listed = (WeighedIdea(phase_id=phase.id, idea_id=one.id, position=at) for at, one in enumerate(ideas))
        session.add_all(listed)
    session.add_all(_ballots(chance, past, ideas, Method.RANKING))
    session.add_all(_ballots(chance, present, ideas, Method.POINTS))
    publish_change(session, region.id)
    return 2 * _BALLOTS


def _phase(
    session: Session, procedure: Procedure, titles: tuple[str, str, str], opens: datetime, closes: datetime
) -> Phase:
    kind = PhaseKind.PRIORITIES
    phase = Phase(procedure_id=procedure.id, kind=kind, opens_at=opens, closes_at=closes, position=90)
    session.add(phase)
    session.flush()
    tags = (GERMAN.tag, EASY.tag, ENGLISH.tag)
    texts = zip(tags, titles, strict=True)
    session.add_all(PhaseText(phase_id=phase.id, language=tag, title=title) for tag, title in texts)
    session.flush()
    return phase


def _ballots(chance: random.Random, phase: Phase, ideas: Sequence[Idea], method: Method) -> Iterator[Ballot]:
    for number in range(_BALLOTS):
        secret = f"{phase.id}:{number}"
        yield Ballot(
            id=contribution_id(phase.opens_at.date()),
            phase_id=phase.id,
            key=digest(f"key:{secret}"),
            payload_hash=digest(secret),
            receipt_key=digest(f"receipt:{secret}"),
            voter_key=digest(f"voter:{secret}"),
            is_verified=chance.random() < _VERIFIED,
            choices=_choices(chance, [one.id for one in ideas], method),
            cell_key=chance.randrange(KEY_SPACE),
            received_on=phase.opens_at.date(),
        )


def _choices(chance: random.Random, ideas: Sequence[UUID], method: Method) -> list[Any]:
    liked = sorted(ideas, key=lambda one: chance.random() * (1 + ideas.index(one)))[:3]
    if method is Method.RANKING:
        return [str(one) for one in liked]
    return [[str(one), points] for one, points in zip(liked, (3, 1, 1), strict=True)]
