"""Results as open data: the released tables of every survey, and nothing else of the answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, func, select

from participation.core.text import msgid
from participation.surveys.exports.released import released_lines
from participation.surveys.models import Release, ReleaseTable
from participation.surveys.releases import latest_release
from participation.surveys.results.reading import Results
from participation.surveys.running import RunningSurvey, surveys_in
from participation.web.datasets import Column, Dataset, Piece
from participation.web.pages import Place

_TABLES_AT_ONCE = 50


def _results(session: Session, place: Place, after: str) -> Piece:
    """Some tables of a release. The mark "release start" keeps to the release that the file began with."""
    surveys = sorted(surveys_in(session).of_region(place.id), key=lambda survey: survey.id)
    release_id, _, start = after.partition(" ")
    release = session.get_one(Release, UUID(release_id)) if after else _first(session, surveys, None)
    if release is None:
        return Piece([])
    survey = next(one for one in surveys if one.id == release.survey_id)
    questionnaire = survey.versions[release.facts["questionnaire_version"]].questionnaire
    begin = int(start or 0)
    lines = list(released_lines(session, Results(survey, release, questionnaire, {}), begin, _TABLES_AT_ONCE))
    return Piece(lines, _mark(session, surveys, release, begin + _TABLES_AT_ONCE))


def _mark(session: Session, surveys: Sequence[RunningSurvey], release: Release, start: int) -> str | None:
    of_release = select(func.count()).select_from(ReleaseTable).where(col(ReleaseTable.release_id) == release.id)
    if start < session.exec(of_release).one():
        return f"{release.id} {start}"
    following = _first(session, surveys, release.survey_id)
    return f"{following.id} 0" if following else None


def _first(session: Session, surveys: Sequence[RunningSurvey], after: UUID | None) -> Release | None:
    """The latest release of the first survey after that one that has any."""
    later = (survey for survey in surveys if after is None or survey.id > after)
    return next((found for survey in later if (found := latest_release(session, survey.id))), None)


def _modified(session: Session, place: Place) -> datetime | None:
    known = [survey.id for survey in surveys_in(session).of_region(place.id)]
    return session.exec(select(func.max(col(Release.released_at))).where(col(Release.survey_id).in_(known))).one()


DATASETS = (
    Dataset(
        "results",
        msgid("Results of surveys"),
        msgid("The released tables of all surveys: a line for each answer of each group. Small groups are protected."),
        (
            Column("survey", msgid("Name of the survey in addresses")),
            Column("release", msgid("Number of the release")),
            Column("cut_off", msgid("Until when was counted (UTC)")),
            Column("question", msgid("Code of the question; answer_sheets is the number of sheets")),
            Column("question_text", msgid("Words of the question")),
            Column("item_text", msgid("Words of the row in a table of questions")),
            Column("dimensions", msgid("What it is broken down by; empty is everyone together")),
            Column("segment", msgid("The group")),
            Column("members", msgid("Which groups are put together in it")),
            Column("status", msgid("exact, changed (slightly, for protection), small_group or withheld")),
            Column("base", msgid("Valid answers; for small groups only a range")),
            Column("code", msgid("Code of the answer")),
            Column("answer", msgid("Words of the answer")),
            Column("is_missing", msgid("1: no valid answer, such as “I do not know”")),
            Column("n", msgid("How many gave this answer")),
            Column("share", msgid("Their share, from 0 to 1")),
            Column("mean", msgid("Mean of the answers, from 1 to 5")),
            Column("top_two", msgid("Share of the two highest answers")),
            Column("decimals", msgid("Decimal places with which percentages are shown")),
            Column("is_kept", msgid("1: the figures of an earlier release, because hardly any answers came in since")),
        ),
        _results,
        _modified,
    ),
)
