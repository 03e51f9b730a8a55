"""Who was asked a question: not those whose version does not have it, nor those to whom it was not shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, func, sql
from sqlmodel import Session, col, select

from participation.statistics.counts import Cell, total
from participation.surveys.aggregation.codes import ASKED, SHEETS, Counted, counted_questions
from participation.surveys.aggregation.segments import ABOUT_THE_PERSON
from participation.surveys.models import Audience, Counter, QuestionnaireVersion
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
        internal: version -> sheets of internal audiences, which are not asked about themselves.
    """

    always: Mapping[str, frozenset[int]]
    internal: Mapping[str, Cell]

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
        internal = {option: Cell(int(n), int(key_sum)) for option, n, key_sum in session.execute(_internal(survey_id))}
        return cls({name: frozenset(numbers) for name, numbers in always.items()}, internal)

    def asked(self, counted: Counted, cells: Mapping[str, Mapping[str, Cell]]) -> Cell:
        """The people of a segment who were asked; questions about the person have no segment but everyone.

        Args:
            counted: the question or row.
            cells: name -> option -> people of the segment.
        """
        if counted.asked_with:
            name, option = counted.asked_with
            return cells.get(name, {}).get(option, Cell())
        versions = [str(number) for number in self.always.get(counted.asked_name, ())]
        everybody = total(cells[SHEETS].get(version, Cell()) for version in versions)
        if counted.question.code in ABOUT_THE_PERSON:
            everybody -= total(self.internal.get(version, Cell()) for version in versions)
        return everybody + cells.get(counted.asked_name, {}).get(ASKED, Cell())


def _internal(survey_id: UUID) -> Select[str, int, int]:
    """The sheets of each version that came from internal audiences."""
    return (
        sql.select(col(Counter.option), func.sum(Counter.n), func.sum(Counter.key_sum))
        .join(Audience, (col(Audience.survey_id) == Counter.survey_id) & (col(Audience.slug) == Counter.segment))
        .where(
            col(Counter.survey_id) == survey_id,
            col(Counter.dimensions) == "audience",
            col(Counter.question) == SHEETS,
            col(Audience.is_internal),
        )
        .group_by(col(Counter.option))
    )
