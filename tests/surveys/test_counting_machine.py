"""Counters and what is pending equal a recount, whatever happens in which order: the invariant of all results."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy import delete, select
from sqlmodel import col

from participation.core.database import Database
from participation.surveys.actions import freeze_questionnaire
from participation.surveys.aggregation.folding import fold_once, fold_pending
from participation.surveys.answers import check_answers
from participation.surveys.models import Counter, Pending, QuestionnaireVersion, Submission, Survey
from participation.surveys.questionnaire import Questionnaire
from participation.surveys.recount import differences
from participation.surveys.running import RunningSurvey, surveys_in
from tests.surveys.answer_sheets import a_counted_survey, correct, counted, hand_in, withdraw
from tests.surveys.many_kinds import MANY_KINDS

_SCORES = st.sampled_from([1, 2, 5, "dont_know"])
_GIVEN = st.fixed_dictionaries(
    {},
    optional={
        "age_group": st.sampled_from(["18-24", "25-34", 99]),
        "car": st.sampled_from(["yes", "no", 99]),
        "drives": st.sampled_from(["daily", "seldom"]),
        "reason": st.sampled_from(["work", "else"]),
        "reason_other": st.just("weil"),
        "means": st.sampled_from([["bus"], ["bus", "bike"], ["other"], [99]]),
        "wanted": st.fixed_dictionaries({}, optional={"roads": _SCORES, "trains": _SCORES}),
        "given": st.fixed_dictionaries({}, optional={"roads": _SCORES, "trains": _SCORES}),
        "voted": st.fixed_dictionaries({}, optional={"one": st.sampled_from(["agree", "pass", 99])}),
        "ranked": st.sampled_from([["a"], ["b", "a"], ["c", "b"], [99]]),
        "kilometres": st.sampled_from([0, 5, 7.5, 97]),
        "since": st.sampled_from(["2001-02-03", "2020-01-01"]),
        "where": st.sampled_from([{"lat": 52.13, "lon": 11.62}, {"text": "am Markt"}]),
        "parking": st.fixed_dictionaries({}, optional={"town": _SCORES, "village": _SCORES}),
    },
)
_PLACES = st.integers(0, 10_000)


class Crash(Exception):  # noqa: N818 - no error of ours
    """The machine stops in the middle of a transaction."""


class Counting(RuleBasedStateMachine):
    """Everything that can happen to answer sheets, on a survey with questions of every kind in up to three versions."""

    database: Database
    survey: RunningSurvey

    def __init__(self) -> None:
        super().__init__()
        self.present: list[UUID] = []

    def _one(self, place: int) -> UUID:
        return self.present[place % len(self.present)]

    def _canonical(self, given: dict[str, Any], version: int) -> dict[str, Any]:
        return check_answers(self.survey.versions[version].questionnaire, given)[0]

    @rule(
        given=st.lists(_GIVEN, min_size=1, max_size=4),
        audience=st.sampled_from(["", "council"]),
        language=st.sampled_from(["de", "de-simple"]),
        place=_PLACES,
    )
    def submit(self, given: list[dict[str, Any]], audience: str, language: str, place: int) -> None:
        version = place % len(self.survey.versions) + 1
        sheets = [self._canonical(one, version) for one in given]
        self.present += hand_in(
            self.database, self.survey, *sheets, audience=audience, language=language, version=version
        )

    @precondition(lambda self: self.present)
    @rule(place=_PLACES)
    def withdraw(self, place: int) -> None:
        gone = self._one(place)
        with self.database.writing() as session:
            withdraw(session, gone)
        self.present.remove(gone)

    @precondition(lambda self: self.present)
    @rule(place=_PLACES, given=_GIVEN)
    def correct(self, place: int, given: dict[str, Any]) -> None:
        with self.database.writing() as session:
            self._correct(session, self._one(place), given)

    def _correct(self, session: Any, submission_id: UUID, given: dict[str, Any]) -> None:
        sheet = session.get_one(Submission, submission_id)
        version = session.get_one(QuestionnaireVersion, sheet.version_id).number
        correct(session, submission_id, self._canonical(given, version))

    @precondition(lambda self: self.present)
    @rule(place=_PLACES, given=_GIVEN)
    def crash_while_correcting(self, place: int, given: dict[str, Any]) -> None:
        def correct_and_more() -> None:
            with self.database.writing() as session:
                self._correct(session, self._one(place), given)
                session.flush()
                raise Crash

        _crashes(correct_and_more)

    @rule(at_once=st.sampled_from([1, 2, 3, 1000]))
    def fold(self, at_once: int) -> None:
        with self.database.connection() as connection:
            fold_once(connection, at_once)

    @rule(at_once=st.sampled_from([1, 2, 1000]), again=st.booleans())
    def crash_while_folding(self, at_once: int, *, again: bool) -> None:
        def fold_and_more() -> None:
            with self.database.connection() as connection:
                fold_once(connection, at_once)
                if again:
                    fold_once(connection, at_once)
                raise Crash

        _crashes(fold_and_more)

    @precondition(lambda self: len(self.survey.versions) < 3)
    @rule(code=st.sampled_from(["car", "ranked", "wanted", "means"]))
    def publish_a_new_version(self, code: str) -> None:
        with self.database.writing() as session:
            survey = session.get_one(Survey, self.survey.id)
            freeze_questionnaire(session, survey, _revised(self.survey.latest.questionnaire, code))
            self.survey = surveys_in(session).by_id[survey.id]

    @invariant()
    def counters_are_right(self) -> None:
        with self.database.reading() as session:
            assert not differences(session, self.survey.id)

    def teardown(self) -> None:
        fold_pending(self.database)
        self.counters_are_right()
        assert counted(self.database, self.survey).get(("", "", ""), 0) == len(self.present)
        with self.database.writing() as session:
            for table in (Pending, Counter, Submission):
                session.execute(delete(table))
            session.execute(delete(QuestionnaireVersion).where(col(QuestionnaireVersion.number) > 1))
            session.get_one(Survey, self.survey.id).latest_version = 1
            assert not session.execute(select(Submission)).first()


def _crashes(action: Callable[[], None]) -> None:
    with pytest.raises(Crash):
        action()


def _revised(questionnaire: Questionnaire, code: str) -> Questionnaire:
    """The same, with one question that is another one from now on."""
    pages = (
        replace(
            page,
            questions=tuple(
                replace(one, revision=one.revision + 1) if one.code == code else one for one in page.questions
            ),
        )
        for page in questionnaire.pages
    )
    return replace(questionnaire, pages=tuple(pages))


@pytest.mark.timeout(240)
def test_nothing_that_happens_to_sheets_makes_counters_wrong(database: Database) -> None:
    here = {"database": database, "survey": a_counted_survey(database, MANY_KINDS)}
    run_state_machine_as_test(
        type("CountingHere", (Counting,), here),
        settings=settings(
            max_examples=12,
            stateful_step_count=15,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
            derandomize=True,
        ),
    )
