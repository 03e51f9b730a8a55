"""The way through a questionnaire after the answers so far: which pages come, which questions they have."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

from participation.surveys.answers import Answers, Problem, check_answers
from participation.surveys.forms import FilledPages
from participation.surveys.questionnaire import Question, QuestionKind


@dataclass(frozen=True)
class Walk:
    """Where somebody is. Pages count from 1; the closing page, one further, only sends.

    `asked` are the questions of each page in the light of the answers so far; a page without any is passed over.
    """

    filled: FilledPages
    answers: Answers
    problems: list[Problem]
    asked: list[tuple[Question, ...]]

    @classmethod
    def of(cls, filled: FilledPages, left_out: AbstractSet[str] = frozenset()) -> Walk:
        """The way of somebody who handed in these pages; `left_out` are questions that their audience is not asked."""
        questionnaire = filled.version.questionnaire
        answers, problems = check_answers(questionnaire, filled.given(), left_out)
        return cls(filled, answers, problems, questionnaire.asked(answers, left_out))

    @cached_property
    def pages(self) -> list[int]:
        """The pages that are not passed over."""
        return [number for number, questions in enumerate(self.asked, start=1) if questions]

    @property
    def closing(self) -> int:
        """The closing page; it comes where the last page of all is passed over."""
        return self.filled.closing_page

    @property
    def total(self) -> int:
        """How many pages there are to see, the closing page included where it comes."""
        is_last_passed_over = not self.pages or self.pages[-1] != self.closing - 1
        return len(self.pages) + is_last_passed_over

    def position(self, page: int) -> int:
        """Which of them a page is, from 1."""
        return sum(number < page for number in self.pages) + 1

    def before(self, page: int) -> int:
        """The page to go back to."""
        return max((number for number in self.pages if number < page), default=min(self.pages, default=self.closing))

    def after(self, page: int) -> int | None:
        """The page that comes next; None when the sheet is to be sent."""
        if page >= self.closing - 1:
            return None
        return min((number for number in self.pages if number > page), default=self.closing)

    def questions(self, page: int) -> tuple[Question, ...]:
        """What a page asks; the closing page asks nothing."""
        return self.asked[page - 1] if page < self.closing else ()

    def problems_on(self, page: int) -> list[Problem]:
        """What is wrong with the answers of a page."""
        names = self.filled.names_on(page)
        return [problem for problem in self.problems if problem.name in names]

    def has_new_questions(self, page: int) -> bool:
        """Whether the answers on a page brought up questions on it that were not shown yet."""
        return any(
            question.code not in self.filled.seen
            for question in self.questions(page)
            if question.kind is not QuestionKind.INFORMATION and question.show_if is not None
        )
