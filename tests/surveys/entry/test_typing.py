"""Typing sheets by keys, and storing batches exactly once."""

from __future__ import annotations

import json
from collections.abc import Iterable
from uuid import uuid4

import pytest
from sqlmodel import Session, select

from participation.accounts.models import Role
from participation.core.intake import Delivery
from participation.core.journal import JournalEntry
from participation.surveys.aggregation.folding import fold_pending
from participation.surveys.entry import storing
from participation.surveys.models import Channel, EntryState
from participation.surveys.recount import differences
from tests.browser import Browser
from tests.cast import signed_in
from tests.surveys.entry.desk import ANSWERS, LIST, SHEET, a_desk, submissions


def test_a_sheet_is_typed_by_keys_and_stored_as_an_answer_like_any_other(browser: Browser) -> None:
    desk = a_desk(browser)
    answer = desk.type(1)
    assert answer.headers["location"].endswith("/bogen/2?nach=1")
    assert "Bogen 1 ist erfasst." in browser.get(answer.headers["location"]).text
    assert desk.store().status_code == 303
    with browser.site.database.reading() as session:
        (stored,) = submissions(session)
        assert json.loads(stored.answers) == ANSWERS
        assert stored.channel is Channel.PAPER
        assert str(stored.batch_id) == desk.id
        survey_id = stored.survey_id
    fold_pending(browser.site.database)
    with browser.site.database.reading() as session:
        assert not list(differences(session, survey_id))


def test_what_cannot_be_used_is_shown_with_everything_typed_and_can_be_left_out(browser: Browser) -> None:
    desk = a_desk(browser)
    wrong = {**SHEET, "importance.mobility": "8", "bus_time": "999", "ways": "1 2 4"}
    answer = desk.type(1, wrong)
    assert answer.status_code == 422
    assert "Ein Kästchen 8 gibt es nicht." in answer.text
    assert "Bitte wählen Sie höchstens 2 Antworten" in answer.text
    assert 'value="999"' in answer.text
    assert 'value="mit dem Boot"' in answer.text
    assert not desk.sheets
    assert desk.type(1, wrong, go="anyway").status_code == 303
    desk.store()
    with browser.site.database.reading() as session:
        answers = json.loads(submissions(session)[0].answers)
    assert "ways" not in answers
    assert "bus_time" not in answers
    assert answers["importance"] == {"health": 97}


def test_answers_to_questions_that_are_not_asked_are_pointed_out_and_not_stored(browser: Browser) -> None:
    desk = a_desk(browser)
    sheet = {"ways": "2", "bus_time": "20"}
    checked = browser.post(f"{desk.path}/bogen/1/pruefen", {**sheet, "_turn": "1"})
    assert checked.status_code == 200
    assert "6. Wie lange fahren Sie mit dem Bus?" in checked.text
    assert "nicht gespeichert" in checked.text
    assert not desk.sheets
    desk.type(1, sheet)
    desk.store()
    with browser.site.database.reading() as session:
        assert json.loads(submissions(session)[0].answers) == {"ways": ["bike"]}


def test_zero_and_nothing_both_mean_left_empty_but_a_number_may_be_zero(browser: Browser) -> None:
    desk = a_desk(browser)
    desk.type(1, {"trust": "0", "ways": "0", "has_car": "", "first.stops": "0", "importance.mobility": "5"})
    desk.type(2, {"importance.mobility": "5", "ways": "1", "bus_time": "0"})
    desk.store()
    with browser.site.database.reading() as session:
        found = sorted((json.loads(one.answers) for one in submissions(session)), key=len)
    assert found == [{"importance": {"mobility": 5}}, {"importance": {"mobility": 5}, "ways": ["bus"], "bus_time": 0}]


def test_a_batch_pressed_twice_is_stored_once_and_takes_nothing_more(browser: Browser) -> None:
    desk = a_desk(browser)
    for number in range(1, 46):  # more than two chunks
        desk.type(number, {"trust": "5"})
    assert desk.store().status_code == 303
    assert desk.store().status_code == 303
    with browser.site.database.reading() as session:
        assert len(submissions(session)) == 45
        actions = [entry.action for entry in session.exec(select(JournalEntry))]
    assert actions.count("stored") == 1
    assert not desk.sheets
    assert desk.batch is not None
    assert (desk.batch.state, desk.batch.stored) == (EntryState.STORED, 45)
    assert desk.type(46, {"trust": "5"}).status_code == 403
    assert browser.post(f"{desk.path}/verwerfen").status_code == 403
    assert "gespeichert" in browser.get(desk.path).text


def test_storing_goes_on_where_a_crash_ended_it(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = a_desk(browser)
    for number in range(1, 31):
        desk.type(number, {"trust": "5"})
    honest, calls = storing.insert_deliveries, []

    def crashing(session: Session, deliveries: Iterable[Delivery]) -> None:
        calls.append(1)
        if len(calls) == 2:
            raise RuntimeError("lights out")
        honest(session, deliveries)

    monkeypatch.setattr(storing, "insert_deliveries", crashing)
    assert desk.store().status_code == 500
    with browser.site.database.reading() as session:
        assert len(submissions(session)) == 20
    assert "unterbrochen" in browser.get(desk.path).text
    assert desk.type(31, {"trust": "5"}).status_code == 403
    assert desk.store().status_code == 303
    with browser.site.database.reading() as session:
        assert len(submissions(session)) == 30


def test_a_batch_can_be_thrown_away_and_a_sheet_too(browser: Browser) -> None:
    desk = a_desk(browser)
    desk.type(1)
    desk.type(2)
    browser.post(f"{desk.path}/bogen/1/entfernen")
    assert [sheet.number for sheet in desk.sheets] == [2]
    assert browser.post(f"{desk.path}/verwerfen").headers["location"].endswith("/erfassung")
    assert desk.batch is None
    assert not desk.sheets
    with browser.site.database.reading() as session:
        assert not submissions(session)
        assert {"opened", "removed_sheet", "discarded"} <= {one.action for one in session.exec(select(JournalEntry))}


def test_names_are_used_once_and_strangers_find_nothing(browser: Browser) -> None:
    desk = a_desk(browser)
    again = browser.post(LIST, {"name": "Kasten 1", "channel": "paper"})
    assert again.status_code == 422
    assert "besteht schon" in again.text
    assert browser.get(f"{LIST}/{uuid4()}").status_code == 404
    signed_in(browser, Role.MODERATOR)
    assert browser.get(desk.path).status_code == 404
    assert desk.type(1).status_code == 404
