"""The participation result of a paper: published figures only, from the latest releases and from what is public."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, func, select

from participation.considerations.queries import tally
from participation.core.days import local_day
from participation.procedures.models import Phase, Procedure
from participation.strategy.models import Element, Strategy
from participation.surveys.aggregation.codes import SHEETS
from participation.surveys.population import YOUNG
from participation.surveys.results.priorities import priorities_of
from participation.surveys.results.reading import Results, latest_results, results_by
from participation.surveys.running import surveys_in
from participation.web.languages import GERMAN
from participation.youth_council.models import MotionState, YouthMotion

_AGE = "age"


@dataclass(frozen=True)
class FieldFigures:
    """A field in the eyes of those who answered: mean scores from 1 to 5 and the group of the priority matrix."""

    title: str
    importance: float | None
    satisfaction: float | None
    group: int


@dataclass(frozen=True)
class SurveyFigures:
    """A survey's latest release; bases are the labels of the release ("812", "10–29", "<30").

    `young` are the bases of the age groups below 18, as far as the release shows them apart.
    """

    survey: str
    slug: str
    title: str
    release: int
    base: str
    fields: tuple[FieldFigures, ...]
    young: tuple[tuple[str, str], ...]


def released_figures(session: Session, strategy: Strategy, until: date) -> list[SurveyFigures]:
    """The surveys on a strategy whose latest release is not younger than a day; nothing else of a survey is told."""
    found = []
    for survey in surveys_in(session).by_id.values():
        results = latest_results(session, survey) if survey.strategy_id == strategy.id else None
        if results is not None and local_day(results.release.released_at) <= until:
            found.append(_figures(session, results))
    return sorted(found, key=lambda one: one.slug)


def _figures(session: Session, results: Results) -> SurveyFigures:
    everyone = results.tables.get(SHEETS)
    return SurveyFigures(
        survey=str(results.survey.id),
        slug=results.survey.slug,
        title=results.questionnaire.title[GERMAN.tag],
        release=results.release.number,
        base="" if results.is_mixed or everyone is None else everyone.rows[0].base_label,
        fields=() if results.is_mixed else _fields(results),
        young=_young(session, results),
    )


def _fields(results: Results) -> tuple[FieldFigures, ...]:
    placed = priorities_of(results.questionnaire, results.tables, results.cut_offs)
    return tuple(
        FieldFigures(one.pair.item.text[GERMAN.tag], one.importance.mean, one.satisfaction.mean, one.figures.group)
        for one in placed
    )


def _young(session: Session, results: Results) -> tuple[tuple[str, str], ...]:
    if _AGE not in results.breakdowns or results.is_mixed:
        return ()
    sheets = results_by(session, results, _AGE).get(SHEETS)
    rows = sheets.rows if sheets else ()
    return tuple((row.segment[0], row.base_label) for row in rows if row.segment and row.segment[0] in YOUNG)


def public_contributions(session: Session, strategy: Strategy, until: date) -> dict[str, Any]:
    """How many contributions are public, and how many have which public outcome, as "What became of it" shows them.

    A paper of a day before the first participation has none to tell of.
    """
    began = session.exec(
        select(func.min(Phase.opens_at))
        .join(Procedure, col(Procedure.id) == col(Phase.procedure_id))
        .where(Procedure.strategy_id == strategy.id)
    ).one()
    if began is None or local_day(began) > until:
        return {"published": 0, "considered": 0, "outcomes": {}}
    numbers = tally(session, strategy)
    outcomes = {outcome.value: n + numbers.decided[outcome] for outcome, n in numbers.proposed.items()}
    return {"published": numbers.published, "considered": numbers.considered, "outcomes": outcomes}


def youth_motions(session: Session, strategy: Strategy, until: date) -> int:
    """How many motions a youth council handed in about this strategy up to a day."""
    handed_in = (
        select(func.count())
        .select_from(YouthMotion)
        .join(Element, col(Element.id) == col(YouthMotion.element_id))
        .where(
            Element.strategy_id == strategy.id,
            YouthMotion.state == MotionState.HANDED_IN,
            col(YouthMotion.handed_in_on) <= until,
        )
    )
    return session.exec(handed_in).one()
