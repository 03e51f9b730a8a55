"""How a strategy is weighed: whether with four eyes, and with which text modules."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from participation.considerations.models import (
    Consideration,
    ConsiderationRules,
    ConsiderationState,
    TextModule,
)
from participation.core.errors import NotFound
from participation.core.journal import record
from participation.core.text import msgid
from participation.procedures.models import Procedure
from participation.strategy.models import Strategy

FOUR_EYES = msgid("With four eyes somebody else releases what you proposed. Please save it only.")


def needs_four_eyes(session: Session, strategy: Strategy) -> bool:
    """Whether one of the strategy's procedures wants four eyes."""
    found = (
        select(col(ConsiderationRules.procedure_id))
        .join(Procedure, col(Procedure.id) == col(ConsiderationRules.procedure_id))
        .where(col(Procedure.strategy_id) == strategy.id, col(ConsiderationRules.needs_four_eyes).is_(True))
    )
    return session.execute(found.limit(1)).first() is not None


def may_release(found: Consideration, actor_id: UUID | None, *, four_eyes: bool) -> bool:
    """Whether somebody may release a stored proposal: with four eyes only what another person proposed."""
    if found.state is not ConsiderationState.PROPOSED:
        return False
    return not four_eyes or (actor_id is not None and found.proposed_by not in {None, actor_id})


def procedures_of(session: Session, strategy: Strategy) -> Sequence[tuple[Procedure, bool]]:
    """The strategy's procedures, each with whether it wants four eyes."""
    rows = session.execute(
        select(Procedure, col(ConsiderationRules.needs_four_eyes))
        .outerjoin(ConsiderationRules, col(ConsiderationRules.procedure_id) == col(Procedure.id))
        .where(col(Procedure.strategy_id) == strategy.id)
        .order_by(col(Procedure.id))
    )
    return [(procedure, bool(wanted)) for procedure, wanted in rows]


def set_four_eyes(session: Session, strategy: Strategy, chosen: Collection[UUID], actor_id: UUID | None) -> None:
    """Want four eyes in the chosen procedures of the strategy, and in no other of them."""
    for procedure, wanted in procedures_of(session, strategy):
        wants = procedure.id in chosen
        if wants is wanted:
            continue
        rules = session.get(ConsiderationRules, procedure.id) or ConsiderationRules(procedure_id=procedure.id)
        rules.needs_four_eyes = wants
        session.add(rules)
        details = {"four_eyes": wants}
        region = strategy.region_id
        record(session, "ruled", "procedure", procedure.id, actor_id=actor_id, region_id=region, details=details)
    session.flush()


def text_modules(session: Session, region_id: UUID) -> Sequence[TextModule]:
    """The region's text modules by name."""
    own = select(TextModule).where(col(TextModule.region_id) == region_id)
    return session.execute(own.order_by(col(TextModule.name))).scalars().all()


def keep_module(session: Session, region_id: UUID, name: str, text: str, easy_text: str) -> TextModule:
    """Store a text module; one of the same name is replaced."""
    own = select(TextModule).where(col(TextModule.region_id) == region_id, col(TextModule.name) == name)
    found = session.execute(own).scalar() or TextModule(region_id=region_id, name=name, text=text)
    found.text, found.easy_text = text, easy_text
    session.add(found)
    session.flush()
    return found


def drop_module(session: Session, region_id: UUID, module_id: UUID) -> None:
    """Delete a text module.

    Raises:
        NotFound: the region has none of that id.
    """
    found = session.get(TextModule, module_id)
    if found is None or found.region_id != region_id:
        raise NotFound("There is no such text module.")
    session.delete(found)
    session.flush()
