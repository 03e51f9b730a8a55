"""What the JSON API says beyond tables: differences between groups, and weighted figures."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel, Field

from participation.statistics.published import PublishedTable
from participation.surveys.aggregation.codes import SHEETS
from participation.surveys.results.comparing import COMPARED, group_differences, shown_groups
from participation.surveys.results.reading import Results
from participation.surveys.results.words import Words
from participation.web.languages import GERMAN

_DECIMALS = 4


class GroupDifference(BaseModel):
    """A group against the first one: of a scale the means (no `code`), else the share of an option."""

    name: str
    code: int | str | None
    group: str
    first: str
    delta: float = Field(description="the group minus the first one, in scale points or as a share")
    superiority: float = Field(
        description="in how many of all pairs (0 to 1) the person of the group gives the higher answer, ties half"
    )
    p_corrected: float = Field(description="Mann–Whitney, corrected after Holm over all differences of this list")
    is_different: bool


class WeightedFigure(BaseModel):
    """A question's weighted shares (0 to 1, null where they are not shown) and mean; or why it has none."""

    name: str
    refused: str = ""
    shares: list[tuple[int | str, float | None]] = []
    mean: float | None = None
    n: int | None = None
    effective_n: int | None = None


class WeightedFigures(BaseModel):
    """Figures of everyone, or of one audience, weighted to the population; or why there are none."""

    refused: str = ""
    audience: str = ""
    dimensions: list[str] = []
    n: int | None = None
    effective_n: int | None = None
    design_effect: float | None = None
    questions: list[WeightedFigure] = []


def differences_of(results: Results, tables: Mapping[str, PublishedTable], by: str) -> list[GroupDifference]:
    """Every group against the first one, where the groups of this dimension are compared; the numbers of the page."""
    if by not in COMPARED:
        return []
    words = Words(results.questionnaire, GERMAN, lambda text, **_: str(text), results.audience_names)
    groups = shown_groups(words, tables, by)
    return [
        GroupDifference(
            name=question,
            code=code,
            group=group,
            first=groups[0],
            delta=round(one.delta, _DECIMALS),
            superiority=round(one.superiority, _DECIMALS),
            p_corrected=round(one.p_corrected, _DECIMALS),
            is_different=one.is_notable,
        )
        for ((question, group), code), one in group_differences(words, tables, by).items()
    ]


def weights_of(results: Results) -> WeightedFigures | None:
    """The weighted figures as they were frozen; None where the release has none."""
    found = results.weights
    if not found:
        return None
    of_questions = [WeightedFigure(name=name, **figure) for name, figure in found.items() if name != SHEETS]
    return WeightedFigures(**found.get(SHEETS, {}), questions=of_questions)
