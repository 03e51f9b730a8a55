"""The method box: how the numbers of a release came about, made from what the release itself says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from participation.statistics.disclosure import PROTECTIVE, USUAL, Rules
from participation.statistics.published import PublishedTable
from participation.surveys.results.reading import Results
from participation.surveys.results.spans import has_spans, is_asked_completely
from participation.surveys.results.words import Words


@dataclass(frozen=True)
class Method:
    """What the box shows.

    Attributes:
        opens_at, closes_at: of the survey, as far as they were known.
        channels, languages: pairs (name, answers as shown).
        audiences: name, answers as shown, invited, response rate, how many people the group has; empty without any.
        is_open: somebody could take part by an open link.
        has_sample, has_all: a group was drawn by lot from a register; one was asked completely.
        rules: the thresholds.
        is_mixed: nothing is shown of all together.
    """

    opens_at: datetime | None
    closes_at: datetime | None
    channels: list[list[str]]
    languages: list[list[str]]
    audiences: list[list[str]]
    is_open: bool
    has_sample: bool
    has_all: bool
    rules: Rules
    is_mixed: bool


def method_of(words: Words, results: Results, sheets: Mapping[str, PublishedTable]) -> Method:
    """The box of a release; `sheets` are its tables of answer sheets by each dimension."""
    facts = results.release.facts
    audiences = results.audiences
    return Method(
        opens_at=_moment(facts["opens_at"]),
        closes_at=_moment(facts["closes_at"]),
        channels=_groups(words, sheets, "channel"),
        languages=_groups(words, sheets, "language"),
        audiences=[_audience(words, one, sheets.get("audience")) for one in audiences],
        is_open=is_open(audiences),
        has_sample=any(one["is_sample"] for one in audiences),
        has_all=any(is_asked_completely(one) for one in audiences),
        rules=PROTECTIVE if facts.get("is_protective") else USUAL,
        is_mixed=results.is_mixed,
    )


def is_open(audiences: Sequence[Mapping[str, Any]]) -> bool:
    """Whether somebody could take part by an open link; then nothing can be said about a margin of error."""
    return not audiences or any(not has_spans(one) for one in audiences)


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _groups(words: Words, sheets: Mapping[str, PublishedTable], dimension: str) -> list[list[str]]:
    table = sheets.get(dimension)
    if table is None:
        return []
    rows = words.sorted_rows(table.dimensions, table.rows)
    return [[words.row(table.dimensions, row), words.base(row)] for row in rows]


def _audience(words: Words, audience: Mapping[str, Any], table: PublishedTable | None) -> list[str]:
    row = table.row(audience["slug"]) if table else None
    invited, population = audience["invited"], audience["population"]
    # Nobody knows how many pupils got the code of a class, unless somebody said how many people the group has.
    asked = population if audience.get("has_classes") else invited
    rate = words.share(min(row.base / asked, 1)) if row and row.base and asked else "–"
    return [
        words.category("audience", audience["slug"]),
        words.base(row) if row else "–",
        words.number(invited) if invited else "–",
        rate,
        words.number(population) if population else "–",
    ]
