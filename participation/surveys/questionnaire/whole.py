"""A whole questionnaire: pages of questions, and which of them are asked after what was answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from participation.surveys.questionnaire.conditions import Condition, Given, condition_from
from participation.surveys.questionnaire.kinds import QuestionKind
from participation.surveys.questionnaire.question import Question, has_coded_answers
from participation.surveys.scales import Texts


@dataclass(frozen=True)
class QuestionPage:
    """What is shown at once, if the condition holds."""

    title: Texts
    questions: tuple[Question, ...]
    show_if: Condition | None = None

    def as_document(self) -> dict[str, Any]:
        """JSON-ready values."""
        shown = {"title": dict(self.title), "questions": [question.as_document() for question in self.questions]}
        return {**shown, "show_if": self.show_if.as_document()} if self.show_if else shown

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> QuestionPage:
        """The page back from `as_document`."""
        condition = document.get("show_if")
        questions = tuple(Question.from_document(one) for one in document["questions"])
        return cls(document["title"], questions, condition_from(condition) if condition else None)


@dataclass(frozen=True)
class Questionnaire:
    """Everything a survey shows and asks, in every language it speaks."""

    title: Texts
    introduction: Texts
    thanks: Texts
    pages: tuple[QuestionPage, ...]

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Answerable questions by code, each with the items of all pages; words of open options right after theirs."""
        whole: dict[str, Question] = {}
        for question in (question for page in self.pages for question in page.questions):
            if question.kind is QuestionKind.INFORMATION:
                continue
            known = whole.get(question.code)
            whole[question.code] = replace(known, items=known.items + question.items) if known else question
            if question.other:
                whole[question.other.code] = question.other
        return whole

    @cached_property
    def fields(self) -> dict[str, Question]:
        """Form field name -> its question."""
        return {name: question for question in self.questions.values() for name in question.field_names()}

    @cached_property
    def page_fields(self) -> tuple[frozenset[str], ...]:
        """The form field names of each page."""
        return tuple(
            frozenset(name for question in page.questions for name in question.field_names() if name in self.fields)
            for page in self.pages
        )

    @cached_property
    def coded(self) -> frozenset[str]:
        """The questions whose 97, 98 and 99 are missing values."""
        return frozenset(code for code, question in self.questions.items() if has_coded_answers(question))

    @cached_property
    def has_conditions(self) -> bool:
        """Whether anything is shown to some people only."""
        return any(page.show_if or any(one.show_if for one in page.questions) for page in self.pages)

    @cached_property
    def languages(self) -> frozenset[str]:
        """The languages in which every single text exists; in others nobody can answer."""
        return frozenset.intersection(*(frozenset(texts) for texts in _all_texts(self)))

    def asked(self, answers: Mapping[str, Any], left_out: AbstractSet[str] = frozenset()) -> list[tuple[Question, ...]]:
        """What each page asks of somebody who gave these answers; nothing for a page that is hidden.

        Args:
            answers: canonical; those to questions that are not asked must not be in it.
            left_out: codes of questions that this person's audience is not asked.
        """
        given = Given(answers, self.coded)
        return [
            tuple(question for question in page.questions if question.code not in left_out and _holds(question, given))
            if _holds(page, given)
            else ()
            for page in self.pages
        ]

    def as_document(self) -> dict[str, Any]:
        """JSON-ready values; what is empty is left out."""
        return {
            "title": dict(self.title),
            "introduction": dict(self.introduction),
            "thanks": dict(self.thanks),
            "pages": [page.as_document() for page in self.pages],
        }

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Questionnaire:
        """The questionnaire back from `as_document`."""
        pages = tuple(QuestionPage.from_document(page) for page in document["pages"])
        return cls(document["title"], document["introduction"], document["thanks"], pages)


def _holds(shown: Question | QuestionPage, given: Given) -> bool:
    return shown.show_if is None or shown.show_if.holds(given)


def _all_texts(questionnaire: Questionnaire) -> Iterable[Texts]:
    yield from (questionnaire.title, questionnaire.introduction, questionnaire.thanks)
    for page in questionnaire.pages:
        if page.title:
            yield page.title
        for question in page.questions:
            yield from texts_of(question)


def texts_of(question: Question) -> Iterator[Texts]:
    """Every text of a question that people read in their language; names of municipalities have none."""
    yield question.text
    yield from (texts for texts in (question.hint, question.unit, question.why) if texts)
    yield from (item.text for item in question.items)
    yield from (option.text for option in question.options if not option.group)
