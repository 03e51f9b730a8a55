"""The priority matrix ready to be drawn: numbered points, three groups, the figures as a table."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from participation.core.text import msgid
from participation.statistics.priorities import CERTAIN
from participation.surveys.aggregation.codes import pairs
from participation.surveys.results.priorities import FieldPriority, priorities_of
from participation.surveys.results.reading import Results
from participation.surveys.results.words import Words
from participation.web.scatter import ScatterChart, scatter_chart

GROUPS = (
    msgid("Group 1: important, and many are not satisfied"),
    msgid("Group 2: one of the two applies"),
    msgid("Group 3: the others"),
)


@dataclass(frozen=True)
class ShownMatrix:
    """The matrix; `too_few` are the fields that do not have enough answers to stand in it."""

    chart: ScatterChart
    groups: list[str]
    columns: list[str | tuple[str, str]]
    rows: list[list[str | Markup]]
    too_few: list[str]
    importance_cut: str
    satisfaction_cut: str


def shown_matrix(words: Words, results: Results, links: dict[str, str]) -> ShownMatrix | None:
    """The matrix of a release, None where nothing can be placed in it."""
    placed = priorities_of(results.questionnaire, results.tables, results.cut_offs)
    if not placed:
        return None
    cuts = results.cut_offs
    points = [(words.item(one.pair.item), one.figures.importance, one.figures.satisfaction) for one in placed]
    names = {one.pair.name for one in placed}
    return ShownMatrix(
        chart=scatter_chart(points, cuts.importance, cuts.satisfaction),
        groups=[words.translate(group) for group in GROUPS],
        columns=[
            words.translate(msgid("Topic")),
            (words.translate(msgid("Importance")), "numeric"),
            (words.translate(msgid("Satisfaction")), "numeric"),
            (words.translate(msgid("Gap")), "numeric"),
            (words.translate(msgid("Group")), "numeric"),
            words.translate(msgid("How sure?")),
        ],
        rows=[_row(words, number, one, links, results) for number, one in enumerate(placed, start=1)],
        too_few=[words.item(pair.item) for pair in pairs(results.questionnaire) if pair.name not in names],
        importance_cut=words.number(cuts.importance, 1),
        satisfaction_cut=words.number(cuts.satisfaction, 1),
    )


def how_sure(words: Words, results: Results, audience: str, pair: str) -> str:
    """Whether the group of a field is certain or close, as the release says; a dash where it does not."""
    found = results.groups.get(audience, {}).get(pair)
    if found is None:
        return "–"
    return words.translate(msgid("certain") if found["share"] >= CERTAIN else msgid("close"))


def _row(words: Words, number: int, one: FieldPriority, links: dict[str, str], results: Results) -> list[str | Markup]:
    label = f"{number} {words.item(one.pair.item)}"
    href = links.get(one.pair.importance.name, "")
    gap = one.figures.gap
    return [
        Markup('<a href="{}">{}</a>').format(href, label) if href else label,
        words.number(one.importance.mean or 0, 1 + one.importance.decimals),
        words.number(one.satisfaction.mean or 0, 1 + one.satisfaction.decimals),
        "–" if gap is None else words.number(gap, 1),
        str(one.figures.group),
        how_sure(words, results, "", one.pair.name),
    ]
