"""What people can do now: the surveys, comment phases and idea phases of a region that are open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from participation.comments.rounds import comment_rounds
from participation.core.text import msgid
from participation.ideas.queries import idea_rounds
from participation.procedures.days import last_day
from participation.procedures.rounds import Round, open_rounds
from participation.strategy.queries import StrategyTitle
from participation.surveys.running import SurveyState, running_surveys
from participation.surveys.wording import plain
from participation.web.visit import Visit

_SURVEY, _COMMENTS, _IDEAS = msgid("Answer the survey"), msgid("Comment on the text"), msgid("Hand in an idea")


@dataclass(frozen=True)
class Offer:
    """Something that one can do now; `label` is a msgid, `about` says with what, `until` is the last day."""

    label: str
    about: str
    href: str
    until: date | None


def open_now(visit: Visit, strategies: list[StrategyTitle]) -> list[Offer]:
    """What is open in the region at this moment: surveys first, then comments and ideas."""
    return [*open_surveys(visit, None), *_comments(visit, strategies), *_ideas(visit)]


def open_surveys(visit: Visit, strategy_id: UUID | None) -> list[Offer]:
    """The open surveys of the region, or only those about one strategy."""
    found = [
        survey
        for survey in running_surveys(visit.site).of_region(visit.place.id)
        if survey.state(visit.now) is SurveyState.OPEN and strategy_id in (None, survey.strategy_id)
    ]
    return [
        Offer(
            _SURVEY,
            plain(survey.latest.questionnaire.title, visit.language.tag),
            visit.url("survey", survey=survey.slug),
            _until(survey.closes_at),
        )
        for survey in found
    ]


def _comments(visit: Visit, strategies: list[StrategyTitle]) -> list[Offer]:
    titles = {found.strategy.id: found for found in strategies}
    return [
        Offer(
            _COMMENTS,
            titles[one.strategy_id].title,
            visit.url("strategy", strategy=titles[one.strategy_id].strategy.slug),
            _until(one.closes_at),
        )
        for one in open_rounds(comment_rounds(visit.db, visit.place.id), visit.now)
        if one.strategy_id in titles
    ]


def _ideas(visit: Visit) -> list[Offer]:
    rounds: list[Round] = open_rounds(idea_rounds(visit.db, visit.place.id), visit.now)
    if not rounds:
        return []
    return [Offer(_IDEAS, visit.place.name, visit.url("new_idea"), _until(max(one.closes_at for one in rounds)))]


def _until(closes_at: datetime | None) -> date | None:
    return last_day(closes_at) if closes_at else None
