"""Ideas get a department and an answer date in public, and go into one another with their ancestry."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlmodel import select

from participation.accounts.models import Role
from participation.core.clock import now, standing_at
from participation.core.journal import JournalEntry
from participation.ideas.models import Idea, IdeaMerge, Stage
from participation.regions.models import Department
from tests.browser import Browser
from tests.cast import signed_in
from tests.comments.builders import PUBLIC, Setting, a_setting, an_idea


@pytest.fixture
def setting(browser: Browser) -> Setting:
    with browser.site.database.writing() as session:
        made = a_setting(session)
        session.add(Department(region_id=made.region.id, name="Fachdienst Mobilität"))
    browser.site.refresh()
    return made


def _idea(browser: Browser, setting: Setting, title: str, **more: Any) -> Idea:
    with browser.site.database.writing() as session:
        idea = an_idea(session, setting, **PUBLIC | {"stage": Stage.CHECKED, "title": title} | more)
    browser.site.refresh()
    return idea


def _merge(browser: Browser, idea: Idea, into: Idea, reason: str = "Beide wollen dasselbe.") -> Any:
    form = {"into": f"https://mitreden.example/de/ideen/{into.id}?gezaehlt=1", "reason": reason}
    return browser.post(f"/de/verwaltung/ideen/{idea.id}/zusammen", form)


def test_everybody_sees_which_department_answers_and_when_it_is_late(browser: Browser, setting: Setting) -> None:
    idea = _idea(browser, setting, "Rufbus")
    signed_in(browser, Role.EDITOR)
    path = f"/de/verwaltung/ideen/{idea.id}/antwort"
    wrong = browser.post(path, {"department": "", "answer_by": "gestern"})
    assert wrong.status_code == 422
    assert "Bitte wählen Sie einen Fachdienst." in wrong.text
    with browser.site.database.reading() as session:
        department = session.exec(select(Department)).one()
    past = (now() - timedelta(days=1)).date().isoformat()
    assert browser.post(path, {"department": str(department.id), "answer_by": past}).status_code == 422
    day = (now() + timedelta(days=30)).date()
    browser.post(path, {"department": str(department.id), "answer_by": day.isoformat()})
    page = f"/de/ideen/{idea.id}"
    assert "Fachdienst Mobilität antwortet bis" in browser.get(page).text
    assert "Überfällig" not in browser.get(page).text
    with standing_at(now() + timedelta(days=40)):
        assert "Überfällig" in browser.get(page).text


def test_after_midnight_the_county_has_its_next_day(browser: Browser, setting: Setting) -> None:
    idea, into = _idea(browser, setting, "Rufbus"), _idea(browser, setting, "Anrufbus")
    late = now().replace(hour=23, minute=30)  # in UTC; the county's day has begun half an hour ago or more
    today = late.date() + timedelta(days=1)
    with standing_at(late):
        signed_in(browser, Role.EDITOR)
        with browser.site.database.reading() as session:
            form = {"department": str(session.exec(select(Department)).one().id)}
        path = f"/de/verwaltung/ideen/{idea.id}/antwort"
        assert browser.post(path, form | {"answer_by": late.date().isoformat()}).status_code == 422
        assert browser.post(path, form | {"answer_by": today.isoformat()}).status_code == 303
        assert _merge(browser, idea, into).status_code == 303
    with browser.site.database.reading() as session:
        assert session.exec(select(IdeaMerge)).one().merged_on == today


def test_a_merged_idea_leads_to_the_other_and_cannot_be_supported(browser: Browser, setting: Setting) -> None:
    first, second, third = (_idea(browser, setting, title) for title in ("Rufbus", "Anrufbus", "Nachtbus"))
    signed_in(browser, Role.EDITOR)
    assert _merge(browser, first, second).status_code == 303
    assert _merge(browser, second, third).status_code == 303
    assert "Beide wollen dasselbe." in browser.get(f"/de/ideen/{first.id}").text
    ancestors = browser.get(f"/de/ideen/{third.id}").text
    assert "Rufbus" in ancestors
    assert "Anrufbus" in ancestors
    assert browser.post(f"/de/ideen/{first.id}/unterstuetzen", {"minted": str(first.id)}).status_code == 403
    browser.site.refresh()
    endorsement = {"id": str(uuid4()), "idea_id": str(first.id)}
    own = {"sec-fetch-site": "same-origin"}
    assert browser.api("POST", "/endorsements", json=endorsement, headers=own).status_code == 422
    browser.post(f"/de/verwaltung/ideen/{second.id}/zusammen", {"act": "apart"})
    apart = browser.get(f"/de/ideen/{third.id}").text
    assert "Rufbus" not in apart
    with browser.site.database.reading() as session:
        acts = [entry.action for entry in session.exec(select(JournalEntry)).all()]
        assert acts.count("merged") == 2
        assert "taken_apart" in acts


def test_no_idea_goes_into_itself_or_twice(browser: Browser, setting: Setting) -> None:
    first, second, third = (_idea(browser, setting, title) for title in ("Rufbus", "Anrufbus", "Nachtbus"))
    signed_in(browser, Role.EDITOR)
    assert _merge(browser, first, first).status_code == 422
    _merge(browser, first, second)
    assert _merge(browser, second, first).status_code == 422
    assert _merge(browser, first, third).status_code == 409
    nothing = browser.post(f"/de/verwaltung/ideen/{third.id}/zusammen", {"into": "Rufbus", "reason": "Gleich."})
    assert nothing.status_code == 422
    assert 'value="Rufbus"' in nothing.text
    assert "Gleich." in nothing.text
    with browser.site.database.reading() as session:
        assert len(session.exec(select(IdeaMerge)).all()) == 1
