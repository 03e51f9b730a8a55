"""Asking again: a new survey with the same questions and groups, linked to the one before as its next wave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from sqlmodel import Session, select

from participation.core import journal
from participation.core.clock import now
from participation.core.errors import Conflict
from participation.procedures.models import Phase
from participation.regions.actions import publish_change
from participation.surveys.actions import freeze_questionnaire
from participation.surveys.audiences.actions import copy_audiences
from participation.surveys.audiences.phases import NamedPhase, phases_ahead
from participation.surveys.audiences.staff_survey import StaffSurvey
from participation.surveys.models import QuestionnaireVersion, Survey
from participation.surveys.questionnaire import Questionnaire
from participation.surveys.scales import DE, EASY, EN

LONGEST_WAVE = 40
LONGEST_TITLE = 200
_LONGEST_SLUG = 80
_SUFFIXES: Final = {DE: "Welle {}", EASY: "zum {}. Mal", EN: "wave {}"}


def free_phases(session: Session, survey: StaffSurvey) -> Sequence[NamedPhase]:
    """The region's survey phases that have not begun, the next first; drafts of procedures, too."""
    return [one for one in phases_ahead(session, survey) if one.phase.opens_at > now()]


def proposed_titles(session: Session, survey: Survey) -> dict[str, str]:
    """Language tag -> the title of its next wave, with the number of the wave; empty without a questionnaire."""
    version = _latest(session, survey)
    number, before = 2, survey
    while before.previous_wave_id and (earlier := session.get(Survey, before.previous_wave_id)):
        number, before = number + 1, earlier
    titles = Questionnaire.from_document(version.document).title if version else {}
    return {tag: _numbered(title, _SUFFIXES[tag], number) for tag, title in titles.items() if tag in _SUFFIXES}


def _numbered(title: str, suffix: str, number: int) -> str:
    stem, _, end = title.rpartition(" – ")
    # A second wave is called like the first, but for its number.
    is_numbered = stem and any(end == suffix.format(one) for one in range(2, number + 1))
    return f"{stem if is_numbered else title} – {suffix.format(number)}"


def _latest(session: Session, survey: Survey) -> QuestionnaireVersion | None:
    return session.exec(
        select(QuestionnaireVersion).where(
            QuestionnaireVersion.survey_id == survey.id, QuestionnaireVersion.number == survey.latest_version
        )
    ).first()


def next_wave(session: Session, survey: StaffSurvey, phase: Phase, wave: str, titles: Mapping[str, str]) -> Survey:
    """The survey once more in another phase: the latest questionnaire and the groups, no codes, no answers.

    `titles` are new ones by language tag; where there is none, the proposed one is taken.

    Raises:
        Conflict: it has no questionnaire yet.
    """
    before = survey.row
    version = _latest(session, before)
    if version is None:
        raise Conflict("The survey has no questionnaire yet, so it cannot be repeated.")
    questionnaire = Questionnaire.from_document(version.document)
    known = {tag: title[:LONGEST_TITLE] for tag, title in titles.items() if title}
    title = {**questionnaire.title, **proposed_titles(session, before), **known}
    again = Survey(
        region_id=before.region_id,
        procedure_id=phase.procedure_id,
        phase_id=phase.id,
        slug=_free_slug(session, before),
        importance_cut=before.importance_cut,
        satisfaction_cut=before.satisfaction_cut,
        previous_wave_id=before.id,
        wave=wave,
        is_sensitive=before.is_sensitive,
        brake=before.brake,
        shortest_seconds=before.shortest_seconds,
    )
    session.add(again)
    session.flush()
    freeze_questionnaire(session, again, replace(questionnaire, title=title))
    copy_audiences(session, before.id, again)
    details = {"previous": str(before.id), "wave": wave}
    region_id = before.region_id
    journal.record(
        session, "repeated", "survey", again.id, actor_id=survey.actor_id, region_id=region_id, details=details
    )
    publish_change(session, region_id)
    return again


def _free_slug(session: Session, before: Survey) -> str:
    taken = set(session.exec(select(Survey.slug).where(Survey.region_id == before.region_id)))
    stem = before.slug[: _LONGEST_SLUG - 4]
    return next(slug for number in range(2, len(taken) + 3) if (slug := f"{stem}-{number}") not in taken)
