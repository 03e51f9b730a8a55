"""The questionnaire at a glance: pages and questions with their kinds, conditions, faults and missing texts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from participation.surveys.editor.drafts import OpenedDraft
from participation.surveys.editor.editing import sentences
from participation.surveys.editor.publishing import Publication
from participation.surveys.editor.words import KINDS
from participation.surveys.questionnaire import Questionnaire
from participation.surveys.questionnaire.completeness import missing_texts
from participation.surveys.questionnaire.faults import Fault, Where
from participation.surveys.wording import plain
from participation.web.languages import LANGUAGES
from participation.web.visit import Visit


@dataclass(frozen=True)
class OutlinedQuestion:
    """A line of the outline; `missing` are names of languages in which texts are missing."""

    page: int
    place: int
    code: str
    title: str
    kind: str
    condition: str
    missing: list[str]
    faults: list[str]
    is_required: bool


@dataclass(frozen=True)
class OutlinedPage:
    """A page of the outline."""

    number: int
    title: str
    condition: str
    missing: list[str]
    faults: list[str]
    questions: list[OutlinedQuestion] = field(default_factory=list)


@dataclass(frozen=True)
class Outliner:
    """Describes a draft in the reader's language."""

    visit: Visit
    questionnaire: Questionnaire
    faults: list[Fault]
    missing: dict[str, dict[Where, int]]

    @classmethod
    def of(cls, visit: Visit, opened: OpenedDraft) -> Outliner:
        """Look for faults and missing texts once."""
        questionnaire = opened.questionnaire
        missing = {language.label: missing_texts(questionnaire, language.tag) for language in LANGUAGES}
        return cls(visit, questionnaire, Publication(opened).faults, missing)

    def pages(self) -> list[OutlinedPage]:
        """All pages with their questions."""
        said = sentences(self.visit, self.questionnaire)
        found = []
        for number, page in enumerate(self.questionnaire.pages, start=1):
            where = Where(page=number)
            questions = [
                OutlinedQuestion(
                    page=number,
                    place=place,
                    code=question.code,
                    title=plain(question.text, self.visit.language.tag) or question.code,
                    kind=self.visit._(KINDS[question.kind]),
                    condition=said.shown_if(question.show_if),
                    missing=self._missing(Where(question.code)),
                    faults=self._faults(Where(question.code)),
                    is_required=question.is_required,
                )
                for place, question in enumerate(page.questions, start=1)
            ]
            title = plain(page.title, self.visit.language.tag)
            condition = said.shown_if(page.show_if)
            found.append(OutlinedPage(number, title, condition, self._missing(where), self._faults(where), questions))
        return found

    def problems(self, survey: str) -> list[tuple[str, str]]:
        """Every fault with the address of the form that puts it right."""
        return [(self._form(survey, fault.where), self._sentence(fault)) for fault in self.faults]

    def languages(self) -> list[tuple[str, int]]:
        """How many texts are missing in each language."""
        return [(label, sum(found.values())) for label, found in self.missing.items()]

    def _missing(self, where: Where) -> list[str]:
        return [label for label, found in self.missing.items() if where in found]

    def _faults(self, where: Where) -> list[str]:
        return [self._sentence(fault) for fault in self.faults if fault.where == where]

    def _sentence(self, fault: Fault) -> str:
        sentence = fault.sentence(self.visit._)
        return sentence[:1].upper() + sentence[1:]

    def _form(self, survey: str, where: Where) -> str:
        places: dict[str, Any] = {
            question.code: {"page": number, "place": place}
            for number, page in enumerate(self.questionnaire.pages, start=1)
            for place, question in enumerate(page.questions, start=1)
        }
        if where.question in places:
            return self.visit.url("edit_question", survey=survey, **places[where.question])
        if where == Where():
            return self.visit.url("edit_texts", survey=survey)
        if where.page:
            return self.visit.url("edit_question_page", survey=survey, page=where.page)
        return self.visit.url("edit_questionnaire", survey=survey)
