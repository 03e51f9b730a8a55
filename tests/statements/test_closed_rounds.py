"""A closed round: the invited read an unpublished version and are weighed; nobody else learns anything."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from sqlmodel import col, select

from participation.accounts.models import Role
from participation.areas import ENDPOINTS
from participation.considerations.models import Consideration
from participation.considerations.queries import public_entries, tally
from participation.core.identifiers import receipt_code
from participation.statements.models import StatementSection
from participation.strategy.models import Block, BlockText, Strategy, Version, VersionState
from tests.browser import Browser
from tests.cast import signed_in
from tests.statements.builders import Asked, a_round, handed_in, the_statements, written

SECRETS = ("Geheime Rufbuslinie", "Vertraulicher Einwand", "Kreisausschuss intern", "Gemeinde Musterdorf")


@pytest.fixture
def asked(browser: Browser) -> Asked:
    """A closed round on a working version whose text differs from the published one."""
    with browser.site.database.writing() as session:
        found = a_round(session, is_closed=True)
        block = session.exec(select(Block).where(Block.thread_id == found.setting.block_thread)).one()
        text = session.exec(select(BlockText).where(BlockText.block_id == block.id, BlockText.language == "de")).one()
        text.text = "Geheime Rufbuslinie ab Januar."
        session.add(text)
    browser.site.refresh()
    signed_in(browser, Role.EDITOR)
    browser.post(f"{found.staff}/arbeitsfassung", {"note": "für die Leitung"})
    with browser.site.database.reading() as session:
        version = session.exec(select(Version).order_by(col(Version.number))).first()
    assert version is not None
    assert version.state is VersionState.IN_REVIEW
    form = {"version": str(version.id), "circle": "closed", "cover": "Kreisausschuss intern"}
    assert browser.post(f"{found.staff}/einstellungen", form).status_code == 303
    return found


def _public_pages(browser: Browser) -> list[str]:
    """Everything that a stranger reaches by following links, each page once, and every feed on the way."""
    seen, waiting, bodies = set[str](), ["/de/", "/de/stellungnahmen/", "/de/stellungnahme/"], []
    while waiting:
        path = waiting.pop().partition("#")[0]
        place = path.partition("?")[0]
        if place in seen or not path.startswith("/de/") or "/verwaltung" in path:
            continue
        seen.add(place)
        answer = browser.get(path)
        if answer.status_code == 200:
            bodies.append(answer.text)
            waiting += [found.replace("&amp;", "&") for found in re.findall(r'href="(/[^"]*)"', answer.text)]
    assert len(seen) > 15
    return bodies


def _api_answers(browser: Browser) -> list[str]:
    return [
        browser.api("GET", endpoint.path).text
        for endpoint in ENDPOINTS
        if endpoint.method == "GET" and "{" not in endpoint.path
    ]


def test_nothing_of_a_closed_round_leaks(browser: Browser, asked: Asked) -> None:
    assert "Geheime Rufbuslinie" in browser.get(f"{asked.desk}/text/mobilitaet").text
    written(browser, asked, "Vertraulicher Einwand", place=str(asked.setting.block_thread))
    handed_in(browser, asked)
    _consider(browser, asked)
    browser.site.refresh()
    browser.cookies.clear()
    said = _public_pages(browser) + _api_answers(browser)
    assert [secret for secret in SECRETS if any(secret in body for body in said)] == []
    assert browser.api("GET", f"/strategies/{asked.setting.strategy_id}/versions/-2").status_code in {404, 422}
    assert browser.get("/de/strategien/zukunft/fassungen/-2").status_code == 404
    with browser.site.database.reading() as session:
        strategy = session.get_one(Strategy, asked.setting.strategy_id)
        assert tally(session, strategy).published == 0
        assert public_entries(session, [asked.setting.element_id], 1, 10) == []
    phase = browser.get("/de/beteiligung/beteiligung").text
    assert ">statements<" not in phase  # the phase's own title in this cast


def _consider(browser: Browser, asked: Asked) -> None:
    """Weigh it, and release what the county makes of it."""
    with browser.site.database.reading() as session:
        section = session.exec(select(StatementSection)).one()
    row = f"/de/verwaltung/abwaegung/zukunft/statement/{section.id}"
    reason = "Kreisausschuss intern besprochen."
    form = {"outcome": "accepted", "rationale": reason, "element": "mobilitaet", "then": "release"}
    page = browser.get(f"{row}?bearbeiten=1").text
    assert "Vertraulicher Einwand" in page
    assert "Gemeinde Musterdorf" in page
    assert "Geschlossener Kreis" in page
    assert browser.post(row, form | {"base": ""}).status_code == 303
    with browser.site.database.reading() as session:
        assert session.exec(select(Consideration.section_id)).all() == [section.id]
    assert asked.phase_id


def test_it_stands_in_the_table_and_its_author_learns_the_outcome(browser: Browser, asked: Asked) -> None:
    written(browser, asked, "Vertraulicher Einwand")
    secret = uuid4()
    handed_in(browser, asked, secret)
    assert "Vertraulicher Einwand" in browser.get("/de/verwaltung/abwaegung/zukunft/?stand=all").text
    _consider(browser, asked)
    traced = browser.post("/de/nachverfolgen", {"code": receipt_code(secret)}).text
    assert "Kreisausschuss intern besprochen." in traced


def test_nothing_of_a_closed_round_is_ever_released(browser: Browser, asked: Asked) -> None:
    written(browser, asked, "Vertraulicher Einwand")
    handed_in(browser, asked)
    statement = the_statements(browser, asked)[0]
    assert browser.post(f"{asked.body}/freigeben", {"statement": str(statement.id)}).status_code == 409


def test_an_open_round_is_never_about_an_unpublished_version(browser: Browser, asked: Asked) -> None:
    with browser.site.database.reading() as session:
        hidden = session.exec(select(Version).where(Version.state == VersionState.IN_REVIEW)).first()
    assert hidden is not None
    form = {"version": str(hidden.id), "circle": "open"}
    assert browser.post(f"{asked.staff}/einstellungen", form).status_code == 422


def test_what_a_circle_says_before_anything_is_published_can_be_weighed(browser: Browser, asked: Asked) -> None:
    written(browser, asked, "Vertraulicher Einwand")
    handed_in(browser, asked)
    with browser.site.database.writing() as session:
        published = Version.state == VersionState.PUBLISHED
        for version in session.exec(select(Version).where(published)):
            version.state = VersionState.IN_REVIEW
        session.get_one(Strategy, asked.setting.strategy_id).latest_version = 0
    browser.site.refresh()
    assert browser.get("/de/strategien/zukunft/").status_code == 404
    assert browser.get("/de/verwaltung/abwaegung/").headers["location"].endswith("/abwaegung/zukunft/")
    assert "Vertraulicher Einwand" in browser.get("/de/verwaltung/abwaegung/zukunft/").text
    _consider(browser, asked)
