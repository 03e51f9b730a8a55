"""Editors write block by block: saved alone, twins follow, two people lose nothing, old wordings come back."""

from __future__ import annotations

import re
from typing import Any

from sqlmodel import col, select

from participation.accounts.models import Role
from participation.core.journal import JournalEntry
from participation.writing.models import TextChange
from tests.browser import Browser
from tests.cast import signed_in
from tests.writing.builders import fields, published_anew, text_of

DESK = "/de/verwaltung/texte/zukunft"
FIELD = f"{DESK}/teile/mobilitaet"
FIRST = f"{FIELD}/absaetze/p1"


def _text(browser: Browser, block: str = "p1", language: str = "de") -> str:
    with browser.site.database.reading() as session:
        row = text_of(session, "mobilitaet", block, language)
        return row.text if row else ""


def _save(browser: Browser, **texts: str) -> Any:
    return browser.post(FIRST, fields(browser.get(FIELD).text, FIRST) | texts)


def test_a_block_is_saved_alone_and_readers_see_nothing_of_it(editor: Browser) -> None:
    answer = _save(editor, **{"text-p1-de": "Bis 2031 fahren mehr Busse."})
    assert answer.status_code == 303
    assert answer.headers["location"].endswith("/teile/mobilitaet#b-p1")
    assert _text(editor) == "Bis 2031 fahren mehr Busse."
    assert "2031" not in editor.get("/de/strategien/zukunft/mobilitaet").text


def test_typing_is_saved_as_a_fragment_whose_marks_the_next_saving_needs(editor: Browser) -> None:
    headers = {"hx-request": "true", "hx-request-type": "partial"}
    form = fields(editor.get(FIELD).text, FIRST) | {"text-p1-de": "Bis 2031."}
    first = editor.post(FIRST, form, headers={"sec-fetch-site": "same-origin"} | headers)
    assert first.text.lstrip().startswith('<div class="saved" id="saved-p1">')
    assert "Gespeichert um" in first.text
    bases = dict(re.findall(r'name="(base-[^"]+)" value="([^"]+)"', first.text))
    second = editor.post(FIRST, form | bases | {"text-p1-de": "Bis 2032."}, headers=headers)
    assert second.status_code == 200
    assert _text(editor) == "Bis 2032."


def test_what_one_person_types_in_one_sitting_is_one_entry_of_the_history(editor: Browser) -> None:
    _save(editor, **{"text-p1-de": "Bis 2031."})
    _save(editor, **{"text-p1-de": "Bis 2032."})
    signed_in(editor, Role.EDITOR)
    _save(editor, **{"text-p1-de": "Bis 2033."})
    with editor.site.database.reading() as session:
        kept = session.exec(select(TextChange).order_by(col(TextChange.made_at))).all()
        assert [(one.before, one.after) for one in kept] == [
            ("Bis 2030 fahren mehr Busse.", "Bis 2032."),
            ("Bis 2032.", "Bis 2033."),
        ]
        acts = session.exec(select(JournalEntry).where(JournalEntry.action == "wrote")).all()
        assert len(acts) == 2


def test_two_people_at_one_text_both_see_both_and_nothing_is_lost(editor: Browser) -> None:
    mine = fields(editor.get(FIELD).text, FIRST)
    signed_in(editor, Role.EDITOR)
    _save(editor, **{"text-p1-de": "Bis 2030 fahren mehr Züge."})
    signed_in(editor, Role.EDITOR)
    answer = editor.post(FIRST, mine | {"text-p1-de": "Bis 2035 fahren mehr Busse."})
    assert answer.status_code == 409
    assert "Bis 2035 fahren mehr Busse." in answer.text
    assert "Bis 2030 fahren mehr Züge." in answer.text
    assert re.search(r"<del><span[^>]*>Gestrichen: </span>2030", answer.text)
    assert _text(editor) == "Bis 2030 fahren mehr Züge."
    merged = fields(answer.text, FIRST) | {"text-p1-de": "Bis 2035 fahren mehr Busse und Züge."}
    assert editor.post(FIRST, merged).status_code == 303
    assert _text(editor) == "Bis 2035 fahren mehr Busse und Züge."
    with editor.site.database.reading() as session:
        assert "Bis 2030 fahren mehr Züge." in session.exec(select(TextChange.before)).all()


def test_two_people_at_different_languages_of_a_block_do_not_disturb_each_other(editor: Browser) -> None:
    mine = fields(editor.get(FIELD).text, FIRST)
    _save(editor, **{"text-p1-leicht": "Es fahren mehr Busse."})
    assert editor.post(FIRST, mine | {"text-p1-de": "Bis 2035 fahren mehr Busse."}).status_code == 303
    assert (_text(editor), _text(editor, language="de-simple")) == (
        "Bis 2035 fahren mehr Busse.",
        "Es fahren mehr Busse.",
    )


def test_the_tree_counts_what_is_missing_and_out_of_date_in_the_language_beside(editor: Browser) -> None:
    _save(editor, **{"text-p1-leicht": "Es fahren mehr Busse."})
    _save(editor, **{"text-p1-de": "Bis 2035 fahren mehr Busse."})
    part = re.search(r"data-in-view.*?</li>", editor.get(FIELD).text, re.DOTALL)
    assert part
    assert re.search(r"1<span[^>]*> veraltet", part[0])
    english = re.search(r"data-in-view.*?</li>", editor.get(f"{FIELD}?sprache=en").text, re.DOTALL)
    assert english
    assert "veraltet" not in english[0]


def test_english_is_written_beside_the_standard_text_as_well(editor: Browser) -> None:
    page = editor.get(f"{FIELD}?sprache=en").text
    editor.post(FIRST, fields(page, FIRST) | {"text-p1-en": "More buses by 2030."})
    assert _text(editor, language="en") == "More buses by 2030."


def test_a_title_cannot_be_emptied(editor: Browser) -> None:
    title = f"{FIELD}/absaetze/title"
    answer = editor.post(title, fields(editor.get(FIELD).text, title) | {"text-title-de": ""})
    assert answer.status_code == 422
    assert _text(editor, "title") == "Mobilität"


def test_a_paragraph_is_added_at_the_end_with_its_twin(editor: Browser) -> None:
    new = f"{FIELD}/absaetze/neu"
    answer = editor.post(
        new, fields(editor.get(FIELD).text, new) | {"text-new-de": "Auch nachts.", "text-new-leicht": "In der Nacht."}
    )
    assert answer.headers["location"].endswith("#b-p3")
    assert (_text(editor, "p3"), _text(editor, "p3", "de-simple")) == ("Auch nachts.", "In der Nacht.")
    assert editor.post(new, fields(editor.get(FIELD).text, new)).status_code == 422


def test_a_wording_of_a_version_is_taken_over_into_the_draft(editor: Browser) -> None:
    _save(editor, **{"text-p1-de": "Ganz anders."})
    published_anew(editor)
    history = editor.get(f"{FIRST}/verlauf")
    assert "Bis 2030 fahren mehr Busse." in history.text
    form = fields(history.text, f"{FIRST}/verlauf")
    assert form["number"] == "1"
    assert editor.post(f"{FIRST}/verlauf", form).status_code == 303
    assert _text(editor) == "Bis 2030 fahren mehr Busse."


def test_in_review_standard_texts_stand_still_and_twins_do_not(editor: Browser) -> None:
    editor.post(f"{DESK}/stand", {"to": "review", "note": "Bitte bis Freitag."})
    overview = editor.get(f"{DESK}/").text
    assert "Bitte bis Freitag." in overview
    assert "readonly" in editor.get(FIELD).text
    assert _save(editor, **{"text-p1-de": "Heimlich."}).status_code == 403
    assert _save(editor, **{"text-p1-leicht": "Es fahren mehr Busse."}).status_code == 303
    assert (_text(editor), _text(editor, language="de-simple")) == (
        "Bis 2030 fahren mehr Busse.",
        "Es fahren mehr Busse.",
    )
    editor.post(f"{DESK}/stand", {"to": "draft"})
    assert _save(editor, **{"text-p1-de": "Offen."}).status_code == 303


def test_what_the_draft_changes_is_shown_against_any_version(editor: Browser) -> None:
    _save(editor, **{"text-p1-de": "Bis 2031 fahren mehr Busse."})
    published_anew(editor)
    assert "Seit dieser Fassung hat sich nichts geändert." in editor.get(f"{DESK}/aenderungen").text
    assert re.search(r"<ins><span[^>]*>Neu: </span>2031", editor.get(f"{DESK}/aenderungen?seit=1").text)


def test_links_lead_both_ways_and_are_public_with_the_next_version_only(editor: Browser) -> None:
    links = f"{FIELD}/verbindungen"
    editor.post(links, {"relation": "derived_from-to", "other": "radwege"})
    assert "Hergeleitet aus" in editor.get(FIELD).text or "Abgeleitet aus" in editor.get(FIELD).text
    assert editor.post(links, {"relation": "derived_from-to", "other": "radwege"}).status_code == 409
    public = "/de/strategien/zukunft/radwege"
    assert "Mobilität" not in _main(editor.get(public).text)
    assert "andere Verbindungen" in editor.get(f"{DESK}/aenderungen").text
    published_anew(editor)
    assert "Mobilität" in _main(editor.get(public).text)


def _main(page: str) -> str:
    return page.split('<nav class="pager"', maxsplit=1)[0].split('<article class="element"')[1]


def test_only_editors_write(editor: Browser) -> None:
    signed_in(editor, Role.MODERATOR)
    assert editor.get(FIELD).status_code == 404
