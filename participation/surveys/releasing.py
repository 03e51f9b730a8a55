"""Asking for a release, and making it in the background: fold, recount, protect, audit, freeze."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from subprocess import SubprocessError
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from participation.core.clock import now
from participation.core.database import Database
from participation.core.errors import Conflict
from participation.core.jobs import enqueue
from participation.core.journal import record
from participation.regions.actions import publish_change
from participation.statistics.counts import Code
from participation.statistics.disclosure import PROTECTIVE, USUAL
from participation.surveys.aggregation.folding import fold_pending
from participation.surveys.drafting import draft_release, latest_version
from participation.surveys.models import Release, ReleaseAttempt, Survey
from participation.surveys.questionnaire import Questionnaire
from participation.surveys.recount import differences
from participation.surveys.release_audit import DETERMINED, Problem, audited
from participation.surveys.release_figures import figured
from participation.surveys.releases import Draft, Key, store_release
from participation.surveys.written.released import with_written

RELEASE = "surveys.release"
"""The kind of the job."""

logger = logging.getLogger(__name__)

AUDIT_FAILED = "audit_failed"
WRONG_COUNTERS = "wrong_counters"
TOO_FEW = "too_few"


def request_release(session: Session, survey: Survey, breakdowns: list[str], actor_id: UUID | None) -> ReleaseAttempt:
    """Ask for a release by everyone and by these combinations of dimensions; a job makes it.

    Raises:
        Conflict: one is being prepared already.
    """
    latest = latest_attempt(session, survey.id)
    if latest is not None and latest.finished_at is None:
        raise Conflict("A release of this survey is being prepared already.")
    attempt = ReleaseAttempt(
        survey_id=survey.id, requested_at=now(), requested_by=actor_id, breakdowns=list(breakdowns)
    )
    session.add(attempt)
    session.flush()
    enqueue(session, RELEASE, {"attempt": str(attempt.id)})
    record(session, "requested", "release", attempt.id, actor_id=actor_id, region_id=survey.region_id)
    return attempt


def latest_attempt(session: Session, survey_id: UUID) -> ReleaseAttempt | None:
    """What became of the latest wish for a release."""
    attempts = select(ReleaseAttempt).where(ReleaseAttempt.survey_id == survey_id)
    return session.exec(attempts.order_by(col(ReleaseAttempt.requested_at).desc()).limit(1)).first()


@dataclass(frozen=True)
class Prepared:
    """A draft of the next release after the audit.

    `refused` speaks against publishing it at all; `left_out` says what was found in tables that it does not have any
    more.
    """

    draft: Draft
    refused: list[Problem] = field(default_factory=list)
    left_out: list[Problem] = field(default_factory=list)


def run_attempt(database: Database, payload: Mapping[str, Any]) -> None:
    """Do what was asked for (the job); repeating does nothing once it is finished."""
    attempt_id = UUID(payload["attempt"])
    with database.reading() as session:
        attempt = session.get_one(ReleaseAttempt, attempt_id)
        if attempt.finished_at is not None:
            return
        survey_id, breakdowns, actor_id = attempt.survey_id, attempt.breakdowns, attempt.requested_by
    prepared = prepare(database, survey_id, breakdowns)
    with database.writing() as session:
        attempt = session.get_one(ReleaseAttempt, attempt_id)
        attempt.problems = [*prepared.refused, *prepared.left_out]
        attempt.finished_at = now()
        if prepared.refused:
            region_id = session.get_one(Survey, survey_id).region_id
            details = {"problems": [problem["kind"] for problem in prepared.refused]}
            record(session, "refused", "release", attempt_id, region_id=region_id, details=details)
        else:
            attempt.release_id = publish(session, prepared.draft, actor_id).id
        session.add(attempt)


def prepare(database: Database, survey_id: UUID, breakdowns: list[str]) -> Prepared:
    """A draft of the next release, audited; writes nothing but folded counters."""
    fold_pending(database)
    with database.reading() as session:
        is_wrong = bool(differences(session, survey_id))
        draft = draft_release(session, session.get_one(Survey, survey_id), breakdowns)
    if is_wrong:
        return Prepared(draft, [{"kind": WRONG_COUNTERS}])
    minimum = (PROTECTIVE if draft.facts["is_protective"] else USUAL).minimum
    if draft.submissions < minimum:
        return Prepared(draft, [{"kind": TOO_FEW, "minimum": minimum}])
    try:
        passed = _passing(draft)
        return passed if passed.refused else replace(passed, draft=_completed(database, passed.draft, minimum))
    except SubprocessError:
        logger.exception("The audit of a release, or its figures, failed")
        return Prepared(draft, [{"kind": AUDIT_FAILED}])


def _completed(database: Database, draft: Draft, minimum: int) -> Draft:
    """The draft with the figures that follow from its tables, and with what people wrote."""
    whole = figured(draft)
    with database.reading() as session:
        version = latest_version(session, session.get_one(Survey, draft.survey_id))
        return with_written(session, whole, Questionnaire.from_document(version.document), minimum)


def _passing(draft: Draft) -> Prepared:
    """The draft without what the audit finds in it, audited again until it finds nothing.

    Why people gave no answer is hidden in the table alone; for anything else the table is left out.
    """
    left_out: list[Problem] = []
    questions, is_protective = {table.question for table in draft.tables}, bool(draft.facts["is_protective"])
    while found := audited(
        [table for table in draft.tables if table.question in questions], is_protective=is_protective
    ):
        if any(problem["kind"] != DETERMINED for problem in found):
            return Prepared(draft, found)
        reasons = {place for problem in found if draft.shows_missing(*(place := _place(problem)))}
        worse = [problem for problem in found if _place(problem) not in reasons]
        left_out += worse
        draft = draft.hiding(reasons).without({_key(problem) for problem in worse})
        questions = {problem["question"] for problem in found}
    return Prepared(draft, left_out=left_out)


def _key(problem: Problem) -> Key:
    return problem["question"], problem["dimensions"]


def _place(problem: Problem) -> tuple[Key, Code | None]:
    return _key(problem), problem["code"]


def publish(session: Session, draft: Draft, actor_id: UUID | None) -> Release:
    """Freeze a draft that passed the audit and show it to the public."""
    release = store_release(session, draft, actor_id)
    region_id = session.get_one(Survey, draft.survey_id).region_id
    details = {"survey": str(draft.survey_id), "number": release.number, "sha256": release.sha256}
    record(session, "released", "release", release.id, actor_id=actor_id, region_id=region_id, details=details)
    publish_change(session, region_id)
    return release
