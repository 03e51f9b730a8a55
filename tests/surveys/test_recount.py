"""Recounting from raw answer sheets."""

from __future__ import annotations

from sqlalchemy import delete, update
from sqlmodel import col

from participation.core.database import Database
from participation.surveys.aggregation.folding import fold_pending
from participation.surveys.models import Counter
from participation.surveys.recount import differences, recount
from tests.surveys.answer_sheets import a_counted_survey, counted, hand_in, withdraw

ANSWERS = {"importance": {"mobility": 5}, "age_group": "25-34"}


def test_a_wrong_counter_is_found_and_put_right(database: Database) -> None:
    survey = a_counted_survey(database)
    hand_in(database, survey, ANSWERS, ANSWERS)
    fold_pending(database)
    right = counted(database, survey)
    with database.writing() as session:
        wrong = (col(Counter.question) == "importance.mobility") & (col(Counter.dimensions) == "")
        session.execute(update(Counter).where(wrong).values(n=7))
        session.execute(delete(Counter).where(col(Counter.question) == "age_group"))
    with database.reading() as session:
        found = {key.question: change.n for key, change in differences(session, survey.id).items()}
    assert found == {"importance.mobility": -5, "age_group": 2}
    assert recount(database, survey.id) == 2
    assert counted(database, survey) == right


def test_a_wrong_sum_of_keys_is_found(database: Database) -> None:
    survey = a_counted_survey(database)
    hand_in(database, survey, ANSWERS)
    fold_pending(database)
    with database.writing() as session:
        session.execute(update(Counter).where(col(Counter.question) == "age_group").values(key_sum=Counter.key_sum + 1))
    assert recount(database, survey.id) == 1


def test_answers_that_come_in_while_counting_are_not_lost(database: Database) -> None:
    survey = a_counted_survey(database)
    hand_in(database, survey, ANSWERS)
    with database.reading() as session:
        wrong = differences(session, survey.id)
        hand_in(database, survey, ANSWERS)
        fold_pending(database)
    assert wrong == {}
    assert recount(database, survey.id) == 0
    assert counted(database, survey)["", "", ""] == 2


def test_a_withdrawn_sheet_counts_nowhere(database: Database) -> None:
    survey = a_counted_survey(database)
    (gone, _) = hand_in(database, survey, ANSWERS, ANSWERS)
    fold_pending(database)
    with database.writing() as session:
        withdraw(session, gone)
    assert recount(database, survey.id) == 0
    fold_pending(database)
    assert counted(database, survey)["importance.mobility", "", "5"] == 1


def test_counting_reports_its_progress(database: Database) -> None:
    survey = a_counted_survey(database)
    hand_in(database, survey, *[ANSWERS] * 3)
    seen: list[int] = []
    with database.reading() as session:
        differences(session, survey.id, seen.append)
    assert sum(seen) == 3
