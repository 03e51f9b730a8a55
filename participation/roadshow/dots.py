"""Where the dots of a stop were put, and the titles of what they were put on."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, func, select

from participation.procedures.models import Procedure
from participation.roadshow.models import CountKind, RoadshowStop, StopCount
from participation.roadshow.stops import ShownOption, dots_at
from participation.strategy.passages import frozen_words, latest_versions
from participation.web.languages import GERMAN


@dataclass(frozen=True)
class DotsResult:
    """How many dots each option of a question got, the most first; they are put down openly in the hall."""

    title: str
    rows: list[tuple[str, int]]


def dots_results(session: Session, stop: RoadshowStop, tag: str) -> list[DotsResult]:
    """The sums of all dots of a stop, of tablets and boards together."""
    sums = select(StopCount.option_id, func.sum(StopCount.amount)).where(
        StopCount.stop_id == stop.id, StopCount.kind == CountKind.DOTS
    )
    counted = {option: int(number) for option, number in session.execute(sums.group_by(col(StopCount.option_id)))}
    questions = dots_at(session, stop.id)
    elements = [one.option.element_id for shown in questions for one in shown.options if one.option.element_id]
    titles = element_titles(session, stop, elements, tag)
    return [
        DotsResult(
            question.titles.get(tag) or question.titles.get(GERMAN.tag, ""),
            sorted(((_name(one, titles, tag), counted.get(one.option.id, 0)) for one in question.options), key=_most),
        )
        for question in questions
        if any(one.option.id in counted for one in question.options)
    ]


def _most(row: tuple[str, int]) -> tuple[int, str]:
    return -row[1], row[0]


def _name(shown_option: ShownOption, titles: Mapping[UUID, str], tag: str) -> str:
    option, own = shown_option.option, shown_option.titles
    element = titles.get(option.element_id, option.code) if option.element_id else option.code
    return own.get(tag) or own.get(GERMAN.tag) or element


def element_titles(session: Session, stop: RoadshowStop, ids: Collection[UUID], tag: str) -> dict[UUID, str]:
    """The titles of elements in the latest version of the stop's strategy, as far as they stand there."""
    strategy_id = session.get_one(Procedure, stop.procedure_id).strategy_id
    versions = latest_versions(session, [strategy_id] if strategy_id else [])
    found = frozen_words(session, tag, set(versions.values()), elements=list(ids)).titles
    return {element: words.text for (_, element), words in found.items()}
