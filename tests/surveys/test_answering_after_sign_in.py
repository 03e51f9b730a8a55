"""Signing in to answer once: each person counts once per survey, and nobody can be followed to their answers."""

from __future__ import annotations

from dataclasses import replace
from html import escape

import pytest
from sqlmodel import SQLModel, col, select

from participation.accounts.models import Account, Role, SignInSession
from participation.regions.models import Region
from participation.surveys.actions import freeze_questionnaire
from participation.surveys.models import Admission, InvitationCode, Survey
from tests.browser import Browser
from tests.cast import signed_in
from tests.provider import NAME, RunningProvider
from tests.surveys.builders import Answering, a_questionnaire, an_open_survey
from tests.surveys.invited import an_audience, sheets

pytestmark = pytest.mark.parametrize("database_url", ["file"], indirect=True)
START = "/de/umfragen/umfrage"
BEGIN = f"/de/anmelden/{NAME}?zweck=surveys&umfrage=umfrage&kreis=lindenau&als=buerger"


@pytest.fixture
def town(browser: Browser, provider: RunningProvider) -> Browser:
    """A survey that people answer after signing in."""
    provider.lies()
    browser.site.settings = replace(browser.site.settings, oidc=(provider.settings("surveys"),))
    survey = an_open_survey(browser)
    with browser.site.database.writing() as session:
        an_audience(session, survey, "buerger", Admission.SIGN_IN)
    browser.site.refresh()
    return browser


def signed_in_as(town: Browser, provider: RunningProvider, sub: str, begin: str = BEGIN) -> str:
    """Where the browser is led after signing in: the survey with the code, or nothing for who has answered."""
    back = provider.answer(town.get(begin).headers["location"], sub)
    return str(town.get(back).headers.get("location", ""))


def begun(town: Browser, address: str) -> Answering:
    person = Answering(town)
    person.page = town.get(address)
    return person


def test_somebody_signs_in_answers_and_is_known_by_nobody(town: Browser, provider: RunningProvider) -> None:
    start = town.get(START).text
    assert "Anmelden mit Konto des Kreises" in start
    assert f'href="{escape(BEGIN)}"' in start
    assert "Mit Anmeldung, aber anonym und freiwillig" in start
    assert "Umfrage beginnen" not in start
    address = signed_in_as(town, provider, "alex-geheim")
    assert dict(town.cookies) == {}
    page = town.get(address)
    assert page.headers["cache-control"] == "no-store"
    assert "Sie sind angemeldet." in page.text
    person = begun(town, address)
    for _ in range(4):
        person.onward()
    assert person.page.status_code == 303
    assert [sheet.audience for sheet in sheets(town)] == ["buerger"]
    with town.site.database.reading() as session:
        assert session.exec(select(Account)).all() == []
        assert session.exec(select(SignInSession)).all() == []
        for table in SQLModel.metadata.sorted_tables:
            for row in session.connection().execute(table.select()):
                assert "alex-geheim" not in str(row), table.name


def test_one_person_with_two_browsers_answers_once(town: Browser, provider: RunningProvider) -> None:
    phone = begun(town, signed_in_as(town, provider, "lou"))
    desk = begun(town, signed_in_as(town, provider, "lou"))
    for person in (phone, desk):
        for _ in range(3):
            person.onward()
    assert sorted(person.onward().status_code for person in (phone, desk)) == [303, 409]
    assert len(sheets(town)) == 1
    assert signed_in_as(town, provider, "lou") == ""
    page = town.get(provider.answer(town.get(BEGIN).headers["location"], "lou"))
    assert page.status_code == 409
    assert "Sie haben schon geantwortet" in page.text


def test_another_person_and_another_survey_have_other_pseudonyms(town: Browser, provider: RunningProvider) -> None:
    with town.site.database.writing() as session:
        first = session.exec(select(Survey)).one()
        other = Survey(
            region_id=first.region_id, procedure_id=first.procedure_id, phase_id=first.phase_id, slug="andere"
        )
        session.add(other)
        session.flush()
        freeze_questionnaire(session, other, a_questionnaire(session, session.exec(select(Region)).one()))
        an_audience(session, other, "buerger", Admission.SIGN_IN)
    town.site.refresh()
    for begin in (BEGIN, BEGIN.replace("umfrage=umfrage", "umfrage=andere")):
        for sub in ("kim", "lou", "kim"):
            assert "code=" in signed_in_as(town, provider, sub, begin)
    with town.site.database.reading() as session:
        held = session.exec(select(InvitationCode).where(col(InvitationCode.holder).is_not(None))).all()
    assert len({row.holder for row in held}) == len({row.code_hash for row in held}) == len(held) == 4


def test_without_signing_in_nobody_answers(town: Browser) -> None:
    person = Answering(town)
    assert person.press("next", {"_audience": "buerger"}).status_code == 422
    assert "Bitte melden Sie sich an, bevor Sie antworten." in person.page.text
    headers = {"sec-fetch-site": "same-origin"}
    body = {"id": "1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed", "language": "de", "answers": {}}
    assert town.api("POST", "/surveys/umfrage/submissions", json=body, headers=headers).status_code == 422


def test_only_open_surveys_and_their_groups_can_be_signed_in_for(town: Browser) -> None:
    for changed in (("als=buerger", "als=firmen"), ("umfrage=umfrage", "umfrage=unsinn"), ("lindenau", "anderswo")):
        assert town.get(BEGIN.replace(*changed)).status_code == 404


def test_the_pages_are_there_in_leichte_sprache_and_english(town: Browser, provider: RunningProvider) -> None:
    assert "Jeder Mensch kann 1-mal antworten." in town.get("/leicht/umfragen/umfrage").text
    assert "Sign in with Konto des Kreises" in town.get("/en/umfragen/umfrage").text
    address = signed_in_as(town, provider, "easy", BEGIN.replace("/de/", "/leicht/"))
    assert address.startswith("/leicht/umfragen/umfrage?code=")


def test_staff_choose_it_for_a_group(town: Browser) -> None:
    signed_in(town, Role.EDITOR)
    new = "/de/verwaltung/umfragen/umfrage/zielgruppen/neu"
    assert "Nur nach Anmeldung" in town.get(new).text
    answer = town.post(new, {"name_de": "Vereine", "admission": "sign_in"})
    assert answer.status_code == 303
    assert "nur mit Anmeldung" in town.get("/de/verwaltung/umfragen/umfrage/zielgruppen").text
