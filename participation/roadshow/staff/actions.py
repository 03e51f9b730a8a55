"""What changes stops: planning, changing, copying, closing them."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, delete, func, select

from participation.core.clock import now
from participation.core.days import ZONE
from participation.core.errors import Conflict
from participation.core.journal import record
from participation.core.sealing import new_sealing_key
from participation.procedures.models import Procedure
from participation.regions.actions import publish_change
from participation.roadshow.models import (
    DotsOption,
    DotsOptionText,
    DotsQuestion,
    DotsQuestionText,
    RoadshowStop,
    RoadshowStopText,
    StopCount,
    StopState,
    StopSurvey,
)
from participation.roadshow.staff.sheets import StopSheet, kind_in
from participation.roadshow.stops import ShownOption, dots_at, surveys_at, texts_of
from participation.strategy.models import Strategy
from participation.strategy.passages import main_parts
from participation.strategy.texts import published_tree
from participation.strategy.versions import current_version
from participation.web.languages import GERMAN

PIN_ITERATIONS, _SALT = 200_000, 16  # below 0.1 s here; no number of rounds protects four digits for long
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def plan_stop(
    session: Session, region_id: UUID, sheet: StopSheet, procedure: Procedure, actor_id: UUID
) -> RoadshowStop:
    """A new stop with a key of its own; `sheet` has no problems."""
    key = new_sealing_key()
    stop = RoadshowStop(
        region_id=region_id,
        procedure_id=procedure.id,
        slug="",
        place="",
        starts_at=now(),
        ends_at=now(),
        key_public=key.public,
        key_private=key.private,
    )
    _fill(stop, sheet)
    stop.slug = _free_slug(session, region_id, stop.place, stop.starts_at.astimezone(ZONE).date())
    session.add(stop)
    session.flush()
    _put_beside(session, stop, sheet)
    record(session, "planned", "stop", stop.id, actor_id=actor_id, region_id=region_id)
    publish_change(session, region_id)
    return stop


def change_stop(session: Session, stop: RoadshowStop, sheet: StopSheet, procedure: Procedure, actor_id: UUID) -> None:
    """Put into a stop what was filled in.

    Raises:
        Conflict: it is closed, or its question about dots has been answered and would change.
    """
    if stop.state is StopState.CLOSED:
        raise Conflict("This stop is closed.")
    stop.procedure_id = procedure.id
    _fill(stop, sheet)
    session.add(stop)
    session.flush()
    _put_beside(session, stop, sheet)
    record(session, "changed", "stop", stop.id, actor_id=actor_id, region_id=stop.region_id)
    publish_change(session, stop.region_id)


def close_stop(session: Session, stop: RoadshowStop, actor_id: UUID) -> None:
    """End a stop: once it is backed up, tablets may delete what they hold. What comes later is flagged as late.

    Raises:
        Conflict: it is closed already.
    """
    if stop.state is StopState.CLOSED:
        raise Conflict("This stop is closed.")
    stop.state, stop.closed_at = StopState.CLOSED, now()
    session.add(stop)
    record(session, "closed", "stop", stop.id, actor_id=actor_id, region_id=stop.region_id)
    publish_change(session, stop.region_id)


def copy_stop(session: Session, stop: RoadshowStop, actor_id: UUID) -> RoadshowStop:
    """The same once more as a draft, with a key of its own: what one stop's tablets sealed, no other stop opens."""
    key = new_sealing_key()
    fresh = {"id", "slug", "state", "closed_at", "backed_up_at", "key_public", "key_private"}
    copy = RoadshowStop(
        **stop.model_dump(exclude=fresh),
        slug=_free_slug(session, stop.region_id, stop.place, stop.starts_at.astimezone(ZONE).date()),
        key_public=key.public,
        key_private=key.private,
    )
    session.add(copy)
    session.flush()
    for text in texts_of(session, stop.id).values():
        session.add(RoadshowStopText(**text.model_dump(exclude={"id", "stop_id"}), stop_id=copy.id))
    for position, survey_id in enumerate(surveys_at(session, stop.id)):
        session.add(StopSurvey(stop_id=copy.id, survey_id=survey_id, position=position))
    _copy_dots(session, stop.id, copy.id)
    record(session, "copied", "stop", copy.id, actor_id=actor_id, region_id=stop.region_id)
    return copy


def _copy_dots(session: Session, source_id: UUID, stop_id: UUID) -> None:
    for shown in dots_at(session, source_id):
        question = DotsQuestion(stop_id=stop_id, position=shown.question.position, dots=shown.question.dots)
        session.add(question)
        session.flush()
        for language, title in shown.titles.items():
            session.add(DotsQuestionText(question_id=question.id, language=language, title=title))
        for one in shown.options:
            option = DotsOption(**one.option.model_dump(exclude={"id", "question_id"}), question_id=question.id)
            _add_option(session, option, dict(one.titles))


def _fill(stop: RoadshowStop, sheet: StopSheet) -> None:
    values = sheet.values
    stop.kind, stop.is_public = kind_in(values), bool(values.get("is_public"))
    stop.state = StopState.ANNOUNCED if values.get("is_announced") else StopState.DRAFT
    stop.place, stop.address, stop.team = values["place"], values.get("address", ""), values.get("team", "")[:160]
    chosen = values.get("municipality", "")
    stop.municipality_id = UUID(chosen) if chosen else None
    stop.latitude, stop.longitude = sheet.position or (None, None)
    stop.starts_at, stop.ends_at = sheet.starts_at or stop.starts_at, sheet.ends_at or stop.ends_at
    if values.get("pin"):
        stop.pin_salt, stop.pin_iterations = os.urandom(_SALT), PIN_ITERATIONS
        stop.pin_hash = hashlib.pbkdf2_hmac("sha256", values["pin"].encode(), stop.pin_salt, PIN_ITERATIONS)


def _put_beside(session: Session, stop: RoadshowStop, sheet: StopSheet) -> None:
    session.exec(delete(RoadshowStopText).where(col(RoadshowStopText.stop_id) == stop.id))
    programmes, materials = sheet.texts("programme"), sheet.texts("material")
    for language, title in sheet.texts("title").items():
        text = RoadshowStopText(
            stop_id=stop.id,
            language=language,
            title=title,
            programme=programmes.get(language, ""),
            material=materials.get(language, ""),
        )
        session.add(text)
    session.exec(delete(StopSurvey).where(col(StopSurvey.stop_id) == stop.id))
    for position, survey_id in enumerate(sheet.surveys):
        session.add(StopSurvey(stop_id=stop.id, survey_id=survey_id, position=position))
    _put_dots(session, stop, sheet)
    session.flush()


def _put_dots(session: Session, stop: RoadshowStop, sheet: StopSheet) -> None:
    """The question about dots, made anew unless somebody has answered it."""
    before = dots_at(session, stop.id)
    titles, options = sheet.texts("question"), sheet.options
    if before and titles == dict(before[0].titles) and options == _own_words(before[0].options):
        return
    ids = [one.option.id for shown in before for one in shown.options]
    if session.exec(select(func.count()).where(col(StopCount.option_id).in_(ids))).one():
        raise Conflict("The question about dots has been answered already. It can no longer be changed.")
    session.exec(delete(DotsQuestion).where(col(DotsQuestion.stop_id) == stop.id))
    session.flush()
    if titles:
        _add_question(session, stop, titles, options)


def _own_words(options: Sequence[ShownOption]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in options:
        for language, title in one.titles.items():
            found.setdefault(language, []).append(title)
    return found


def _add_question(session: Session, stop: RoadshowStop, titles: dict[str, str], options: dict[str, list[str]]) -> None:
    question = DotsQuestion(stop_id=stop.id)
    session.add(question)
    session.flush()
    for language, title in titles.items():
        session.add(DotsQuestionText(question_id=question.id, language=language, title=title))
    if options:
        for number in range(len(options[GERMAN.tag])):
            option = DotsOption(question_id=question.id, code=str(number + 1), position=number)
            _add_option(session, option, {language: lines[number] for language, lines in options.items()})
        return
    for position, (key, element_id) in enumerate(_fields(session, stop)):
        _add_option(
            session, DotsOption(question_id=question.id, code=key, position=position, element_id=element_id), {}
        )


def _add_option(session: Session, option: DotsOption, titles: dict[str, str]) -> None:
    session.add(option)
    session.flush()
    for language, title in titles.items():
        session.add(DotsOptionText(option_id=option.id, language=language, title=title))


def _fields(session: Session, stop: RoadshowStop) -> list[tuple[str, UUID]]:
    """The main parts of the strategy that readers see: (key, id)."""
    strategy_id = session.get_one(Procedure, stop.procedure_id).strategy_id
    strategy = session.get(Strategy, strategy_id) if strategy_id else None
    if strategy is None or not strategy.latest_version:
        raise Conflict("There is no published strategy whose fields could be given dots. Please enter options.")
    tree = published_tree(session, current_version(session, strategy), GERMAN.tag)
    return [(node.key, node.id) for node in main_parts(tree)]


def _free_slug(session: Session, region_id: UUID, place: str, day: date) -> str:
    """The address of a stop: its place and day, with a number if there are several."""
    letters = re.sub(r"[^a-z0-9]+", "-", place.lower().translate(_UMLAUTS)).strip("-")[:60] or "termin"
    wanted = f"{letters}-{day.isoformat()}"
    taken = set(session.exec(select(RoadshowStop.slug).where(RoadshowStop.region_id == region_id)))
    number = 1
    while (slug := wanted if number == 1 else f"{wanted}-{number}") in taken:
        number += 1
    return slug
