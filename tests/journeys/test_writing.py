"""An editor takes a strategy from a Word file to readers in Leichte Sprache, with the keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Locator, Page, expect

TITLE, SLUG = "Mobilitätskonzept Demo 2035", "mobilitaetskonzept-demo-2035"
FIELD, GOAL, EASY_GOAL = "Unterwegs im Landkreis", "Ein Bus in jeder Stunde", "Jede Stunde kommt ein Bus"
STANDARD = "Bis 2030 fährt in 40 Dörfern mindestens stündlich ein Bus, auch am Wochenende."
EASY = (
    "Die Busse sollen öfter fahren.\nDas gehört zur Mobilitätsinfrastruktur.\nIn 40 Dörfern fährt jede Stunde ein Bus."
)
REASON = "Das Wort steht so auf allen Schildern."
DESK = f"/de/verwaltung/texte/{SLUG}/"
SLOWEST = 60_000
"""Milliseconds that reading a document in the background may take on a busy machine."""


def _document(folder: Path) -> Path:
    """A short strategy as offices write them: two fields, goals as numbered headings, a vision before."""
    written = Document()
    written.add_heading(TITLE, 0)
    written.add_heading("Vision", 1)
    written.add_paragraph("Im Jahr 2035 kommen alle ohne eigenes Auto ans Ziel.")
    written.add_heading(f"Handlungsfeld 1: {FIELD}", 1)
    written.add_paragraph("Busse und Bahnen verbinden Dörfer und Städte.")
    written.add_heading(f"Ziel 1.1: {GOAL}", 2)
    written.add_paragraph(STANDARD)
    written.add_heading("Ziel 1.2: Anschluss an die Bahn", 2)
    written.add_paragraph("An 12 Bahnhöfen warten Busse auf verspätete Züge.")
    written.add_heading("Handlungsfeld 2: Mit dem Rad", 1)
    written.add_heading("Ziel 2.1: Sicher mit dem Rad zur Schule", 2)
    written.add_paragraph("An 25 Schulen entstehen sichere Wege und Abstellplätze.")
    path = folder / "mobilitaet.docx"
    written.save(str(path))
    return path


class Keyboard:
    """Goes through a page with the keyboard alone."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def to(self, target: Locator) -> None:
        """Tab until the target has the focus; everything can be reached without a mouse."""
        expect(target).to_be_visible()
        for _ in range(200):
            if target.evaluate("target => target === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{target} cannot be reached by keyboard.")

    def press(self, target: Locator) -> None:
        """Go there and press Enter."""
        self.to(target)
        self.page.keyboard.press("Enter")

    def write(self, field: Locator, text: str) -> None:
        """Go to a field and write into it instead of what is there."""
        self.to(field)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(text)

    def button(self, name: str) -> None:
        """Press a button."""
        self.press(self.page.get_by_role("button", name=name, exact=True))

    def follow(self, name: str, heading: str) -> None:
        """Follow a link to a page with that heading."""
        self.press(self.page.locator("main").get_by_role("link", name=name))
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(heading)


def _read_in(keys: Keyboard, document: Path) -> None:
    """The document is read; its vision was taken for a chapter, and is put right."""
    page = keys.page
    page.goto("/de/verwaltung/strategien/einlesen/")
    file = page.get_by_label("Dokument", exact=True)
    keys.to(file)
    file.set_input_files(document)  # the dialog that a key opens here is the browser's own
    keys.button("Einlesen")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE, timeout=SLOWEST)
    expect(page.locator(".part-row")).to_have_count(6)
    keys.follow("Vision", "Teil berichtigen")
    keys.to(page.get_by_label("Was es ist", exact=True))
    page.keyboard.type("Leitbild")
    keys.button("Speichern")
    expect(page.locator(".part-row").first).to_contain_text("Leitbild · berichtigt")
    keys.button("Entwurf daraus machen")
    expect(page.locator("main")).to_contain_text("Es steht im Entwurf")


def _write_the_twin(keys: Keyboard) -> None:
    """The rules speak while the editor writes; one finding may stand, and the focus stays beside the text."""
    page = keys.page
    keys.follow("Weiter am Text arbeiten", TITLE)
    keys.follow(GOAL, GOAL)
    keys.write(page.locator("#b-title").get_by_label("Leichte Sprache"), EASY_GOAL)
    expect(page.locator("#b-title .saved")).to_contain_text("Gespeichert")
    block = page.locator("#b-p1")
    keys.write(block.get_by_label("Leichte Sprache"), EASY)
    finding = page.locator("#findings-p1 .finding").filter(has_text="Mobilitäts-Infrastruktur")
    expect(finding).to_contain_text("langes zusammengesetztes Wort")
    expect(block.locator(".saved")).to_contain_text("Gespeichert")
    keys.press(finding.locator("summary"))
    keys.write(finding.get_by_label("Warum das so bleiben darf"), REASON)
    keys.press(finding.get_by_role("button", name="Zulassen"))
    found = page.locator("#findings-p1 .findings__sum")
    expect(found).to_contain_text("1 zugelassen")
    expect(found).to_be_focused()


def _have_it_reviewed(keys: Keyboard) -> None:
    """Three testers have read it; that is recorded."""
    page = keys.page
    page.goto(DESK)
    keys.follow("Prüfgruppen", "Prüfgruppen")
    keys.write(page.get_by_label("Prüfgruppe", exact=True), "Demo-Werkstatt")
    keys.button("Prüfung beginnen")
    expect(page.locator("main")).to_contain_text("Das gehört zur Mobilitätsinfrastruktur.")
    keys.write(page.get_by_label("Wie viele die Texte gelesen haben"), "3")
    keys.button("Prüfung festhalten")
    expect(page.locator("main")).to_contain_text("Diese Prüfung ist festgehalten")


def _publish(keys: Keyboard, number: int, note: str) -> None:
    page = keys.page
    page.goto(DESK)
    keys.follow("Nächste Fassung ansehen", f"Fassung {number} veröffentlichen")
    keys.write(page.get_by_label("Was sich geändert hat, in ein paar Sätzen"), note)
    keys.button(f"Fassung {number} veröffentlichen")
    expect(page.locator("main")).to_contain_text(f"Fassung {number} vom")


def _change_a_number(keys: Keyboard) -> None:
    """Forty becomes fifty-five in the standard text; the twin still says forty, and heads the worklist."""
    page = keys.page
    page.goto(DESK)
    keys.follow(GOAL, GOAL)
    block = page.locator("#b-p1")
    keys.write(block.get_by_label("Standardsprache"), STANDARD.replace("40", "55"))
    expect(block.locator(".saved")).to_contain_text("Gespeichert")
    expect(block.locator(".saved")).to_contain_text("veraltet")
    page.goto(DESK)
    keys.follow("Arbeitsliste", "Arbeitsliste")
    heaviest = page.locator(".worklist__entry").first
    expect(heaviest).to_contain_text(GOAL)
    expect(heaviest).to_contain_text("Im Zwilling steht noch: 40")


def _read_leicht(page: Page, *said: str) -> None:
    """What a reader of Leichte Sprache finds, from the strategy to the goal."""
    keys = Keyboard(page)
    page.goto(f"/leicht/strategien/{SLUG}/")
    keys.follow(FIELD, FIELD)
    keys.follow(EASY_GOAL, EASY_GOAL)
    for sentence in ("In 40 Dörfern fährt jede Stunde ein Bus.", *said):
        expect(page.locator("main")).to_contain_text(sentence)


@pytest.mark.journey
@pytest.mark.parametrize("county", ["file"], indirect=True)
def test_a_strategy_from_a_word_file_to_readers_who_are_told_what_is_stale(office: Page, tmp_path: Path) -> None:
    office.context.request.post("/de/verwaltung/anmelden/demo", form={"email": "editor@demo.example"})
    keys = Keyboard(office)
    _read_in(keys, _document(tmp_path))
    _write_the_twin(keys)
    _have_it_reviewed(keys)
    _publish(keys, 1, "Das ist die erste Fassung.")
    _change_a_number(keys)
    _publish(keys, 2, "Der Bus fährt in mehr Dörfern.")
    _read_leicht(office, "Dieser Text ist vielleicht alt.", "Das ist Fassung 1.")
