"""Weighted figures beside the unweighted ones, or the reason why there are none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlmodel import Session

from participation.core.text import msgid
from participation.statistics.published import AnswerKind, PublishedRow, PublishedTable
from participation.surveys.aggregation.codes import SHEETS, Counted, counted_questions
from participation.surveys.aggregation.segments import OVERALL
from participation.surveys.results.comparing import Column
from participation.surveys.results.labels import row_label
from participation.surveys.results.reading import Results, results_by
from participation.surveys.results.words import BREAKDOWN_NAMES, Words

AUDIENCE: Final = "audience"
_REASONS: Final = {
    "nobody_open": msgid(
        "There are no weighted figures, because no group of citizens could take part openly or was drawn by lot."
    ),
    "not_apart": msgid(
        "There are no weighted figures, because this release does not show the groups that were asked apart."
    ),
    "audiences": msgid("There are no weighted figures, because several groups were asked, not one population."),
    "contradiction": msgid(
        "There are no weighted figures, because the answers and the population do not fit together."
    ),
}


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
    """All questions, and what the weights cost over all answer sheets; with `reason` there are none at all.

    `audience` is whose answers they are, where only some are weighted; `is_met` whether the groups count as much as in
    the population; `is_kept` whether the figures are those of the release before.
    """

    reason: str
    questions: list[WeightedQuestion]
    dimensions: list[str]
    audience: str = ""
    n: str = ""
    effective_n: str = ""
    design_effect: str = ""
    trimmed: str = ""
    is_met: bool = True
    is_kept: bool = False


@dataclass(frozen=True)
class _Beside:
    """Figures of a release and the published tables beside which they stand."""

    figures: Mapping[str, Any]
    tables: Mapping[str, PublishedTable]
    audience: str

    @classmethod
    def of(cls, session: Session, results: Results) -> _Beside:
        audience = results.weights.get(SHEETS, {}).get("audience", "")
        return cls(results.weights, results_by(session, results, AUDIENCE if audience else OVERALL), audience)

    def row(self, name: str) -> PublishedRow | None:
        table = self.tables.get(name)
        return table.row(*[self.audience] if self.audience else []) if table else None


def shown_weights(session: Session, words: Words, results: Results) -> ShownWeights | None:
    """The weighted figures of a release; None where it has no table that could be weighted."""
    found = results.weights
    if not found:
        return None
    whole = found.get(SHEETS, {"refused": "contradiction"})
    dimensions = [words.translate(BREAKDOWN_NAMES[one]) for one in whole.get("dimensions", [])]
    if "refused" in whole:
        return ShownWeights(reason_of(words, whole), [], dimensions)
    beside = _Beside.of(session, results)
    by_question: dict[str, list[Counted]] = {}
    for counted in counted_questions(results.questionnaire):
        if counted.name in found and counted.valid and beside.row(counted.name):
            by_question.setdefault(counted.question.code, []).append(counted)
    return ShownWeights(
        reason="",
        questions=[_question(words, asked, beside) for asked in by_question.values()],
        dimensions=dimensions,
        audience=words.category(AUDIENCE, beside.audience) if beside.audience else "",
        n=words.number(whole["n"]),
        effective_n=words.number(whole["effective_n"]),
        design_effect=words.number(whole["design_effect"], 2),
        trimmed=words.number(whole["trimmed"]),
        is_met=whole.get("is_met", True),
        is_kept=whole.get("is_kept", False),
    )


def reason_of(words: Words, refused: Mapping[str, Any]) -> str:
    """Why there are no weights, as a sentence."""
    if refused["refused"] == "thin":
        return words.translate(
            msgid(
                "There are no weighted figures. Fewer than %(least)s people of one group answered. "
                "%(margin)s: %(group)s."
            ),
            least=refused["least"],
            margin=words.translate(BREAKDOWN_NAMES[refused["dimension"]]),
            group=words.category(refused["dimension"], refused["category"]),
        )
    if refused["refused"] == "few":
        return words.translate(
            msgid("There are no weighted figures. That takes at least %(least)s answers."), least=refused["least"]
        )
    if refused["refused"] == "uneven":
        return words.translate(
            msgid("There are no weighted figures. Of %(n)s answers only %(effective)s would count: less than half."),
            n=words.number(refused["n"]),
            effective=words.number(refused["effective_n"]),
        )
    return words.translate(_REASONS.get(refused["refused"], _REASONS["contradiction"]))


def _question(words: Words, asked: list[Counted], beside: _Beside) -> WeightedQuestion:
    rows: list[list[str]] = []
    reasons: list[str] = []
    for counted in asked:
        figures, row = beside.figures[counted.name], beside.row(counted.name)
        if "refused" in figures or row is None:
            reasons.append(f"{words.counted(counted)}: {reason_of(words, figures)}")
        elif counted.kind is AnswerKind.SCALE:
            decimals = 1 + row.decimals
            means = (words.number(one or 0, decimals) for one in (row.mean, figures["mean"]))
            rows.append([words.counted(counted), *means])
        else:
            rows += _shares(words, counted, row, figures)
    translate = words.translate
    question = asked[0].question
    return WeightedQuestion(
        id=f"w-{question.code}".replace("_", "-"),
        title=words.question(question),
        columns=[
            translate(msgid("Topic") if asked[0].item else msgid("Answer")),
            (translate(msgid("Counted")), "numeric"),
            (translate(msgid("Weighted")), "numeric"),
        ],
        rows=rows,
        reasons=list(dict.fromkeys(reasons)),
        effective_n=_span(words, [beside.figures[one.name].get("effective_n", 0) for one in asked]),
    )


def _span(words: Words, numbers: list[int]) -> str:
    """From the smallest to the largest of those that are there."""
    known = [number for number in numbers if number]
    if not known:
        return ""
    low, high = words.number(min(known)), words.number(max(known))
    return low if low == high else f"{low}–{high}"


def _shares(words: Words, counted: Counted, row: PublishedRow, figures: Mapping[str, Any]) -> list[list[str]]:
    shares = {str(code): share for code, share in figures["shares"]}
    return [
        [
            row_label(words, counted, cell.code),
            words.shown_share(cell, row.decimals),
            words.share(shares.get(str(cell.code)), row.decimals),
        ]
        for cell in row.cells
    ]
