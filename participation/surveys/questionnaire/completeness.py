"""In which languages a questionnaire is complete, and which texts are missing where."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from participation.surveys.questionnaire.faults import Where
from participation.surveys.questionnaire.whole import Questionnaire, texts_of
from participation.surveys.scales import Texts


def missing_texts(questionnaire: Questionnaire, tag: str) -> dict[Where, int]:
    """How many texts lack the language `tag`, by place; empty where it is complete."""
    whole = (questionnaire.title, questionnaire.introduction, questionnaire.thanks)
    found = {Where(): _lacking(whole, tag)}
    for number, page in enumerate(questionnaire.pages, start=1):
        found[Where(page=number)] = _lacking([page.title] if page.title else [], tag)
        for question in page.questions:
            where = Where(question.code)
            found[where] = found.get(where, 0) + _lacking(texts_of(question), tag)
    return {where: count for where, count in found.items() if count}


def begun_languages(questionnaire: Questionnaire) -> set[str]:
    """The languages in which there is any text of our own, ready-made scales left out."""
    texts: Iterable[Texts] = chain(
        (questionnaire.title, questionnaire.introduction, questionnaire.thanks),
        (page.title for page in questionnaire.pages),
        (question.text for page in questionnaire.pages for question in page.questions),
    )
    return {tag for one in texts for tag, text in one.items() if text}


def _lacking(several: Iterable[Texts], tag: str) -> int:
    return sum(not texts.get(tag) for texts in several)
