"""The stage of the journeys: the program as a process on each database, and Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect, sync_playwright

from participation.core.database import Database
from participation.demonstration import add_people
from tests.conftest import BACKENDS
from tests.journeys.stage import fill_demo
from tests.postgres import PostgresServer
from tests.served import Server, filled, serving

PHONE: ViewportSize = {"width": 360, "height": 740}
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
expect.set_options(timeout=30_000)  # a busy machine is slow, not wrong


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A real browser; its event loop ends with the module, so that other tests can have theirs."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(params=BACKENDS)
def county(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Server]:
    """Landkreis Börde with demo people, nobody has taken part yet; on each database."""
    if request.param == "file":
        url = f"sqlite:///{tmp_path / 'county.db'}"
    else:
        postgres: PostgresServer = request.getfixturevalue("postgres")
        url = postgres.create("county_" + "".join(filter(str.isalnum, tmp_path.name)))
    with _serving_county(url, tmp_path) as server:
        yield server


def _serving_county(url: str, folder: Path):  # type: ignore[no-untyped-def] # noqa: ANN202 - a context manager
    filled(url, folder / "content", "boerde", demo=True)
    database = Database(url, threads=2)
    with database.writing() as session:
        add_people(session)
    database.close()
    return serving(url, PARTICIPATION_DEMO="1")


@pytest.fixture
def phone(chromium: Browser, county: Server) -> Iterator[Page]:
    """Somebody with a phone."""
    context = chromium.new_context(viewport=PHONE, base_url=county.address)
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def thumb(chromium: Browser, county: Server) -> Iterator[Page]:
    """Somebody who taps on a phone with one hand."""
    context = chromium.new_context(viewport=PHONE, has_touch=True, base_url=county.address)
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def plain_phone(chromium: Browser, county: Server) -> Iterator[Page]:
    """Somebody with a phone whose browser runs no scripts."""
    context = chromium.new_context(viewport=PHONE, base_url=county.address, java_script_enabled=False)
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def office(chromium: Browser, county: Server) -> Iterator[Page]:
    """Somebody at a desk in the county's office, who means it when asked whether to go on."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, base_url=county.address)
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    yield page
    context.close()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The demo of Landkreis Börde, for everything that is looked at and not counted."""
    folder = tmp_path_factory.mktemp("demo")
    url = f"sqlite:///{folder / 'demo.db'}"
    fill_demo(url, folder / "content")
    with serving(url, PARTICIPATION_DEMO="1") as server:
        yield server


@pytest.fixture(scope="module")
def reader(chromium: Browser, demo: Server) -> Iterator[BrowserContext]:
    """A phone, signed in as administrator for the staff pages."""
    context = chromium.new_context(viewport=PHONE, color_scheme="light", base_url=demo.address)
    context.set_default_timeout(30_000)
    answer = context.request.post("/de/verwaltung/anmelden/demo", form={"email": "admin@demo.example"})
    assert "Demo Administration" in answer.text()
    yield context
    context.close()


@pytest.fixture
def stranger(chromium: Browser, demo: Server) -> Iterator[BrowserContext]:
    """A phone that was never here before."""
    context = chromium.new_context(viewport=PHONE, color_scheme="light", base_url=demo.address)
    context.set_default_timeout(30_000)
    yield context
    context.close()
