"""What the people of the journeys do, each with the page in front of them."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

STRATEGY = "kreisentwicklungskonzept"
SURVEY = "wichtig-in-boerde"
GOAL = "sz-4-1-1"
CLOSED_SURVEY = "vorab"
ONE_GAP = "hf-6"  # one paragraph has no twin
NO_TWIN = "hf-7"
LINK, DONE_LINK = "link-of-a-demo-body", "link-of-a-body-that-has-answered"
MEMBER_TOKEN, YOUTH_TOKEN = "device-of-a-demo-member", "device-of-a-demo-young-person"
CODE = re.compile(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){3}")
DRAFT_LABEL = "noch nicht von einer Prüfgruppe geprüft"
COMMENT = "Am Abend brauchen wir mehr Busse. Simulierter Beitrag."
RATIONALE = "Der Vorschlag passt zum Ziel einer bedarfsgerechten Mobilität."
NEW_WORDS = "Bedarfsgerechte Mobilität im ÖPNV und Individualverkehr, auch am Abend und am Wochenende"

NEW_EASY_WORDS = "Busse und Bahnen werden besser, auch am Abend"


def read_a_goal(page: Page, language: str = "leicht") -> None:
    """Open a goal from the strategy's page and see which language one reads."""
    page.goto(f"/{language}/strategien/{STRATEGY}/")
    page.locator("main a[href$='/hf-4']").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "de-simple")
    expect(page.locator("main")).to_contain_text(DRAFT_LABEL)
    page.goto(f"/{language}/strategien/{STRATEGY}/{GOAL}")


def answer_the_survey(page: Page, language: str = "leicht") -> str:
    """Answer everything with the first choice; the receipt code."""
    page.goto(f"/{language}/umfragen/{SURVEY}")
    page.locator("main form button").first.click()
    while page.locator("#survey-form").count():
        for name in _groups(page):
            page.locator(f"#survey-form input[name='{name}']").first.check(force=True)
        for area in page.locator("#survey-form textarea").all():
            area.fill("Mehr Busse am Abend. Simulierte Antwort.")
        page.locator("#survey-form button[name='_go']").first.click()
        page.wait_for_load_state()
    return code_on(page)


def _groups(page: Page) -> list[str]:
    names = [radio.get_attribute("name") or "" for radio in page.locator("#survey-form input[type='radio']").all()]
    return list(dict.fromkeys(names))


def comment_on_the_goal(page: Page, language: str = "leicht") -> str:
    """Write a comment on the goal that one reads; the receipt code."""
    page.goto(f"/{language}/strategien/{STRATEGY}/{GOAL}")
    page.locator("main a[href*='/kommentare/neu']").first.click()
    page.locator("main textarea[name='text']").fill(COMMENT)
    page.locator("main form.form button[type='submit']").first.click()
    return code_on(page)


def code_on(page: Page) -> str:
    """The receipt code that a page shows."""
    shown = page.locator("#receipt-code")
    expect(shown).to_be_visible()
    found = CODE.search(shown.inner_text())
    assert found, shown.inner_text()
    return found[0]


def sign_in(page: Page, role: str) -> None:
    """Sign in as one of the demo people."""
    page.context.clear_cookies()
    page.goto("/de/verwaltung/")
    page.get_by_role("button", name=f"Demo {role}").click()
    expect(page.locator("h1")).to_contain_text(role)


def publish_what_waits(page: Page) -> None:
    """A moderator publishes the contribution that waits."""
    sign_in(page, "Moderation")
    page.locator("main a[href$='/verwaltung/moderation/']").click()
    expect(page.locator(".queue__item")).to_have_count(1)
    expect(page.locator(".queue__text")).to_contain_text(COMMENT)
    page.locator("button[value='publish']").click()
    expect(page.locator("button[value='hide']").or_(page.get_by_role("status"))).to_be_visible()


def release_the_results(page: Page) -> None:
    """An analyst looks at the live numbers and releases them."""
    sign_in(page, "Auswertung")
    page.goto(f"/de/verwaltung/umfragen/{SURVEY}")
    expect(page.locator("main")).to_contain_text("61")
    page.locator("#release form button[type='submit']").click()
    expect(page.locator("#release table code")).to_be_visible(timeout=90_000)  # prepared and checked in the background


def redraft_the_goal(page: Page) -> None:
    """An editor weighs the comment, changes the words with it as evidence, and publishes the next version."""
    sign_in(page, "Redaktion")
    page.goto(f"/de/verwaltung/abwaegung/{STRATEGY}/")
    page.locator("a[href*='bearbeiten=1']").first.click()
    page.locator("input[name='outcome'][value='accepted']").check(force=True)
    page.locator("textarea[name='rationale'][required]").fill(RATIONALE)
    page.locator("button[name='then'][value='release']").click()
    expect(page.locator("main")).to_contain_text(RATIONALE)
    page.goto(f"/de/verwaltung/ziele/{STRATEGY}/{GOAL}")
    page.locator(".pair__text textarea").nth(0).fill(NEW_WORDS)
    page.locator(".pair__text textarea").nth(1).fill(NEW_EASY_WORDS)
    came = page.locator(".workspace__came li")
    for evidence in (came.filter(has_text=COMMENT), came.filter(has_text="Mittelwert")):
        evidence.locator("input[type='checkbox']").first.check(force=True)
    page.locator(".workspace__text .form__actions button").first.click()
    expect(page.locator("#saved")).to_be_visible()


def publish_version_two(page: Page) -> None:
    """The editor reads what changes, says what it is, publishes."""
    page.goto(f"/de/verwaltung/strategien/{STRATEGY}/veroeffentlichen")
    expect(page.locator("#changes")).to_contain_text("Abend")
    page.locator("textarea[name='note']").fill("Das Ziel zur Mobilität nennt jetzt Abend und Wochenende.")
    page.locator("main form.section button[type='submit']").click()
    page.goto(f"/de/strategien/{STRATEGY}/fassungen/")
    expect(page.locator("main")).to_contain_text("2")


def follow_up(page: Page, code: str, language: str = "leicht") -> None:
    """The person who commented enters the code and sees what became of it."""
    page.goto(f"/{language}/nachverfolgen")
    page.locator("input[name='code']").fill(code.lower().replace("-", " "))
    page.locator(".code-form button").click()
    shown = page.locator("#contribution")
    expect(shown).to_contain_text(COMMENT)
    expect(shown).to_contain_text(RATIONALE)
    shown.locator("a[href$='#version-2']").first.click()
    expect(page.locator("#version-2 ins").first).to_be_visible()
