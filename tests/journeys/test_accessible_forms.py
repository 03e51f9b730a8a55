"""What somebody without an account meets on the way through a form, light and dark: each step, refusal and thanks."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Locator, Page

from tests.journeys import acts
from tests.journeys.axe import Inspector, inspecting

LANGUAGES = ["de", "leicht"]
SURVEY_FORM = "#survey-form"
WRONG = "input => { input.value = 'no such answer'; input.checked = true; }"
CODE_FIELD = "main .code-form input[name='code']"


def _onward(page: Page) -> Locator:
    return page.locator(f"{SURVEY_FORM} button[name='_go']").first


def _submit(page: Page) -> Locator:
    return page.locator("main form.form button[type='submit']").first


@pytest.mark.journey
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_survey_and_its_thanks_are_accessible(stranger: BrowserContext, language: str) -> None:
    with inspecting(stranger) as inspector:
        page = inspector.page
        page.goto(f"/{language}/umfragen/{acts.SURVEY}")
        inspector.send(page.locator("main form button").first, "page 1")
        pages = 1
        while page.locator(SURVEY_FORM).count():
            pages += 1
            inspector.send(_onward(page), f"page {pages}")
        assert acts.code_on(page)
        assert pages > 3
    assert inspector.findings == {}


@pytest.mark.journey
@pytest.mark.parametrize("language", LANGUAGES)
def test_wrong_answers_are_refused_accessibly(stranger: BrowserContext, language: str) -> None:
    with inspecting(stranger) as inspector:
        page = inspector.page
        page.goto(f"/{language}/umfragen/{acts.SURVEY}")
        with page.expect_navigation():
            page.locator("main form button").first.click()
        page.locator(f"{SURVEY_FORM} input[type='radio']").first.evaluate(WRONG)
        inspector.send(_onward(page), "a page with an answer that there is not", status=422)
    assert inspector.findings == {}


@pytest.mark.journey
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_survey_that_closed_meanwhile_says_so_accessibly(stranger: BrowserContext, language: str) -> None:
    with inspecting(stranger) as inspector:
        page = inspector.page
        page.goto(f"/{language}/umfragen/{acts.SURVEY}")
        closed = f"/{language}/umfragen/{acts.CLOSED_SURVEY}"
        page.locator("main form").first.evaluate("(form, action) => { form.action = action; }", closed)
        inspector.send(page.locator("main form button").first, "too late", status=403)
    assert inspector.findings == {}


@pytest.mark.journey
@pytest.mark.parametrize("language", LANGUAGES)
def test_from_a_comment_to_its_withdrawal_everything_is_accessible(stranger: BrowserContext, language: str) -> None:
    with inspecting(stranger) as inspector:
        code = _comment(inspector, language)
        _follow_up(inspector, language, code)
        _withdraw(inspector)
    assert inspector.findings == {}


def _comment(inspector: Inspector, language: str) -> str:
    page = inspector.page
    page.goto(f"/{language}/strategien/{acts.STRATEGY}/{acts.GOAL}")
    with page.expect_navigation():
        page.locator("main a[href*='/kommentare/neu']").first.click()
    inspector.look("the form for a comment")
    page.locator("main textarea[name='text']").fill(" ")
    inspector.send(_submit(page), "a comment without words", status=422)
    page.locator("main textarea[name='text']").fill(acts.COMMENT)
    inspector.send(_submit(page), "thanks for a comment")
    return acts.code_on(page)


def _follow_up(inspector: Inspector, language: str, code: str) -> None:
    page = inspector.page
    page.goto(f"/{language}/nachverfolgen")
    page.locator(CODE_FIELD).fill("0000-0000-0000-0000")
    inspector.send(page.locator("main .code-form button"), "an unknown code", status=422)
    page.locator(CODE_FIELD).fill(code)
    inspector.send(page.locator("main .code-form button"), "what became of the comment")


def _withdraw(inspector: Inspector) -> None:
    page = inspector.page
    inspector.send(page.locator("#contribution button[value='withdraw']"), "whether to withdraw it")
    inspector.send(page.locator("#withdrawal button").first, "it is withdrawn")
    assert page.locator("#withdrawn").is_visible()


@pytest.mark.journey
@pytest.mark.parametrize("language", LANGUAGES)
def test_handing_in_an_idea_is_accessible(stranger: BrowserContext, language: str) -> None:
    with inspecting(stranger) as inspector:
        page = inspector.page
        page.goto(f"/{language}/ideen/neu")
        page.locator("main input[name='title']").fill(" ")
        page.locator("main textarea[name='text']").fill(" ")
        inspector.send(_submit(page), "an idea without words", status=422)
        page.locator("main input[name='title']").fill("Simulierte Idee: ein Rufbus am Abend")
        page.locator("main textarea[name='text']").fill(acts.COMMENT)
        inspector.send(_submit(page), "thanks for an idea")
        assert acts.code_on(page)
    assert inspector.findings == {}


@pytest.mark.journey
@pytest.mark.parametrize("language", LANGUAGES)
def test_single_contributions_and_results_are_accessible(stranger: BrowserContext, language: str) -> None:
    with inspecting(stranger) as inspector:
        page = inspector.page
        for kind in ("kommentare", "ideen"):
            page.goto(f"/{language}/{kind}/")
            address = page.locator(f".contributions a[href*='/{kind}/']").first
            inspector.open(address.get_attribute("href") or "")
        inspector.send(page.locator("main form[action$='/unterstuetzen']:not(.form) button"), "an idea supported")
    assert inspector.findings == {}
