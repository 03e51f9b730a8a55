"""Whose answers are weighted to the population, and by what; drafted with a release and never published like that.

One open audience that is asked about itself, or one sample that was asked alone: several audiences are not one
population, and a sample is never put together with an open link.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlmodel import Session

from participation.core.columns import dump_json
from participation.statistics.counts import Distribution
from participation.statistics.disclosure import CountedTable, Rules
from participation.statistics.merging import Hierarchies
from participation.statistics.published import Segment
from participation.surveys.aggregation.codes import BASE, SHEETS, counted_questions
from participation.surveys.aggregation.crossed import crossed_tables
from participation.surveys.aggregation.segments import ASKED_FOR
from participation.surveys.drafted_facts import AskedAudience
from participation.surveys.population import DIMENSIONS, YOUNG, Margins
from participation.surveys.questionnaire import Questionnaire
from participation.surveys.scales import OUTSIDE
from participation.surveys.wider_units import wider_units

OUT_OF_POPULATION = YOUNG | {OUTSIDE}
WITHOUT_GENDER_MARGIN = frozenset({"diverse", "divers"})
"""So few that their margin would weigh single people; they are weighted by the other margins (methods.md §4)."""

EVERYONE, BY_AUDIENCE = "", "audience"

_MARK_BYTES = 6


@dataclass(frozen=True)
class LastWeights:
    """What was released last, with which population; the people behind it and their marks are not public."""

    figures: Mapping[str, Any]
    sizes: Mapping[str, int]
    marks: Mapping[str, int]
    margins: Margins


@dataclass(frozen=True)
class Weighing:
    """What the weighted figures of a release need besides its tables.

    Attributes:
        audience: whose answers, empty where everybody's are.
        margins: dimension -> category -> people of the population.
        hierarchies: into what thin categories go.
        rules: of the release.
        tables: name of a question -> the exact answers of the population by those dimensions at once.
        last: of the last release.
        refused: why nothing is weighted whatever was answered; then there are no tables.
    """

    audience: str
    margins: Margins
    hierarchies: Hierarchies
    rules: Rules
    tables: Mapping[str, CountedTable]
    last: LastWeights | None = None
    refused: str = ""

    @property
    def beside(self) -> str:
        """By what the published tables are that the figures stand beside: everyone's, or those by audience."""
        return BY_AUDIENCE if self.audience else EVERYONE

    @property
    def people(self) -> dict[Segment, int]:
        """The number of sheets in each combination."""
        return {segment: answers.base.n for segment, answers in self.tables[SHEETS].rows.items()}

    def size(self, name: str) -> int:
        """How many people with a weight were asked a question."""
        return sum(answers.answered for answers in self.tables[name].rows.values())

    def mark(self, name: str) -> int:
        """48 bits of a digest over the answers to a question: the same only while nothing has changed."""
        cells = [
            [*segment, str(code), cell.n, cell.key_sum]
            for segment, answers in sorted(self.tables[name].rows.items())
            for code, cell in [*answers.cells.items(), *answers.missing.items(), (BASE, answers.base)]
            if cell.n
        ]
        return int.from_bytes(sha256(dump_json(cells).encode()).digest()[:_MARK_BYTES])

    def _usable(self, margins: Margins) -> Margins:
        return {one: without_rare_genders(margins[one]) for one in self.margins if one in margins}

    def is_settled(self, name: str) -> bool:
        """Whether the last release's figures stay, since too few answers are new: the difference would show them.

        Where no answer is new at all, other margins may be used: that shows nothing of a person. A refusal stays, too,
        unless the margins are others: that ten people are enough all of a sudden would tell that somebody is new.
        """
        if self.last is None or name not in self.last.sizes or name not in self.last.figures:
            return False
        if "refused" in self.last.figures[name] and self.margins != self._usable(self.last.margins):
            return False
        moved = abs(self.size(name) - self.last.sizes[name])
        return moved < self.rules.new_answers and self.last.marks.get(name) != self.mark(name)


def weighing_of(
    session: Session,
    survey_id: UUID,
    questionnaire: Questionnaire,
    facts: Mapping[str, Any],
    rules: Rules,
    audiences: Sequence[AskedAudience],
) -> Weighing | None:
    """Prepare the weights of a release with these facts; None where nothing asked is known of the population."""
    margins = usable_margins(questionnaire, facts["margins"])
    if not margins:
        return None
    audience = weighed_audience(audiences)
    refused = "nobody_open" if audience is None else ""
    if audience and BY_AUDIENCE not in facts["breakdowns"]:
        refused = "not_apart"
    # An age class without people is an empty margin; to weigh it with another one would hide that.
    known = {"municipality": wider_units(questionnaire)["municipality"]}
    if refused:
        return Weighing("", margins, known, rules, {}, refused=refused)
    weighed = {one.name for one in counted_questions(questionnaire) if one.valid and not one.is_place} | {SHEETS}
    tables = {
        table.question: _within(table, tuple(margins))
        for table in crossed_tables(session, survey_id, questionnaire, audience or None)
        if table.question in weighed
    }
    return Weighing(audience or "", margins, known, rules, tables)


def usable_margins(questionnaire: Questionnaire, margins: Margins) -> Margins:
    """The margins of what the survey asks, without those whom no margin shall weigh."""
    return {
        one: without_rare_genders(margins[one])
        for one in DIMENSIONS
        if margins.get(one) and ASKED_FOR[one] in questionnaire.questions
    }


def without_rare_genders(margin: Mapping[str, int]) -> dict[str, int]:
    """A margin without those whom it shall not weigh."""
    return {code: n for code, n in margin.items() if code not in WITHOUT_GENDER_MARGIN}


def weighed_audience(audiences: Sequence[AskedAudience]) -> str | None:
    """The slug of the audience that stands for the population, empty where everybody's answers do; None without any.

    With several it is the first open one in the county's order that is asked about itself: its citizens.
    """
    if len(audiences) > 1:
        return next((one.slug for one in audiences if one.is_open and not one.is_sample and not one.is_internal), None)
    is_known = all((one.is_open or one.is_sample) and not one.is_internal for one in audiences)
    return EVERYONE if is_known else None


def _within(table: CountedTable, dimensions: tuple[str, ...]) -> CountedTable:
    """The rows of the population alone, by the dimensions that are weighted."""
    places = [table.dimensions.index(one) for one in dimensions]
    rows: dict[Segment, Distribution] = {}
    for segment, answers in table.rows.items():
        if OUT_OF_POPULATION.isdisjoint(segment):
            narrow = tuple(segment[place] for place in places)
            rows[narrow] = rows[narrow] + answers if narrow in rows else answers
    return CountedTable(table.question, table.kind, dimensions, rows)
