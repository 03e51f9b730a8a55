"""The answers in people's own words, read from the answer sheets that count, without anything about the person."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from sqlmodel import Session, col, select

from participation.surveys.aggregation.codes import Counted, counted_questions
from participation.surveys.models import QuestionnaireVersion, Submission
from participation.surveys.questionnaire import Question, QuestionKind, Questionnaire

_WRITTEN = frozenset({QuestionKind.TEXT, QuestionKind.PLACE})
_AT_ONCE = 5_000
A_PAGE, MOST_SHEETS = 20, 2_000


@dataclass(frozen=True)
class Answer:
    """What somebody wrote to one question."""

    submission_id: UUID
    text: str


@dataclass(frozen=True)
class Found:
    """A page of answers; `next` is the sheet behind which to go on, None at the end."""

    answers: list[Answer]
    next: UUID | None


def written_questions(questionnaire: Questionnaire) -> dict[str, Counted]:
    """Counted name -> question, for everything that is answered in words, words for places included."""
    return {one.name: one for one in counted_questions(questionnaire) if one.question.kind in _WRITTEN}


def words_of(question: Question, answers: dict[str, Any]) -> str:
    """What a sheet's answers say to a question in words; empty for nothing."""
    answer = answers.get(question.code)
    if isinstance(answer, dict):
        answer = answer.get("text")
    return answer.strip() if isinstance(answer, str) else ""


def everything_written(
    session: Session, survey_id: UUID, questions: Mapping[str, Counted]
) -> Iterator[tuple[str, str]]:
    """(counted name, text) of all answers to these questions, in no order; streamed, so that memory stays flat."""
    asked = {name: versions_with(session, survey_id, counted) for name, counted in questions.items()}
    for version_id in sorted(frozenset[UUID]().union(*asked.values())):
        found = [(name, counted.question) for name, counted in questions.items() if version_id in asked[name]]
        sheets = select(Submission.answers).where(
            Submission.version_id == version_id, col(Submission.withdrawn_at).is_(None)
        )
        for part in session.exec(sheets, execution_options={"yield_per": _AT_ONCE}).partitions():
            for answers in map(orjson.loads, part):
                for name, question in found:
                    if text := words_of(question, answers):
                        yield name, text


def found_answers(session: Session, survey_id: UUID, counted: Counted, sought: str, after: UUID | None) -> Found:
    """Up to a page of answers that contain what is sought (in any case), from behind a sheet on.

    Only so many sheets are looked at, so that it takes a moment only; `next` is from where to go on.
    """
    versions, found = versions_with(session, survey_id, counted), list[Answer]()
    looked_at, last = 0, after
    for last, version_id, answers in _sheets_after(session, survey_id, after):
        looked_at += 1
        text = words_of(counted.question, json.loads(answers))
        if text and version_id in versions and sought.casefold() in text.casefold():
            found.append(Answer(last, text))
        if len(found) == A_PAGE:
            break
    is_more = len(found) == A_PAGE or looked_at == MOST_SHEETS
    return Found(found, last if is_more else None)


def _sheets_after(session: Session, survey_id: UUID, after: UUID | None) -> Iterator[tuple[UUID, UUID, str]]:
    """(submission, questionnaire version, answers) of MOST_SHEETS that count, from the one behind `after` on.

    They come in the order of their ids, which tells nothing.
    """
    chosen = select(Submission.id, Submission.version_id, Submission.answers).where(
        Submission.survey_id == survey_id, col(Submission.withdrawn_at).is_(None)
    )
    if after is not None:
        chosen = chosen.where(Submission.id > after)
    # One sentence: each one makes the database sort all sheets of the survey.
    yield from session.exec(chosen.order_by(col(Submission.id)).limit(MOST_SHEETS))


def text_of(question: Question, sheet: Submission) -> str:
    """What a sheet that counts says to a question in words; empty for nothing."""
    return "" if sheet.withdrawn_at else words_of(question, json.loads(sheet.answers))


def versions_with(session: Session, survey_id: UUID, counted: Counted) -> frozenset[UUID]:
    """The questionnaire versions that ask the question in this very form."""
    rows = session.exec(
        select(QuestionnaireVersion.id, QuestionnaireVersion.document).where(
            QuestionnaireVersion.survey_id == survey_id
        )
    )
    return frozenset(
        version_id
        for version_id, document in rows
        if (asked := Questionnaire.from_document(document).questions.get(counted.question.code))
        and asked.counted_code == counted.name
    )
