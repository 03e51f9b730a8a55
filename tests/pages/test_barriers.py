"""Whoever meets a barrier can say so without an account; the county hears about it and deals with it."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from sqlmodel import select

from participation.accounts.models import Role
from participation.core.jobs import JobRow
from participation.pages.barriers.models import BarrierReport
from participation.regions.models import Region
from tests.browser import Browser
from tests.cast import a_region, signed_in

FORM = "/de/barriere-melden"
TEXT = "Mein Vorleseprogramm liest die Karte nicht vor."
CONTACT = "klara@example.org"


@pytest.fixture
def reader(browser: Browser) -> Browser:
    """Somebody in a region that has named an address for reports."""
    with browser.site.database.writing() as session:
        region = a_region(session)
        region.accessibility = {"email": "barrierefrei@lindenau.example", "law": "Beispielgesetz", "body": "Stelle X"}
        session.add(region)
    browser.site.refresh()
    return browser


def _sheet(**changed: str) -> dict[str, str]:
    return {"id": str(uuid4()), "text": TEXT, "place": "/de/ideen/", "contact": CONTACT, "homepage": ""} | changed


def test_a_report_arrives_once_and_is_announced_without_saying_who_wrote_it(reader: Browser) -> None:
    assert 'name="homepage"' in reader.get(FORM).text
    sheet = _sheet()
    for _ in range(2):
        assert reader.post(FORM, sheet, follow=True).text.count("Ihre Meldung ist angekommen") >= 1
    with reader.site.database.reading() as session:
        assert session.exec(select(BarrierReport)).one().contact == CONTACT
        mail = session.exec(select(JobRow).where(JobRow.kind == "mail")).one().payload
    assert mail["to"] == "barrierefrei@lindenau.example"
    assert TEXT in mail["text"]
    assert CONTACT not in mail["text"]


def test_an_empty_report_comes_back_with_a_sentence(reader: Browser) -> None:
    assert reader.post(FORM, _sheet(text=" ")).status_code == 422
    assert reader.post(FORM, _sheet(contact="x" * 300)).status_code == 422


def test_staff_see_reports_and_how_to_reach_somebody_only_until_it_is_dealt_with(reader: Browser) -> None:
    reader.post(FORM, _sheet())
    assert "Anmelden" in reader.get("/de/verwaltung/barrieren/", follow=True).text
    signed_in(reader, Role.EDITOR)
    page = reader.get("/de/verwaltung/barrieren/").text
    assert TEXT in page
    assert CONTACT in page
    close = re.search(r'action="(/de/verwaltung/barrieren/[^"]+)"', page)
    assert close
    reader.post(close[1], {})
    page = reader.get("/de/verwaltung/barrieren/").text
    assert "Erledigt am" in page
    assert CONTACT not in page
    with reader.site.database.reading() as session:
        assert session.exec(select(BarrierReport)).one().contact == ""


def test_the_statement_says_what_the_region_has_said(reader: Browser) -> None:
    page = reader.get("/de/barrierefreiheit").text
    assert "Beispielgesetz" in page
    assert "Stelle X" in page
    assert "mailto:barrierefrei@lindenau.example" in page
    assert f'href="{FORM}"' in page
    easy = reader.get("/leicht/barrierefreiheit").text
    assert "Stelle X" not in easy
    assert 'id="schrift"' in easy
    assert '<div class="words" lang="de">' in reader.get("/en/barrierefreiheit").text


def test_the_overview_explains_the_site_in_each_language(reader: Browser) -> None:
    for language in ("de", "leicht", "en"):
        page = reader.get(f"/{language}/ueber-diese-seite").text
        for part in ("inhalt", "navigation", "erklaerung", "leichte-sprache"):
            assert f'id="{part}"' in page


def test_a_region_without_facts_has_gaps(browser: Browser) -> None:
    with browser.site.database.writing() as session:
        a_region(session)
        assert session.exec(select(Region.accessibility)).one() == {}
    browser.site.refresh()
    assert browser.get("/de/barrierefreiheit").text.count("Wird noch ergänzt von") == 3
