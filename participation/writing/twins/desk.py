"""One twin with everything that an editor needs to find it right or to write it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, select

from participation.core.clock import now
from participation.core.errors import Conflict, NotFound
from participation.core.journal import record
from participation.language.alignment import likely_sources
from participation.strategy.models import BlockText, Strategy, TwinState
from participation.strategy.twins import find_right
from participation.writing.draft import fingerprint
from participation.writing.texts import write_text
from participation.writing.twins.standing import Twin

_PROPOSED = 3
# What editors may set themselves; `reviewed` comes with a test group's record only.
SETTABLE = (TwinState.IN_TRANSLATION, TwinState.DRAFT, TwinState.IN_CHECKING)


@dataclass(frozen=True)
class Judgement:
    """What an editor hands in about a twin: its text, and which other standard texts it says."""

    text: str
    base: str
    seen: str
    others: frozenset[UUID]


def twin_at(twins: Sequence[Twin], element: str, block: str) -> Twin:
    """The twin of that block.

    Raises:
        NotFound: there is none, or the block has no standard text.
    """
    for twin in twins:
        if (twin.node.element.key, twin.block.key) == (element, block):
            return twin
    raise NotFound("There is no such part of the strategy.")


def seen_of(twin: Twin) -> str:
    """What stands for the standard texts that an editor looked at: a change since then is not found right unseen."""
    said = sorted(f"{saying.block_id}{saying.after}" for saying in twin.sayings)
    return hashlib.sha256("\0".join([twin.standard, *said]).encode()).hexdigest()


def proposals(twin: Twin, twins: Sequence[Twin]) -> list[Twin]:
    """Blocks of the same element, or nearly alike ones of the strategy, whose texts this twin may say, too."""
    linked = {twin.block.id, *(saying.block_id for saying in twin.sayings)}
    near = {other.block.id: other for other in twins if _is_near(twin, other) and other.block.id not in linked}
    if not twin.text:
        return []
    alike = likely_sources(twin.text, {twin.block.id: twin.standard} | {key: one.standard for key, one in near.items()})
    return [near[key] for key, _likeness in alike if key in near][:_PROPOSED]


def _is_near(twin: Twin, other: Twin) -> bool:
    return other.node.element.id in {twin.node.element.id, twin.node.element.parent_id}


def judge(session: Session, strategy: Strategy, twin: Twin, tag: str, given: Judgement, editor_id: UUID | None) -> bool:
    """Write the twin's text if it was changed, and record that it says its sources as they stand now.

    An unchanged text keeps its review ("still right"), a changed one loses it. False if the text was taken out.

    Raises:
        Conflict: somebody changed the text meanwhile.
    """
    if fingerprint(twin.text) != given.base or seen_of(twin) != given.seen:
        raise Conflict("Somebody else changed this text meanwhile.")
    row = twin.row
    if given.text != twin.text:
        row = write_text(session, strategy, twin.block, tag, given.text, editor_id)
    if row is None:
        return False
    find_right(session, row, editor_id, given.others)
    details = {"language": tag, "others": sorted(str(block_id) for block_id in given.others)}
    record(
        session,
        "found twin right",
        "block",
        twin.block.id,
        actor_id=editor_id,
        region_id=strategy.region_id,
        details=details,
    )
    return True


def move(session: Session, strategy: Strategy, twin: Twin, tag: str, state: TwinState, editor_id: UUID | None) -> None:
    """Say how far a twin is; one without a text yet can only be on its way.

    Raises:
        Conflict: it has no text that could be in that state, or it was reviewed.
    """
    if state not in SETTABLE or (not twin.text and state is not TwinState.IN_TRANSLATION):
        raise Conflict("This text cannot be in that state.")
    row = session.exec(select(BlockText).where(BlockText.block_id == twin.block.id, BlockText.language == tag)).first()
    if row is None:
        row = BlockText(block_id=twin.block.id, language=tag, text="", state=state, changed_at=now())
    row.state = state
    session.add(row)
    session.flush()
    details = {"language": tag, "state": state.value}
    record(
        session,
        "moved twin",
        "block",
        twin.block.id,
        actor_id=editor_id,
        region_id=strategy.region_id,
        details=details,
    )
