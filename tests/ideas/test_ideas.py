"""Ideas without an account, their steps and their support."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func
from sqlmodel import select

from participation.accounts.models import Role
from participation.core.clock import now, standing_at
from participation.core.journal import JournalEntry
from participation.ideas.models import Endorsement, Idea, IdeaStage, Stage
from participation.threads.models import ContributionState
from tests.browser import Browser
from tests.cast import signed_in
from tests.comments.builders import PUBLIC, Setting, a_setting, an_idea, code_on, filled_in

NEW = "/de/ideen/neu"


@pytest.fixture
def setting(browser: Browser) -> Setting:
    with browser.site.database.writing() as session:
        made = a_setting(session)
    browser.site.refresh()
    return made


def _published(browser: Browser, setting: Setting, **more: Any) -> Idea:
    with browser.site.database.writing() as session:
        idea = an_idea(session, setting, **PUBLIC | {"stage": Stage.CHECKED} | more)
    browser.site.refresh()
    return idea


def _form(browser: Browser, **fields: str) -> dict[str, str]:
    return filled_in(browser, NEW, **({"title": "Rufbus", "text": "Am Abend.", "place": "zukunft/mobilitaet"} | fields))


def _endorsements(browser: Browser) -> int:
    with browser.site.database.reading() as session:
        return session.exec(select(func.count()).select_from(Endorsement)).one()


@pytest.mark.parametrize("language", ["de", "leicht", "en"])
def test_the_pages_of_ideas_stand_in_every_language(browser: Browser, setting: Setting, language: str) -> None:
    idea = _published(browser, setting)
    for path in ("ideen/", "ideen/neu", f"ideen/{idea.id}"):
        assert browser.get(f"/{language}/{path}").status_code == 200


def test_an_idea_is_stored_as_pending_with_its_first_step(browser: Browser, setting: Setting) -> None:
    answer = browser.post(NEW, _form(browser))
    assert answer.status_code == 303
    assert len(code_on(browser.get(answer.headers["location"]).text)) == 19
    with browser.site.database.reading() as session:
        idea = session.exec(select(Idea)).one()
        step = session.exec(select(IdeaStage)).one()
    assert (idea.state, idea.stage, idea.element_id) == (
        ContributionState.PENDING,
        Stage.SUBMITTED,
        setting.element_id,
    )
    assert (step.idea_id, step.stage) == (idea.id, Stage.SUBMITTED)
    assert browser.get(f"/de/ideen/{idea.id}").status_code == 404


def test_an_idea_without_a_field_belongs_to_the_strategy(browser: Browser, setting: Setting) -> None:
    assert browser.post(NEW, _form(browser, place="")).status_code == 303
    with browser.site.database.reading() as session:
        idea = session.exec(select(Idea)).one()
    assert (idea.strategy_id, idea.element_id) == (setting.strategy_id, None)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"title": "t" * 161}, "title"),
        ({"title": ""}, "title"),
        ({"text": "x" * 5001}, "text"),
        ({"place": "zukunft/nirgends"}, "place"),
    ],
)
def test_what_is_wrong_is_named_and_kept(
    browser: Browser, setting: Setting, fields: dict[str, str], wrong: str
) -> None:
    assert setting
    answer = browser.post(NEW, _form(browser, **fields))
    assert answer.status_code == 422
    assert f'href="#{wrong}"' in answer.text
    assert wrong == "place" or fields[wrong] in answer.text


def test_sending_twice_stores_once_with_one_step(browser: Browser, setting: Setting) -> None:
    assert setting
    form = _form(browser)
    browser.post(NEW, form)
    browser.post(NEW, form)
    with browser.site.database.reading() as session:
        assert len(session.exec(select(IdeaStage)).all()) == 1


def test_pending_ideas_are_public_nowhere(browser: Browser, setting: Setting) -> None:
    with browser.site.database.writing() as session:
        an_idea(session, setting, "Noch geheim")
    browser.site.refresh()
    for page in (browser.get("/de/ideen/"), browser.get("/de/ideen/feed"), browser.api("GET", "/ideas")):
        assert page.status_code == 200
        assert "Noch geheim" not in page.text


def test_markup_in_a_title_is_harmless_everywhere(browser: Browser, setting: Setting) -> None:
    idea = _published(browser, setting, title="</title><script>alert(1)</script>")
    for path in ("/de/ideen/", f"/de/ideen/{idea.id}", "/de/ideen/feed"):
        assert "<script>alert" not in browser.get(path).text


def test_one_device_counts_once_and_another_once_more(browser: Browser, setting: Setting) -> None:
    idea = _published(browser, setting)
    path = f"/de/ideen/{idea.id}/unterstuetzen"
    device = str(uuid4())
    for sent in (device, device, str(uuid4())):
        answer = browser.post(path, {"device": sent, "minted": str(uuid4())})
        assert answer.status_code == 303
    assert re.search(r"<strong>2</strong>\s+Menschen unterstützen das", browser.get(f"/de/ideen/{idea.id}").text)


def test_without_script_the_page_as_opened_counts_once(browser: Browser, setting: Setting) -> None:
    idea = _published(browser, setting)
    form = filled_in(browser, f"/de/ideen/{idea.id}")
    assert form["device"] == ""
    browser.post(f"/de/ideen/{idea.id}/unterstuetzen", form)
    browser.post(f"/de/ideen/{idea.id}/unterstuetzen", form)
    assert _endorsements(browser) == 1


def test_thirty_parallel_endorsements_of_one_device_count_one(browser: Browser, setting: Setting) -> None:
    idea = _published(browser, setting)
    devices = [str(uuid4()) for _ in range(3)]

    def endorse(number: int) -> int:
        form = {"device": devices[number % 3], "minted": str(uuid4())}
        return int(browser.post(f"/de/ideen/{idea.id}/unterstuetzen", form).status_code)

    with ThreadPoolExecutor(30) as pool:
        assert set(pool.map(endorse, range(90))) == {303}
    assert _endorsements(browser) == 3


def test_thirty_parallel_endorsements_over_the_api_count_one(browser: Browser, setting: Setting) -> None:
    idea = _published(browser, setting)
    body = {"id": str(uuid4()), "idea_id": str(idea.id)}
    with ThreadPoolExecutor(30) as pool:
        answers = list(pool.map(lambda _n: browser.api("POST", "/endorsements", json=body), range(30)))
    assert sorted({answer.status_code for answer in answers}) == [200, 201]
    assert browser.api("GET", "/ideas").json()["items"][0]["endorsements"] == 1


def test_only_published_ideas_are_endorsed_and_only_in_time(browser: Browser, setting: Setting) -> None:
    with browser.site.database.writing() as session:
        pending = an_idea(session, setting)
    idea = _published(browser, setting)
    assert browser.post(f"/de/ideen/{pending.id}/unterstuetzen", {}).status_code == 404
    unknown = {"id": str(uuid4()), "idea_id": str(pending.id)}
    assert browser.api("POST", "/endorsements", json=unknown).status_code == 422
    with standing_at(now() + timedelta(days=60)):
        assert browser.post(f"/de/ideen/{idea.id}/unterstuetzen", {}).status_code == 403
        late = {"id": str(uuid4()), "idea_id": str(idea.id)}
        assert browser.api("POST", "/endorsements", json=late).status_code == 403
        assert browser.get(NEW).status_code == 403


def test_the_list_can_begin_with_the_most_supported(browser: Browser, setting: Setting) -> None:
    first = _published(browser, setting, title="Alte Idee", published_at=now() - timedelta(days=3))
    _published(browser, setting, title="Neue Idee")
    browser.post(f"/de/ideen/{first.id}/unterstuetzen", {"device": str(uuid4())})
    newest, supported = browser.get("/de/ideen/").text, browser.get("/de/ideen/?sortierung=unterstuetzt").text
    assert newest.index("Neue Idee") < newest.index("Alte Idee")
    assert supported.index("Alte Idee") < supported.index("Neue Idee")


def test_ideas_over_the_api(browser: Browser, setting: Setting) -> None:
    body = {"id": str(uuid4()), "title": "Rufbus", "text": "Am Abend.", "element_id": str(setting.element_id)}
    first, again = browser.api("POST", "/ideas", json=body), browser.api("POST", "/ideas", json=body)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert browser.api("POST", "/ideas", json=body | {"title": "Taxi"}).status_code == 409
    wrong = browser.api("POST", "/ideas", json=body | {"id": str(uuid4()), "element_id": str(uuid4())})
    assert list(wrong.json()["errors"]) == ["element_id"]
    assert browser.api("POST", "/ideas", json=body | {"id": str(uuid4()), "text": "x" * 5001}).status_code == 422


def test_steps_are_public_with_day_and_reason_and_journaled(browser: Browser, setting: Setting) -> None:
    idea = _published(browser, setting)
    signed_in(browser, Role.EDITOR, setting.region)
    path = f"/de/verwaltung/ideen/{idea.id}"
    assert browser.get("/de/verwaltung/ideen/").status_code == 200
    assert browser.post(path, {"stage": "not_adopted", "sentence": ""}).status_code == 422
    assert browser.post(path, {"stage": "submitted", "sentence": "Zurück."}).status_code == 422
    sentence = "Der Kreistag hat Geld für eine Probe bewilligt."
    assert browser.post(path, {"stage": "decided", "sentence": sentence}).status_code == 303
    assert sentence in browser.get(f"/de/ideen/{idea.id}").text
    assert browser.post(path, {"stage": "decided", "sentence": sentence}).status_code == 409
    with browser.site.database.reading() as session:
        assert session.exec(select(JournalEntry).where(JournalEntry.action == "advanced")).one().subject_id == idea.id


def test_analysts_do_not_record_steps(browser: Browser, setting: Setting) -> None:
    idea = _published(browser, setting)
    signed_in(browser, Role.ANALYST, setting.region)
    assert browser.get(f"/de/verwaltung/ideen/{idea.id}").status_code == 404
    answer = browser.post(f"/de/verwaltung/ideen/{idea.id}", {"stage": "decided", "sentence": "So."})
    assert answer.status_code == 404
