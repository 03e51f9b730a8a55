"""A visitor and the team at a tablet, by touch: in Leichte Sprache, lying and upright, with a network and without."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from participation.roadshow.models import DeviceKind
from tests.journeys.acts import CODE
from tests.journeys.axe import AXE, EVERYTHING
from tests.roadshow.hall import EVERY, LYING, PIN, UPRIGHT, Hall, a_kiosk

FIRST_LOAD = 400 * 1024
SMALLEST = 48
NO_STORAGE = """Object.defineProperty(IDBFactory.prototype, "open", {
  value: () => { throw new DOMException("", "SecurityError"); },
})"""
SMALL_TARGETS = """(least) => [...document.querySelectorAll("button, :not(.choice) > input, textarea, select, .choice")]
  .filter((one) => one.getClientRects().length && one.getBoundingClientRect().height < least)
  .map((one) => one.outerHTML.slice(0, 120))"""
KEPT = "[history.length, localStorage.length, sessionStorage.length]"
SIZES = """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
  .filter((one) => !one.name.includes("/api/")).reduce((sum, one) => sum + one.transferSize, 0)"""


def _faults(page: Page) -> list[str]:
    """What axe finds, targets that are too small, a screen that is too wide."""
    page.evaluate(AXE)
    found = [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in page.evaluate(EVERYTHING)["violations"]]
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [*found, *page.evaluate(SMALL_TARGETS, SMALLEST), *([f"{wide} px too wide"] if wide > 0 else [])]


@pytest.mark.journey
@pytest.mark.parametrize("viewport", [LYING, UPRIGHT], ids=["lying", "upright"])
def test_a_visitor_answers_offline_in_easy_language_and_leaves_no_trace(
    chromium: Browser, hall: Hall, viewport: dict[str, int]
) -> None:
    before, faults = hall.rows(), []
    with a_kiosk(chromium, hall, viewport) as tablet:  # type: ignore[arg-type]
        page = tablet.page
        assert page.evaluate(SIZES) < FIRST_LOAD
        tablet.context.set_offline(True)
        tablet.restart()
        page = tablet.page
        steps = page.evaluate("history.length")
        page.locator("#language-de-simple").tap()
        faults += _faults(page)
        page.locator(f"#survey-{EVERY}").tap()
        page.locator("#onward").tap()
        page.locator("input[name='way']").first.wait_for()
        faults += _faults(page)
        code = tablet.answer_to_the_end()
        assert CODE.fullmatch(code)
        faults += _faults(page)
        tablet.expect_waiting(1)
        page.locator("#done").tap()
        page.locator(".tiles").wait_for()
        expect(page.locator("html")).to_have_attribute("lang", "de")
        assert code not in page.content()
        assert page.evaluate(KEPT) == [steps, 0, 0]
        tablet.context.set_offline(False)
        tablet.expect_waiting(0)
        found = tablet.context.request.post("/api/v1/contributions/lookup", data={"receipt_code": code})
        assert found.ok, found.text()
    assert faults == []
    assert [now - then for now, then in zip(hall.rows(), before, strict=True)] == [1, 1]


@pytest.mark.journey
def test_after_75_quiet_seconds_and_15_more_nothing_of_the_visitor_is_left(chromium: Browser, hall: Hall) -> None:
    with a_kiosk(chromium, hall, quick=True) as tablet:
        page = tablet.page
        page.locator("#idea").click()
        page.locator("#title").fill("Simulierte Idee")
        page.clock.run_for(76_000)
        page.locator("#stay").click()
        assert page.locator("#title").input_value() == "Simulierte Idee"
        page.clock.run_for(76_000)
        page.locator("#idle").wait_for()
        page.clock.run_for(15_500)
        page.locator(".tiles").wait_for()
        assert "Simulierte" not in page.content()
        tablet.expect_waiting(0)


@pytest.mark.journey
def test_a_tablet_that_can_keep_nothing_says_so_before_anybody_answers(chromium: Browser, hall: Hall) -> None:
    page = chromium.new_page(base_url=hall.server.address)
    page.add_init_script(NO_STORAGE)
    page.goto(f"/kiosk/#{hall.code()}")
    expect(page.get_by_role("alert")).to_contain_text("darf nichts speichern")
    assert page.locator(".tiles").count() == 0
    page.close()


@pytest.mark.journey
def test_the_team_counts_and_notes_offline_and_hands_in_from_its_menu(chromium: Browser, hall: Hall) -> None:
    before = hall.rows()
    with a_kiosk(chromium, hall, UPRIGHT, DeviceKind.TEAM) as tablet:
        page = tablet.page
        faults = _faults(page)
        tablet.context.set_offline(True)
        page.locator("#visitors").fill("12")
        page.locator("#save-headcount").click()
        page.locator("#minutes").fill("Simulierte Niederschrift.")
        page.locator("#save-minutes").click()
        page.locator("[id^=sticky-]").first.fill("7")
        page.locator("[id^=save-sticky-]").click()
        tablet.expect_waiting(3)
        tablet.context.set_offline(False)
        page.locator("#staff").click()
        page.locator("#pin").fill(PIN)
        page.locator("#onward").click()
        page.locator("#sync-now").click()
        tablet.expect_waiting(0)
        faults += _faults(page)
    assert faults == []
    assert [now - then for now, then in zip(hall.rows(), before, strict=True)] == [0, 3]
