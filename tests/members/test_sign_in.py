"""Registered people come in by a provider, too: no address is kept, and the provider can sign them out."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import Any

import pytest
from sqlmodel import select

from participation.members.models import Member, MemberSession
from tests.browser import Browser
from tests.cast import a_region
from tests.provider import NAME, RunningProvider

pytestmark = pytest.mark.parametrize("database_url", ["file"], indirect=True)
OWN = "/de/mein-bereich/"
BEGIN = f"/de/anmelden/{NAME}?zweck=members&kreis=lindenau"


@pytest.fixture
def town(browser: Browser, provider: RunningProvider) -> Browser:
    provider.lies()
    provider.person("robin", name="Robin Demo", email="robin@demo.example")
    browser.site.settings = replace(browser.site.settings, oidc=(provider.settings("members"),))
    with browser.site.database.writing() as session:
        a_region(session)
    browser.site.refresh()
    return browser


def come_in(town: Browser, provider: RunningProvider, begin: str = BEGIN) -> Any:
    return town.get(provider.answer(town.get(begin).headers["location"], "robin"))


def rows(town: Browser, table: Any) -> list[Any]:
    with town.site.database.reading() as session:
        return list(session.exec(select(table)).all())


def test_somebody_comes_in_by_the_provider_and_is_the_same_each_time(town: Browser, provider: RunningProvider) -> None:
    assert f'href="{escape(BEGIN)}"' in town.get(f"{OWN}anmelden").text
    assert "scope=openid&" in town.get(BEGIN).headers["location"] + "&"
    for _ in range(2):
        answer = come_in(town, provider)
        assert (answer.status_code, answer.headers["location"]) == (303, OWN)
    (member,) = rows(town, Member)
    assert "robin" not in str(member)
    page = town.get(OWN).text
    assert "Konto des Kreises" in page
    assert member.email not in page
    town.post(f"{OWN}mails", {"mail": "yes"})
    assert [one.wants_mail for one in rows(town, Member)] == [False]
    assert "Ihre Liste und die Felder" in town.get(f"{OWN}loeschen").text
    town.post(f"{OWN}loeschen", {})
    assert rows(town, Member) == []


def test_the_provider_signs_them_out_and_nobody_is_led_elsewhere(town: Browser, provider: RunningProvider) -> None:
    answer = come_in(town, provider, f"{BEGIN}&weiter=https://boese.example/")
    assert answer.headers["location"] == "/"
    token = provider.logout_token(sub="robin")
    town.cookies.clear()
    assert town.post(f"/de/anmelden/{NAME}/abgemeldet", {"logout_token": token}).status_code == 200
    assert rows(town, MemberSession) == []
    assert town.get(BEGIN.replace("lindenau", "anderswo")).status_code == 404
    assert town.get(BEGIN.replace("members", "staff")).status_code == 404
