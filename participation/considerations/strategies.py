"""Which strategies are weighed: published ones, and those on which a closed circle is heard before that."""

from __future__ import annotations

from sqlalchemy import or_
from sqlmodel import Session, col, select

from participation.core.errors import NotFound
from participation.procedures.models import RoundSettings
from participation.statements.models import StatementRound
from participation.strategy.models import Strategy, Version
from participation.strategy.queries import StrategyTitle, titled
from participation.strategy.versions import current_version
from participation.web.pages import Place


def weighed_strategies(session: Session, place: Place, tag: str) -> list[StrategyTitle]:
    """The strategies of a region for staff, in their order, titled in the language of that tag where it has them."""
    heard = select(StatementRound.strategy_id).where(StatementRound.region_id == place.id)
    chosen = select(Strategy).where(Strategy.region_id == place.id)
    chosen = chosen.where(or_(col(Strategy.latest_version) > 0, col(Strategy.id).in_(heard)))
    return titled(session, session.exec(chosen.order_by(col(Strategy.position))).all(), tag)


def weighed_strategy(session: Session, place: Place, slug: str) -> tuple[Strategy, Version]:
    """A strategy with the version that it is weighed on: what readers see, else what the latest circle has before it.

    Raises:
        NotFound: there is none, or neither readers nor a circle have anything of it.
    """
    found = session.exec(select(Strategy).where(Strategy.region_id == place.id, Strategy.slug == slug)).first()
    if found is None:
        raise NotFound("There is no such strategy.")
    return found, current_version(session, found) if found.latest_version else _before_the_circle(session, found)


def _before_the_circle(session: Session, strategy: Strategy) -> Version:
    shown = session.exec(
        select(Version)
        .join(RoundSettings, col(RoundSettings.version_id) == col(Version.id))
        .join(StatementRound, col(StatementRound.phase_id) == col(RoundSettings.phase_id))
        .where(Version.strategy_id == strategy.id)
        .order_by(col(Version.id).desc())
    ).first()
    if shown is None:
        raise NotFound("There is no such strategy.")
    return shown
