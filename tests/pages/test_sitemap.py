"""Search engines find every public page, and no other."""

from __future__ import annotations

import re

from tests.browser import Browser
from tests.goals.builders import a_scene, set_up


def test_every_page_on_the_map_exists_in_each_language(browser: Browser) -> None:
    set_up(browser)
    paths = re.findall(r"<loc>http://testserver(/[^<]*)</loc>", browser.get("/sitemap.xml").text)
    assert {"/de/strategien/zukunft/z-bus", "/leicht/", "/en/opendata/"} <= set(paths)
    assert [path for path in paths if browser.get(path).status_code != 200] == []


def test_the_map_names_the_region_where_there_are_several(browser: Browser) -> None:
    set_up(browser)
    with browser.site.database.writing() as session:
        a_scene(session, "anderswo")
    browser.site.refresh()
    assert "<loc>http://testserver/de/anderswo/strategien/zukunft/</loc>" in browser.get("/sitemap.xml").text


def test_robots_learn_of_the_map_and_stay_out_of_the_office(browser: Browser) -> None:
    text = browser.get("/robots.txt").text
    assert "Sitemap: http://testserver/sitemap.xml" in text
    assert "Disallow: /*/verwaltung/" in text
