"""What is handed in while somebody answers: the page they come from, where they go, everything answered so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from participation.surveys.answers import Problem
from participation.surveys.questionnaire import Question, QuestionKind
from participation.surveys.running import FrozenVersion, RunningSurvey
from participation.web.visit import Form

PAGE, VERSION, GO, SEEN, CLIENT_ID = "_page", "_version", "_go", "_seen", "id"
NEXT, BACK, STAY = "next", "back", "stay"

_IN_PARTS = {QuestionKind.MATRIX, QuestionKind.STATEMENTS, QuestionKind.RANKING, QuestionKind.PLACE}


@dataclass(frozen=True)
class FilledPages:
    """The form of one page with the earlier answers in hidden fields; `page` counts from 1, 0 is the start page.

    `seen` are the codes of the questions that the page showed.
    """

    version: FrozenVersion
    client_id: UUID
    page: int
    go: str
    entries: tuple[tuple[str, str], ...]
    seen: frozenset[str] = frozenset()

    @classmethod
    def read(cls, survey: RunningSurvey, form: Form) -> FilledPages:
        """What was sent; an unknown version is the latest, a missing client id is made, other fields are dropped."""
        version = survey.versions.get(_number(form.text(VERSION)), survey.latest)
        fields = version.questionnaire.fields
        return cls(
            version=version,
            client_id=form.client_id(CLIENT_ID),
            page=min(_number(form.text(PAGE)), len(version.questionnaire.pages) + 1),
            go=form.text(GO, NEXT),
            entries=tuple((name, value) for name, value in form.items() if value and name in fields),
            seen=frozenset(form.text(SEEN).split()),
        )

    @property
    def closing_page(self) -> int:
        """The page after all others, which asks nothing and sends."""
        return len(self.version.questionnaire.pages) + 1

    def names_on(self, page: int) -> frozenset[str]:
        """The form fields that a page (from 1) may show."""
        return self.version.questionnaire.page_fields[page - 1] if 0 < page < self.closing_page else frozenset()

    def hidden(self, page: int) -> list[tuple[str, str]]:
        """What a page has to carry along: the answers of all other pages."""
        shown = self.names_on(page)
        return [(name, value) for name, value in self.entries if name not in shown]

    def values(self, page: int) -> dict[str, list[str]]:
        """What was answered on a page so far, as it was typed."""
        shown = self.names_on(page)
        typed: dict[str, list[str]] = {}
        for name, value in self.entries:
            if name in shown:
                typed.setdefault(name, []).append(value)
        return typed

    def given(self) -> dict[str, Any]:
        """All answers in the shape of the JSON API."""
        answers: dict[str, Any] = {}
        for name, value in self.entries:
            question = self.version.questionnaire.fields[name]
            _put(answers, question, name, value)
        return answers

    def page_of(self, problem: Problem) -> int:
        """The page (from 1) on which a problem can be put right."""
        pages = self.version.questionnaire.page_fields
        return next((number for number, names in enumerate(pages, start=1) if problem.name in names), len(pages))


def entries_of(questionnaire_fields: dict[str, Question], answers: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """The form fields that stand for canonical answers: the way back from `given`."""
    found: list[tuple[str, str]] = []
    for name, question in questionnaire_fields.items():
        answer = answers.get(question.code)
        if answer is not None:
            found += [(name, str(value)) for value in _values(question, name.partition(".")[2], answer)]
    return tuple(found)


def _values(question: Question, part: str, answer: Any) -> list[Any]:
    """What stands in one field of a question."""
    if question.kind is QuestionKind.RANKING:
        ranked = [str(code) for code in answer]
        return [ranked.index(part) + 1] if part in ranked else []
    if question.kind in _IN_PARTS:
        return [answer[part]] if part in answer else []
    return answer if isinstance(answer, list) else [answer]


def _put(answers: dict[str, Any], question: Question, name: str, value: str) -> None:
    if question.kind in _IN_PARTS:
        answers.setdefault(question.code, {})[name.partition(".")[2]] = value
    elif question.kind is QuestionKind.MULTIPLE:
        answers.setdefault(question.code, []).append(value)
    elif question.kind is QuestionKind.MUNICIPALITY:
        answers[question.code] = value.partition(":")[0]  # "15083298:Irxleben" was found by its Ortsteil
    else:
        answers[question.code] = value


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 4 else 0  # noqa: PLR2004 - no survey has a thousand pages
