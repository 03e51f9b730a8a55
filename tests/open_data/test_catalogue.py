"""Other portals find our data; the page explains it; the feed tells what is new."""

from __future__ import annotations

import re
from datetime import date
from xml.etree import ElementTree as ET

from sqlmodel import Session, select

from participation.considerations.models import Consideration, ConsiderationState, Outcome
from participation.core.clock import now
from participation.joints import DATASETS
from participation.open_data.turtle import Iri, Literal, described
from participation.regions.models import Region
from tests.browser import Browser
from tests.goals.builders import Scene, a_comment, a_scene, set_up

ATOM = "{http://www.w3.org/2005/Atom}"
_CC_BY, _DL = "http://dcat-ap.de/def/licenses/cc-by/4.0", "http://dcat-ap.de/def/licenses/dl-by-de/2.0"


def test_the_catalogue_has_every_dataset_with_its_files(browser: Browser) -> None:
    set_up(browser, a_comment)
    response = browser.get("/opendata/catalog.ttl")
    assert response.headers["content-type"] == "text/turtle; charset=utf-8"
    assert response.text.count("a dcat:Dataset ;") == len(DATASETS)
    files = re.findall(r"dcat:downloadURL <http://testserver(/[^>]+)>", response.text)
    assert len(files) == 2 * len(DATASETS)
    assert all(browser.get(path).status_code == 200 for path in files)
    assert response.text.count(f"dct:license <{_CC_BY}>") == 2 * len(DATASETS) + 1
    assert "districtKey/15000>" in response.text
    assert f'dct:modified "{now().date()}"^^xsd:date' in response.text
    seen = {"if-none-match": response.headers["etag"]}
    assert browser.get("/opendata/catalog.ttl", headers=seen).status_code == 304


def test_a_region_chooses_its_licence(browser: Browser) -> None:
    def other(session: Session, _scene: Scene) -> None:
        session.exec(select(Region)).one().data_licence = "dl-by-de/2.0"

    set_up(browser, other)
    catalogue = browser.get("/opendata/catalog.ttl").text
    assert _DL in catalogue
    assert _CC_BY not in catalogue
    assert "Datenlizenz Deutschland – Namensnennung" in browser.get("/de/opendata/").text


def test_each_region_has_its_own_catalogue(browser: Browser) -> None:
    set_up(browser)
    with browser.site.database.writing() as session:
        a_scene(session, "anderswo")
    browser.site.refresh()
    text = browser.get("/opendata/catalog.ttl").text
    assert text.count("a dcat:Catalog ;") == 2
    assert "<http://testserver/de/anderswo/opendata/>" in text


def test_nothing_breaks_out_of_a_turtle_literal() -> None:
    evil = 'Kreis "X" \\\n<http://a> .\r\t\x00\x7f\ud800 ä'
    text = described(Iri('http://a/b> <c"{}'), {"dct:title": Literal(evil, "de"), "dct:license": None, "a": []})
    subject, title = text.splitlines()
    assert subject == "<http://a/b%3E%20%3Cc%22%7B%7D>"
    assert title == r'    dct:title "Kreis \"X\" \\\n<http://a> .\r\t\u0000\u007F\uFFFD ä"@de .'


def test_the_page_explains_every_column_in_three_languages(browser: Browser) -> None:
    set_up(browser)
    for language in ("de", "leicht", "en"):
        page = browser.get(f"/{language}/opendata/").text
        for dataset in DATASETS:
            assert f'id="{dataset.slug}"' in page
            assert f"/opendata/lindenau/{dataset.slug}.csv" in page
        assert page.count("<code>") == sum(len(dataset.columns) for dataset in DATASETS)


def test_the_feed_tells_versions_and_decisions_once(browser: Browser) -> None:
    def decided(session: Session, scene: Scene) -> None:
        for text in ("Eins.", "Zwei."):
            consideration = Consideration(
                strategy_id=scene.strategy_id,
                comment_id=a_comment(session, scene, text).id,
                state=ConsiderationState.DECIDED,
                outcome=Outcome.ACCEPTED,
                rationale="Weil.",
                decided_on=date(2026, 3, 4),
                decision_paper="69/2026",
                created_at=now(),
                changed_at=now(),
            )
            session.add(consideration)
        session.flush()

    set_up(browser, decided)
    feed = ET.fromstring(browser.get("/de/opendata/feed").content)  # noqa: S314 - our own feed
    titles = [entry.findtext(f"{ATOM}title") for entry in feed.findall(f"{ATOM}entry")]
    assert titles == ["Zukunft 2035: Fassung 1", "Zukunft 2035: Beschlossen (69/2026)"]
