"""Changes to a questionnaire as a whole: add, move, duplicate, take out, rename. Pages and places count from 1."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from participation.core.slugs import free, slug_of
from participation.surveys.questionnaire import Option, Question, QuestionKind, Questionnaire, QuestionPage
from participation.surveys.questionnaire.question import OTHER
from participation.surveys.scales import Texts

_One = TypeVar("_One")
_LONGEST_CODE = 40


def code_from(text: str, taken: Iterable[str], otherwise: str) -> str:
    """A code made of the first words of a German text that is not taken yet."""
    plain = slug_of(text.split("\n", 1)[0]).replace("-", "_")
    if len(plain) > _LONGEST_CODE:
        plain = plain[:_LONGEST_CODE].rpartition("_")[0] or plain[:_LONGEST_CODE]
    return free_code(plain if re.match(r"[a-z]", plain) else otherwise, taken)


def free_code(wanted: str, taken: Iterable[str]) -> str:
    """The code itself, or with the first number that makes it free."""
    return free(wanted, taken, "_")


def codes_of(questionnaire: Questionnaire) -> set[str]:
    """All codes in use, those of words of open options too."""
    stand = {question.code for page in questionnaire.pages for question in page.questions}
    return stand | set(questionnaire.questions)


def with_page(questionnaire: Questionnaire, number: int, page: QuestionPage) -> Questionnaire:
    """The page replaced."""
    return replace(questionnaire, pages=_put(questionnaire.pages, number, page))


def page_added(questionnaire: Questionnaire, title: Texts | None = None) -> Questionnaire:
    """A new page at the end."""
    return replace(questionnaire, pages=(*questionnaire.pages, QuestionPage(title or {}, ())))


def page_moved(questionnaire: Questionnaire, number: int, by: int) -> Questionnaire:
    """The page one place up (-1) or down (1)."""
    return replace(questionnaire, pages=moved(questionnaire.pages, number, by))


def page_duplicated(questionnaire: Questionnaire, number: int) -> Questionnaire:
    """A copy right behind the page, its questions with codes of their own."""
    page, taken = questionnaire.pages[number - 1], codes_of(questionnaire)
    copies = []
    for question in page.questions:
        copies.append(replace(question, code=free_code(question.code, taken), beside="", revision=1))
        taken.add(copies[-1].code)
    pages = list(questionnaire.pages)
    pages.insert(number, replace(page, questions=tuple(copies)))
    return replace(questionnaire, pages=tuple(pages))


def without_page(questionnaire: Questionnaire, number: int) -> Questionnaire:
    """The page taken out with its questions."""
    return replace(questionnaire, pages=_without(questionnaire.pages, number))


def with_question(questionnaire: Questionnaire, number: int, place: int, question: Question) -> Questionnaire:
    """The question replaced; whatever points to it by code follows a new code."""
    page = questionnaire.pages[number - 1]
    before = page.questions[place - 1].code
    put = with_page(questionnaire, number, replace(page, questions=_put(page.questions, place, question)))
    return renamed(put, before, question.code) if before not in codes_of(put) else put


def with_missing_words(questionnaire: Questionnaire, words: Mapping[str, Texts]) -> Questionnaire:
    """The same words for the same missing values (by name) in all questions; those for the municipality stay."""

    def said(option: Option) -> Option:
        return replace(option, text=words[option.missing]) if option.missing in words else option

    def asked(question: Question) -> Question:
        if question.kind is QuestionKind.MUNICIPALITY:
            return question
        return replace(question, options=tuple(map(said, question.options)))

    pages = (replace(page, questions=tuple(map(asked, page.questions))) for page in questionnaire.pages)
    return replace(questionnaire, pages=tuple(pages))


def question_added(
    questionnaire: Questionnaire, number: int, question: Question, place: int | None = None
) -> Questionnaire:
    """The question at the end of a page, or at a place of it."""
    page = questionnaire.pages[number - 1]
    questions = list(page.questions)
    questions.insert(len(questions) if place is None else place - 1, question)
    return with_page(questionnaire, number, replace(page, questions=tuple(questions)))


def question_moved(questionnaire: Questionnaire, number: int, place: int, by: int) -> Questionnaire:
    """One place up or down; beyond the edge of its page it goes to the neighbour."""
    page = questionnaire.pages[number - 1]
    if 1 <= place + by <= len(page.questions):
        return with_page(questionnaire, number, replace(page, questions=moved(page.questions, place, by)))
    if not 1 <= number + by <= len(questionnaire.pages):
        return questionnaire
    return question_moved_to(questionnaire, number, place, number + by, at_end=by < 0)


def question_moved_to(
    questionnaire: Questionnaire, number: int, place: int, target: int, *, at_end: bool = True
) -> Questionnaire:
    """The question on another page."""
    question = questionnaire.pages[number - 1].questions[place - 1]
    return question_added(without_question(questionnaire, number, place), target, question, None if at_end else 1)


def question_duplicated(questionnaire: Questionnaire, number: int, place: int) -> Questionnaire:
    """A copy right behind the question, with a code of its own."""
    question = questionnaire.pages[number - 1].questions[place - 1]
    copy = replace(question, code=free_code(question.code, codes_of(questionnaire)), beside="", revision=1)
    return question_added(questionnaire, number, copy, place + 1)


def without_question(questionnaire: Questionnaire, number: int, place: int) -> Questionnaire:
    """The question taken out."""
    page = questionnaire.pages[number - 1]
    return with_page(questionnaire, number, replace(page, questions=_without(page.questions, place)))


def renamed(questionnaire: Questionnaire, before: str, after: str) -> Questionnaire:
    """Conditions, texts and matrices that point to a question's old code point to its new one."""
    if before == after:
        return questionnaire
    names = {before: after, before + OTHER: after + OTHER}
    piped = re.compile(r"\{\{\s*(" + "|".join(map(re.escape, names)) + r")((?:\.[a-z0-9_]+)?)\s*\}\}")

    def follow(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: follow(one, name) for name, one in value.items()}
        if isinstance(value, list):
            return [follow(one, key) for one in value]
        if key in ("question", "beside") and isinstance(value, str):
            code, dot, item = value.partition(".")
            return names.get(code, code) + dot + item
        if isinstance(value, str) and "{{" in value:
            return piped.sub(lambda found: "{{" + names[found[1]] + found[2] + "}}", value)
        return value

    return Questionnaire.from_document(follow(questionnaire.as_document()))


def moved(several: Sequence[_One], place: int, by: int) -> tuple[_One, ...]:
    """The sequence with the one at `place` so many places on; unchanged at an edge."""
    changed = list(several)
    if 1 <= place <= len(changed) and 1 <= place + by <= len(changed):
        changed.insert(place - 1 + by, changed.pop(place - 1))
    return tuple(changed)


def _put(several: Sequence[_One], place: int, one: _One) -> tuple[_One, ...]:
    return (*several[: place - 1], one, *several[place:])


def _without(several: Sequence[_One], place: int) -> tuple[_One, ...]:
    return (*several[: place - 1], *several[place:])
