"""A youth council on a phone, from the invitation to the answer."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlmodel import select

from participation.accounts.models import Account
from participation.core.database import Database
from participation.regions.models import Department, Region
from participation.youth_council.models import YouthCouncil
from tests.journeys.axe import Inspector
from tests.journeys.conftest import PHONE
from tests.served import Server

ROOM = "/de/jugend/jugendkreistag/"
TITLE = "Ein Bus nach dem Kino"


def _set_up(county: Server) -> None:
    """A body that its coordinator has just founded, and a department that can answer."""
    database = Database(county.database_url, threads=2)
    with database.writing() as session:
        region = session.exec(select(Region)).one()
        coordinator = session.exec(select(Account).where(Account.email == "youth_coordinator@demo.example")).one()
        session.add(
            YouthCouncil(
                region_id=region.id, slug="jugendkreistag", name="Demo-Jugendkreistag", coordinator_id=coordinator.id
            )
        )
        session.add(Department(region_id=region.id, name="Fachdienst Nahverkehr (Demo)"))
    database.close()


def _invite(office: Page) -> str:
    office.goto("/de/verwaltung/jugend/gremien/jugendkreistag/codes")
    office.locator("label", has_text="Für neue Mitglieder").click()
    office.get_by_label("Schule oder Klasse").fill("Demo-Schule")
    office.get_by_label("Wie viele?").fill("1")
    office.get_by_role("button", name="Seite zum Drucken").click()
    code = office.locator(".code-card .receipt-code")
    expect(code).to_be_visible()
    return code.inner_text()


def _join(member: Page, code: str) -> None:
    member.goto(f"/de/jugend/mitmachen?code={code}")
    member.get_by_label("Dein ausgedachter Name").fill("Blauer Otter")
    member.locator("label", has_text="Unter 16").click()
    member.locator("label", has_text="Ich habe die Regeln gelesen.").click()
    member.get_by_role("button", name="Mitmachen").click()
    expect(member.get_by_role("heading", level=1)).to_have_text("Willkommen, Blauer Otter!")
    member.get_by_role("link", name="Reingehen").click()
    expect(member.locator("main")).to_contain_text("Einwilligung deiner Eltern fehlt noch")


def _consent(office: Page) -> None:
    office.goto("/de/verwaltung/jugend/gremien/jugendkreistag/mitglieder")
    office.get_by_role("button", name="Einwilligung liegt auf Papier vor").click()
    expect(office.locator("main")).to_contain_text("darf schreiben")


def _propose(member: Page) -> str:
    member.goto(f"{ROOM}vorschlagen")
    member.get_by_label("Dein Vorschlag in einem Satz").fill(TITLE)
    member.get_by_label("Was soll passieren?").fill("Freitags soll um 23 Uhr noch ein Bus fahren.")
    member.get_by_role("button", name="Vorschlagen").click()
    expect(member.get_by_role("heading", level=1)).to_have_text(TITLE)
    return member.url


def _hand_in(office: Page, draft: str) -> None:
    office.goto(draft)
    office.get_by_text("Abstimmung aus dem Raum eintragen").click()
    office.get_by_label("Dafür").fill("12")
    office.get_by_role("button", name="Abstimmung speichern").click()
    office.locator("label", has_text="Kreisverwaltung").click()
    office.get_by_role("button", name="Für das Gremium einreichen").click()
    expect(office.locator("main .clock")).to_contain_text(re.compile("Noch 5[56] Tage Zeit"))


def _answer(office: Page) -> None:
    office.goto("/de/verwaltung/jugend/")
    office.get_by_role("link", name=TITLE).click()
    office.get_by_label("Zuständiger Fachdienst").select_option(label="Fachdienst Nahverkehr (Demo)")
    office.get_by_role("button", name="Speichern und veröffentlichen").click()
    expect(office.locator("main .clock")).to_contain_text("Fachdienst Nahverkehr")
    office.get_by_label("Die Antwort, an Jugendliche gerichtet").fill("Ja, ab Mai fährt freitags ein Rufbus.")
    office.get_by_label("Wer unterschreibt").fill("Demo-Leitung")
    office.get_by_role("button", name="Antwort veröffentlichen").click()
    expect(office.locator("main .clock")).to_contain_text("Beantwortet")


def _signed_in(chromium: Browser, county: Server, role: str) -> Page:
    context = chromium.new_context(viewport=PHONE, base_url=county.address)
    context.set_default_timeout(30_000)
    context.request.post("/de/verwaltung/anmelden/demo", form={"email": f"{role}@demo.example"})
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    return page


@pytest.mark.journey
@pytest.mark.parametrize("county", ["server"], indirect=True)
def test_a_youth_council_from_invitation_to_answer(chromium: Browser, county: Server, phone: Page) -> None:
    _set_up(county)
    coordinator, editor = _signed_in(chromium, county, "youth_coordinator"), _signed_in(chromium, county, "editor")
    _join(phone, _invite(coordinator))
    _consent(coordinator)
    draft = _propose(phone)
    _hand_in(coordinator, draft)
    _answer(editor)
    inspector = Inspector(phone)
    for path in ("/leicht/jugend/jugendkreistag/", "/de/jugend/hilfe", "/de/jugend/"):
        inspector.open(path)
    phone.get_by_role("link", name=TITLE).click()
    expect(phone.locator("main")).to_contain_text("Ja, ab Mai fährt freitags ein Rufbus.")
    expect(phone.locator("main")).to_contain_text("Unterschrieben von: Demo-Leitung")
    inspector.look("motion")
    assert inspector.findings == {}
    coordinator.context.close()
    editor.context.close()
