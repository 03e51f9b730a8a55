"""Every page that has an address of its own, light and dark: axe, overflow on a phone, security policy."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext

from tests.journeys import acts
from tests.journeys.axe import inspecting

STRATEGY = f"/strategien/{acts.STRATEGY}"
PUBLIC = [
    "/",
    "/strategien/",
    f"{STRATEGY}/",
    f"{STRATEGY}/hf-4",
    f"{STRATEGY}/hf-4#p1",
    f"{STRATEGY}/sz-4-1-1",
    f"{STRATEGY}/fassungen/",
    f"{STRATEGY}/fassungen/1",
    f"{STRATEGY}/vergleich/1..2",
    f"{STRATEGY}/vergleich/1..2?ansicht=nebeneinander",
    f"{STRATEGY}/vergleich/",
    f"{STRATEGY}/hf-4/teilen/p1",
    "/suche?q=Bus",
    "/beteiligung/",
    "/beteiligung/beteiligung-2026",
    "/umfragen/",
    f"/umfragen/{acts.SURVEY}",
    f"/umfragen/{acts.SURVEY}/ergebnisse",
    f"/umfragen/{acts.CLOSED_SURVEY}",
    f"/umfragen/{acts.CLOSED_SURVEY}/ergebnisse",
    "/kommentare/",
    "/ideen/",
    "/ideen/neu",
    "/ziele/",
    f"/ziele/{acts.STRATEGY}/",
    f"/ziele/{acts.STRATEGY}/sz-4-1-1",
    "/was-daraus-wurde/",
    f"/was-daraus-wurde/{acts.STRATEGY}",
    "/nachverfolgen",
    "/impressum",
    "/datenschutz",
    "/barrierefreiheit",
    "/barriere-melden",
    "/ueber-diese-seite",
    "/leichte-sprache",
    "/netiquette",
    "/verwaltung/anmelden",
    "/verwaltung/anmelden/link/ein-link",
]
STAFF = [
    "/verwaltung/",
    "/verwaltung/moderation/",
    "/verwaltung/moderation/?stand=alle",
    "/verwaltung/ideen/",
    f"/verwaltung/abwaegung/{acts.STRATEGY}/",
    f"/verwaltung/ziele/{acts.STRATEGY}/",
    f"/verwaltung/ziele/{acts.STRATEGY}/sz-4-1-1",
    f"/verwaltung/ziele/{acts.STRATEGY}/neu?unter=hf-4",
    f"/verwaltung/strategien/{acts.STRATEGY}/veroeffentlichen",
    "/verwaltung/verfahren/",
    "/verwaltung/verfahren/neu",
    "/verwaltung/verfahren/beteiligung-2026",
    "/verwaltung/verfahren/beteiligung-2026/themen",
    "/verwaltung/umfragen/",
    f"/verwaltung/umfragen/{acts.SURVEY}",
    f"/verwaltung/umfragen/{acts.CLOSED_SURVEY}",
    "/verwaltung/personen/",
]


@pytest.mark.journey
@pytest.mark.parametrize("path", [f"/{language}{path}" for language in ("de", "leicht") for path in PUBLIC])
def test_public_pages_are_accessible(reader: BrowserContext, path: str) -> None:
    with inspecting(reader) as inspector:
        inspector.open(path)
    assert inspector.findings == {}


@pytest.mark.journey
@pytest.mark.parametrize("path", [f"/de{path}" for path in STAFF])
def test_staff_pages_are_accessible(reader: BrowserContext, path: str) -> None:
    with inspecting(reader) as inspector:
        inspector.open(path)
    assert inspector.findings == {}


@pytest.mark.journey
@pytest.mark.parametrize("language", ["de", "leicht"])
def test_what_is_missing_is_said_accessibly(reader: BrowserContext, language: str) -> None:
    with inspecting(reader) as inspector:
        inspector.open(f"/{language}/gibt-es-nicht", status=404)
        inspector.open(f"/{language}/verwaltung/gibt-es-nicht", status=404)
        inspector.open(f"/{language}{STRATEGY}/{acts.ONE_GAP}")
        assert inspector.page.locator(".twin-gap").count() == (language == "leicht")
        inspector.open(f"/{language}{STRATEGY}/{acts.NO_TWIN}")
        assert inspector.page.locator(".twin-missing").count() == (language == "leicht")
    assert inspector.findings == {}
