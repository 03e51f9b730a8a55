"""Regions: the list of several, the start page of one, their colours, their place in addresses and API."""

from __future__ import annotations

import re

import pytest

from participation.core.columns import UUID
from participation.procedures.models import PhaseKind
from participation.regions.models import RegionText
from participation.regions.theme import LEAST_CONTRAST, contrast, legible, theme
from tests.browser import Browser
from tests.cast import a_procedure, a_region


def _two_regions(browser: Browser) -> list[UUID]:
    with browser.site.database.writing() as session:
        regions = [a_region(session), a_region(session, "marbach", "Landkreis Marbach")]
        session.add(RegionText(region_id=regions[0].id, language="de", text="Willkommen in Lindenau."))
        session.add(
            RegionText(region_id=regions[0].id, language="de-simple", text="Willkommen!\nSchön, dass Sie da sind.")
        )
        session.flush()
        ids = [region.id for region in regions]
    browser.site.refresh()
    return ids


def test_several_regions_are_offered_to_choose_from(browser: Browser) -> None:
    _two_regions(browser)
    page = browser.get("/de/").text
    assert 'href="/de/lindenau/"' in page
    assert 'href="/de/marbach/"' in page


def test_the_only_region_is_no_part_of_the_address(browser: Browser) -> None:
    with browser.site.database.writing() as session:
        a_region(session)
    browser.site.refresh()
    assert "Landkreis Lindenau" in browser.get("/de/").text
    assert browser.get("/de/impressum").status_code == 200


def test_the_start_page_speaks_the_readers_language(browser: Browser) -> None:
    _two_regions(browser)
    assert "Willkommen in Lindenau." in browser.get("/de/lindenau/").text
    easy = browser.get("/leicht/lindenau/").text
    assert "<p>Willkommen!</p><p>Schön, dass Sie da sind.</p>" in easy
    assert "noch nicht von einer Prüfgruppe geprüft" in easy
    assert re.search(
        r'lang="de"[^>]*>\s*<div class="paragraph"><p>Willkommen in Lindenau.', browser.get("/en/lindenau/").text
    )


def test_the_start_page_offers_what_is_open_now(browser: Browser) -> None:
    with browser.site.database.writing() as session:
        region = a_region(session)
        a_procedure(session, region, PhaseKind.IDEAS)
    browser.site.refresh()
    assert 'href="/de/ideen/neu"' in browser.get("/de/").text


def test_the_start_page_offers_nothing_where_nothing_is_open(browser: Browser) -> None:
    with browser.site.database.writing() as session:
        a_region(session)
    browser.site.refresh()
    assert "Das können Sie jetzt tun" not in browser.get("/de/").text


def test_a_regions_colour_comes_as_a_style_sheet(browser: Browser) -> None:
    _two_regions(browser)
    answer = browser.get("/theme/lindenau.css")
    assert answer.headers["content-type"] == "text/css; charset=utf-8"
    assert answer.text == ":root { --region-primary: #1f5a3c; }\n"
    assert "public" in answer.headers["cache-control"]
    assert browser.get("/theme/lindenau.css", headers={"if-none-match": answer.headers["etag"]}).status_code == 304
    assert browser.get("/theme/anders.css").status_code == 404


@pytest.mark.parametrize("color", ["#ffffff", "#ffcc00", "#66aaff", "#ff0000", "#1f5a3c", "#000000"])
def test_any_colour_becomes_legible_on_white(color: str) -> None:
    assert contrast(legible(color), "#ffffff") >= LEAST_CONTRAST


def test_a_legible_colour_stays_as_the_county_chose_it() -> None:
    assert legible("#12476f") == "#12476f"
    assert "#12476f" in theme("#12476f")


def test_contrast_is_measured_as_the_guidelines_do() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_the_api_lists_regions_page_by_page(browser: Browser) -> None:
    ids = _two_regions(browser)
    first = browser.api("GET", "/regions?limit=1").json()
    second = browser.api("GET", f"/regions?limit=1&cursor={first['next']}").json()
    assert [item["id"] for item in first["items"] + second["items"]] == sorted(str(region) for region in ids)
    assert second["next"] is None
    assert {"slug", "name", "kind"} <= set(first["items"][0])
    assert browser.api("GET", "/regions?cursor=nonsense").status_code == 422
