"""What speaks against a release, in plain words, with what to do about it."""

from __future__ import annotations

from collections.abc import Sequence

from participation.core.text import msgid
from participation.statistics.audit import Hint
from participation.statistics.published import PublishedRow, Status
from participation.surveys.aggregation.codes import Counted, counted_questions, pairs
from participation.surveys.release_audit import CONTRADICTION, DETERMINED, Problem
from participation.surveys.releasing import AUDIT_FAILED, TOO_FEW, WRONG_COUNTERS
from participation.surveys.results.labels import answer_label
from participation.surveys.results.words import BREAKDOWN_NAMES, Words

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
    found = words.translate(
        msgid("“%(question)s”: for “%(group)s” a small number could be worked out, so this table was left out."),
        question=_name(words, problem["question"]),
        group=_group(words, problem),
    )
    return f"{found} {_advice(words, problem)}"


def _advice(words: Words, problem: Problem) -> str:
    """How to coarsen the table: what to do on this page or in the questionnaire."""
    dimensions = problem["dimensions"]
    breakdown = words.translate(BREAKDOWN_NAMES[dimensions])
    if problem["hint"] == Hint.LEAVE_OUT_TABLE:
        first = words.translate(BREAKDOWN_NAMES[dimensions.split(",")[0]])
        return words.translate(
            msgid("What helps: release “%(first)s” without “%(breakdown)s”, or wait for more answers."),
            breakdown=breakdown,
            first=first,
        )
    answer = _answer(words, problem)
    if answer:
        return words.translate(
            msgid("What helps: wait for more answers, or release without “%(breakdown)s”. Rare answer: “%(answer)s”."),
            breakdown=breakdown,
            answer=answer,
        )
    return words.translate(
        msgid("What helps: wait for at least 10 more answers of this group, or release without “%(breakdown)s”."),
        breakdown=breakdown,
    )


def _answer(words: Words, problem: Problem) -> str:
    counted = _counted(words, problem["question"])
    return answer_label(words, counted, problem["code"]) if counted and problem["code"] is not None else ""


def _name(words: Words, question: str) -> str:
    counted = _counted(words, question)
    if counted:
        return words.counted(counted)
    pair = next((one for one in pairs(words.questionnaire) if one.name == question), None)
    if pair:
        return words.translate(msgid("Importance and satisfaction together: %(topic)s"), topic=words.item(pair.item))
    return words.translate(msgid("Number of answer sheets"))


def _counted(words: Words, question: str) -> Counted | None:
    return next((one for one in counted_questions(words.questionnaire) if one.name == question), None)


def _group(words: Words, problem: Problem) -> str:
    segment = tuple(problem["segment"])
    row = PublishedRow(segment, (segment,), Status.WITHHELD, None, "")
    return words.row(tuple(problem["dimensions"].split(",")), row)
