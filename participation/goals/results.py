"""Released survey results on parts of a strategy: what the workspace offers and what evidence shows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import tuple_
from sqlmodel import Session, col, func, or_, select

from participation.procedures.models import Procedure, StoredState, Topic, TopicField
from participation.statistics.priorities import CutOffs, Group
from participation.statistics.published import PublishedRow, PublishedTable
from participation.strategy.models import Element, Strategy
from participation.surveys.models import Release, ReleaseTable, Survey
from participation.surveys.questionnaire.asked import Asked, asked
from participation.surveys.releases import questionnaire_of
from participation.surveys.scales import DE, Texts


@dataclass(frozen=True)
class Result:
    """The published numbers of one question (or row of a matrix) for everyone who answered.

    `question` names it as counters do ("importance.mobility"); `element` is the key of the part that it asks about.
    """

    release: Release
    survey: Survey
    survey_title: Texts
    question: str
    wording: Texts
    subject: Texts
    scale: str
    element: str
    row: PublishedRow


@dataclass(frozen=True)
class Priority:
    """Importance and satisfaction of one subject in one release, and the group that its cut-offs put it in."""

    importance: Result
    satisfaction: Result
    group: Group


def in_language(texts: Texts, tag: str) -> str:
    """The text in a language, else in German."""
    return texts.get(tag) or texts.get(DE, "")


def released_results(session: Session, strategy: Strategy, elements: Collection[str]) -> list[Result]:
    """The latest released results on elements of the strategy (by key), in the order of the questions.

    A row of a matrix is about an element if it names it, or if its topic was mapped to it.
    """
    topics = {(procedure, code) for procedure, code, _element in topics_of(session, strategy, elements)}
    newest = (
        select(col(Release.survey_id).label("survey_id"), func.max(col(Release.number)).label("number"))
        .group_by(col(Release.survey_id))
        .subquery()
    )
    rows = session.exec(
        select(Release, Survey)
        .join(newest, (newest.c.survey_id == col(Release.survey_id)) & (newest.c.number == col(Release.number)))
        .join(Survey, col(Survey.id) == col(Release.survey_id))
        .join(Procedure, col(Procedure.id) == col(Survey.procedure_id))
        .where(Procedure.state != StoredState.DRAFT)
        .where(
            or_(
                Procedure.strategy_id == strategy.id,
                col(Procedure.id).in_({procedure for procedure, _code in topics}),
            )
        )
        .order_by(col(Release.released_at).desc())
    ).all()
    found: list[Result] = []
    for release, survey in rows:
        codes = {code for procedure, code in topics if procedure == survey.procedure_id}
        questionnaire = questionnaire_of(session, release)
        wanted = [one for one in asked(questionnaire) if one.element in elements or one.name.partition(".")[2] in codes]
        found += _results(session, release, survey, questionnaire.title, wanted)
    return found


def topics_of(session: Session, strategy: Strategy, elements: Collection[str]) -> set[tuple[UUID, str, str]]:
    """The topics that were mapped to elements of a strategy (by key): (procedure id, code, key)."""
    rows = session.exec(
        select(Topic.procedure_id, Topic.code, Element.key)
        .join(TopicField, col(TopicField.topic_id) == col(Topic.id))
        .join(Element, col(Element.id) == col(TopicField.element_id))
        .where(Element.strategy_id == strategy.id, col(Element.key).in_(elements), col(TopicField.until).is_(None))
    )
    return set(rows)


def cited_results(session: Session, wanted: Collection[tuple[UUID, str]]) -> dict[tuple[UUID, str], Result]:
    """The results of (release id, question), as they were released then."""
    releases = {release_id for release_id, _question in wanted}
    rows = session.exec(
        select(Release, Survey)
        .join(Survey, col(Survey.id) == col(Release.survey_id))
        .where(col(Release.id).in_(releases))
    ).all()
    found: dict[tuple[UUID, str], Result] = {}
    for release, survey in rows:
        questions = {question for release_id, question in wanted if release_id == release.id}
        questionnaire = questionnaire_of(session, release)
        cited = [one for one in asked(questionnaire) if one.name in questions]
        results = _results(session, release, survey, questionnaire.title, cited)
        found |= {(release.id, result.question): result for result in results}
    return found


def priorities(results: Collection[Result]) -> list[Priority]:
    """Where subjects stand in the priority matrix: those with a mean for importance and for satisfaction."""
    by_subject: dict[tuple[UUID, str], dict[str, Result]] = {}
    for result in results:
        key = (result.release.id, result.question.partition(".")[2])
        by_subject.setdefault(key, {})[result.scale] = result
    found = []
    for pair in by_subject.values():
        importance, satisfaction = pair.get("importance"), pair.get("satisfaction")
        if importance is None or satisfaction is None or not importance.row.mean or not satisfaction.row.mean:
            continue
        facts = importance.release.facts
        cuts = CutOffs(facts["importance_cut"], facts["satisfaction_cut"])
        group = cuts.group(importance.row.mean, satisfaction.row.mean)
        found.append(Priority(importance, satisfaction, group))
    return found


def _results(
    session: Session, release: Release, survey: Survey, title: Texts, wanted: Collection[Asked]
) -> list[Result]:
    names = [(release.id, one.name) for one in wanted]
    rows = session.exec(
        select(ReleaseTable).where(
            tuple_(col(ReleaseTable.release_id), col(ReleaseTable.question)).in_(names), ReleaseTable.dimensions == ""
        )
    )
    tables = {row.question: PublishedTable.from_document(row.document) for row in rows}
    return [
        Result(release, survey, title, one.name, one.wording, one.subject, one.scale, one.element, row)
        for one in wanted
        if one.name in tables and (row := tables[one.name].row()) is not None and row.mean is not None
    ]
