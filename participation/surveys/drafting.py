"""Drafting a release: the planned tables counted, protected, and described; nothing is written here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from uuid import UUID

from sqlalchemy import func
from sqlmodel import Session, col, select

from participation.core.clock import now
from participation.regions.queries import region_map
from participation.statistics.counts import Code
from participation.statistics.disclosure import (
    PROTECTIVE,
    USUAL,
    CountedTable,
    Rules,
    protected,
    rare_codes,
    released_sizes,
)
from participation.statistics.keeping import LastRelease
from participation.statistics.merging import Hierarchies
from participation.statistics.published import Note, PublishedTable, Segment
from participation.surveys.aggregation.codes import SHEETS, counted_questions
from participation.surveys.aggregation.counted import breakdowns_of, counted_tables, joint_tables
from participation.surveys.aggregation.segments import ABOUT_THE_PERSON
from participation.surveys.drafted_facts import asked_audiences, facts_of, is_mixed, is_protective
from participation.surveys.models import QuestionnaireVersion, Release, ReleaseTable, Survey
from participation.surveys.places import coarsened
from participation.surveys.questionnaire import Questionnaire
from participation.surveys.releases import Draft, Key, key_of
from participation.surveys.weighing import LastWeights, Weighing, weighing_of
from participation.surveys.weight_figures import MARK, WEIGHED
from participation.surveys.wider_units import wider_units
from participation.web.maps import RegionMap

MINORS = frozenset({"under-14", "14-17"})
_AUDIENCE = "audience"


def draft_release(session: Session, survey: Survey, breakdowns: Iterable[str]) -> Draft:
    """Count and protect all tables of a survey by everyone and by these combinations of dimensions.

    Rows with fewer new answers than allowed are kept as they were released last. Where a sample of a register was asked
    beside others, their answers are never put together: there are tables by audience only. Combinations that are not
    planned, or in which nobody is counted, are passed over.
    """
    version = latest_version(session, survey)
    questionnaire = Questionnaire.from_document(version.document)
    audiences = asked_audiences(session, survey.id)
    wanted, possible = set(breakdowns), breakdowns_of(session, survey.id, questionnaire)
    possible = [one for one in possible if not is_mixed(audiences) or one.startswith(_AUDIENCE)]
    moment, rules = now(), PROTECTIVE if is_protective(session, survey) else USUAL
    overall = _overall(session, survey.id, questionnaire)
    coarse = _Coarse.of(session, survey, questionnaire, rules)
    last = _last_tables(session, survey.id)
    shield = _Shield(rules, last, wider_units(questionnaire))
    for table in (*overall, *_by_segment(session, survey.id, questionnaire, possible, wanted)):
        shield.put(coarse.table(table))
    shown = [
        table for table in shield.tables if table.dimensions or not is_mixed(audiences) or table.question == SHEETS
    ]
    facts = facts_of(session, survey, version.number, [one for one in possible if one in wanted], audiences)
    return Draft(
        survey_id=survey.id,
        cut_off_at=moment,
        submissions=sum(row.base.n for row in overall[0].rows.values()),
        facts=facts,
        tables=shown,
        sizes=shield.sizes,
        weighing=_weighing(session, survey.id, weighing_of(session, survey.id, questionnaire, facts, rules, audiences)),
    )


def _weighing(session: Session, survey_id: UUID, weighing: Weighing | None) -> Weighing | None:
    """With what was last said of the weights of the same audience."""
    if weighing is None:
        return None
    releases = select(Release).where(Release.survey_id == survey_id).order_by(col(Release.number).desc())
    for release in session.exec(releases):
        figures = release.facts.get("figures", {}).get("weights", {})
        if figures.get(SHEETS, {}).get("audience") == weighing.audience:
            tables = select(ReleaseTable.question, ReleaseTable.sizes).where(
                ReleaseTable.release_id == release.id, ReleaseTable.dimensions == weighing.beside
            )
            behind = {name: {tuple(segment): n for segment, n in sizes} for name, sizes in session.exec(tables)}
            sizes, marks = ({name: of[one] for name, of in behind.items() if one in of} for one in (WEIGHED, MARK))
            return replace(weighing, last=LastWeights(figures, sizes, marks, release.facts["margins"]))
    return weighing


def _overall(session: Session, survey_id: UUID, questionnaire: Questionnaire) -> list[CountedTable]:
    # How many people of a group there are is told by the protected tables of sheets alone, never exactly.
    counted = [
        table for table in counted_tables(session, survey_id, questionnaire) if table.question not in ABOUT_THE_PERSON
    ]
    return counted + joint_tables(session, survey_id, questionnaire)


def _by_segment(
    session: Session, survey_id: UUID, questionnaire: Questionnaire, possible: list[str], wanted: AbstractSet[str]
) -> Iterator[CountedTable]:
    """The combinations asked for, and the number of sheets in each single dimension, which the method box tells."""
    for breakdown in possible:
        if breakdown in wanted:
            yield from counted_tables(session, survey_id, questionnaire, breakdown)
        elif "," not in breakdown:
            yield counted_tables(session, survey_id, questionnaire, breakdown)[0]
    if _AUDIENCE in possible and _AUDIENCE in wanted:
        yield from joint_tables(session, survey_id, questionnaire, _AUDIENCE)


@dataclass(frozen=True)
class _Coarse:
    """Makes the tables of places coarser, before they are protected: every mark on its own would be a person."""

    names: frozenset[str]
    region: RegionMap | None
    minimum: int

    @classmethod
    def of(cls, session: Session, survey: Survey, questionnaire: Questionnaire, rules: Rules) -> _Coarse:
        names = frozenset(one.name for one in counted_questions(questionnaire) if one.is_place)
        return cls(names, region_map(session, survey.region_id) if names else None, rules.minimum)

    def table(self, table: CountedTable) -> CountedTable:
        return coarsened(table, self.region, self.minimum) if table.question in self.names else table


@dataclass
class _Shield:
    """Protects one table after the other, those of everyone first: they say which options are rare."""

    rules: Rules
    last: Mapping[Key, LastRelease]
    hierarchies: Hierarchies
    tables: list[PublishedTable] = field(default_factory=list)
    sizes: dict[Key, dict[Segment, int]] = field(default_factory=dict)
    rare: dict[str, frozenset[Code]] = field(default_factory=dict)

    def put(self, table: CountedTable) -> None:
        """Protect a table and remember the sizes behind its rows."""
        key = key_of(table)
        published = self._protected(table, self.last.get(key))
        self.tables.append(published)
        self.sizes[key] = released_sizes(table, published, self.last.get(key))
        if not table.dimensions and table.rows:
            self.rare[table.question] = rare_codes(table.rows[()], published.rows[0], self.rules)

    def _protected(self, table: CountedTable, last: LastRelease | None) -> PublishedTable:
        """Rows of minors are protected by the stricter rules and merge among themselves only."""
        minors = {segment for segment in table.rows if _is_of_minors(table.dimensions, segment)}
        if not minors:
            return self._by(self.rules, table, last)
        strict = self._by(PROTECTIVE, _part(table, minors), _part_of_last(last, of_minors=True))
        usual = self._by(self.rules, _part(table, table.rows.keys() - minors), _part_of_last(last, of_minors=False))
        needed = {*strict.notes, *usual.notes}
        return replace(usual, rows=(*strict.rows, *usual.rows), notes=tuple(note for note in Note if note in needed))

    def _by(self, rules: Rules, table: CountedTable, last: LastRelease | None) -> PublishedTable:
        rare = self.rare.get(table.question, frozenset())
        return protected(table, rules, hierarchies=self.hierarchies, last=last, rare=rare)


def _part(table: CountedTable, segments: Iterable[Segment]) -> CountedTable:
    chosen = set(segments)
    return replace(table, rows={segment: answers for segment, answers in table.rows.items() if segment in chosen})


def _part_of_last(last: LastRelease | None, *, of_minors: bool) -> LastRelease | None:
    if last is None:
        return None
    rows = [row for row in last.table.rows if _is_of_minors(last.table.dimensions, row.members[0]) is of_minors]
    return LastRelease(replace(last.table, rows=tuple(rows)), last.sizes)


def _is_of_minors(dimensions: tuple[str, ...], segment: Segment) -> bool:
    return "age" in dimensions and segment[dimensions.index("age")] in MINORS


def latest_version(session: Session, survey: Survey) -> QuestionnaireVersion:
    """The version that is asked now, which releases speak of."""
    return session.exec(
        select(QuestionnaireVersion).where(
            QuestionnaireVersion.survey_id == survey.id, QuestionnaireVersion.number == survey.latest_version
        )
    ).one()


def _last_tables(session: Session, survey_id: UUID) -> dict[Key, LastRelease]:
    """What was last released of each table, also where later releases left it out: whoever kept it could subtract."""
    latest = (
        select(ReleaseTable.question, ReleaseTable.dimensions, func.max(Release.number).label("number"))
        .join(Release, col(Release.id) == col(ReleaseTable.release_id))
        .where(Release.survey_id == survey_id)
        .group_by(col(ReleaseTable.question), col(ReleaseTable.dimensions))
        .subquery()
    )
    rows = session.exec(
        select(ReleaseTable)
        .join(Release, col(Release.id) == col(ReleaseTable.release_id))
        .join(
            latest,
            (latest.c.question == ReleaseTable.question)
            & (latest.c.dimensions == ReleaseTable.dimensions)
            & (latest.c.number == Release.number),
        )
        .where(Release.survey_id == survey_id)
    )
    return {
        (row.question, row.dimensions): LastRelease(
            PublishedTable.from_document(row.document), {tuple(segment): n for segment, n in row.sizes}
        )
        for row in rows
    }
