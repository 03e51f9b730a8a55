"""What released codes stand for, in German like the county's other files."""

from __future__ import annotations

from collections.abc import Mapping

from participation.statistics.counts import Code
from participation.surveys.aggregation.codes import Counted, counted_questions, pairs, preferences
from participation.surveys.aggregation.meanings import Between, Rank
from participation.surveys.questionnaire import Option, Questionnaire
from participation.surveys.scales import DE, Texts
from participation.surveys.wording import plain


def counted_by_name(questionnaire: Questionnaire) -> Mapping[str, Counted]:
    """Everything that releases have tables of, by the name that the tables have."""
    counted = {one.name: one for one in (*counted_questions(questionnaire), *preferences(questionnaire))}
    return counted | {pair.name: pair.importance for pair in pairs(questionnaire)}


def row_text(about: Counted) -> str:
    """The row of a matrix, or the option of a ranking, that a table is about; empty for whole questions."""
    if about.item:
        return german(about.item.text)
    return german(about.option.text) if about.option else ""


def answer_text(about: Counted, code: Code) -> str:
    """The words of an answer: an option, "Platz 1", "15 bis unter 30"; empty where the code says it all."""
    meaning = about.meaning(code)
    if isinstance(meaning, Option):
        return german(meaning.text)
    if isinstance(meaning, Rank):
        return "nicht eingereiht" if meaning.place is None else f"Platz {meaning.place}"
    return _class(meaning) if isinstance(meaning, Between) else ""


def _class(between: Between) -> str:
    if between.low is None:
        return f"unter {between.high}"
    return f"ab {between.low}" if between.high is None else f"{between.low} bis unter {between.high}"


def german(texts: Texts) -> str:
    """A text in German, without marks."""
    return plain(texts, DE)
