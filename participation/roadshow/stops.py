"""Stops as they are found and read: with their texts, surveys and questions about dots."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from participation.core.errors import NotFound
from participation.roadshow.models import (
    DotsOption,
    DotsOptionText,
    DotsQuestion,
    DotsQuestionText,
    RoadshowStop,
    RoadshowStopText,
    StopState,
    StopSurvey,
)
from participation.web.languages import GERMAN


@dataclass(frozen=True)
class ShownStop:
    """A stop with its texts in one language, or in German where it has none; `tag` says which."""

    stop: RoadshowStop
    title: str
    programme: str = ""
    material: str = ""
    tag: str = GERMAN.tag


def stops_of(session: Session, region_id: UUID, tag: str, *, public_only: bool) -> list[ShownStop]:
    """A region's stops by date; for the public only announced and closed ones that are for everybody."""
    chosen = select(RoadshowStop).where(RoadshowStop.region_id == region_id)
    if public_only:
        chosen = chosen.where(col(RoadshowStop.is_public), RoadshowStop.state != StopState.DRAFT)
    rows = session.exec(chosen.order_by(col(RoadshowStop.starts_at), col(RoadshowStop.id))).all()
    return shown(session, rows, tag)


def shown(session: Session, rows: Sequence[RoadshowStop], tag: str) -> list[ShownStop]:
    """Stops with their texts; one query."""
    wanted = col(RoadshowStopText.stop_id).in_([stop.id for stop in rows])
    texts: dict[UUID, dict[str, RoadshowStopText]] = {}
    for text in session.exec(select(RoadshowStopText).where(wanted)):
        texts.setdefault(text.stop_id, {})[text.language] = text
    return [_shown(stop, texts.get(stop.id, {}), tag) for stop in rows]


def _shown(stop: RoadshowStop, texts: Mapping[str, RoadshowStopText], tag: str) -> ShownStop:
    found = texts.get(tag) or texts.get(GERMAN.tag)
    if found is None:
        return ShownStop(stop, stop.place)
    return ShownStop(stop, found.title, found.programme, found.material, found.language)


def stop_named(session: Session, region_id: UUID, slug: str, *, public_only: bool = False) -> RoadshowStop:
    """The region's stop of that slug.

    Raises:
        NotFound: there is none, or none that the public may know of.
    """
    chosen = select(RoadshowStop).where(RoadshowStop.region_id == region_id, RoadshowStop.slug == slug)
    found = session.exec(chosen).first()
    if found is None or (public_only and (not found.is_public or found.state is StopState.DRAFT)):
        raise NotFound("There is no such stop.")
    return found


def texts_of(session: Session, stop_id: UUID) -> dict[str, RoadshowStopText]:
    """The texts of a stop by language tag."""
    found = session.exec(select(RoadshowStopText).where(RoadshowStopText.stop_id == stop_id))
    return {text.language: text for text in found}


def surveys_at(session: Session, stop_id: UUID) -> list[UUID]:
    """The surveys of a stop, in order."""
    chosen = select(StopSurvey.survey_id).where(StopSurvey.stop_id == stop_id)
    return list(session.exec(chosen.order_by(col(StopSurvey.position))))


@dataclass(frozen=True)
class ShownOption:
    """What can be given dots, with its own words by language tag; none where it is an element's title."""

    option: DotsOption
    titles: Mapping[str, str]


@dataclass(frozen=True)
class ShownQuestion:
    """A question about dots with its options, words by language tag."""

    question: DotsQuestion
    titles: Mapping[str, str]
    options: Sequence[ShownOption]


def dots_at(session: Session, stop_id: UUID) -> list[ShownQuestion]:
    """The questions about dots of a stop, in order; four queries."""
    chosen = select(DotsQuestion).where(DotsQuestion.stop_id == stop_id)
    questions = session.exec(chosen.order_by(col(DotsQuestion.position), col(DotsQuestion.id))).all()
    ids = [question.id for question in questions]
    in_order = select(DotsOption).where(col(DotsOption.question_id).in_(ids)).order_by(col(DotsOption.position))
    options = session.exec(in_order).all()
    own_words = _option_titles(session, [option.id for option in options])
    titles = _question_titles(session, ids)
    return [
        ShownQuestion(
            question,
            titles.get(question.id, {}),
            [ShownOption(one, own_words.get(one.id, {})) for one in options if one.question_id == question.id],
        )
        for question in questions
    ]


def _question_titles(session: Session, ids: Collection[UUID]) -> dict[UUID, dict[str, str]]:
    found: dict[UUID, dict[str, str]] = {}
    for text in session.exec(select(DotsQuestionText).where(col(DotsQuestionText.question_id).in_(ids))):
        found.setdefault(text.question_id, {})[text.language] = text.title
    return found


def _option_titles(session: Session, ids: Collection[UUID]) -> dict[UUID, dict[str, str]]:
    found: dict[UUID, dict[str, str]] = {}
    for text in session.exec(select(DotsOptionText).where(col(DotsOptionText.option_id).in_(ids))):
        found.setdefault(text.option_id, {})[text.language] = text.title
    return found
