"""A version is taken away as PDF, Word, content files and print view; each field as a card of one page."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from docx import Document
from PIL import Image
from pypdf import PdfReader
from sqlmodel import select

from participation.core.clock import now
from participation.publications.files import store_of
from participation.publications.jobs import make_next
from participation.strategy.content.folders import strategy_in
from participation.strategy.media import medium_store
from participation.strategy.models import Block, BlockMedium, Element, MediumKind
from tests.browser import Browser
from tests.cast import a_region, published
from tests.strategy.builders import a_strategy

VERSION = "/de/strategien/zukunft/fassungen/1"


@pytest.fixture
def site(browser: Browser, tmp_path: Path) -> Browser:
    with browser.site.database.writing() as session:
        region = a_region(session)
        a_strategy(session, region, tmp_path / "content")
        published(browser, session, region)
    browser.site.refresh()
    return browser


def made(site: Browser) -> int:
    """How many documents were made until none was missing."""
    database, settings = site.site.database, site.site.settings
    count = 0
    stores = store_of(database, settings), medium_store(database, settings)
    while make_next(database, stores, settings.own_origin):
        count += 1
    return count


def test_documents_are_made_once_and_offered_when_they_are_there(site: Browser) -> None:
    assert "werden gerade erstellt" in site.get(f"{VERSION}/dokumente/").text
    assert site.get(f"{VERSION}/dokumente/strategie.pdf").status_code == 404
    assert (made(site), made(site)) == (2, 0)
    page = site.get(f"{VERSION}/dokumente/").text
    assert "werden gerade erstellt" not in page
    pdf = PdfReader(io.BytesIO(site.get(f"{VERSION}/dokumente/strategie.pdf").content))
    assert "/StructTreeRoot" in pdf.root_object
    words = " ".join(one.extract_text() for one in pdf.pages)
    for expected in ("Zukunft Landkreis Lindenau 2035", "Rufbusse ergänzen das Netz.", "Hier geht es um Wege."):
        assert expected in re.sub(r"\s+", " ", words)
    word = Document(io.BytesIO(site.get(f"{VERSION}/dokumente/strategie.docx").content))
    assert "1.1 Mobilität" in [
        one.text for one in word.paragraphs if one.style and str(one.style.name).startswith("Heading")
    ]


def test_the_easy_part_names_what_it_lacks_and_is_marked_as_not_reviewed(site: Browser) -> None:
    text = site.get(f"{VERSION}/druck").text
    easy = text[text.index('class="book__variant book__variant--de-simple"') :]
    assert "noch nicht von einer Prüfgruppe geprüft" in easy
    assert "1.2 Radwege" in easy[easy.index("Noch nicht in Leichter Sprache") :]


def test_content_files_can_be_loaded_again(site: Browser, tmp_path: Path) -> None:
    archive = zipfile.ZipFile(io.BytesIO(site.get(f"{VERSION}/dokumente/inhalt.zip").content))
    archive.extractall(tmp_path / "out")
    assert {one.key for one in strategy_in(tmp_path / "out" / "zukunft").elements} >= {"mobilitaet", "ziel-bus"}


def test_pictures_come_along_with_what_they_show(site: Browser, tmp_path: Path) -> None:
    made_of = io.BytesIO()
    Image.new("RGB", (2_000, 40), "green").save(made_of, "JPEG")
    stored_as = medium_store(site.site.database, site.site.settings).keep(made_of.getvalue())
    with site.site.database.writing() as session:
        block = session.exec(select(Block).join(Element).where(Element.key == "mobilitaet", Block.key == "p1")).one()
        session.add(
            BlockMedium(
                block_id=block.id,
                kind=MediumKind.PICTURE,
                stored_as=stored_as,
                content_type="image/jpeg",
                size=made_of.tell(),
                descriptions={"de": "Ein Bus hält."},
                rights="Foto: Demo",
                from_version=1,
                added_at=now(),
            )
        )
    assert f'/medien/{_medium(site)}" alt="Ein Bus hält."' in site.get(f"{VERSION}/druck").text
    made(site)
    pdf = PdfReader(io.BytesIO(site.get(f"{VERSION}/dokumente/strategie.pdf").content))
    assert {one.image.size for page in pdf.pages for one in page.images if one.image} == {(2_000, 40)}
    word = Document(io.BytesIO(site.get(f"{VERSION}/dokumente/strategie.docx").content))
    assert [one._inline.docPr.get("descr") for one in word.inline_shapes] == ["Ein Bus hält."] * 2
    archive = zipfile.ZipFile(io.BytesIO(site.get(f"{VERSION}/dokumente/inhalt.zip").content))
    archive.extractall(tmp_path / "out")
    (medium,) = strategy_in(tmp_path / "out" / "zukunft").media
    assert (medium.path.read_bytes(), medium.descriptions) == (made_of.getvalue(), {"de": "Ein Bus hält."})


def _medium(site: Browser) -> UUID:
    with site.site.database.reading() as session:
        return session.exec(select(BlockMedium.id)).one()


def test_a_field_has_a_card_and_a_goal_has_none(site: Browser) -> None:
    card = site.get("/de/strategien/zukunft/mobilitaet/karte").text
    assert "Bis 2030 fahren mehr Busse." in card
    assert "Ein Bus je Stunde" in card[card.index("Ziele</h2>") :]
    pdf = PdfReader(io.BytesIO(site.get("/de/strategien/zukunft/mobilitaet/karte.pdf").content))
    assert len(pdf.pages) == 1
    assert site.get("/de/strategien/zukunft/ziel-bus/karte").status_code == 404


def test_a_card_names_the_address_at_which_it_is_read_or_the_public_one(site: Browser) -> None:
    path = "/de/strategien/zukunft/mobilitaet"
    assert f"https://testserver{path}" in site.get(f"https://testserver{path}/karte").text
    site.site.settings = replace(site.site.settings, public_origins=("https://mitreden.example",))
    site.site.refresh()
    assert f"https://mitreden.example{path}" in site.get(f"{path}/karte").text
