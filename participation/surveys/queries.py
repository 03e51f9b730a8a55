"""What others ask about surveys: importance and satisfaction of an element in the latest releases."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from participation.procedures.models import Procedure, StoredState, Topic, TopicField
from participation.statistics.priorities import CutOffs, Group
from participation.statistics.published import PublishedRow, PublishedTable
from participation.strategy.models import Element
from participation.surveys.aggregation.codes import Pair, pairs
from participation.surveys.models import Release, ReleaseTable, Survey
from participation.surveys.releases import latest_release, questionnaire_of
from participation.surveys.results.priorities import FieldPriority, priorities_of
from participation.surveys.scales import Texts


@dataclass(frozen=True)
class FieldResult:
    """Importance and satisfaction of a field as a survey's latest release shows them.

    `group` is that of the priority matrix, None where there are too few answers for it.
    """

    survey_slug: str
    survey_title: Texts
    release: Release
    importance: PublishedRow
    satisfaction: PublishedRow
    group: Group | None


def field_results(session: Session, element_id: UUID) -> list[FieldResult]:
    """What the released surveys say about an element, the newest release first; empty if nobody asked about it."""
    element = session.get_one(Element, element_id)
    topics = session.exec(
        select(Topic.code)
        .join(TopicField, col(TopicField.topic_id) == col(Topic.id))
        .where(TopicField.element_id == element_id, col(TopicField.until).is_(None))
    ).all()
    found = []
    for survey in _surveys_about(session, element):
        release = latest_release(session, survey.id)
        result = _result(session, survey, release, element.key, set(topics)) if release else None
        if result:
            found.append(result)
    return sorted(found, key=lambda one: one.release.released_at, reverse=True)


def _surveys_about(session: Session, element: Element) -> list[Survey]:
    """The surveys of procedures on the element's strategy, or of those whose topics lead to the element."""
    by_topic = (
        select(Topic.procedure_id)
        .join(TopicField, col(TopicField.topic_id) == col(Topic.id))
        .where(TopicField.element_id == element.id, col(TopicField.until).is_(None))
    )
    about = (col(Procedure.strategy_id) == element.strategy_id) | col(Procedure.id).in_(by_topic)
    surveys = (
        select(Survey)
        .join(Procedure, col(Procedure.id) == col(Survey.procedure_id))
        .where(about, Procedure.state != StoredState.DRAFT)
    )
    return list(session.exec(surveys.order_by(col(Survey.slug))))


def _result(session: Session, survey: Survey, release: Release, key: str, topics: set[str]) -> FieldResult | None:
    questionnaire = questionnaire_of(session, release)
    pair = next((one for one in pairs(questionnaire) if one.item.element == key or one.item.code in topics), None)
    if pair is None:
        return None
    tables = _tables(session, release.id, pair)
    wanted, given = tables.get(pair.importance.name), tables.get(pair.satisfaction.name)
    if wanted is None or given is None or not wanted.rows or not given.rows:
        return None
    cut_offs = CutOffs(release.facts["importance_cut"], release.facts["satisfaction_cut"])
    placed: list[FieldPriority] = priorities_of(questionnaire, tables, cut_offs)
    return FieldResult(
        survey_slug=survey.slug,
        survey_title=questionnaire.title,
        release=release,
        importance=wanted.rows[0],
        satisfaction=given.rows[0],
        group=placed[0].figures.group if placed else None,
    )


def _tables(session: Session, release_id: UUID, pair: Pair) -> dict[str, PublishedTable]:
    names = (pair.importance.name, pair.satisfaction.name)
    documents = session.exec(
        select(ReleaseTable.document).where(
            ReleaseTable.release_id == release_id,
            ReleaseTable.dimensions == "",
            col(ReleaseTable.question).in_(names),
        )
    )
    tables = (PublishedTable.from_document(document) for document in documents)
    return {table.question: table for table in tables}
