"""The latest release of a survey, read for a page, a file or the API; always the same numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from participation.core.errors import NotFound
from participation.statistics.priorities import CutOffs
from participation.statistics.published import PublishedRow, PublishedTable
from participation.surveys.aggregation.codes import SHEETS
from participation.surveys.aggregation.segments import BREAKDOWNS, OVERALL
from participation.surveys.models import Release, ReleaseTable
from participation.surveys.questionnaire import Questionnaire
from participation.surveys.releases import latest_release, released_tables
from participation.surveys.running import RunningSurvey
from participation.surveys.scales import Texts


@dataclass(frozen=True)
class Results:
    """A release with the questionnaire that it speaks of and its tables by everyone."""

    survey: RunningSurvey
    release: Release
    questionnaire: Questionnaire
    tables: Mapping[str, PublishedTable]

    @property
    def breakdowns(self) -> list[str]:
        """The combinations of dimensions that it has tables of."""
        return list(self.release.facts["breakdowns"])

    @property
    def audiences(self) -> list[dict[str, Any]]:
        """Who was asked, as the release says: slug, names, is_sample, population, invited and more."""
        return list(self.release.facts.get("audiences", []))

    @property
    def audience_names(self) -> dict[str, Texts]:
        """Slug -> names by language tag, in the county's order."""
        return {audience["slug"]: audience["names"] for audience in self.audiences}

    @property
    def is_mixed(self) -> bool:
        """Whether a sample of a register was asked beside others; then nothing is shown of all together."""
        return bool(self.release.facts.get("is_mixed"))

    @property
    def weights(self) -> dict[str, Any]:
        """Question -> its weighted figures or why it has none, as they were frozen."""
        return dict(self.release.facts.get("figures", {}).get("weights", {}))

    @property
    def groups(self) -> dict[str, dict[str, Any]]:
        """Audience ("" for everyone) -> field -> group of the priority matrix and how often it stays there."""
        return dict(self.release.facts.get("figures", {}).get("groups", {}))

    @property
    def everyone(self) -> PublishedRow:
        """All answer sheets."""
        return self.tables[SHEETS].rows[0]

    @property
    def cut_offs(self) -> CutOffs:
        """Where the groups of the priority matrix divide."""
        return CutOffs(self.release.facts["importance_cut"], self.release.facts["satisfaction_cut"])


def latest_results(session: Session, survey: RunningSurvey) -> Results | None:
    """What the public sees of a survey now; None before its first release."""
    release = latest_release(session, survey.id)
    if release is None:
        return None
    version = survey.versions[release.facts["questionnaire_version"]]
    return Results(survey, release, version.questionnaire, released_tables(session, release.id, OVERALL))


def results_by(session: Session, results: Results, breakdown: str) -> Mapping[str, PublishedTable]:
    """The tables by one combination of dimensions.

    Raises:
        NotFound: the release has no such tables.
    """
    if breakdown == OVERALL:
        return results.tables
    if breakdown not in results.breakdowns:
        raise NotFound("These results are not published in this form.")
    return released_tables(session, results.release.id, breakdown)


def one_table(session: Session, results: Results, breakdown: str, question: str) -> PublishedTable | None:
    """One question by one combination of dimensions, None if the release does not have it."""
    document = session.exec(
        select(ReleaseTable.document).where(
            ReleaseTable.release_id == results.release.id,
            ReleaseTable.question == question,
            ReleaseTable.dimensions == breakdown,
        )
    ).first()
    return PublishedTable.from_document(document) if document else None


def sheet_tables(session: Session, results: Results) -> dict[str, PublishedTable]:
    """How many sheets there are in each group, by each single dimension of the release."""
    rows = session.exec(
        select(ReleaseTable.dimensions, ReleaseTable.document).where(
            ReleaseTable.release_id == results.release.id,
            ReleaseTable.question == SHEETS,
            col(ReleaseTable.dimensions) != OVERALL,
        )
    )
    found = {dimensions: PublishedTable.from_document(document) for dimensions, document in rows}
    return {one: found[one] for one in BREAKDOWNS if one in found and "," not in one}
