"""Releases: the planned tables, protected, audited and frozen; nothing else of a survey is ever published."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeAlias
from uuid import UUID

from sqlmodel import Session, col, select

from participation.core.clock import now
from participation.core.columns import dump_json
from participation.statistics.counts import Code
from participation.statistics.disclosure import CountedTable
from participation.statistics.published import PublishedTable, Segment
from participation.surveys.aggregation.segments import OVERALL
from participation.surveys.models import QuestionnaireVersion, Release, ReleaseTable
from participation.surveys.questionnaire import Questionnaire
from participation.surveys.weighing import Weighing

METHOD_VERSION = "3"
"""Counts up whenever the rules of disclosure or the meaning of a released number change."""

Key: TypeAlias = tuple[str, str]
"""(question, dimensions) of a table."""


@dataclass(frozen=True)
class Draft:
    """What would be released, with the sizes behind the rows, which are not public.

    `facts` describe the survey at the cut-off and hold the figures that follow from the tables; `submissions` is the
    exact number of sheets, for staff; `weighing` is what weighted figures are made from, and not public either.
    """

    survey_id: UUID
    cut_off_at: datetime
    submissions: int
    facts: dict[str, Any]
    tables: Sequence[PublishedTable]
    sizes: dict[Key, dict[Segment, int]] = field(default_factory=dict)
    weighing: Weighing | None = None

    def without(self, left_out: AbstractSet[Key]) -> Draft:
        """The draft without these tables (question, dimensions); its facts name them."""
        tables = [table for table in self.tables if key_of(table) not in left_out]
        named = sorted([*self.facts.get("left_out", []), *map(list, left_out)])
        return replace(self, tables=tables, facts={**self.facts, "left_out": named})

    def shows_missing(self, key: Key, code: Code | None) -> bool:
        """Whether the table shows how many people of a group gave this reason for no answer."""
        rows = (row for table in self.tables if key_of(table) == key for row in table.rows)
        return any(cell.code == code and cell.n is not None for row in rows for cell in row.missing)

    def hiding(self, places: AbstractSet[tuple[Key, Code | None]]) -> Draft:
        """The draft in which these tables do not show these reasons for no answer."""
        hidden: dict[Key, set[Code | None]] = {}
        for key, code in places:
            hidden.setdefault(key, set()).add(code)
        tables = [table.without_missing(hidden.get(key_of(table), set())) for table in self.tables]
        return replace(self, tables=tables)

    def knowing(self, **facts: Any) -> Draft:
        """The draft with further facts."""
        return replace(self, facts={**self.facts, **facts})

    def figuring(self, sizes: dict[Key, dict[Segment, int]] | None = None, **figures: Any) -> Draft:
        """The draft with further figures, and with the sizes behind them."""
        draft = self.knowing(figures={**self.facts.get("figures", {}), **figures})
        return replace(draft, sizes=self.sizes if sizes is None else sizes)

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


def key_of(table: PublishedTable | CountedTable) -> Key:
    """(question, dimensions) of a table, as releases store them."""
    return table.question, ",".join(table.dimensions)


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


def questionnaire_of(session: Session, release: Release) -> Questionnaire:
    """The questionnaire that a release speaks of."""
    document = session.exec(
        select(QuestionnaireVersion.document).where(
            QuestionnaireVersion.survey_id == release.survey_id,
            QuestionnaireVersion.number == release.facts["questionnaire_version"],
        )
    ).one()
    return Questionnaire.from_document(document)


def released_tables(session: Session, release_id: UUID, breakdown: str = OVERALL) -> dict[str, PublishedTable]:
    """The tables of a release by one combination of dimensions, by the question's name."""
    rows = session.exec(
        select(ReleaseTable.document).where(ReleaseTable.release_id == release_id, ReleaseTable.dimensions == breakdown)
    )
    tables = (PublishedTable.from_document(document) for document in rows)
    return {table.question: table for table in tables}
