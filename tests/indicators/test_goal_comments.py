"""The yearly report says in words how goals do, and how far measures were at the end of its year."""

from __future__ import annotations

import io
from datetime import date

from pypdf import PdfReader
from sqlmodel import Session

from participation.accounts.models import Role
from participation.measures.actions import Decision, StepFacts, decide, store_step
from participation.measures.models import Decider, Measure, Stage, StepState
from tests.browser import Browser
from tests.cast import signed_in
from tests.goals.builders import Scene, fields_of, set_up
from tests.indicators.builders import measured
from tests.measures.builders import a_measure

REPORT = "/de/kennzahlen/bericht/zukunft"
FORM = "/de/verwaltung/kennzahlen/bericht/zukunft/2022/z-bus"


def _comment(browser: Browser, **typed: str) -> int:
    status: int = browser.post(FORM, fields_of(browser.get(FORM).text) | {"public": "yes"} | typed).status_code
    return status


def test_a_comment_on_a_goal_stands_in_the_report_of_its_year_only(browser: Browser) -> None:
    set_up(browser, measured((2022, 30), (2023, 40)))
    signed_in(browser, Role.EDITOR)
    assert _comment(browser, **{"text-leicht": "Es fehlen Busse."}) == 422
    typed = {"text-de": "Es fehlen Fahrzeuge.", "text-leicht": "Es fehlen Busse."}
    assert _comment(browser, **typed) == 303
    browser.cookies.clear()
    assert "Es fehlen Fahrzeuge." in browser.get(f"{REPORT}/2022").text
    assert "Es fehlen Busse." in browser.get("/leicht/kennzahlen/bericht/zukunft/2022").text
    assert "Es fehlen Fahrzeuge." not in browser.get(f"{REPORT}/2023").text
    pdf = PdfReader(io.BytesIO(browser.get(f"{REPORT}/2022.pdf").content))
    assert "Es fehlen Fahrzeuge." in "".join(page.extract_text() for page in pdf.pages)


def test_a_comment_is_hidden_stale_and_taken_away_as_editors_say(browser: Browser) -> None:
    set_up(browser, measured((2022, 30)))
    signed_in(browser, Role.EDITOR)
    assert _comment(browser, **{"text-de": "Alt.", "text-leicht": "Es fehlen Busse."}) == 303
    assert _comment(browser, **{"text-de": "Neu."}) == 303
    assert "twin-label--stale" in browser.get("/leicht/kennzahlen/bericht/zukunft/2022").text
    assert _comment(browser, **{"in-step-leicht": "yes"}) == 303
    assert "twin-label--stale" not in browser.get("/leicht/kennzahlen/bericht/zukunft/2022").text
    assert _comment(browser, public="") == 303
    assert "Neu." not in browser.get(f"{REPORT}/2022").text
    assert _comment(browser, **{"text-de": "", "text-leicht": ""}) == 303
    assert "Neu." not in browser.get(FORM).text


def _under_way(session: Session, scene: Scene) -> Measure:
    measure = a_measure(session, scene)
    for year, stage in ((2022, Stage.START), (2023, Stage.CLOSING)):
        decide(session, measure, Decision(stage, date(year, 5, 2), Decider.MANAGEMENT), None)
    reached = StepFacts(date(2022, 6, 30), {"de": "Busse sind da"}, StepState.REACHED, date(2023, 2, 1))
    store_step(session, measure, None, reached, None)
    return measure


def test_measures_stand_as_they_were_at_the_end_of_the_year(browser: Browser) -> None:
    set_up(browser, measured((2021, 20), (2022, 30), (2023, 40)), _under_way)
    assert "Rufbus" not in browser.get(f"{REPORT}/2021").text
    then = browser.get(f"{REPORT}/2022").text
    assert "Startphase" in then
    assert "Der Termin ist vorbei." in then  # it was reached a year later only
    now = browser.get(f"{REPORT}/2023").text
    assert "Auslaufphase" in now
    assert "1. Februar 2023" in now
