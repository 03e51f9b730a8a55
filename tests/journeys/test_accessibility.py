"""axe finds nothing on any page, light and dark; nothing overflows a phone; no page breaks the security policy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from participation.core.database import Database
from participation.demonstration import add_demo
from tests.journeys import acts
from tests.journeys.conftest import PHONE
from tests.served import Server, filled, serving

AXE = (Path(__file__).resolve().parent.parent / "vendor" / "axe.min.js").read_text()
STRATEGY = f"/strategien/{acts.STRATEGY}"
PUBLIC = [
    "/",
    "/strategien/",
    f"{STRATEGY}/",
    f"{STRATEGY}/hf-4",
    f"{STRATEGY}/sz-4-1-1",
    f"{STRATEGY}/fassungen/",
    f"{STRATEGY}/fassungen/1",
    f"{STRATEGY}/vergleich/1..2",
    "/beteiligung/",
    "/beteiligung/beteiligung-2026",
    "/umfragen/",
    f"/umfragen/{acts.SURVEY}",
    f"/umfragen/{acts.SURVEY}/ergebnisse",
    "/kommentare/",
    "/ideen/",
    "/ideen/neu",
    "/ziele/",
    f"/ziele/{acts.STRATEGY}/",
    "/was-daraus-wurde/",
    f"/was-daraus-wurde/{acts.STRATEGY}",
    "/nachverfolgen",
    "/impressum",
    "/datenschutz",
    "/barrierefreiheit",
    "/leichte-sprache",
    "/netiquette",
    "/gibt-es-nicht",
    "/verwaltung/anmelden",
]
STAFF = [
    "/verwaltung/",
    "/verwaltung/moderation/",
    "/verwaltung/ideen/",
    f"/verwaltung/abwaegung/{acts.STRATEGY}/",
    f"/verwaltung/ziele/{acts.STRATEGY}/",
    f"/verwaltung/ziele/{acts.STRATEGY}/sz-4-1-1",
    f"/verwaltung/strategien/{acts.STRATEGY}/veroeffentlichen",
    "/verwaltung/verfahren/",
    "/verwaltung/verfahren/beteiligung-2026",
    "/verwaltung/verfahren/beteiligung-2026/themen",
    "/verwaltung/umfragen/",
    f"/verwaltung/umfragen/{acts.SURVEY}",
    "/verwaltung/personen/",
]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The demo of Landkreis Börde."""
    folder = tmp_path_factory.mktemp("demo")
    url = f"sqlite:///{folder / 'demo.db'}"
    filled(url, folder / "content", "boerde", demo=True)
    database = Database(url, threads=2)
    add_demo(database)
    database.close()
    with serving(url, PARTICIPATION_DEMO="1") as server:
        yield server


@pytest.fixture(scope="module", params=["light", "dark"])
def reader(request: pytest.FixtureRequest, chromium: Browser, demo: Server) -> Iterator[BrowserContext]:
    """A browser at phone size in light or dark colours, signed in as administrator for the staff pages."""
    context = chromium.new_context(viewport=PHONE, color_scheme=request.param, base_url=demo.address)
    # Signed in without a page: closing one while its form is still on the way can block the browser for good.
    answer = context.request.post("/de/verwaltung/anmelden/demo", form={"email": "admin@demo.example"})
    assert "Demo Administration" in answer.text()
    yield context
    context.close()


def _findings(context: BrowserContext, path: str) -> list[str]:
    page = context.new_page()
    refused: list[str] = []
    page.on(
        "console", lambda message: refused.append(message.text) if "Content Security Policy" in message.text else None
    )
    try:
        page.goto(path)
        page.wait_for_load_state("networkidle")
        return [*_axe(page), *_overflow(page), *refused]
    finally:
        page.close()


def _axe(page: Page) -> list[str]:
    page.evaluate(AXE)  # runs outside the page's policy
    result: dict[str, Any] = page.evaluate("axe.run({resultTypes: ['violations']})")
    return [
        f"{violation['id']}: {node['html'][:160]}"
        for violation in result["violations"]
        for node in violation["nodes"][:3]
    ]


def _overflow(page: Page) -> list[str]:
    wide = page.evaluate("document.documentElement.scrollWidth") - PHONE["width"]
    return [f"wider than the screen by {wide} px"] if wide > 0 else []


@pytest.mark.journey
@pytest.mark.parametrize("path", [f"/{language}{path}" for language in ("de", "leicht") for path in PUBLIC])
def test_public_pages_are_accessible(reader: BrowserContext, path: str) -> None:
    assert _findings(reader, path) == []


@pytest.mark.journey
@pytest.mark.parametrize("path", [f"/de{path}" for path in STAFF])
def test_staff_pages_are_accessible(reader: BrowserContext, path: str) -> None:
    assert _findings(reader, path) == []
