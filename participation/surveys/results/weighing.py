"""Weighted figures beside the unweighted ones, or the reason why there are none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from participation.core.text import msgid
from participation.statistics.published import AnswerKind
from participation.surveys.aggregation.codes import SHEETS, Counted, counted_questions
from participation.surveys.results.comparing import Column
from participation.surveys.results.labels import row_label
from participation.surveys.results.reading import Results
from participation.surveys.results.words import BREAKDOWN_NAMES, Words


@dataclass(frozen=True)
class WeightedQuestion:
    """A question as a table: both shares or means beside each other; `effective_n` like how many answers they count."""

    id: str
    title: str
    columns: list[Column]
    rows: list[list[str]]
    reasons: list[str]
    effective_n: str


@dataclass(frozen=True)
class ShownWeights:
    """All questions, and what the weights cost over all answer sheets; with `reason` there are none at all."""

    reason: str
    questions: list[WeightedQuestion]
    dimensions: list[str]
    n: str = ""
    effective_n: str = ""
    design_effect: str = ""
    trimmed: str = ""


def shown_weights(words: Words, results: Results) -> ShownWeights | None:
    """The weighted figures of a release; None where it has no table that could be weighted."""
    found = results.weights
    if not found:
        return None
    whole = found.get(SHEETS, {"refused": "contradiction"})
    margins = results.release.facts["margins"]
    dimensions = [words.translate(BREAKDOWN_NAMES[one]) for one in margins if one in results.breakdowns]
    if "refused" in whole:
        return ShownWeights(reason_of(words, whole), [], dimensions)
    by_question: dict[str, list[Counted]] = {}
    for counted in counted_questions(results.questionnaire):
        if counted.name in found and counted.valid:
            by_question.setdefault(counted.question.code, []).append(counted)
    return ShownWeights(
        reason="",
        questions=[_question(words, results, asked, found) for asked in by_question.values()],
        dimensions=dimensions,
        n=words.number(whole["n"]),
        effective_n=words.number(whole["effective_n"]),
        design_effect=words.number(whole["design_effect"], 2),
        trimmed=words.number(whole["trimmed"]),
    )


def reason_of(words: Words, refused: Mapping[str, Any]) -> str:
    """Why there are no weights, as a sentence."""
    if refused["refused"] == "empty":
        category = refused["category"]
        group = words.category(refused["dimension"], category) if category else ""
        return words.translate(
            msgid("There are no weighted figures, because nobody of one group answered: %(group)s."), group=group
        )
    if refused["refused"] == "uneven":
        return words.translate(
            msgid("There are no weighted figures. Of %(n)s answers only %(effective)s would count: less than half."),
            n=words.number(refused["n"]),
            effective=words.number(refused["effective_n"]),
        )
    if refused["refused"] == "audiences":
        return words.translate(
            msgid("There are no weighted figures, because several groups were asked, not one population.")
        )
    return words.translate(
        msgid("There are no weighted figures, because the answers and the population do not fit together.")
    )


def _question(
    words: Words, results: Results, asked: list[Counted], found: Mapping[str, Mapping[str, Any]]
) -> WeightedQuestion:
    is_scale = asked[0].kind is AnswerKind.SCALE
    rows: list[list[str]] = []
    reasons: list[str] = []
    for counted in asked:
        figures = found[counted.name]
        if "refused" in figures:
            reasons.append(f"{words.counted(counted)}: {reason_of(words, figures)}")
        elif is_scale:
            rows.append(_mean(words, results, counted, figures))
        else:
            rows += _shares(words, results, counted, figures)
    translate = words.translate
    question = asked[0].question
    return WeightedQuestion(
        id=f"w-{question.code}".replace("_", "-"),
        title=words.question(question),
        columns=[
            translate(msgid("Topic") if asked[0].item else msgid("Answer")),
            (translate(msgid("Counted / weighted")), "numeric"),
        ],
        rows=rows,
        reasons=list(dict.fromkeys(reasons)),
        effective_n=_span(words, [found[one.name].get("effective_n", 0) for one in asked]),
    )


def _span(words: Words, numbers: list[int]) -> str:
    """From the smallest to the largest of those that are there."""
    known = [number for number in numbers if number]
    if not known:
        return ""
    low, high = words.number(min(known)), words.number(max(known))
    return low if low == high else f"{low}–{high}"


def _mean(words: Words, results: Results, counted: Counted, figures: Mapping[str, Any]) -> list[str]:
    row = results.tables[counted.name].rows[0]
    return [
        words.counted(counted),
        f"{words.number(row.mean or 0, 1 + row.decimals)} / {words.number(figures['mean'] or 0, 1 + row.decimals)}",
    ]


def _shares(words: Words, results: Results, counted: Counted, figures: Mapping[str, Any]) -> list[list[str]]:
    row = results.tables[counted.name].rows[0]
    shares = {str(code): share for code, share in figures["shares"]}
    return [
        [
            row_label(words, counted, cell.code),
            f"{words.share(cell.share, row.decimals)} / {words.share(shares.get(str(cell.code)), row.decimals)}",
        ]
        for cell in row.cells
    ]
