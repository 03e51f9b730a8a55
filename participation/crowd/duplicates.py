"""Near duplicates: proposed by the index, confirmed by a person, kept as groups; nothing is ever merged by itself."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, or_, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from participation.core.clock import now
from participation.core.errors import Conflict, NotFound
from participation.core.journal import record
from participation.crowd.grams import Weights
from participation.crowd.models import CrowdEntry, DuplicateGroup, DuplicatePair, PairState
from participation.crowd.sameness import NEARLY_THE_SAME, may_be_the_same
from participation.crowd.similarity import similar
from participation.crowd.sources import Audience, Crowd, Words

PAGE = 20
_LOOKED_AT = 5


@dataclass(frozen=True)
class ProposedPair:
    """Two contributions that may say the same, as staff see them."""

    pair: DuplicatePair
    first: Words
    second: Words


def propose(session: Session, crowd: Crowd, entry: CrowdEntry, words: Words, weights: Weights) -> DuplicatePair | None:
    """Propose the contribution that a new one may repeat, if there is one: the most similar that came before."""
    alike = similar(
        session,
        crowd,
        entry.region_id,
        words.text,
        _LOOKED_AT,
        audience=Audience.STAFF,
        but={words.receipt_key},
        at_least=NEARLY_THE_SAME,
        weights=weights,
    )
    same = next((one for one in alike if may_be_the_same(one.words.text, words.text)), None)
    if same is None or entry.id is None:
        return None
    first = session.exec(select(CrowdEntry.id).where(CrowdEntry.receipt_key == same.words.receipt_key)).one()
    if first is None:
        return None
    pair = DuplicatePair(
        region_id=entry.region_id, first_id=first, second_id=entry.id, similarity=round(min(same.score, 1.0), 3)
    )
    session.add(pair)
    session.flush()
    return pair


def proposed_pairs(session: Session, crowd: Crowd, region_id: UUID) -> tuple[list[ProposedPair], int]:
    """The pairs that wait for a person, the most similar first, and how many there are in all."""
    waiting = (DuplicatePair.region_id == region_id, DuplicatePair.state == PairState.PROPOSED)
    total = session.exec(select(func.count()).select_from(DuplicatePair).where(*waiting)).one()
    pairs = session.exec(
        select(DuplicatePair)
        .where(*waiting)
        .order_by(col(DuplicatePair.similarity).desc(), col(DuplicatePair.id))
        .limit(PAGE)
    ).all()
    entries = _entries(session, {one for pair in pairs for one in (pair.first_id, pair.second_id)})
    found = crowd.words_of(session, region_id, [key for key, _ in entries.values()], Audience.STAFF)
    shown = [
        ProposedPair(pair, found[entries[pair.first_id][0]], found[entries[pair.second_id][0]])
        for pair in pairs
        if entries[pair.first_id][0] in found and entries[pair.second_id][0] in found
    ]
    return shown, total


def _entries(session: Session, ids: set[int]) -> dict[int, tuple[bytes, UUID | None]]:
    rows = session.exec(
        select(CrowdEntry.id, CrowdEntry.receipt_key, CrowdEntry.group_id).where(col(CrowdEntry.id).in_(ids))
    )
    return {number: (bytes(key), group) for number, key, group in rows if number is not None}


def decide(session: Session, region_id: UUID, pair_id: UUID, *, are_same: bool, actor_id: UUID) -> DuplicatePair:
    """Record what a person says about a pair; if the two say the same, they are in one group from now on.

    Raises:
        NotFound: there is no such pair in the region.
        Conflict: somebody has decided about it already.
    """
    pair = session.get(DuplicatePair, pair_id, with_for_update=True)
    if pair is None or pair.region_id != region_id:
        raise NotFound("There is no such pair.")
    if pair.state is not PairState.PROPOSED:
        raise Conflict("Somebody has decided about this already. Please look again.")
    pair.state = PairState.SAME if are_same else PairState.DIFFERENT
    pair.decided_by, pair.decided_at = actor_id, now()
    session.add(pair)
    if are_same:
        _join(session, pair, actor_id)
    action = "confirmed_duplicate" if are_same else "told_apart"
    record(session, action, "duplicate_pair", pair.id, actor_id=actor_id, region_id=region_id)
    return pair


def _join(session: Session, pair: DuplicatePair, actor_id: UUID) -> None:
    groups = {group for _, group in _entries(session, {pair.first_id, pair.second_id}).values() if group}
    group = min(groups, default=None)
    if group is None:
        made = DuplicateGroup(region_id=pair.region_id, confirmed_by=actor_id, confirmed_at=now())
        session.add(made)
        session.flush()
        group = made.id
    both = or_(col(CrowdEntry.id).in_((pair.first_id, pair.second_id)), col(CrowdEntry.group_id).in_(groups))
    session.execute(update(CrowdEntry).where(both).values(group_id=group))


def leave_group(session: Session, region_id: UUID, receipt_key: bytes, actor_id: UUID) -> None:
    """Take one contribution out of its group again; a group of one is none.

    Raises:
        NotFound: it is in no group of this region.
    """
    entry = session.exec(select(CrowdEntry).where(CrowdEntry.receipt_key == receipt_key)).first()
    if entry is None or entry.group_id is None or entry.region_id != region_id:
        raise NotFound("There is no such group of duplicates.")
    group = entry.group_id
    entry.group_id = None
    session.add(entry)
    session.flush()
    left = session.exec(select(CrowdEntry).where(CrowdEntry.group_id == group)).all()
    if len(left) == 1:
        left[0].group_id = None
        session.add(left[0])
    record(session, "left_group", "duplicate_group", group, actor_id=actor_id, region_id=region_id)


def mates_of(session: Session, receipt_keys: Collection[bytes]) -> dict[bytes, frozenset[bytes]]:
    """Which contributions a person has confirmed to say the same: by receipt key the others of its group; one query."""
    asked, mate = aliased(CrowdEntry), aliased(CrowdEntry)
    rows = session.exec(
        select(asked.receipt_key, mate.receipt_key)
        .join(mate, col(mate.group_id) == col(asked.group_id))
        .where(col(asked.receipt_key).in_(receipt_keys), col(mate.id) != col(asked.id))
    )
    found: dict[bytes, set[bytes]] = {}
    for own, other in rows:
        found.setdefault(bytes(own), set()).add(bytes(other))
    return {own: frozenset(others) for own, others in found.items()}


def groups_of(session: Session, crowd: Crowd, region_id: UUID, most: int = PAGE) -> Sequence[tuple[UUID, list[Words]]]:
    """The latest groups of a region with what stands in them."""
    chosen = (
        select(DuplicateGroup.id)
        .where(DuplicateGroup.region_id == region_id, col(DuplicateGroup.id).in_(select(CrowdEntry.group_id)))
        .order_by(col(DuplicateGroup.confirmed_at).desc(), col(DuplicateGroup.id))
        .limit(most)
    )
    groups = list(session.exec(chosen))
    members: dict[UUID, list[bytes]] = {group: [] for group in groups}
    rows = session.exec(
        select(CrowdEntry.group_id, CrowdEntry.receipt_key)
        .where(col(CrowdEntry.group_id).in_(groups))
        .order_by(col(CrowdEntry.id))
    )
    for group, key in rows:
        if group is not None:
            members[group].append(bytes(key))
    found = crowd.words_of(session, region_id, [key for keys in members.values() for key in keys], Audience.STAFF)
    shown = [(group, [found[key] for key in keys if key in found]) for group, keys in members.items()]
    return [(group, words) for group, words in shown if words]
