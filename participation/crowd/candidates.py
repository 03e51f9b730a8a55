"""Summaries by a language model: asked for by a person, checked against the source, selected by a person."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from participation.core.clock import now
from participation.core.database import Database
from participation.core.errors import Conflict, NotFound
from participation.core.jobs import enqueue
from participation.core.journal import record
from participation.crowd.assistant import Answer, Assistant, AssistantFailed
from participation.crowd.models import LONGEST_SUMMARY, CandidateSource, CandidateState, CrowdCandidate
from participation.crowd.sources import Audience, Crowd, Words
from participation.crowd.stand_out import latest_public
from participation.web.languages import GERMAN

logger = logging.getLogger(__name__)
JOB = "crowd_summarise"
MOST_SENT = 40
_DECIDABLE = {CandidateState.READY, CandidateState.SELECTED}


def ask(session: Session, region_id: UUID, field_id: UUID, actor_id: UUID) -> CrowdCandidate:
    """A person asks for a summary of a field's public contributions; a job sends them to the configured endpoint."""
    candidate = CrowdCandidate(region_id=region_id, field_id=field_id, asked_by=actor_id, asked_at=now())
    session.add(candidate)
    session.flush()
    enqueue(session, JOB, {"candidate": str(candidate.id)})
    record(session, "asked_assistant", "field", field_id, actor_id=actor_id, region_id=region_id)
    return candidate


def answer(database: Database, crowd: Crowd, assistant: Assistant | None, given: Mapping[str, Any]) -> None:
    """Ask the language model for a candidate and keep what holds of its answer; no transaction is open meanwhile."""
    candidate_id = UUID(given["candidate"])
    with database.reading() as session:
        candidate = session.get(CrowdCandidate, candidate_id)
        if candidate is None or candidate.state is not CandidateState.ASKED:
            return
        areas = crowd.areas(session, candidate.region_id, GERMAN.tag)
        area = next((area for area in areas if area.thread_id == candidate.field_id), None)
        sent = latest_public(session, crowd, candidate.region_id, area, MOST_SENT) if area else []
    said = _said(assistant, sent)
    with database.writing() as session:
        candidate = session.get_one(CrowdCandidate, candidate_id)
        candidate.sent, candidate.model = len(sent), assistant.model if assistant else ""
        candidate.state = CandidateState.READY if said else CandidateState.FAILED
        if said:
            candidate.summary = said.summary[:LONGEST_SUMMARY]
            candidate.quotes = literal_quotes(said, sent)
            candidate.dropped_quotes = len(said.quotes) - len(candidate.quotes)
            session.add_all(CandidateSource(receipt_key=words.receipt_key, candidate_id=candidate_id) for words in sent)
            session.flush()
            _take_back_gone(session, crowd, candidate, sent)
        session.add(candidate)


def _take_back_gone(session: Session, crowd: Crowd, candidate: CrowdCandidate, sent: Sequence[Words]) -> None:
    """While the model was writing, somebody may have withdrawn what it was shown, or changed it."""
    present = crowd.words_of(session, candidate.region_id, [words.receipt_key for words in sent], Audience.EVERYONE)
    gone = [words for words in sent if (now_there := present.get(words.receipt_key)) is None or now_there != words]
    for words in gone[:1]:
        take_back(session, words.receipt_key)


def take_back(session: Session, receipt_key: bytes) -> None:
    """Words of a contribution are gone or others now: no summary that was made from them may go on telling of them."""
    made = select(CandidateSource.candidate_id).where(CandidateSource.receipt_key == receipt_key)
    for candidate in session.exec(select(CrowdCandidate).where(col(CrowdCandidate.id).in_(made))):
        candidate.summary, candidate.quotes, candidate.state = "", [], CandidateState.DROPPED
        session.add(candidate)
    session.flush()


def _said(assistant: Assistant | None, sent: Sequence[Words]) -> Answer | None:
    if assistant is None or not sent:
        return None
    try:
        return assistant.summarise([words.text for words in sent])
    except AssistantFailed as problem:
        logger.warning("No summary: %s", problem)
        return None


def literal_quotes(said: Answer, sent: Sequence[Words]) -> list[dict[str, str]]:
    """The quotes that stand word for word in the contribution they are said to come from; all others are dropped."""
    return [
        {"key": sent[number].receipt_key.hex(), "text": quote.strip()}
        for number, quote in said.quotes
        if 0 <= number < len(sent) and quote.strip() and _plain(quote) in _plain(sent[number].text)
    ]


def _plain(text: str) -> str:
    return " ".join(text.split())


def shown_quotes(session: Session, crowd: Crowd, candidate: CrowdCandidate) -> list[tuple[str, Words]]:
    """The quotes of a candidate whose contribution is still public and still says so."""
    keys = [bytes.fromhex(one["key"]) for one in candidate.quotes]
    found = crowd.words_of(session, candidate.region_id, keys, Audience.EVERYONE)
    return [
        (one["text"], words)
        for one, key in zip(candidate.quotes, keys, strict=True)
        if (words := found.get(key)) and _plain(one["text"]) in _plain(words.text)
    ]


def candidates(session: Session, region_id: UUID, most: int = 20) -> Sequence[CrowdCandidate]:
    """The latest candidates of a region."""
    chosen = select(CrowdCandidate).where(CrowdCandidate.region_id == region_id)
    return session.exec(chosen.order_by(col(CrowdCandidate.asked_at).desc()).limit(most)).all()


def decide(session: Session, region_id: UUID, candidate_id: UUID, state: CandidateState, actor_id: UUID) -> None:
    """A named person selects a candidate or drops it.

    Raises:
        NotFound: there is none in the region.
        Conflict: there is nothing to decide about (yet).
    """
    candidate = session.get(CrowdCandidate, candidate_id, with_for_update=True)
    if candidate is None or candidate.region_id != region_id:
        raise NotFound("There is no such suggestion.")
    if candidate.state not in _DECIDABLE:
        raise Conflict("There is nothing to decide about here.")
    candidate.state, candidate.decided_by, candidate.decided_at = state, actor_id, now()
    session.add(candidate)
    record(session, state.value, "summary", candidate.id, actor_id=actor_id, region_id=region_id)
