"""A county with a stop of its roadshow that is served for real, for tablets in Chromium."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Route, ViewportSize, expect
from sqlalchemy import func
from sqlmodel import Session, select

from participation.core.clock import now
from participation.core.database import Database
from participation.core.identifiers import digest
from participation.procedures.models import Procedure
from participation.regions.models import Region
from participation.roadshow.models import DeviceEnrolment, DeviceItem, DeviceKind, StopSurvey
from participation.surveys.actions import freeze_questionnaire
from participation.surveys.content import place_options
from participation.surveys.models import Submission, Survey
from participation.surveys.running import surveys_in
from participation.surveys.toml_format import questionnaire_from_toml
from participation.web.security import new_token
from tests.journeys import acts
from tests.roadshow.builders import a_stop
from tests.roadshow.vectors import EVERY_KIND
from tests.served import Server, filled, serving

LYING: ViewportSize = {"width": 1024, "height": 768}
UPRIGHT: ViewportSize = {"width": 768, "height": 1024}
PIN = "4711"
SYNC = "**/api/v1/devices/sync"
EVERY, SHORT = "alle-fragearten", acts.SURVEY
RADIOS = "[...new Set([...document.querySelectorAll('#kiosk input[type=radio]')].map((one) => one.name))]"
TURNED = """(before) => document.querySelector("#receipt-code")
  || document.querySelector("#progress").textContent !== before"""
LOAD = """const base = document.querySelector("script[type=module]").src.replace("app.js", "");
  const load = (name) => import(`${base}${name}.js`);"""


@dataclass(frozen=True)
class Hall:
    """The running server and the stop."""

    server: Server
    database: Database
    stop_id: Any

    def code(self, kind: DeviceKind = DeviceKind.KIOSK, name: str = "Tablet 3") -> str:
        """A code that makes one tablet ours, as staff show it."""
        token = new_token()
        ends = now() + timedelta(minutes=10)
        with self.database.writing() as session:
            session.add(
                DeviceEnrolment(token_hash=digest(token), stop_id=self.stop_id, kind=kind, name=name, expires_at=ends)
            )
        return token

    def rows(self) -> tuple[int, int]:
        """How many answer sheets and how many items the server has."""
        with self.database.reading() as session:
            sheets, items = (
                session.exec(select(func.count()).select_from(one)).one() for one in (Submission, DeviceItem)
            )
        return sheets, items


@contextmanager
def open_hall(url: str, folder: Path) -> Iterator[Hall]:
    """Landkreis Börde with a stop at which every kind of question is asked."""
    filled(url, folder / "content", "boerde", demo=True)
    database = Database(url, threads=2)
    with database.writing() as session:
        stop_id = _fill(session)
    with serving(url, PARTICIPATION_DEMO="1") as server:
        yield Hall(server, database, stop_id)
    database.close()


def _fill(session: Session) -> Any:
    region = session.exec(select(Region)).one()
    known = surveys_in(session).named(SHORT)
    source = tomllib.loads(EVERY_KIND.read_text())
    procedure, phase_id = session.get_one(Procedure, known.procedure_id), session.get_one(Survey, known.id).phase_id
    survey = Survey(region_id=region.id, procedure_id=procedure.id, phase_id=phase_id, slug=EVERY)
    session.add(survey)
    session.flush()
    freeze_questionnaire(session, survey, questionnaire_from_toml(source, place_options(session, region)))
    stop = a_stop(session, procedure, "barleben", **_pin())
    session.add(StopSurvey(stop_id=stop.id, survey_id=known.id, position=0))
    session.add(StopSurvey(stop_id=stop.id, survey_id=survey.id, position=1))
    return stop.id


def _pin() -> dict[str, Any]:
    salt = b"salt of the demo"
    hashed = hashlib.pbkdf2_hmac("sha256", PIN.encode(), salt, 1_000)
    return {"pin_salt": salt, "pin_hash": hashed, "pin_iterations": 1_000}


@dataclass
class Kiosk:
    """A tablet in the hall: a browser context of its own with the app on it."""

    hall: Hall
    context: BrowserContext
    page: Page

    @property
    def waiting(self) -> int:
        """What the counter at the foot says."""
        return int(self.page.locator("#waiting").inner_text().rpartition(" ")[2])

    def restart(self) -> Page:
        """Close the app at once, and start it again."""
        self.page.close()
        self.page = self.context.new_page()
        self.page.goto("/kiosk/")
        self.page.locator(".tiles").wait_for()
        return self.page

    def run(self, act: str) -> Any:
        """Run a function of the app's own modules in the page: `async (load) => …`."""
        return self.page.evaluate(f"async () => {{ {LOAD} return ({act})(load); }}")

    def answer_to_the_end(self) -> str:
        """Choose the first answer everywhere and send; the receipt code."""
        page = self.page
        while not page.locator("#receipt-code").count():
            names = page.evaluate(RADIOS)
            for name in names:
                page.locator(f"input[type=radio][name='{name}']").first.check()
            for area in page.locator("#kiosk textarea").all():
                area.fill("Mehr Busse am Abend. Simulierte Antwort.")
            before = page.locator("#progress").inner_text()
            page.locator("#onward").click()
            page.wait_for_function(TURNED, arg=before)
        return page.locator("#receipt-code").inner_text()

    def expect_waiting(self, number: int) -> None:
        """Wait until the counter says so."""
        expect(self.page.locator("#waiting")).to_contain_text(f": {number}")


@contextmanager
def a_kiosk(
    chromium: Browser,
    hall: Hall,
    viewport: ViewportSize = LYING,
    kind: DeviceKind = DeviceKind.KIOSK,
    script: str = "",
    *,
    quick: bool = False,
) -> Iterator[Kiosk]:
    """A tablet that has just read the staff's code and has everything it needs; `script` runs before every page.

    `quick`: its clock is the test's, which can let time pass at once.
    """
    context = chromium.new_context(viewport=viewport, has_touch=True, base_url=hall.server.address)
    context.set_default_timeout(15_000)
    if script:
        context.add_init_script(script)
    page = context.new_page()
    if quick:
        page.clock.install()
    page.goto(f"/kiosk/#{hall.code(kind)}")
    page.locator(".tiles, .panels").wait_for()
    page.locator("html[data-ready]").wait_for()
    try:
        yield Kiosk(hall, context, page)
    finally:
        context.unroute_all(behavior="ignoreErrors")
        context.close()


def losing_every_second(route: Route, seen: list[int]) -> None:
    """The server gets it and commits; every second answer never arrives."""
    answer = route.fetch()
    seen.append(answer.status)
    if len(seen) % 2:
        route.abort()
    else:
        route.fulfill(response=answer)
