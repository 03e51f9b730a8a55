"""Editors read in documents: what was recognised is looked through, put right, and becomes a draft."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from sqlmodel import col, select

from participation.accounts.models import Role
from participation.areas import all_jobs
from participation.core.clock import now
from participation.core.files import file_store
from participation.core.jobs import run_due
from participation.imports.files import AREA
from participation.imports.models import ImportDraft, ImportGuess
from participation.strategy.models import BlockText, Element, Strategy
from participation.strategy.versions import publish_version
from tests.browser import Browser
from tests.cast import a_region, published, signed_in

START = "/de/verwaltung/strategien/einlesen/"
DOCUMENT = """# Leitbild Lindenau 2035

## Handlungsfeld 1: Unterwegs sein

Wege werden kürzer.

### Ziele

1. Ein Bus in jeder Stunde
2. Radwege in jedes Dorf

## Handlungsfeld 2: Wohnen im Dorf

### Ziele

1. Leere Höfe werden Wohnungen
"""


@pytest.fixture
def desk(browser: Browser) -> Iterator[Browser]:
    with browser.site.database.writing() as session:
        region = a_region(session)
        published(browser, session, region)
    browser.site.refresh()
    signed_in(browser, Role.EDITOR)
    yield browser
    folder = file_store(browser.site.database, browser.site.settings.files_folder, AREA).folder
    assert not list(folder.iterdir()) if folder.is_dir() else True


def hand_in(desk: Browser, text: str, name: str = "leitbild.md", strategy: str = "") -> str:
    answer = desk.post(START, {"strategy": strategy}, files={"document": (name, text.encode())})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def read(desk: Browser) -> None:
    jobs = [job for job in all_jobs(desk.site.settings) if job.every is None]
    while run_due(desk.site.database, jobs):
        pass


def guess(desk: Browser, title: str) -> ImportGuess:
    """The newest one of that title."""
    with desk.site.database.reading() as session:
        found = session.exec(select(ImportGuess).where(ImportGuess.title == title).order_by(col(ImportGuess.id).desc()))
        return found.all()[0]


def test_a_document_becomes_the_draft_of_a_new_strategy_with_what_was_put_right(desk: Browser) -> None:
    page = hand_in(desk, DOCUMENT)
    assert "wird gelesen" in desk.get(page).text
    read(desk)
    shown = desk.get(page).text
    assert "Radwege in jedes Dorf" in shown
    wrong, left_out = guess(desk, "Ein Bus in jeder Stunde"), guess(desk, "Radwege in jedes Dorf")
    form = {"kind": "measure", "number": "1.1", "title": "Ein Bus alle 60 Minuten", "parent": "", "text": "Ab 2030."}
    assert desk.post(f"{page}{wrong.id}", {**form, "decision": "accepted"}).status_code == 303
    assert desk.post(f"{page}{wrong.id}", {**form, "title": ""}).status_code == 422
    assert desk.post(f"{page}auswahl", {"act": "dropped", "guess": str(left_out.id)}).status_code == 303
    assert desk.post(f"{page}uebernehmen", {"title": "Leitbild Lindenau 2035"}).status_code == 303
    assert "Es steht im Entwurf" in desk.get(page).text
    with desk.site.database.reading() as session:
        strategy = session.exec(select(Strategy).where(Strategy.slug == "leitbild-lindenau-2035")).one()
        kinds = [(one.kind.value, one.number) for one in session.exec(select(Element))]
        texts = {one.text for one in session.exec(select(BlockText))}
    assert strategy.latest_version == 0
    assert ("measure", "1.1") in kinds
    assert {"Ein Bus alle 60 Minuten", "Ab 2030.", "Leere Höfe werden Wohnungen"} <= texts
    assert "Radwege in jedes Dorf" not in texts
    assert desk.post(f"{page}uebernehmen", {"title": "Noch einmal"}).status_code == 409


def test_a_newer_file_changes_only_what_is_accepted_and_keys_and_threads_stay(desk: Browser) -> None:
    page = hand_in(desk, DOCUMENT)
    read(desk)
    desk.post(f"{page}uebernehmen", {"title": "Leitbild Lindenau 2035"})
    with desk.site.database.writing() as session:
        strategy = session.exec(select(Strategy)).one()
        publish_version(session, strategy, "", None)
        before = {one.id: (one.key, one.thread_id) for one in session.exec(select(Element))}
    newer = DOCUMENT.replace("jeder Stunde", "jeder halben Stunde").replace("2. Radwege in jedes Dorf\n", "")
    newer = newer.replace("1. Leere", "1. Ein Laden in jedem Dorf\n2. Leere").replace("kürzer", "kürzer und sicherer")
    page = hand_in(desk, newer, strategy="leitbild-lindenau-2035")
    read(desk)
    open_page = desk.get(f"{page}?zeige=weg").text
    assert "Radwege in jedes Dorf" in open_page
    changed = guess(desk, "Ein Bus in jeder halben Stunde")
    assert "halben" in re.findall(r"<ins>.*?</ins>", desk.get(f"{page}{changed.id}").text, re.DOTALL)[-1]
    desk.post(f"{page}auswahl", {"act": "accept_open"})
    gone_ids = [str(guess(desk, "Unterwegs sein").id)]
    desk.post(f"{page}auswahl", {"act": "dropped", "guess": gone_ids})
    assert desk.post(f"{page}uebernehmen").status_code == 303
    with desk.site.database.reading() as session:
        after = {one.id: one for one in session.exec(select(Element))}
        texts = {one.text for one in session.exec(select(BlockText))}
        known = {key: (after[key].key, after[key].thread_id) for key in before}
    assert known == before
    assert {"Ein Bus in jeder halben Stunde", "Ein Laden in jedem Dorf", "Wege werden kürzer."} <= texts
    assert "Wege werden kürzer und sicherer." not in texts
    assert sum(one.retired_at is not None for one in after.values()) == 1
    assert len(after) == len(before) + 1


def test_a_part_cannot_hang_below_itself(desk: Browser) -> None:
    page = hand_in(desk, DOCUMENT)
    read(desk)
    field, goal = guess(desk, "Unterwegs sein"), guess(desk, "Ein Bus in jeder Stunde")
    form = {"kind": "action_field", "title": "Unterwegs sein", "parent": str(goal.id)}
    assert desk.post(f"{page}{field.id}", form).status_code == 409


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.odt", b"text", "nur .md, .docx, .txt und .pdf"),
        ("", b"", "Bitte wählen Sie ein Dokument aus"),
        ("b.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 alt", "alte oder geschützte Word-Datei"),
    ],
)
def test_a_file_that_cannot_be_read_gets_one_sentence(desk: Browser, name: str, content: bytes, sentence: str) -> None:
    answer = desk.post(START, {"strategy": ""}, files={"document": (name, content)} if name else None)
    if answer.status_code == 303:
        read(desk)
        answer = desk.get(answer.headers["location"])
    assert sentence in answer.text


def test_a_document_of_another_region_does_not_exist_here(desk: Browser) -> None:
    with desk.site.database.writing() as session:
        other = a_region(session, "anderswo", "Landkreis Anderswo")
        draft = ImportDraft(region_id=other.id, file_name="a.md", created_at=now())
        session.add(draft)
        session.flush()
        draft_id = draft.id
        published(desk, session, other)
    desk.site.refresh()
    assert desk.get(f"/de/lindenau/verwaltung/strategien/einlesen/{draft_id}/").status_code == 404


def test_an_import_is_kept_for_ninety_days_and_the_strategy_stays(desk: Browser) -> None:
    kept, expired = hand_in(desk, DOCUMENT), hand_in(desk, DOCUMENT)
    read(desk)
    assert desk.post(f"{expired}uebernehmen", {"title": "Leitbild"}).status_code == 303
    aged(desk, kept, timedelta(days=89, hours=23))
    aged(desk, expired, timedelta(days=90, hours=1))
    next(job for job in all_jobs(desk.site.settings) if job.kind == "import files").run(desk.site.database, {})
    assert desk.get(kept).status_code == 200
    assert desk.get(expired).status_code == 404
    with desk.site.database.reading() as session:
        assert not session.exec(select(ImportGuess).where(ImportGuess.draft_id == UUID(expired.split("/")[-2]))).all()
        assert "leitbild" in {one.slug for one in session.exec(select(Strategy))}


def aged(desk: Browser, place: str, age: timedelta) -> None:
    with desk.site.database.writing() as session:
        session.get_one(ImportDraft, UUID(place.split("/")[-2])).created_at = now() - age


def test_what_is_taken_over_cannot_be_forgotten_any_more(desk: Browser) -> None:
    place = hand_in(desk, DOCUMENT)
    read(desk)
    assert "Einlesen verwerfen" in desk.get(place).text
    desk.post(f"{place}uebernehmen", {"title": "Leitbild"})
    assert "Einlesen verwerfen" not in desk.get(place).text
    assert desk.post(f"{place}verwerfen", {}).status_code == 409
    assert desk.get(place).status_code == 200
