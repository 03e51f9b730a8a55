"""Ideas have a place, kept coarsely and shown on the map, and a picture, which a moderator releases."""

from __future__ import annotations

import io
from typing import Any
from uuid import uuid4

import pytest
from PIL import Image
from sqlmodel import select

from participation.accounts.models import Role
from participation.brakes.tolls import Occasion
from participation.core.errors import Invalid, NotFound
from participation.core.files import file_store
from participation.core.jobs import run_due
from participation.core.pictures import fresh_picture
from participation.ideas.jobs import jobs
from participation.ideas.models import Idea, IdeaPicture, IdeaSpot, Stage
from participation.ideas.pictures import AREA
from participation.procedures.models import ModerationMode, PhaseKind, RoundSettings
from participation.regions.models import RegionOutline
from participation.threads.models import ContributionState
from participation.web.maps import cell_of
from tests.brakes.builders import used_up
from tests.browser import Browser
from tests.cast import signed_in
from tests.comments.builders import PUBLIC, Setting, a_setting, an_idea, code_on, filled_in
from tests.surveys.maps import TWO_TOWNS

NEW = "/de/ideen/neu"


@pytest.fixture
def setting(browser: Browser) -> Setting:
    with browser.site.database.writing() as session:
        made = a_setting(session)
        session.add(RegionOutline(region_id=made.region.id, document=TWO_TOWNS))
    browser.site.refresh()
    return made


def _placed(browser: Browser, setting: Setting, title: str, lat: float, lon: float, words: str = "") -> Idea:
    with browser.site.database.writing() as session:
        idea = an_idea(session, setting, title, **PUBLIC | {"stage": Stage.CHECKED})
        session.add(IdeaSpot(idea_id=idea.id, cell=cell_of(lat, lon), words=words))
    browser.site.refresh()
    return idea


def _photo(side: int = 40) -> bytes:
    """A JPEG that says where it was made."""
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x010F] = "Geheime Kamera"
    file = io.BytesIO()
    Image.new("RGB", (side, side // 2), "green").save(file, "JPEG", exif=exif)
    return file.getvalue()


def _sent(browser: Browser, content: bytes, **fields: str) -> Any:
    form = filled_in(browser, NEW) | {"title": "Mitfahrbank", "text": "Am Markt.", "place": ""}
    form |= {"description": "Eine leere Bank", "is_own": "yes"} | fields
    return browser.post(NEW, form, files={"picture": ("urlaub.jpg", content)})


def test_a_place_is_kept_as_its_cell_and_never_more_exactly(browser: Browser, setting: Setting) -> None:
    assert setting
    fields = {"spot.lat": "52.0512", "spot.lon": "11.0587", "spot.text": "Am Dorfteich"}
    form = filled_in(browser, NEW) | {"title": "Bank", "text": "Zum Sitzen.", "place": ""} | fields
    assert browser.post(NEW, form).status_code == 303
    with browser.site.database.reading() as session:
        spot = session.exec(select(IdeaSpot)).one()
    assert (spot.cell, spot.words) == (cell_of(52.05, 11.05), "Am Dorfteich")


def test_a_place_that_a_rule_catches_makes_the_idea_wait(browser: Browser, setting: Setting) -> None:
    with browser.site.database.writing() as session:
        session.add(RoundSettings(phase_id=setting.phases[PhaseKind.IDEAS], moderation=ModerationMode.RULES))
    browser.site.refresh()
    for words in ("Am Markt", "https://werbung.example"):
        body = {"id": str(uuid4()), "title": "Bank", "text": "Zum Sitzen.", "place": words}
        assert browser.api("POST", "/ideas", json=body).status_code == 201
    with browser.site.database.reading() as session:
        states = {idea.held_for for idea in session.exec(select(Idea))}
    assert any("links" in held for held in states)
    assert any("links" not in held for held in states)


@pytest.mark.parametrize("fields", [{"spot.lat": "x", "spot.lon": "11"}, {"spot.lat": "52"}, {"spot.text": "o" * 161}])
def test_a_place_that_is_none_is_named_and_kept(browser: Browser, setting: Setting, fields: dict[str, str]) -> None:
    assert setting
    form = filled_in(browser, NEW) | {"title": "Bank", "text": "Zum Sitzen.", "place": ""} | fields
    answer = browser.post(NEW, form)
    assert answer.status_code == 422
    assert 'href="#spot' in answer.text
    assert "Zum Sitzen." in answer.text


def test_the_map_puts_ideas_beside_each_other_into_one_circle(browser: Browser, setting: Setting) -> None:
    near = [_placed(browser, setting, f"Bank {number}", 52.05, 11.05) for number in (1, 2)]
    far = _placed(browser, setting, "Teich", 52.05, 11.15, "Am Ufer")
    page = browser.get("/de/ideen/karte").text
    assert page.count('class="idea-map__circle"') == 2
    first = page[page.index('id="place-2"') :] if str(far.id) in page.split('id="place-2"')[0] else page
    assert all(str(idea.id) in first for idea in near)
    assert "Am Ufer" in page
    shown = browser.get(f"/de/ideen/{far.id}").text
    assert "Am Ufer" in shown
    assert 'class="idea-spot__mark"' in shown


def test_places_and_pictures_over_the_api(browser: Browser, setting: Setting) -> None:
    body = {"id": str(uuid4()), "title": "Bank", "text": "Am Teich.", "lat": 52.0512, "lon": 11.0587, "place": "Teich"}
    assert browser.api("POST", "/ideas", json=body).status_code == 201
    assert browser.api("POST", "/ideas", json=body | {"id": str(uuid4()), "lon": None}).status_code == 422
    _placed(browser, setting, "Bank", 52.0512, 11.0587, "Teich")
    (item,) = browser.api("GET", "/ideas").json()["items"]
    assert item["place"] == {"lat": 52.05, "lon": 11.05, "words": "Teich"}
    assert item["picture"] is None


def test_a_picture_is_made_anew_and_shown_once_it_is_released(browser: Browser, setting: Setting) -> None:
    answer = _sent(browser, _photo())
    assert answer.status_code == 303
    with browser.site.database.writing() as session:
        idea = session.exec(select(Idea)).one()
        idea.state, idea.published_at = ContributionState.PUBLISHED, PUBLIC["published_at"]
        session.add(idea)
    browser.site.refresh()
    public = f"/de/ideen/{idea.id}/bild"
    assert browser.get(public).status_code == 404
    assert "<img" not in browser.get(f"/de/ideen/{idea.id}").text
    signed_in(browser, Role.MODERATOR, setting.region)
    assert "Eine leere Bank" in browser.get(f"/de/verwaltung/moderation/idea/{idea.id}").text
    assert "Mitfahrbank" in browser.get("/de/verwaltung/ideen/").text
    assert browser.get(f"/de/verwaltung/ideen/{idea.id}/bild").status_code == 200
    assert browser.post(f"/de/verwaltung/ideen/{idea.id}/bild", {"act": "release"}).status_code == 303
    browser.site.refresh()
    shown = browser.get(public)
    assert shown.headers["content-type"] == "image/jpeg"
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert "inline" in shown.headers["content-disposition"]
    assert b"Geheime Kamera" not in shown.content
    assert 'alt="Eine leere Bank"' in browser.get("/de/ideen/").text
    assert browser.api("GET", "/ideas").json()["items"][0]["picture"]["description"] == "Eine leere Bank"


@pytest.mark.parametrize(
    ("content", "fields", "wrong"),
    [
        (b"<svg/>", {}, "picture"),
        (b"x" * 10_485_761, {}, "picture"),
        (b"\xff\xd8", {"description": " "}, "description"),
        (b"\xff\xd8", {"is_own": ""}, "is_own"),
    ],
)
def test_a_refused_picture_costs_nothing_that_was_typed(
    browser: Browser, setting: Setting, content: bytes, fields: dict[str, str], wrong: str
) -> None:
    assert setting
    answer = _sent(browser, content, **fields)
    assert answer.status_code == 422
    assert f'href="#{wrong}"' in answer.text
    assert "Mitfahrbank" in answer.text
    with browser.site.database.reading() as session:
        assert session.exec(select(Idea)).first() is None


def test_no_picture_is_kept_of_a_network_that_has_to_calculate_first(browser: Browser, setting: Setting) -> None:
    assert setting
    used_up(browser, Occasion.WRITING)
    assert _sent(browser, _photo()).status_code == 429
    assert not file_store(browser.site.database, browser.site.settings.files_folder, AREA).folder.exists()


def test_a_picture_that_would_take_the_memory_is_refused() -> None:
    file = io.BytesIO()
    Image.new("1", (5_100, 5_000)).save(file, "PNG")
    with pytest.raises(Invalid, match="too many points"):
        fresh_picture(file.getvalue())


def test_whoever_withdraws_an_idea_takes_place_picture_and_file_along(browser: Browser, setting: Setting) -> None:
    assert setting
    fields = {"spot.text": "Am Markt"}
    code = code_on(browser.get(_sent(browser, _photo(), **fields).headers["location"]).text)
    site = browser.site
    store = file_store(site.database, site.settings.files_folder, AREA)
    with site.database.reading() as session:
        name = session.exec(select(IdeaPicture.stored_as)).one()
    assert store.read(name)
    assert browser.post("/de/nachverfolgen/zurueckziehen", {"code": code, "sure": "yes"}).status_code in {200, 303}
    with site.database.reading() as session:
        assert session.exec(select(IdeaPicture)).first() is None
        assert session.exec(select(IdeaSpot)).first() is None
    while run_due(site.database, jobs(site.settings)):
        pass
    with pytest.raises(NotFound):
        store.read(name)
