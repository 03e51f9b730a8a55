"""Brakes against machines: people hardly notice them, replays fail, nobody is locked out, no address is kept."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from sqlmodel import select

from participation.brakes.challenges import VALID_FOR, new_challenge, proven, zero_bits
from participation.brakes.daily_keys import KeyRing, keys_of
from participation.brakes.models import DailyKey, Rate, SpentChallenge
from participation.brakes.rates import EASY_BITS, bits_for, counted, neighbourhood
from participation.brakes.upkeep import forget
from participation.core.clock import now, standing_at
from participation.surveys.models import Brake
from tests.browser import Browser
from tests.surveys.builders import Answering, a_body, an_open_survey
from tests.surveys.invited import a_braked_survey, sheets, solved

URL = "/surveys/umfrage"


def a_challenge(browser: Browser) -> dict[str, Any]:
    answer = browser.api("POST", f"{URL}/challenges")
    assert answer.status_code == 200
    return dict(answer.json())


def a_proof(browser: Browser) -> str:
    challenge = a_challenge(browser)
    return solved(challenge["challenge"], challenge["bits"])


def on_the_last_page(browser: Browser) -> Answering:
    person = Answering(browser)
    for _ in range(3):
        person.onward()
    return person


def sum_of(page: str) -> str:
    words = ["null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"]
    one, other = re.findall(r"Wie viel ist (\w+) plus (\w+)\?", unescape(page))[0]
    return str(words.index(one) + words.index(other))


def test_over_the_api_a_braked_survey_needs_a_proof(browser: Browser) -> None:
    a_braked_survey(browser, Brake.WORK)
    for proof in (None, "", "x", f"{a_challenge(browser)['challenge']}:0", a_proof(browser)[1:]):
        answer = browser.api("POST", f"{URL}/submissions", json=a_body(proof=proof))
        assert answer.status_code == 422
        assert list(answer.json()["errors"]) == ["proof"]
    assert browser.api("POST", f"{URL}/submissions", json=a_body(proof=a_proof(browser))).status_code == 201


def test_a_proof_is_good_for_one_sheet_and_for_its_retry(browser: Browser) -> None:
    a_braked_survey(browser, Brake.GENTLE)
    body = a_body(proof=a_proof(browser))
    answers = [browser.api("POST", f"{URL}/submissions", json=body).status_code for _ in range(2)]
    assert answers == [201, 200]
    assert browser.api("POST", f"{URL}/submissions", json=body | {"id": str(uuid4())}).status_code == 409
    assert len(sheets(browser)) == 1


def test_a_retry_is_told_the_first_answer_when_its_proof_has_expired(browser: Browser) -> None:
    a_braked_survey(browser, Brake.WORK)
    body = a_body(proof=a_proof(browser))
    assert browser.api("POST", f"{URL}/submissions", json=body).status_code == 201
    with standing_at(now() + timedelta(days=2)):
        assert browser.api("POST", f"{URL}/submissions", json=body).status_code == 200


def test_a_survey_without_brake_needs_nothing(browser: Browser) -> None:
    an_open_survey(browser)
    assert browser.api("POST", f"{URL}/submissions", json=a_body()).status_code == 201
    with browser.site.database.reading() as session:
        assert session.exec(select(Rate)).all() == []


def test_the_device_calculates_and_the_sheet_is_stored(browser: Browser) -> None:
    a_braked_survey(browser, Brake.WORK)
    person = on_the_last_page(browser)
    bits = int(re.findall(r'data-bits="(\d+)"', person.page.text)[0])
    proof = solved(person.hidden["_challenge"][0], bits)
    assert person.onward(_proof=proof, age_group="25-34").status_code == 303
    again = on_the_last_page(browser)
    assert again.onward(_proof=proof).status_code == 422
    assert "Ihre Antworten sind noch da" in again.page.text
    assert len(sheets(browser)) == 1


def test_without_scripts_a_sum_does_it(browser: Browser) -> None:
    a_braked_survey(browser, Brake.WORK)
    person = on_the_last_page(browser)
    assert person.onward(_sum="99", age_group="25-34").status_code == 422
    assert "Bitte zählen Sie die beiden Zahlen zusammen" in person.page.text
    assert re.search(r'value="25-34"\s+checked', person.page.text)
    assert person.onward(_sum=sum_of(person.page.text), age_group="25-34").status_code == 303


def test_the_sum_may_be_written_in_words(browser: Browser) -> None:
    a_braked_survey(browser, Brake.WORK)
    person = on_the_last_page(browser)
    names = "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn"
    words = [*names.split(), "siebzehn", "achtzehn"]
    assert person.onward(_sum=words[int(sum_of(person.page.text))].title()).status_code == 303


@pytest.mark.parametrize("brake", [Brake.GENTLE, Brake.WORK])
def test_what_only_machines_fill_in_must_stay_empty(browser: Browser, brake: Brake) -> None:
    a_braked_survey(browser, brake)
    person = on_the_last_page(browser)
    filled = {"_sum": sum_of(person.page.text)} if brake is Brake.WORK else {}
    assert person.onward(homepage="https://spam.example", **filled).status_code == 422
    assert "Homepage" in person.page.text
    assert sheets(browser) == []


def test_whoever_is_too_fast_is_asked_to_look_once_more(browser: Browser) -> None:
    a_braked_survey(browser, Brake.GENTLE, seconds=20)
    person = on_the_last_page(browser)
    assert person.onward(age_group="25-34").status_code == 422
    assert "Das ging sehr schnell" in person.page.text
    with standing_at(now() + timedelta(seconds=21)):
        assert person.onward(age_group="25-34").status_code == 303
    assert len(sheets(browser)) == 1


def test_the_beginning_is_signed_for_one_sheet(browser: Browser) -> None:
    a_braked_survey(browser, Brake.GENTLE, seconds=20)
    person = on_the_last_page(browser)
    with standing_at(now() + timedelta(seconds=21)):
        stolen = person.onward(id=str(uuid4()))
        assert stolen.status_code == 422
        forged = {"_started": f"{int(now().timestamp()) - 999}.{'0' * 32}"}
        assert person.press("next", forged).status_code == 422
    assert sheets(browser) == []


def test_a_page_that_was_open_for_days_loses_nothing(browser: Browser) -> None:
    a_braked_survey(browser, Brake.WORK, seconds=5)
    person = on_the_last_page(browser)
    with standing_at(now() + timedelta(days=3)):
        person.onward(_sum="7", age_group="25-34")
        assert person.page.status_code == 422
        assert "Ihre Antworten sind noch da" in person.page.text
    with standing_at(now() + timedelta(days=3, seconds=10)):
        person.onward(_sum=sum_of(person.page.text), age_group="25-34")
    assert person.page.status_code == 303


def test_a_challenge_is_ours_and_ends(browser: Browser) -> None:
    survey_id = a_braked_survey(browser, Brake.WORK)
    keys = keys_of(browser.site)
    challenge = new_challenge(keys, survey_id, 4)
    proof = solved(challenge.text, 4)
    assert proven(keys, survey_id, proof) == challenge
    assert proven(keys, uuid4(), proof) is None
    easier = challenge.text.replace(".4.", ".0.")
    assert proven(keys, survey_id, f"{easier}:1") is None
    with standing_at(now() + VALID_FOR + timedelta(minutes=1)):
        assert proven(keys, survey_id, proof) is None
    assert zero_bits(proof) >= 4


def test_many_sheets_from_one_address_make_it_harder_and_never_impossible(browser: Browser) -> None:
    keys = keys_of(browser.site)
    seen = []
    for target in (59, 60, 200, 5_000):
        with browser.site.database.writing() as session:
            counted(keys, "192.0.2.7").take(session.connection())
            session.exec(select(Rate)).one().n = target
        with browser.site.database.reading() as session:
            seen.append(bits_for(session, keys, "192.0.2.7") - EASY_BITS)
            assert bits_for(session, keys, "192.0.2.8") == EASY_BITS
    assert seen == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("address", "counted_as"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1%eth0", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("testclient", "testclient"),
    ],
)
def test_a_household_is_one_address(address: str, counted_as: str) -> None:
    assert neighbourhood(address) == counted_as


def test_no_address_is_stored_and_keys_and_counts_are_thrown_away(browser: Browser) -> None:
    a_braked_survey(browser, Brake.WORK)
    browser.api("POST", f"{URL}/submissions", json=a_body(proof=a_proof(browser)))
    with browser.site.database.reading() as session:
        (rate,) = session.exec(select(Rate)).all()
        assert b"testclient" not in bytes(rate.key)
        assert len(session.exec(select(SpentChallenge)).all()) == 1
    with standing_at(now() + timedelta(days=2)):
        forget(browser.site.database, {})
        with browser.site.database.reading() as session:
            assert [session.exec(select(table)).all() for table in (Rate, SpentChallenge, DailyKey)] == [[], [], []]


def test_two_processes_share_the_key_of_the_day(browser: Browser) -> None:
    database = browser.site.database
    first, second = KeyRing().keys(database), KeyRing().keys(database)
    assert first == second
    with standing_at(now() + timedelta(days=1)):
        next_day = KeyRing().keys(database)
    assert next_day.secrets[1:] == first.secrets[:1]
    assert next_day.secrets[0] != first.secrets[0]


def test_the_start_page_holds_nothing_of_the_brake(browser: Browser) -> None:
    a_braked_survey(browser, Brake.WORK, seconds=5)
    page = browser.get("/de/umfragen/umfrage")
    assert page.headers["cache-control"] == "public, no-cache"
    assert "_challenge" not in page.text
    assert "_started" not in page.text
