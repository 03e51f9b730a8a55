"""Where the parts of a strategy stand in the priority matrices of its surveys, audience by audience, and how sure."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from participation.goals.results import topics_of
from participation.statistics.priorities import Stability
from participation.statistics.published import PublishedRow
from participation.strategy.models import Strategy
from participation.surveys.models import Survey
from participation.surveys.results.audience_matrix import AUDIENCE
from participation.surveys.results.priorities import FieldPriority, priorities_of
from participation.surveys.results.reading import Results, latest_results, results_by
from participation.surveys.running import surveys_in
from participation.surveys.scales import Texts

EVERYONE = ""


@dataclass(frozen=True)
class Standing:
    """One subject in the eyes of one audience, by the latest release of a survey; the rows are as published.

    `audience` names who was asked, without names where everyone answered together. `view` is the group by the survey's
    locked cut-offs, with the share of resampled surveys that keep it (0 where the release does not say).
    """

    results: Results
    subject: Texts
    audience: Texts
    importance: PublishedRow
    satisfaction: PublishedRow
    view: Stability


def standings(session: Session, strategy: Strategy, keys: Collection[str]) -> dict[str, list[Standing]]:
    """What released surveys say about elements (by key); a survey that was asked again gives way to its next wave."""
    topics: dict[tuple[UUID, str], list[str]] = {}
    for procedure, code, key in topics_of(session, strategy, keys):
        topics.setdefault((procedure, code), []).append(key)
    found: dict[str, list[Standing]] = {}
    for results in _newest(session, strategy, {procedure for procedure, _code in topics}):
        for one, standing in _all(session, results):
            item = one.pair.item
            named = {*topics.get((results.survey.procedure_id, item.code), ()), item.element} & set(keys)
            for key in named:
                found.setdefault(key, []).append(standing)
    return found


def _newest(session: Session, strategy: Strategy, procedures: Collection[UUID]) -> list[Results]:
    asked = [
        survey
        for survey in surveys_in(session).by_id.values()
        if survey.strategy_id == strategy.id or survey.procedure_id in procedures
    ]
    released = {survey.id: results for survey in asked if (results := latest_results(session, survey)) is not None}
    earlier = session.exec(select(Survey.previous_wave_id).where(col(Survey.id).in_(released))).all()
    return [results for survey_id, results in released.items() if survey_id not in earlier]


def _all(session: Session, results: Results) -> Iterator[tuple[FieldPriority, Standing]]:
    """Each audience by itself; everyone together only where no audiences are told apart."""
    names = results.audience_names if AUDIENCE in results.breakdowns else {}
    tables = results_by(session, results, AUDIENCE) if names else results.tables
    for audience, texts in names.items() or _together(results):
        for one in priorities_of(results.questionnaire, tables, results.cut_offs, audience):
            share = results.groups.get(audience, {}).get(one.pair.name, {}).get("share", 0.0)
            view = Stability(one.figures.group, share)
            yield one, Standing(results, one.pair.item.text, texts, one.importance, one.satisfaction, view)


def _together(results: Results) -> Collection[tuple[str, Texts]]:
    """Nobody, where a sample of a register was asked beside others."""
    return () if results.is_mixed else ((EVERYONE, {}),)
