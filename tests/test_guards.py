"""The guards in front of everything."""

from __future__ import annotations

import pytest

from participation.web.security import POLICY
from tests.browser import Browser
from tests.cast import a_region

FORM = "/de/verwaltung/anmelden"


@pytest.fixture
def front_door(browser: Browser) -> Browser:
    """An installation with one region."""
    with browser.site.database.writing() as session:
        a_region(session)
    browser.site.refresh()
    return browser


def test_every_answer_carries_the_security_headers(front_door: Browser) -> None:
    for path in (FORM, "/healthz", "/api/v1/openapi.json", "/nowhere", "/static/x/none.css"):
        headers = front_door.get(path).headers
        assert headers["content-security-policy"] == POLICY
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
    assert "unsafe" not in POLICY


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "same-origin"}, 200),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "", "origin": "http://testserver"}, 200),
        ({"sec-fetch-site": "", "origin": "https://evil.example"}, 403),
        ({"sec-fetch-site": "", "origin": "null"}, 403),
        ({"sec-fetch-site": "", "cookie": "s=abc"}, 403),
        ({"sec-fetch-site": ""}, 200),
    ],
)
def test_forms_of_other_sites_are_not_accepted(front_door: Browser, headers: dict[str, str], status: int) -> None:
    sent = {name: value for name, value in headers.items() if value}
    response = front_door._client.post(FORM, data={"email": "somebody@demo.example"}, headers=sent)
    assert response.status_code == status


def test_unknown_hosts_are_refused(front_door: Browser) -> None:
    assert front_door.get(FORM, headers={"host": "evil.example"}).status_code == 421


def test_a_body_that_is_too_large_is_refused_before_it_is_read(front_door: Browser) -> None:
    assert front_door.post(FORM, {"email": "x" * 400_000}).status_code == 413


def test_reading_pages_set_no_cookie(front_door: Browser) -> None:
    for path in ("/", FORM):
        assert "set-cookie" not in front_door.get(path).headers


def test_unknown_addresses_get_a_calm_page_in_the_readers_language(front_door: Browser) -> None:
    page = front_door.get("/leicht/gibt-es-nicht")
    assert page.status_code == 404
    assert 'lang="de-simple"' in page.text


def test_health_needs_no_database_and_readiness_names_its_checks(front_door: Browser) -> None:
    assert front_door.get("/healthz").text == "ok\n"
    assert front_door.get("/readyz").json() == {"ready": True, "writer": True, "database": True, "disk": True}


def test_figures_are_for_known_hosts_only(front_door: Browser) -> None:
    assert front_door.get("/metrics").status_code == 404


@pytest.mark.parametrize("number", ["99999999999", "9" * 5_000])
def test_a_number_that_no_row_has_leads_nowhere(front_door: Browser, number: str) -> None:
    assert front_door.get(f"/de/strategien/entwicklung/fassungen/{number}").status_code == 404


def test_a_forgotten_slash_leads_to_the_page(front_door: Browser) -> None:
    answer = front_door.get("/de/strategien?seite=2")
    assert (answer.status_code, answer.headers["location"]) == (308, "/de/strategien/?seite=2")
    assert front_door.get(FORM + "/").headers["location"] == FORM
