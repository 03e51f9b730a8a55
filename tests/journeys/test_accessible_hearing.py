"""Where people are heard, light and dark: the desk, statements, the youth council's rooms, one's own area, threads."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.journeys import acts
from tests.journeys.axe import inspecting

OFFICE = "/de/verwaltung"
STATEMENTS = f"{OFFICE}/stellungnahmen/"
DESK = f"/de/stellungnahme/{acts.LINK}"


def _first(page: Page, start: str, pattern: str) -> str:
    """The address of the first link of a page that has something in it."""
    page.goto(start)
    found = page.locator(f"main a[href*='{pattern}']").first.get_attribute("href")
    assert found, f"{start}: {pattern}"
    return found


@pytest.mark.journey
def test_the_desk_and_the_statements_are_accessible(reader: BrowserContext) -> None:
    with inspecting(reader) as inspector:
        for path in ("moderation/protokoll", "moderation/texte", "moderation/woerter", "ordnen/", "ordnen/dubletten"):
            inspector.open(f"{OFFICE}/{path}")
        inspector.open(STATEMENTS)
        inspector.open(f"{STATEMENTS}adressen")
        a_round = _first(inspector.page, STATEMENTS, "/stellungnahmen/0")
        inspector.open(a_round)
        body = _first(inspector.page, a_round, f"{a_round.partition('?')[0]}/0")
        inspector.open(body)
    assert inspector.findings == {}


@pytest.mark.journey
def test_what_stands_behind_a_personal_link_is_accessible(stranger: BrowserContext) -> None:
    with inspecting(stranger) as inspector:
        for path in ("/de/stellungnahme/", DESK, f"{DESK}/text", f"{DESK}/schreiben", f"{DESK}/fehlanzeige"):
            inspector.open(path)
        inspector.open(f"/de/stellungnahme/{acts.DONE_LINK}/bestaetigung")
        inspector.open("/de/stellungnahmen/")
        inspector.open("/de/schlagwoerter/")
    assert inspector.findings == {}


@pytest.mark.journey
def test_the_youth_council_and_the_own_area_are_accessible(stranger: BrowserContext) -> None:
    with inspecting(stranger) as inspector:
        page = inspector.page
        inspector.open("/de/jugend/")
        inspector.open("/de/mein-bereich/anmelden")
        origin = page.url.partition("/de/")[0]
        stranger.add_cookies([{"name": "y", "value": acts.YOUTH_TOKEN, "url": origin}])
        stranger.add_cookies([{"name": "m", "value": acts.MEMBER_TOKEN, "url": origin}])
        room = "/de/jugend/jugendkreistag"
        inspector.open("/de/mein-bereich/")
        inspector.open(f"{room}/")
        draft = _first(page, f"{room}/", "/antraege/")
        for path in (draft, f"{draft}/aendern", f"{room}/ich", f"{room}/vorschlagen"):
            inspector.open(path)
    assert inspector.findings == {}


@pytest.mark.journey
def test_threads_of_comments_are_accessible(stranger: BrowserContext) -> None:
    with inspecting(stranger) as inspector:
        comment = _first(inspector.page, "/de/kommentare/", "/kommentare/0")
        inspector.open(comment)
    assert inspector.findings == {}
