"""A round of reporting under way and a comment on a goal for the demo, recognisable as such."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session, col, select

from participation.indicators.comments import set_comment
from participation.indicators.rounds.actions import open_round
from participation.indicators.rounds.models import ReportingRound
from participation.measures.demo import REGION, STRATEGY
from participation.regions.models import Region
from participation.strategy.models import Element, Strategy

_CUTOFF, _DUE, _GOAL = date(2025, 12, 31), date(2026, 2, 15), "oz-1-3-1-1"
_COMMENT = "Demo-Kommentar: Der Ausbau kommt voran; in zwei Gemeinden fehlt noch der Förderbescheid. (Erfunden)"
_EASY = "Das ist ein Beispiel. Der Ausbau geht weiter. 2 Gemeinden warten noch auf Geld."


def add_demo_round(session: Session) -> int:
    """Open it once; how many were opened. Nothing happens where the strategy is not there."""
    strategy = session.exec(
        select(Strategy)
        .join(Region, col(Region.id) == col(Strategy.region_id))
        .where(Region.slug == REGION, Strategy.slug == STRATEGY)
    ).first()
    if (
        strategy is None
        or session.exec(select(ReportingRound).where(ReportingRound.strategy_id == strategy.id)).first()
    ):
        return 0
    open_round(session, strategy, _CUTOFF, _DUE, None)
    own = select(Element).where(Element.strategy_id == strategy.id, Element.key == _GOAL)
    if goal := session.exec(own).first():
        words = {"de": (_COMMENT, True), "de-simple": (_EASY, True)}
        set_comment(session, goal, _CUTOFF.year, words, None, is_public=True)
    return 1
