"""The tour as the public sees it: where the county goes, what happens there, where the dots were put."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, func, select
from starlette.responses import Response

from participation.procedures.models import Procedure
from participation.roadshow.calendars import KIND, calendar_of
from participation.roadshow.models import CountKind, RoadshowStop, StopCount, StopState
from participation.roadshow.stops import ShownOption, ShownQuestion, ShownStop, dots_at, shown, stop_named, stops_of
from participation.strategy.passages import frozen_words, latest_versions
from participation.web.languages import GERMAN
from participation.web.visit import Visit


@dataclass(frozen=True)
class DotsResult:
    """How many dots each option of a question got, the most first; they are put down openly in the hall."""

    title: str
    rows: list[tuple[str, int]]


def stops(visit: Visit) -> Response:
    """All stops that are for everybody, by date."""
    found = stops_of(visit.db, visit.place.id, visit.language.tag, public_only=True)
    return visit.render("roadshow/list.html", stops=found)


def tour_calendar(visit: Visit) -> Response:
    """The whole tour for a calendar."""
    return _calendar(visit, stops_of(visit.db, visit.place.id, visit.language.tag, public_only=True))


def stop_calendar(visit: Visit, stop: str) -> Response:
    """One stop for a calendar."""
    found = stop_named(visit.db, visit.place.id, stop, public_only=True)
    return _calendar(visit, shown(visit.db, [found], visit.language.tag))


def read_stop(visit: Visit, stop: str) -> Response:
    """One stop; when it is over, also where the dots were put."""
    found = stop_named(visit.db, visit.place.id, stop, public_only=True)
    is_over = found.state is StopState.CLOSED
    results = dots_results(visit.db, found, visit.language.tag) if is_over else []
    return visit.render("roadshow/stop.html", shown=shown(visit.db, [found], visit.language.tag)[0], results=results)


def _calendar(visit: Visit, found: list[ShownStop]) -> Response:
    return Response(calendar_of(found, visit.place.slug), media_type=KIND)


def dots_results(session: Session, stop: RoadshowStop, tag: str) -> list[DotsResult]:
    """The sums of all dots of a stop, of tablets and boards together."""
    sums = select(StopCount.option_id, func.sum(StopCount.amount)).where(
        StopCount.stop_id == stop.id, StopCount.kind == CountKind.DOTS
    )
    counted = {option: int(number) for option, number in session.execute(sums.group_by(col(StopCount.option_id)))}
    questions = dots_at(session, stop.id)
    titles = _element_titles(session, stop, questions, tag)
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


def _element_titles(session: Session, stop: RoadshowStop, questions: list[ShownQuestion], tag: str) -> dict[UUID, str]:
    ids = [one.option.element_id for question in questions for one in question.options if one.option.element_id]
    strategy_id = session.get_one(Procedure, stop.procedure_id).strategy_id
    versions = latest_versions(session, [strategy_id] if strategy_id else [])
    found = frozen_words(session, tag, set(versions.values()), elements=ids).titles
    return {element: words.text for (_, element), words in found.items()}
