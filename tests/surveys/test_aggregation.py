"""Counters: what a sheet is counted in, and that they always equal a recount."""

from __future__ import annotations

import json
from collections import Counter as Tally
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from random import Random
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import col, select

from participation.core.database import Database
from participation.surveys.aggregation.folding import fold_once, fold_pending, is_pending
from participation.surveys.models import Counter, Pending, Submission
from participation.surveys.recount import differences
from participation.surveys.running import RunningSurvey
from tests.surveys.answer_sheets import a_counted_survey, counted, hand_in, withdraw


def test_a_sheet_is_counted_for_everyone_and_in_its_segments(database: Database) -> None:
    survey = a_counted_survey(database)
    hand_in(database, survey, {"importance": {"mobility": 5}, "age_group": "25-34", "municipality": "15000001"})
    fold_pending(database)
    assert counted(database, survey) == {
        ("", "", ""): 1,
        ("", "", "1"): 1,
        ("importance.mobility", "", "5"): 1,
        ("age_group", "", "25-34"): 1,
        ("municipality", "", "15000001"): 1,
    }
    assert counted(database, survey, "municipality,age") == {
        ("", "15000001,25-34", ""): 1,
        ("", "15000001,25-34", "1"): 1,
        ("importance.mobility", "15000001,25-34", "5"): 1,
    }
    assert counted(database, survey, "gender")[("", "no_answer", "")] == 1


def test_importance_and_satisfaction_of_a_person_are_counted_together_without_missing_values(
    database: Database,
) -> None:
    survey = a_counted_survey(database)
    both = {"importance": {"mobility": 5, "health": 4}, "satisfaction": {"mobility": 2, "health": 97}}
    hand_in(database, survey, both)
    fold_pending(database)
    joint = {key: n for key, n in counted(database, survey).items() if "*" in key[0]}
    assert joint == {("importance*satisfaction.mobility", "", "5,2"): 1}


def test_somebody_who_chooses_several_answers_is_one_person_in_the_base(database: Database) -> None:
    survey = a_counted_survey(database)
    hand_in(database, survey, {"relation": ["live", "work"]}, {"relation": [99]}, {"wish": "Mehr Busse"})
    fold_pending(database)
    found = counted(database, survey)
    assert found["relation", "", "live"] == found["relation", "", "work"] == found["relation", "", "*"] == 1
    assert found["relation", "", "99"] == 1
    assert found["wish", "", "*"] == 1
    assert not [key for key in found if "Busse" in key[2]]


def test_what_is_folded_in_parts_adds_up_to_the_same(database: Database) -> None:
    survey = a_counted_survey(database)
    hand_in(database, survey, *_sheets(_dice(1), 20))
    while is_pending(database):
        with database.connection() as connection:
            assert fold_once(connection, at_once=7) > 0
    assert _is_right(database, survey)
    assert counted(database, survey)["", "", ""] == 20


def test_a_fold_that_crashes_is_as_if_it_had_never_begun(database: Database) -> None:
    survey = a_counted_survey(database)
    hand_in(database, survey, *_sheets(_dice(2), 5))
    with pytest.raises(ZeroDivisionError):
        _crash_while_folding(database)
    assert counted(database, survey) == {}
    assert fold_pending(database) == 5
    assert _is_right(database, survey)


def test_folding_leaves_what_somebody_else_holds_in_between(database: Database) -> None:
    survey = a_counted_survey(database)
    hand_in(database, survey, *_sheets(_dice(4), 3))
    with _second_row_out_of_reach(database), database.connection() as connection:
        assert fold_once(connection) == 2
    assert fold_pending(database) == (0 if database.is_one_file else 1)


@contextmanager
def _second_row_out_of_reach(database: Database) -> Iterator[None]:
    """Held by somebody else; where only one can write it is gone, so that there is a gap as well."""
    with database.writing() as session:
        second_id = session.exec(select(Pending.id).order_by(col(Pending.id)).offset(1).limit(1)).one()
        second = session.exec(select(Pending).where(Pending.id == second_id).with_for_update()).one()
        if not database.is_one_file:
            yield
            return
        session.delete(second)
    yield


def test_several_folders_at_once_count_everybody_once(database: Database) -> None:
    survey = a_counted_survey(database)
    hand_in(database, survey, *_sheets(_dice(3), 120))

    def fold(_: int) -> int:
        folded = 0
        while is_pending(database):
            with database.connection() as connection:
                folded += fold_once(connection, at_once=11)
        return folded

    with ThreadPoolExecutor(3) as pool:
        assert sum(pool.map(fold, range(3))) == 120
    assert _is_right(database, survey)


@pytest.mark.parametrize("seed", range(4))
def test_counters_and_what_is_pending_equal_a_recount_at_any_moment(database: Database, seed: int) -> None:
    random = _dice(seed)
    survey, present = a_counted_survey(database), list[UUID]()
    for _ in range(25):
        step = random.choice(("submit", "submit", "withdraw", "fold", "crash"))
        if step == "submit":
            present += hand_in(database, survey, *_sheets(random, random.randrange(1, 6)))
        elif step == "withdraw" and present:
            with database.writing() as session:
                withdraw(session, present.pop(random.randrange(len(present))))
        elif step == "fold":
            with database.connection() as connection:
                fold_once(connection, at_once=random.choice((3, 1000)))
        elif step == "crash":
            with pytest.raises(ZeroDivisionError):
                _crash_while_folding(database)
        assert _is_right(database, survey)
    fold_pending(database)
    assert _is_right(database, survey)
    assert counted(database, survey).get(("", "", ""), 0) == len(present)


def test_folded_numbers_are_those_that_one_gets_by_hand(database: Database) -> None:
    survey, sheets = a_counted_survey(database), _sheets(_dice(9), 80)
    hand_in(database, survey, *sheets)
    fold_pending(database)
    by_hand = Tally(
        ("importance.mobility", f"{sheet['municipality']},{_age(sheet)}", str(sheet["importance"]["mobility"]))
        for sheet in sheets
    )
    folded = counted(database, survey, "municipality,age")
    assert {key: n for key, n in folded.items() if key[0] == "importance.mobility"} == by_hand


def test_keys_add_up_to_those_of_the_sheets_counted(database: Database) -> None:
    survey, sheets = a_counted_survey(database), _sheets(_dice(5), 60)
    gone, *_ = hand_in(database, survey, *sheets)
    with database.writing() as session:
        withdraw(session, gone)
    fold_pending(database)
    with database.reading() as session:
        rows = session.exec(select(Submission).where(col(Submission.withdrawn_at).is_(None))).all()
        chose = [row.record_key for row in rows if json.loads(row.answers)["importance"]["mobility"] == 5]
        counter = session.exec(
            select(Counter).where(
                Counter.question == "importance.mobility", Counter.option == "5", Counter.dimensions == ""
            )
        ).one()
    assert (counter.n, counter.key_sum) == (len(chose), sum(chose) % 2**32)
    assert sum(chose) > 2**32


def _age(sheet: dict[str, Any]) -> str:
    return "no_answer" if sheet["age_group"] == 99 else str(sheet["age_group"])


def test_looking_for_work_does_not_wait_for_whoever_writes(database: Database) -> None:
    with database.connection():
        assert fold_pending(database) == 0


def _dice(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - a repeatable test, no secret


def _crash_while_folding(database: Database) -> None:
    with database.connection() as connection:
        fold_once(connection, at_once=4)
        raise ZeroDivisionError


def _is_right(database: Database, survey: RunningSurvey) -> bool:
    with database.reading() as session:
        return not differences(session, survey.id)


def _sheets(random: Random, number: int) -> list[dict[str, Any]]:
    return [
        {
            "importance": {"mobility": random.randrange(1, 6), "health": random.choice((1, 5, 97))},
            "satisfaction": {"mobility": random.randrange(1, 6)},
            "age_group": random.choice(("18-24", "25-34", 99)),
            "municipality": random.choice(("15000001", "15000002", "outside")),
            "relation": random.choice((["live"], ["live", "work"], [99])),
        }
        for _ in range(number)
    ]
