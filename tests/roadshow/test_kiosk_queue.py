"""What is pressed on a tablet arrives once, whatever happens between the hall and the server."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.roadshow.hall import PIN, SHORT, SYNC, Hall, a_kiosk, losing_every_second

MANY = 300
ENQUEUE = """async (load) => {
  const [{ enqueue }, { pack }] = [await load("queue"), await load("device")];
  const content = await pack();
  const survey = content.surveys.find(({ slug }) => slug === "%s");
  const sheet = { kind: "submission", survey: survey.slug, questionnaire_version: survey.version, language: "de" };
  const codes = [];
  for (let n = 0; n < %d; n += 1) {
    codes.push(await enqueue(content, { ...sheet, answers: { importance: { economy: 1 + (n %% 5) } } }));
  }
  return new Set(codes).size;
}"""
DRAIN = """async (load) => {
  const [{ drain, standing }] = [await load("queue")];
  for (let n = 0; n < 60 && (await standing()).waiting; n += 1) {
    await navigator.locks.request("kiosk-drain", () => undefined); // the other tab may be at it
    await drain("test").catch(() => null);
  }
  return (await standing()).waiting;
}"""
UPDATE = """async (load) => {
  const { addItem, changeItems } = await load("store");
  const outcome = async (address) => {
    const { installing } = await navigator.serviceWorker.register(address, { scope: "/kiosk/" });
    return new Promise((resolve) => installing.addEventListener("statechange", () => resolve(installing.state)));
  };
  await addItem({ id: "unknown", format: 99, stop: "barleben", state: "sent", sealed: "" });
  const refused = await outcome("/kiosk/worker.js?next");
  await changeItems([], ["unknown"]);
  return [refused, await outcome("/kiosk/worker.js?after")];
}"""
ON_DISK = """async (load) => JSON.stringify(await (await load("store")).items())"""
IN_A_YEAR = """(() => {
  const Real = Date;
  const shift = 366 * 24 * 3600 * 1000;
  window.Date = class extends Real {
    constructor(...parts) { if (parts.length) super(...parts); else super(Real.now() + shift); }
    static now() { return Real.now() + shift; }
  };
})()"""


@pytest.mark.journey
def test_300_sheets_of_an_offline_day_arrive_once_though_every_second_answer_is_lost(
    chromium: Browser, hall: Hall
) -> None:
    before = hall.rows()
    seen: list[int] = []
    with a_kiosk(chromium, hall) as tablet:
        tablet.context.set_offline(True)
        assert tablet.run(ENQUEUE % (SHORT, MANY)) == MANY
        assert tablet.restart().locator("#waiting").inner_text().endswith(f": {MANY}")
        tablet.context.route(SYNC, lambda route: losing_every_second(route, seen))
        other = tablet.context.new_page()
        other.goto("/kiosk/")
        other.locator(".tiles").wait_for()
        tablet.context.set_offline(False)
        assert tablet.run(DRAIN) == 0
        other.close()
        tablet.expect_waiting(0)
    assert 500 not in seen
    assert [now - then for now, then in zip(hall.rows(), before, strict=True)] == [MANY, MANY]


@pytest.mark.journey
def test_a_tablet_that_dies_before_the_upload_and_has_a_wrong_clock_loses_nothing(
    chromium: Browser, hall: Hall
) -> None:
    before = hall.rows()
    with a_kiosk(chromium, hall, script=IN_A_YEAR) as tablet:
        tablet.context.route(SYNC, lambda route: route.abort())
        assert tablet.run(ENQUEUE % (SHORT, 2)) == 2
        tablet.page.close(run_before_unload=False)
        tablet.context.unroute(SYNC)
        tablet.page = tablet.context.new_page()
        tablet.page.goto("/kiosk/")
        tablet.expect_waiting(0)
    assert [now - then for now, then in zip(hall.rows(), before, strict=True)] == [2, 2]


@pytest.mark.journey
def test_nothing_readable_lies_on_the_disk_and_staff_take_the_queue_along_as_a_file(
    chromium: Browser, hall: Hall, tmp_path: Path
) -> None:
    with a_kiosk(chromium, hall) as tablet:
        page = tablet.page
        tablet.context.set_offline(True)
        page.locator("#idea").click()
        page.locator("#title").fill("Simulierte Idee mit Lastenrad")
        page.locator("#text").fill("Simulierter Text mit Lastenrad")
        page.locator("#onward").click()
        code = page.locator("#receipt-code").inner_text()
        on_disk = tablet.run(ON_DISK)
        assert "Lastenrad" not in on_disk
        assert "idea" not in on_disk
        page.locator("#done").click()
        page.locator("#staff").click()
        page.locator("#pin").fill("0000")
        page.locator("#onward").click()
        page.locator(".notice--bad").wait_for()
        page.locator("#pin").fill(PIN)
        page.locator("#onward").click()
        with page.expect_download() as download:
            page.locator("#export").click()
        download.value.save_as(tmp_path / "queue.json")
        written = (tmp_path / "queue.json").read_text()
    assert '"participation-queue-1"' in written
    assert "Lastenrad" not in written
    assert code not in written


@pytest.mark.journey
def test_a_new_version_that_cannot_hand_in_what_is_kept_does_not_come_in(chromium: Browser, hall: Hall) -> None:
    with a_kiosk(chromium, hall) as tablet:
        assert tablet.run(UPDATE) == ["redundant", "installed"]
