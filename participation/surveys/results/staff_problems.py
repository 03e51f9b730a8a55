"""What speaks against a release, in plain words, with what to do about it."""

from __future__ import annotations

from collections.abc import Sequence

from participation.core.text import msgid
from participation.statistics.published import PublishedRow, Status
from participation.surveys.aggregation.codes import counted_questions
from participation.surveys.release_audit import CONTRADICTION, DETERMINED, Problem
from participation.surveys.releasing import AUDIT_FAILED, TOO_FEW, WRONG_COUNTERS
from participation.surveys.results.words import Words

_SENTENCES = {
    WRONG_COUNTERS: msgid(
        "The counters differ from the answers. Nothing was released. Please have “participation recount” run."
    ),
    TOO_FEW: msgid("There are fewer than %(minimum)s answers. Nothing can be released yet."),
    CONTRADICTION: msgid("The tables contradict one another. Nothing was released. Please tell your administrator."),
    AUDIT_FAILED: msgid("The check before the release could not be completed. Nothing was released. Please try again."),
}


def problem_sentences(words: Words, problems: Sequence[Problem]) -> list[str]:
    """A sentence or two for each problem of an attempt."""
    return list(dict.fromkeys(_sentence(words, problem) for problem in problems))


def _sentence(words: Words, problem: Problem) -> str:
    if problem["kind"] != DETERMINED:
        values = {name: value for name, value in problem.items() if name != "kind"}
        return words.translate(_SENTENCES[problem["kind"]], **values)
    return words.translate(
        msgid("“%(question)s”: for “%(group)s” a small number could be worked out, so this table was left out."),
        question=_name(words, problem["question"]),
        group=_group(words, problem),
    )


def _name(words: Words, question: str) -> str:
    counted = next((one for one in counted_questions(words.questionnaire) if one.name == question), None)
    return words.counted(counted) if counted else words.translate(msgid("Number of answer sheets"))


def _group(words: Words, problem: Problem) -> str:
    segment = tuple(problem["segment"])
    row = PublishedRow(segment, (segment,), Status.WITHHELD, None, "")
    return words.row(tuple(problem["dimensions"].split(",")), row)
