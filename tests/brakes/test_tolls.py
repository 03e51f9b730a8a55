"""Much from one network asks for a calculation, never a refusal; a class behind one address does not notice."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlmodel import select

from participation.accounts.models import Role
from participation.brakes.floods import FLOOD, tide_of
from participation.brakes.models import Rate
from participation.brakes.settings import set_brake
from participation.brakes.tolls import FREE, Occasion
from participation.comments.models import Comment
from participation.core.clock import now, standing_at
from participation.core.journal import JournalEntry
from participation.procedures.models import PhaseKind, RoundSettings
from participation.threads.models import ContributionState, ModerationMode
from participation.youth_council.models import YouthReport
from tests.brakes.builders import has_guessed, kept, solved, sum_of, used_up
from tests.browser import Browser
from tests.cast import signed_in
from tests.comments.builders import PUBLIC, Setting, a_comment, a_setting

SEND = "/de/kommentare/neu"


@pytest.fixture
def setting(browser: Browser) -> Setting:
    with browser.site.database.writing() as session:
        made = a_setting(session)
    browser.site.refresh()
    return made


def _form(setting: Setting, **more: str) -> dict[str, str]:
    began = str(int((now() - timedelta(minutes=1)).timestamp()))
    text = {"kind": "remark", "text": "Bitte „auch“ abends & nachts.\nDanke", "_began": began}
    return {"id": str(uuid4()), "thread": str(setting.block_thread)} | text | more


def _body(setting: Setting, **more: Any) -> dict[str, Any]:
    return {"id": str(uuid4()), "thread_id": str(setting.block_thread), "text": "Bitte auch abends."} | more


def _stored(browser: Browser) -> list[Comment]:
    with browser.site.database.reading() as session:
        return list(session.exec(select(Comment)))


def _sent_today(browser: Browser) -> int:
    with browser.site.database.reading() as session:
        return sum(rate.n for rate in session.exec(select(Rate)))


def test_a_class_behind_one_address_does_not_notice(browser: Browser, setting: Setting) -> None:
    answers = [browser.post(SEND, _form(setting)).status_code for _ in range(30)]
    assert answers == [303] * 30
    assert _sent_today(browser) == 30 < FREE[Occasion.WRITING] / 3


def test_past_what_is_free_a_form_asks_for_a_sum_and_keeps_what_was_typed(browser: Browser, setting: Setting) -> None:
    used_up(browser, Occasion.WRITING)
    form = _form(setting)
    page = browser.post(SEND, form)
    assert page.status_code == 429
    assert _stored(browser) == []
    waiting = kept(page.text)
    assert {name: waiting[name] for name in form} == form
    wrong = browser.post(SEND, waiting | {"_sum": "99"})
    assert (wrong.status_code, "noch nicht die Summe" in wrong.text) == (429, True)
    waiting = kept(wrong.text)
    done = waiting | {"_sum": sum_of(wrong.text)}
    assert [browser.post(SEND, done).status_code for _ in range(2)] == [303, 303]
    assert [comment.text for comment in _stored(browser)] == [form["text"]]
    second = browser.post(SEND, done | _form(setting))
    assert second.status_code == 429  # one sum is good for one comment


def test_the_device_calculates_instead(browser: Browser, setting: Setting) -> None:
    used_up(browser, Occasion.WRITING)
    page = browser.post(SEND, _form(setting))
    bits = int(page.text.split('data-bits="')[1].split('"')[0])
    waiting = kept(page.text)
    assert browser.post(SEND, waiting | {"_proof": solved(waiting["_challenge"], bits)}).status_code == 303


def test_htmx_gets_the_calculation_in_the_place_of_the_button(browser: Browser, setting: Setting) -> None:
    with browser.site.database.writing() as session:
        comment = a_comment(session, setting, **PUBLIC)
    browser.site.refresh()
    used_up(browser, Occasion.SUPPORT)
    path = f"/de/kommentare/{comment.id}/unterstuetzen"
    part = browser.post(path, {"device": str(uuid4())}, headers={"hx-request": "true", "hx-request-type": "partial"})
    assert part.status_code == 429
    assert "<html" not in part.text
    assert browser.post(path, kept(part.text) | {"_sum": sum_of(part.text)}).status_code == 303
    assert _stored(browser)[0].supports == 1


def test_over_the_api_a_429_names_what_to_send(browser: Browser, setting: Setting) -> None:
    used_up(browser, Occasion.WRITING, left=1)
    assert browser.api("POST", "/comments", json=_body(setting)).status_code == 201
    body = _body(setting)
    answer = browser.api("POST", "/comments", json=body)
    problem = answer.json()
    assert (answer.status_code, answer.headers["content-type"]) == (429, "application/problem+json")
    assert 0 < int(answer.headers["retry-after"]) <= 24 * 3600 + 1
    body["proof"] = solved(problem["challenge"], problem["bits"])
    assert [browser.api("POST", "/comments", json=body).status_code for _ in range(2)] == [201, 200]
    assert browser.api("POST", "/comments", json=_body(setting, proof=body["proof"])).status_code == 429
    assert len(_stored(browser)) == 2


def test_each_doubling_makes_it_harder_up_to_some_seconds(browser: Browser, setting: Setting) -> None:
    bits = []
    for times in (1, 2, 4, 1_000):
        used_up(browser, Occasion.WRITING, left=-(times - 1) * FREE[Occasion.WRITING])
        bits.append(browser.api("POST", "/comments", json=_body(setting)).json()["bits"])
    assert bits == [15, 16, 17, 18]


def test_ten_thousand_devices_of_one_network_cannot_inflate_supports(browser: Browser, setting: Setting) -> None:
    with browser.site.database.writing() as session:
        comment = a_comment(session, setting, **PUBLIC)
    browser.site.refresh()
    used_up(browser, Occasion.SUPPORT, left=2)
    path = f"/comments/{comment.id}/supports"
    answers = [browser.api("POST", path, json={"id": str(uuid4())}).status_code for _ in range(4)]
    assert answers == [201, 201, 429, 429]
    assert _stored(browser)[0].supports == 2


def test_whoever_is_faster_than_a_person_counts_several_times(browser: Browser, setting: Setting) -> None:
    browser.post(SEND, _form(setting))
    assert _sent_today(browser) == 1
    browser.post(SEND, _form(setting, _began=str(int(now().timestamp()))))
    assert _sent_today(browser) == 5


def test_what_only_machines_fill_in_is_asked_about_and_nothing_is_lost(browser: Browser, setting: Setting) -> None:
    page = browser.post(SEND, _form(setting, homepage="https://spam.example"))
    assert (page.status_code, _stored(browser)) == (429, [])
    assert "Homepage" in page.text
    assert browser.post(SEND, kept(page.text) | {"_sum": sum_of(page.text)}).status_code == 303


def test_a_flood_from_many_addresses_is_taken_and_waits_for_a_moderator(browser: Browser, setting: Setting) -> None:
    def state_of(form: dict[str, str]) -> ContributionState:
        assert browser.post(SEND, form).status_code == 303
        return max(_stored(browser), key=lambda row: row.text == form["text"]).state

    moment = now()
    with browser.site.database.writing() as session:
        _published_at_once(session, setting)
    browser.site.refresh()
    with standing_at(moment):
        assert state_of(_form(setting, text="Vor der Flut.")) is ContributionState.PUBLISHED
        for _ in range(FLOOD):
            tide_of(browser.site).count(setting.region.id, moment)
        assert state_of(_form(setting, text="In der Flut.")) is ContributionState.PENDING
        assert {row.held_for for row in _stored(browser)} == {"unseen", "flood"}
        used_up(browser, Occasion.WRITING, left=FREE[Occasion.WRITING] - 10)
        assert browser.post(SEND, _form(setting)).status_code == 429  # who wrote a lot today calculates
    with standing_at(moment + timedelta(minutes=3)):
        assert state_of(_form(setting, text="Nach der Flut.")) is ContributionState.PUBLISHED


def test_a_region_can_do_without_the_brake(browser: Browser, setting: Setting) -> None:
    with browser.site.database.writing() as session:
        set_brake(session, setting.region.id, is_on=False)
    browser.site.refresh()
    used_up(browser, Occasion.WRITING)
    before = _sent_today(browser)
    assert browser.post(SEND, _form(setting, homepage="x")).status_code == 303
    assert browser.api("POST", "/comments", json=_body(setting)).status_code == 201
    assert _sent_today(browser) == before


@pytest.mark.usefixtures("setting")
def test_a_worry_is_never_refused(browser: Browser) -> None:
    used_up(browser, Occasion.WRITING)
    page = browser.post("/de/jugend/hilfe", {"id": str(uuid4()), "text": "Jemand macht mir Angst."})
    assert page.status_code == 429
    assert "Telefonnummern" in page.text
    assert browser.post("/de/jugend/hilfe", kept(page.text) | {"_sum": sum_of(page.text)}).status_code == 303
    with browser.site.database.reading() as session:
        assert [row.text for row in session.exec(select(YouthReport))] == ["Jemand macht mir Angst."]


@pytest.mark.parametrize("path", ["/de/nachverfolgen", "/de/stellungnahme/", "/de/jugend/wieder-da"])
def test_whoever_guesses_codes_has_to_calculate(browser: Browser, setting: Setting, path: str) -> None:
    assert setting.region.slug
    assert browser.post(path, {"code": "AAAAA-BBBBB-CCCCC"}).status_code == 422
    has_guessed(browser)
    page = browser.post(path, {"code": "AAAAA-BBBBB-CCCCC"})
    assert page.status_code == 429
    again = kept(page.text) | {"_sum": sum_of(page.text)}
    assert browser.post(path, again).status_code == 422
    has_guessed(browser)
    assert browser.post(path, again).status_code == 429


def test_whoever_guesses_personal_links_has_to_calculate_and_gets_on(browser: Browser, setting: Setting) -> None:
    path = f"/de/stellungnahme/{uuid4().hex}{setting.region.id.hex}"
    assert browser.get(path).status_code == 404
    has_guessed(browser)
    page = browser.get(path)
    assert page.status_code == 429
    answers = kept(page.text) | {"_sum": sum_of(page.text)}
    assert browser.get(f"{path}?" + "&".join(f"{name}={value}" for name, value in answers.items())).status_code == 404


def test_whoever_guesses_codes_over_the_api_has_to_prove(browser: Browser, setting: Setting) -> None:
    body = {"receipt_code": "AAAA-BBBB-CCCC-DDDD"}
    assert browser.api("POST", "/contributions/lookup", json=body).status_code == 404
    has_guessed(browser)
    problem = browser.api("POST", "/contributions/lookup", json=body)
    assert problem.status_code == 429
    proof = solved(problem.json()["challenge"], problem.json()["bits"])
    assert browser.api("POST", "/contributions/lookup", json=body | {"proof": proof}).status_code == 404
    assert setting.region.slug


def _published_at_once(session: Any, setting: Setting) -> None:
    session.add(RoundSettings(phase_id=setting.phases[PhaseKind.COMMENTS], moderation=ModerationMode.AFTER))


def test_staff_switch_the_brake_and_it_is_journaled(browser: Browser, setting: Setting) -> None:
    assert browser.get("/de/verwaltung/bremse").status_code == 303
    signed_in(browser, Role.ADMIN)
    for choice, answer in (("off", 303), ("on", 429)):
        assert browser.post("/de/verwaltung/bremse", {"brake": choice}).status_code == 303
        assert re.search(rf'value="{choice}"\s+checked', browser.get("/de/verwaltung/bremse").text)
        used_up(browser, Occasion.WRITING)
        assert browser.post(SEND, _form(setting)).status_code == answer
    with browser.site.database.reading() as session:
        verbs = [row.action for row in session.exec(select(JournalEntry).where(JournalEntry.subject == "brake"))]
    assert verbs == ["switched off", "switched on"]
