"""Releases: the planned tables, protected, audited and frozen; nothing else of a survey is ever published."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeAlias
from uuid import UUID

from sqlmodel import Session, col, select

from participation.core.clock import now
from participation.core.columns import dump_json
from participation.procedures.models import Phase
from participation.statistics.disclosure import (
    PROTECTIVE,
    CountedTable,
    protected,
    released_sizes,
)
from participation.statistics.keeping import LastRelease
from participation.statistics.merging import Hierarchies
from participation.statistics.published import Note, PublishedTable, Segment
from participation.surveys.aggregation.counted import counted_tables, joint_tables
from participation.surveys.aggregation.segments import ABOUT_THE_PERSON, OVERALL
from participation.surveys.models import QuestionnaireVersion, Release, ReleaseTable, Survey
from participation.surveys.questionnaire import QuestionKind, Questionnaire

METHOD_VERSION = "1"
"""Counts up whenever the rules of disclosure or the meaning of a released number change."""

MINORS = frozenset({"under-14", "14-17"})
WIDER_AGES = {
    "under-14": "under-18",
    "14-17": "under-18",
    "18-24": "18-34",
    "25-34": "18-34",
    "35-49": "35-64",
    "50-64": "35-64",
    "65-74": "65+",
    "75+": "65+",
}

_Key: TypeAlias = tuple[str, str]
"""(question, dimensions) of a table."""


@dataclass(frozen=True)
class Draft:
    """What would be released, with the sizes behind the rows, which are not public.

    `facts` describe the survey at the cut-off; `submissions` is the exact number of sheets, for staff.
    """

    survey_id: UUID
    cut_off_at: datetime
    submissions: int
    facts: dict[str, Any]
    tables: Sequence[PublishedTable]
    sizes: dict[_Key, dict[Segment, int]] = field(default_factory=dict)

    def without(self, left_out: AbstractSet[_Key]) -> Draft:
        """The draft without these tables (question, dimensions); its facts name them."""
        tables = [table for table in self.tables if key_of(table) not in left_out]
        named = sorted([*self.facts.get("left_out", []), *map(list, left_out)])
        return replace(self, tables=tables, facts={**self.facts, "left_out": named})

    def sha256(self, number: int) -> str:
        """The hash over everything that the release with this number shows."""
        content = {
            "survey": str(self.survey_id),
            "number": number,
            "cut_off": self.cut_off_at.isoformat(),
            "method": METHOD_VERSION,
            "facts": self.facts,
            "tables": [table.as_document() for table in self.tables],
        }
        return hashlib.sha256(dump_json(content).encode()).hexdigest()


def key_of(table: PublishedTable | CountedTable) -> _Key:
    """(question, dimensions) of a table, as releases store them."""
    return table.question, ",".join(table.dimensions)


def draft_release(session: Session, survey: Survey, breakdowns: Iterable[str]) -> Draft:
    """Count and protect all tables of a survey by everyone and by these combinations of dimensions.

    Rows with fewer new answers than allowed are kept as they were released last.

    Raises:
        UnplannedTable: a combination is none of the planned ones.
    """
    version = _latest_version(session, survey)
    questionnaire = Questionnaire.from_document(version.document)
    last, hierarchies = _last_tables(session, survey.id), _hierarchies(questionnaire)
    chosen = list(breakdowns)
    moment = now()
    overall = counted_tables(session, survey.id, questionnaire)
    # How many people of a group there are is told by the protected tables of sheets alone, never exactly.
    counted = [table for table in overall if table.question not in ABOUT_THE_PERSON]
    counted += joint_tables(session, survey.id, questionnaire)
    submissions = sum(row.base.n for row in counted[0].rows.values())
    for breakdown in chosen:
        counted += counted_tables(session, survey.id, questionnaire, breakdown)
    tables, sizes = [], {}
    for table in counted:
        key = key_of(table)
        published = _protected(table, hierarchies, last.get(key))
        tables.append(published)
        sizes[key] = released_sizes(table, published, last.get(key))
    facts = _facts(session, survey, version.number, chosen)
    return Draft(survey.id, moment, submissions, facts, tables, sizes)


def store_release(session: Session, draft: Draft, released_by: UUID | None) -> Release:
    """Freeze a draft as the survey's next release; the caller has audited it and publishes the change."""
    previous = latest_release(session, draft.survey_id)
    number = previous.number + 1 if previous else 1
    release = Release(
        survey_id=draft.survey_id,
        number=number,
        cut_off_at=draft.cut_off_at,
        method_version=METHOD_VERSION,
        submissions=draft.submissions,
        facts=draft.facts,
        sha256=draft.sha256(number),
        released_at=now(),
        released_by=released_by,
    )
    session.add(release)
    session.flush()
    for table in draft.tables:
        question, dimensions = key_of(table)
        sizes = [[list(segment), n] for segment, n in draft.sizes[question, dimensions].items()]
        session.add(
            ReleaseTable(
                release_id=release.id,
                question=question,
                dimensions=dimensions,
                document=table.as_document(),
                sizes=sizes,
            )
        )
    session.flush()
    return release


def latest_release(session: Session, survey_id: UUID) -> Release | None:
    """The release that the public sees."""
    return session.exec(
        select(Release).where(Release.survey_id == survey_id).order_by(col(Release.number).desc()).limit(1)
    ).first()


def released_tables(session: Session, release_id: UUID, breakdown: str = OVERALL) -> dict[str, PublishedTable]:
    """The tables of a release by one combination of dimensions, by the question's name."""
    rows = session.exec(
        select(ReleaseTable.document).where(ReleaseTable.release_id == release_id, ReleaseTable.dimensions == breakdown)
    )
    tables = (PublishedTable.from_document(document) for document in rows)
    return {table.question: table for table in tables}


def _latest_version(session: Session, survey: Survey) -> QuestionnaireVersion:
    return session.exec(
        select(QuestionnaireVersion).where(
            QuestionnaireVersion.survey_id == survey.id, QuestionnaireVersion.number == survey.latest_version
        )
    ).one()


def _last_tables(session: Session, survey_id: UUID) -> dict[_Key, LastRelease]:
    release = latest_release(session, survey_id)
    if release is None:
        return {}
    rows = session.exec(select(ReleaseTable).where(ReleaseTable.release_id == release.id))
    return {
        (row.question, row.dimensions): LastRelease(
            PublishedTable.from_document(row.document), {tuple(segment): n for segment, n in row.sizes}
        )
        for row in rows
    }


def _hierarchies(questionnaire: Questionnaire) -> Hierarchies:
    """Where small groups merge: municipalities in their part of the region, age groups in wider ones."""
    parts = {
        str(option.code): option.group
        for question in questionnaire.questions.values()
        if question.kind is QuestionKind.MUNICIPALITY
        for option in question.options
        if option.group
    }
    return {"municipality": parts, "age": WIDER_AGES}


def _protected(table: CountedTable, hierarchies: Hierarchies, last: LastRelease | None) -> PublishedTable:
    """The publishable table; rows of minors are protected by the stricter rules and merge among themselves only."""
    minors = {segment: answers for segment, answers in table.rows.items() if _is_of_minors(table, segment)}
    if not minors:
        return protected(table, hierarchies=hierarchies, last=last)
    others = {segment: answers for segment, answers in table.rows.items() if segment not in minors}
    strict = protected(replace(table, rows=minors), PROTECTIVE, hierarchies=hierarchies, last=last)
    usual = protected(replace(table, rows=others), hierarchies=hierarchies, last=last)
    needed = {*strict.notes, *usual.notes}
    return replace(usual, rows=(*strict.rows, *usual.rows), notes=tuple(note for note in Note if note in needed))


def _is_of_minors(table: CountedTable, segment: Segment) -> bool:
    return "age" in table.dimensions and segment[table.dimensions.index("age")] in MINORS


def _facts(session: Session, survey: Survey, version: int, breakdowns: list[str]) -> dict[str, Any]:
    phase = session.get(Phase, survey.phase_id) if survey.phase_id else None
    return {
        "questionnaire_version": version,
        "breakdowns": breakdowns,
        "importance_cut": survey.importance_cut,
        "satisfaction_cut": survey.satisfaction_cut,
        "opens_at": phase.opens_at.isoformat() if phase else None,
        "closes_at": phase.closes_at.isoformat() if phase else None,
    }
