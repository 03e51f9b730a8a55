"""What it takes to ask: an editor makes a survey, a citizen answers with one thumb, an analyst publishes."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import httpx2 as httpx
from playwright.sync_api import Locator, Page, expect

from participation.core.database import Database
from participation.surveys.aggregation.folding import fold_pending
from participation.surveys.running import surveys_in
from participation.surveys.simulation.storing import write_bodies
from tests.journeys.acts import code_on, sign_in
from tests.served import Server

SLUG = "unterwegs-in-boerde"
TITLES = {"de": "Unterwegs in Börde", "leicht": "Unter-wegs in Börde", "en": "Getting around in Börde"}
INTRODUCTION = {
    "de": "Wir planen den Verkehr neu.",
    "leicht": "Wir planen die Busse neu.",
    "en": "We are planning transport anew.",
}
THANKS = {"de": "Vielen Dank!", "leicht": "Vielen Dank!", "en": "Thank you!"}
WAYS = {
    "text": {"de": "Wie sind Sie meist unterwegs?", "leicht": "Wie fahren Sie?", "en": "How do you get around?"},
    "option-1": {"de": "Mit dem Bus", "leicht": "Mit dem Bus", "en": "By bus"},
    "option-2": {"de": "Mit dem Auto", "leicht": "Mit dem Auto", "en": "By car"},
    "option-3": {"de": "Anders, nämlich", "leicht": "Anders", "en": "In another way"},
}
WAITING = {
    "text": {"de": "Wie lange warten Sie?", "leicht": "Wie lange warten Sie?", "en": "How long do you wait?"},
    "option-1": {"de": "Kurz", "leicht": "Kurz", "en": "Not long"},
    "option-2": {"de": "Lange", "leicht": "Lange", "en": "Long"},
}
FROM_THE_LIBRARY = (
    "Wie wichtig sind Ihnen diese Themen für die Zukunft des Landkreises?",
    "Und wie zufrieden sind Sie damit, wie es heute ist?",
    "Welche drei Themen soll der Landkreis zuerst angehen?",
    "Wie alt sind Sie?",
)
THUMB = 44
OTHER_WORDS = "Mit dem Pferd. Simulierte Antwort."

TOO_SMALL = """least => {
  const clipped = one => one && (getComputedStyle(one).clipPath !== 'none' || clipped(one.parentElement));
  const area = one => one.closest('.choice, .matrix__cell, .picture') ?? one;  // their labels cover all of them
  const kinds = 'main :is(button, select, textarea, summary, input:not([type=hidden]))';
  const targets = [...document.querySelectorAll(kinds)];
  return targets.filter(one => one.checkVisibility({visibilityProperty: true}) && !clipped(one)).map(one => {
    const box = area(one).getBoundingClientRect();
    return Math.min(box.height, box.width) < least ? `${one.outerHTML.slice(0, 90)} ${box.width}x${box.height}` : '';
  }).filter(Boolean);
}"""
WIDER = """() => {
  const width = document.documentElement.clientWidth;
  const wide = [...document.querySelectorAll('main *')].filter(one => one.checkVisibility());
  return wide.filter(one => one.getBoundingClientRect().right > width + 1 && !one.closest('.kern-sr-only'))
    .map(one => one.outerHTML.slice(0, 90));
}"""


def begin_a_survey(page: Page) -> None:
    """From the list of questionnaires to a draft of one's own, in the phase of a procedure that goes on."""
    sign_in(page, "Redaktion")
    page.get_by_role("link", name="Fragebögen").first.click()
    page.get_by_role("link", name="Neue Umfrage").click()
    phases = page.locator("select[name='phase']")
    phases.select_option(phases.locator("option", has_text="Was ist Ihnen wichtig").get_attribute("value"))
    fill_in_languages(page, "title_{}", TITLES)
    page.locator("input[name='slug']").fill(SLUG)
    press(page, "Umfrage anlegen")
    expect(page).to_have_url(re.compile(f"/{SLUG}/fragebogen"))


def say_what_it_is_about(page: Page) -> None:
    """Introduction and thanks in each language, below the title that is there already."""
    page.get_by_role("link", name="Titel, Einleitung, Dank").click()
    expect(page.locator("[name='title_leicht']")).to_have_value(TITLES["leicht"])
    fill_in_languages(page, "introduction_{}", INTRODUCTION)
    fill_in_languages(page, "thanks_{}", THANKS)
    press(page, "Speichern")
    expect(page.locator(".outline__languages")).not_to_contain_text("fehl")


def copy_from_the_library(page: Page) -> None:
    """Importance, satisfaction, a ranking and the age group onto the first page."""
    page.locator("#page-1").get_by_role("link", name="Aus der Bibliothek").click()
    for question in FROM_THE_LIBRARY:
        page.locator("#library").get_by_label(question, exact=False).check(force=True)
    page.locator("#library button").click()
    expect(page.locator("#page-1 .outline__question")).to_have_count(len(FROM_THE_LIBRARY))


def ask_the_ways(page: Page) -> None:
    """A choice of one's own on a page of its own, whose last option asks for words."""
    page.get_by_role("button", name="Seite hinzufügen").click()
    page.locator("#page-2").get_by_role("link", name="Neue Frage").click()
    more_options(page, 3)
    for name, texts in WAYS.items():
        fill_in_languages(page, name + ("_{}" if name == "text" else "-{}"), texts)
    page.locator("input[name='option-3-open']").check(force=True)
    page.locator("input[name='option-1-code']").fill("bus")
    press(page, "Speichern")
    expect(page.locator("#page-2 .outline__question")).to_have_count(1)


def ask_the_waiting(page: Page) -> None:
    """A second choice that only those see who go by bus."""
    page.locator("#page-2").get_by_role("link", name="Neue Frage").click()
    for name, texts in WAITING.items():
        fill_in_languages(page, name + ("_{}" if name == "text" else "-{}"), texts)
    page.locator("select[name='if-1-row-1-question']").select_option(label=WAYS["text"]["de"])
    answer = page.locator("select[name='if-1-row-1-value']")
    answer.select_option(label="Mit dem Bus")
    expect(page.locator("textarea[name='text_de']")).to_have_value(WAITING["text"]["de"])
    press(page, "Speichern")
    expect(page.locator("#page-2 .outline__condition")).to_contain_text("Mit dem Bus")


def look_at_the_ways_through(page: Page) -> None:
    """The condition decides what is asked, and the preview says so."""
    page.get_by_role("link", name="Wege").click()
    skipped = page.locator("#stops li", has_text=WAITING["text"]["de"]).last
    expect(skipped).to_contain_text("nicht gefragt")
    page.locator("#play-form").get_by_label("Mit dem Bus").check(force=True)
    page.locator("#play-form button[type='submit']").click()
    expect(page.locator("#stops .stops__asked", has_text=WAITING["text"]["de"])).to_be_visible()


def publish_the_questionnaire(page: Page) -> None:
    """Nothing is missing, so it is out with one button."""
    page.get_by_role("navigation", name="Fragebogen").get_by_role("link", name="Veröffentlichen").click()
    expect(page.locator(".outline__languages")).not_to_contain_text("fehl")
    press(page, "Fassung 1 veröffentlichen")
    expect(page.get_by_role("status").or_(page.get_by_role("alert")).first).to_contain_text("Veröffentlicht")


def answer_with_one_thumb(page: Page) -> str:
    """Tap through the survey in Leichte Sprache; each page fits a hand and a screen. The receipt code."""
    page.goto("/leicht/umfragen/")
    page.get_by_role("link", name=TITLES["leicht"]).first.tap()
    expect(page.locator("main form input[name='_page']")).to_have_value("0")
    fits_a_hand(page)
    page.locator("main form button").first.tap()
    page.locator("#survey-form").wait_for()
    fits_a_hand(page)
    answer_what_is_there(page)
    page.get_by_role("button", name="Weiter").tap()
    page.locator("#survey-form", has_text=WAYS["text"]["leicht"]).wait_for()
    page.locator("#survey-form label", has_text="Mit dem Bus").tap()
    expect(page.locator("#survey-form")).to_contain_text(WAITING["text"]["leicht"])
    page.locator("#survey-form label", has_text="Anders").tap()
    expect(page.locator("#survey-form")).not_to_contain_text(WAITING["text"]["leicht"])
    page.locator("#survey-form .open-text input").fill(OTHER_WORDS)
    fits_a_hand(page)
    page.locator("#survey-form button[name='_go']").first.tap()
    code = code_on(page)
    fits_a_hand(page)
    return code


def answer_what_is_there(page: Page) -> None:
    """Every row of radios with its first answer, and two places of the ranking."""
    for row in page.locator("#survey-form fieldset:has(> label.matrix__cell)").all():
        row.locator("label.matrix__cell").first.tap()
    for group in page.locator("#survey-form fieldset:has(> .kern-fieldset__body input[type='radio'])").all():
        group.locator("label").first.tap()
    for place in (1, 2):
        page.locator("#survey-form button[data-act='rank']").first.tap()
        expect(page.locator(".ranking__row--ranked")).to_have_count(place)


def fits_a_hand(page: Page) -> None:
    """No target is smaller than a thumb, nothing is wider than the screen, and nothing scrolls sideways."""
    assert page.evaluate(TOO_SMALL, THUMB) == [], page.url
    assert page.evaluate(WIDER) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), page.url


def others_answer(county: Server, number: int) -> None:
    """Made-up people send their sheets to the address for programs; the counting catches up."""
    database = Database(county.database_url, threads=2)
    lines = io.StringIO()
    with database.reading() as session:
        survey = surveys_in(session).named(SLUG)
        write_bodies(session, survey, number, 7, lines)
    with httpx.Client(base_url=county.address, timeout=30) as client:
        for line in lines.getvalue().splitlines():
            answer = client.post(f"/api/v1/surveys/{SLUG}/submissions", json=json.loads(line))
            assert answer.status_code == httpx.codes.CREATED, answer.text
    fold_pending(database)
    database.close()


def release(page: Page, answers: int) -> None:
    """An analyst sees the live numbers of the survey and publishes them."""
    sign_in(page, "Auswertung")
    page.get_by_role("link", name="Umfragen").first.click()
    page.get_by_role("link", name=TITLES["de"]).click()
    expect(page.locator("main")).to_contain_text(str(answers))
    expect(page.locator("#live")).to_be_visible()
    page.locator("#release form button[type='submit']").click()
    expect(page.locator("#release table code")).to_be_visible(timeout=90_000)  # prepared and checked in the background


def read_the_results(page: Page, answers: int) -> None:
    """Everybody sees how many answered, and a picture for each question; on a phone, too."""
    page.goto(f"/leicht/umfragen/{SLUG}/ergebnisse")
    expect(page.locator("main")).to_contain_text(str(answers))
    expect(page.locator("main h2, main h3").filter(has_text=WAYS["text"]["leicht"]).first).to_be_visible()
    assert page.locator("main [role='img']").count() > len(FROM_THE_LIBRARY)
    expect(page.locator("main")).not_to_contain_text(OTHER_WORDS)
    fits_a_hand(page)


def take_the_spss_file(page: Page, folder: Path) -> Path:
    """The raw answer sheets for SPSS, with a purpose for the journal."""
    page.get_by_role("link", name="Dateien").click()
    page.locator("input[name='format'][value='sav']").check(force=True)
    page.locator("textarea[name='purpose']").fill("Gewichtung nach Alter für den Bericht an den Kreistag.")
    with page.expect_download() as download:
        press(page, "Herunterladen")
    path = folder / "sheets.sav"
    download.value.save_as(path)
    return path


def fill_in_languages(page: Page, name: str, texts: dict[str, str]) -> None:
    """A text in each language."""
    for language, text in texts.items():
        page.locator(f"main [name='{name.format(language)}']").fill(text)


def more_options(page: Page, number: int) -> None:
    """Rows of options until there are that many."""
    rows = page.locator("#options > .rows__row")
    while rows.count() < number:
        before = rows.count()
        press(page, "Weitere Antworten")
        expect(rows.nth(before)).to_be_visible()


def press(page: Page, name: str) -> None:
    """The button that one sees."""
    button: Locator = page.locator("main").get_by_role("button", name=name, exact=True)
    button.last.click()
