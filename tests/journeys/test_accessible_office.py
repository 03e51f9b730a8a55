"""What staff meets while working, light and dark: single contributions, answers swapped in, refusals, new people."""

from __future__ import annotations

from uuid import uuid4

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys import acts
from tests.journeys.axe import inspecting

OFFICE = "/de/verwaltung"
QUEUE_ITEM = ".queue__item"


def _follow(page: Page, link: str) -> str:
    return page.locator(f"main {link}").first.get_attribute("href") or ""


@pytest.mark.journey
def test_deciding_in_the_queue_is_accessible(reader: BrowserContext) -> None:
    with inspecting(reader) as inspector:
        page = inspector.page
        page.goto(f"{OFFICE}/moderation/")
        first, second = (page.locator(f"#{name}") for name in _anchors(page)[:2])
        first.locator("button[value='publish']").click()
        expect(first.locator("button[value='hide']")).to_be_visible()
        inspector.look("published in place")
        second.locator("details").first.evaluate("details => details.open = true")
        second.locator("select[name='reason']").evaluate("select => select.required = false")
        second.locator("button[value='reject']").click()
        expect(second.locator("[aria-invalid='true']").first).to_be_visible()
        inspector.look("rejected without a reason")
    assert inspector.findings == {}


def _anchors(page: Page) -> list[str]:
    return [item.get_attribute("id") or "" for item in page.locator(QUEUE_ITEM).all()]


@pytest.mark.journey
def test_single_contributions_are_accessible(reader: BrowserContext) -> None:
    with inspecting(reader) as inspector:
        page = inspector.page
        for state in ("pending", "published", "rejected"):
            page.goto(f"{OFFICE}/moderation/?stand={state}")
            inspector.open(_follow(page, f"{QUEUE_ITEM} a[href*='/moderation/']"))
        page.locator("button[value='publish']").first.wait_for(state="attached")
        page.goto(f"{OFFICE}/ideen/")
        inspector.open(_follow(page, "th a[href*='/verwaltung/ideen/']"))
        page.locator("textarea[name='sentence']").fill(" ")
        page.locator("select[name='stage']").evaluate("select => select.required = false")
        inspector.send(
            page.get_by_role("button", name="Festhalten und veröffentlichen"), "a step without a reason", status=422
        )
    assert inspector.findings == {}


@pytest.mark.journey
def test_considering_is_accessible(reader: BrowserContext) -> None:
    with inspecting(reader) as inspector:
        page = inspector.page
        page.goto(f"{OFFICE}/abwaegung/{acts.STRATEGY}/?stand=alle")
        address = _follow(page, "a[href*='bearbeiten=1']")
        page.locator("main a[href*='bearbeiten=1']").first.click()
        expect(page.locator("textarea[name='rationale'][required]")).to_be_visible()
        inspector.look("a form in the table")
        inspector.open(address)
        inspector.open(address.partition("?")[0])
        page.goto(address)
        page.locator("main form:has(textarea[name='rationale'][required])").evaluate("form => form.noValidate = true")
        page.locator("textarea[name='rationale'][required]").fill("")
        page.locator("button[name='then'][value='release']").click()
        expect(page.locator("[aria-invalid='true']").first).to_be_visible()
        inspector.look("a consideration without a rationale")
    assert inspector.findings == {}


@pytest.mark.journey
def test_rewording_with_evidence_is_accessible(reader: BrowserContext) -> None:
    with inspecting(reader) as inspector:
        page = inspector.page
        inspector.open(f"{OFFICE}/ziele/{acts.STRATEGY}/hf-4")
        assert page.locator("input[name='evidence']").count()
        page.locator(".pair__text textarea").first.fill("Mobilität für alle")
        inspector.send(page.locator(".workspace__text .form__actions button").first, "no evidence", status=422)
    assert inspector.findings == {}


@pytest.mark.journey
def test_a_procedure_filled_in_wrongly_is_refused_accessibly(reader: BrowserContext) -> None:
    with inspecting(reader) as inspector:
        page = inspector.page
        page.goto(f"{OFFICE}/verfahren/neu")
        page.locator("main form").first.evaluate("form => form.noValidate = true")
        inspector.send(page.locator("main form button[type='submit']").first, "an empty procedure", status=422)
    assert inspector.findings == {}


@pytest.mark.journey
def test_adding_a_person_is_accessible(reader: BrowserContext) -> None:
    with inspecting(reader) as inspector:
        page = inspector.page
        page.goto(f"{OFFICE}/personen/")
        page.locator("input[name='email']").fill("nobody@nowhere")
        page.locator("main form.form select").select_option("editor")
        inspector.send(page.locator("main form.form button"), "no address", status=422)
        page.locator("input[name='email']").fill(f"demo-{uuid4().hex[:20]}@kreisverwaltung.example")
        inspector.send(page.locator("main form.form button"), "a person with a link")
        assert page.locator("main a[href*='/anmelden/link/']").count() == 1
    assert inspector.findings == {}


@pytest.mark.journey
def test_asking_for_a_sign_in_link_is_accessible(stranger: BrowserContext) -> None:
    with inspecting(stranger) as inspector:
        page = inspector.page
        page.goto(f"{OFFICE}/anmelden")
        page.locator("main form.form").evaluate("form => form.noValidate = true")
        page.locator("#email").fill("nobody")
        inspector.send(page.locator("main form.form button"), "no address", status=422)
        page.locator("#email").fill("niemand@kreisverwaltung.example")
        inspector.send(page.locator("main form.form button"), "the link is on its way")
        page.goto(f"{OFFICE}/anmelden/link/verbraucht")
        inspector.send(page.locator("main form button"), "a link that was used", status=404)
    assert inspector.findings == {}
