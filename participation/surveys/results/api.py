"""Results over the JSON API: the latest release, the numbers of the page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field
from sqlmodel import Session

from participation.core.errors import Invalid, NotFound
from participation.statistics.published import PublishedCell, PublishedTable
from participation.surveys.aggregation.codes import SHEETS, Counted, counted_questions
from participation.surveys.aggregation.segments import BREAKDOWNS
from participation.surveys.models import Release
from participation.surveys.results.further_api import GroupDifference, WeightedFigures, differences_of, weights_of
from participation.surveys.results.reading import latest_results, results_by
from participation.surveys.running import running_surveys
from participation.surveys.scales import SCALES
from participation.surveys.written.released import said_in
from participation.web.api import Call, Endpoint


class ReleasedCell(BaseModel):
    """One answer: `n` and `share` (0 to 1) as far as they are shown."""

    code: int | str
    n: int | None
    share: float | None


class ReleasedRow(BaseModel):
    """One group of people; `status` is exact, changed, small_group or withheld.

    `segment` names it (empty for everyone), `members` the groups inside where small ones were put together.
    """

    segment: list[str]
    members: list[list[str]]
    status: str
    base: int | None
    base_label: str
    answers: list[ReleasedCell]
    missing: list[ReleasedCell]
    mean: float | None
    top_two: float | None = Field(
        description="Share of the two best answers, on the ready-made scales of five points; else null"
    )


class ReleasedTable(BaseModel):
    """One question; `name` as in the questionnaire, with the row of a matrix behind a dot, or "answer_sheets"."""

    name: str
    kind: str
    text: dict[str, str]
    item: dict[str, str]
    element: str
    notes: list[str]
    rows: list[ReleasedRow]


class ReleasedKeyword(BaseModel):
    """A word that stands on many sheets; `sheets` is on how many."""

    word: str
    sheets: int


class ReleasedWords(BaseModel):
    """What people wrote, as the page shows it: words that many use, and the sentences that were chosen."""

    name: str
    keywords: list[ReleasedKeyword]
    quotes: list[str]


class ReleaseFacts(BaseModel):
    """Which release, up to when, by which method."""

    number: int
    cut_off_at: datetime
    released_at: datetime
    method_version: str
    questionnaire_version: int
    sha256: str
    breakdowns: list[str] = Field(description="what `by` can be")


class SurveyResults(BaseModel):
    """The tables of the latest release by everyone, or by one planned combination of dimensions."""

    survey: UUID
    slug: str
    release: ReleaseFacts
    by: str
    tables: list[ReleasedTable]
    differences: list[GroupDifference] = Field(description="by audience, channel or language: groups compared")
    weights: WeightedFigures | None = Field(description="weighted figures beside those of everyone, or of an audience")
    words: list[ReleasedWords] = Field(description="Answers in people's own words; never split by groups")


def survey_results(call: Call, survey: str) -> SurveyResults:
    """The latest release of the survey of that id or slug.

    Raises:
        NotFound: there is no such survey, release or table.
        Invalid: `by` is no planned combination.
    """
    running = running_surveys(call.site).named(survey)
    by = call.query.get("by", "")
    if by and by not in BREAKDOWNS:
        raise Invalid("Results are never published by that.", {"by": f"One of {'; '.join(BREAKDOWNS)}."})
    results = latest_results(call.db, running)
    if results is None:
        raise NotFound("Nothing of this survey has been released yet.")
    release = results.release
    counted = {one.name: one for one in counted_questions(results.questionnaire)}
    tables = results_by(call.db, results, by)
    names = [name for name in (SHEETS, *counted) if name in tables]
    return SurveyResults(
        survey=running.id,
        slug=running.slug,
        release=ReleaseFacts(
            number=release.number,
            cut_off_at=release.cut_off_at,
            released_at=release.released_at,
            method_version=release.method_version,
            questionnaire_version=release.facts["questionnaire_version"],
            sha256=release.sha256,
            breakdowns=results.breakdowns,
        ),
        by=by,
        tables=[_table(tables[name], counted.get(name)) for name in names],
        differences=differences_of(results, tables, by),
        weights=weights_of(results),
        words=[] if by else _words(call.db, release, counted),
    )


def _words(session: Session, release: Release, counted: Mapping[str, Counted]) -> list[ReleasedWords]:
    said = said_in(session, release, str)
    return [
        ReleasedWords(
            name=name,
            keywords=[ReleasedKeyword(word=word, sheets=int(sheets)) for word, sheets in said[name].keywords],
            quotes=list(said[name].quotes),
        )
        for name in counted
        if name in said
    ]


def _table(table: PublishedTable, about: Counted | None) -> ReleasedTable:
    has_top_two = about is not None and about.question.scale in SCALES
    return ReleasedTable(
        name=table.question or "answer_sheets",
        kind=table.kind.value,
        text=dict(about.question.text) if about else {},
        item=dict(about.item.text) if about and about.item else {},
        element=about.item.element if about and about.item else "",
        notes=[note.value for note in table.notes],
        rows=[
            ReleasedRow(
                segment=list(row.segment),
                members=[list(member) for member in row.members],
                status=row.status.value,
                base=row.base,
                base_label=row.base_label,
                answers=_cells(row.cells),
                missing=_cells(row.missing),
                mean=row.mean,
                top_two=row.top_share if has_top_two else None,
            )
            for row in table.rows
        ],
    )


def _cells(cells: tuple[PublishedCell, ...]) -> list[Any]:
    return [ReleasedCell(code=cell.code, n=cell.n, share=cell.share) for cell in cells]


ENDPOINTS = (
    Endpoint(
        "/surveys/{survey}/results",
        survey_results,
        "The latest released results of a survey",
        SurveyResults,
        query={"by": "; ".join(BREAKDOWNS)},
        problems=(404, 422),
    ),
)
