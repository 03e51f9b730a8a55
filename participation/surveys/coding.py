"""Answers in people's own words as contributions that can be coded: raw, for analysts only, each opening journaled."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from uuid import UUID

from sqlmodel import Session, col, select

from participation.accounts.access import staff
from participation.accounts.models import Role
from participation.coding.models import Segment
from participation.coding.sources import Leaf, Name, Passage, Strand
from participation.core.text import msgid
from participation.procedures.models import Procedure
from participation.surveys.aggregation.codes import Counted
from participation.surveys.models import QuestionnaireVersion, Submission, Survey
from participation.surveys.questionnaire import QuestionKind, Questionnaire
from participation.surveys.running import RunningSurvey, surveys_in
from participation.surveys.wording import plain
from participation.surveys.written.texts import found_answers, words_of, written_questions


class WrittenAnswers:
    """The source; a strand is a question of a survey, words for places are none: they say where somebody lives."""

    code = "answer"
    label = msgid("Answer in own words")
    only = staff(Role.ANALYST)
    is_opened = True

    def strands(self, session: Session, procedure: Procedure, tag: str) -> Sequence[Strand]:
        """The questions that are answered in words, of all surveys of the procedure."""
        return [
            Strand(f"{survey.slug}:{name}", plain(counted.question.text, tag))
            for survey in _surveys(session, procedure)
            for name, counted in _questions(survey.latest.questionnaire).items()
        ]

    def leaf(self, session: Session, procedure: Procedure, strand: str, after: UUID | None, *, uncoded: bool) -> Leaf:
        """In the order of the sheets' ids, which tells nothing; a page can have fewer than fit on it."""
        slug, _, name = strand.partition(":")
        survey = next((one for one in _surveys(session, procedure) if one.slug == slug), None)
        counted = _questions(survey.latest.questionnaire).get(name) if survey else None
        if survey is None or counted is None:
            return Leaf([], None)
        found = found_answers(session, survey.id, counted, "", after)
        names = [(answer.submission_id, name) for answer in found.answers]
        left = set(names) - _coded(session, names) if uncoded else set(names)
        passages = {one.name: one for one in self.find(session, procedure.id, left)}
        return Leaf([passages[one] for one in names if one in passages], found.next)

    def find(self, session: Session, procedure_id: UUID | None, names: Collection[Name]) -> Sequence[Passage]:
        """Answers of sheets that count; a part is the name under which the question is counted."""
        chosen = select(Submission, QuestionnaireVersion.document)
        chosen = chosen.join(QuestionnaireVersion, col(QuestionnaireVersion.id) == col(Submission.version_id))
        chosen = chosen.where(
            col(Submission.id).in_({submission_id for submission_id, _part in names}),
            col(Submission.withdrawn_at).is_(None),
        )
        if procedure_id is not None:
            surveys = select(Survey.id).where(Survey.procedure_id == procedure_id)
            chosen = chosen.where(col(Submission.survey_id).in_(surveys))
        asked: dict[UUID, dict[str, Counted]] = {}
        found = []
        for sheet, document in session.exec(chosen) if names else ():
            if sheet.version_id not in asked:
                asked[sheet.version_id] = _questions(Questionnaire.from_document(document))
            answers = json.loads(sheet.answers)
            for name, counted in asked[sheet.version_id].items():
                text = words_of(counted.question, answers) if (sheet.id, name) in names else ""
                if text:
                    key = bytes(sheet.receipt_key)
                    found.append(Passage(self.code, sheet.id, name, key, text, sheet.language))
        return found


SOURCE = WrittenAnswers()


def _surveys(session: Session, procedure: Procedure) -> list[RunningSurvey]:
    return [one for one in surveys_in(session).by_id.values() if one.procedure_id == procedure.id]


def _questions(questionnaire: Questionnaire) -> dict[str, Counted]:
    found = written_questions(questionnaire).items()
    return {name: counted for name, counted in found if counted.question.kind is QuestionKind.TEXT}


def _coded(session: Session, names: Collection[Name]) -> set[Name]:
    ids = [submission_id for submission_id, _part in names]
    chosen = select(Segment.contribution_id, Segment.part).where(
        col(Segment.contribution_id).in_(ids), ~col(Segment.is_lost)
    )
    return set(session.exec(chosen).all())
