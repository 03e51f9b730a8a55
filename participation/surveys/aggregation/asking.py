"""Who was asked a question: not those whose version does not have it, nor those to whom it was not shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, select

from participation.statistics.counts import Cell, total
from participation.surveys.aggregation.codes import ASKED, SHEETS, Counted, counted_questions
from participation.surveys.models import QuestionnaireVersion
from participation.surveys.questionnaire import Questionnaire


@dataclass(frozen=True)
class Asking:
    """How the versions of a survey's questionnaire ask.

    Who was asked on a condition is counted with each sheet (the option ASKED): the conditions are looked at once more
    with the stored answers, which is exact, since conditions look back only and answers to what is hidden are not
    stored. For what a version asks everybody, the sheets of that version are counted, once, instead of the people asked
    each question.

    Attributes:
        always: counted name -> numbers of the versions that ask everybody.
    """

    always: Mapping[str, frozenset[int]]

    @classmethod
    def of(cls, session: Session, survey_id: UUID) -> Asking:
        """As all versions of a survey say."""
        versions = session.exec(
            select(QuestionnaireVersion.number, QuestionnaireVersion.document).where(
                QuestionnaireVersion.survey_id == survey_id
            )
        )
        always: dict[str, set[int]] = {}
        for number, document in versions:
            for counted in counted_questions(Questionnaire.from_document(document)):
                if not counted.conditions:
                    always.setdefault(counted.asked_name, set()).add(number)
        return cls({name: frozenset(numbers) for name, numbers in always.items()})

    def asked(self, counted: Counted, cells: Mapping[str, Mapping[str, Cell]]) -> Cell:
        """The people of a segment who were asked.

        Args:
            counted: the question or row.
            cells: name -> option -> people of the segment.
        """
        if counted.asked_with:
            name, option = counted.asked_with
            return cells.get(name, {}).get(option, Cell())
        sheets = cells[SHEETS]
        everybody = total(sheets.get(str(one), Cell()) for one in self.always.get(counted.asked_name, ()))
        some = cells.get(counted.asked_name, {}).get(ASKED, Cell())
        return everybody + some
