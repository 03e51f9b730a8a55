"""The database goes away and comes back: calm refusals meanwhile, no false receipt, recovery without a restart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from participation.app import Application, build_application
from participation.core.settings import Settings
from tests.browser import Browser
from tests.postgres import PostgresServer
from tests.surveys.builders import a_body, an_open_survey

SUBMISSIONS = "/surveys/umfrage/submissions"


class Switch:
    """Takes a database of the server away and gives it back."""

    def __init__(self, server: PostgresServer, name: str) -> None:
        self.server, self.name = server, name

    def __call__(self, *, on: bool) -> None:
        with psycopg.connect(self.server.address("postgres"), autocommit=True) as connection:
            connection.execute(f'ALTER DATABASE "{self.name}" ALLOW_CONNECTIONS {on}'.encode())
            others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
            connection.execute(others.encode(), (self.name,))


@pytest.fixture
def switched(postgres: PostgresServer, tmp_path: Path) -> Iterator[tuple[Browser, Switch]]:
    """The application on a database that can be taken away."""
    with postgres.lent_copy("template_empty") as url:
        settings = Settings(database_url=url, threads=4, files_folder=str(tmp_path))
        application: Application = build_application(settings, with_worker=False)
        switch = Switch(postgres, url.partition("@/")[2].partition("?")[0])
        with Browser(application) as browser:
            yield browser, switch
            switch(on=True)
        application.site.database.close()


def test_while_the_database_is_gone_people_are_asked_to_come_back(
    switched: tuple[Browser, Switch], caplog: pytest.LogCaptureFixture
) -> None:
    browser, switch = switched
    an_open_survey(browser)
    body = a_body()
    kept = browser.get("/de/").text
    switch(on=False)
    assert browser.get("/de/").text == kept
    for refused in (
        browser.get("/de/suche?q=bus"),
        browser.api("POST", SUBMISSIONS, json=body),
    ):
        assert refused.status_code == 503
        assert refused.headers["retry-after"] == "5"
    ready = browser.get("/readyz")
    assert (ready.status_code, ready.json()["database"]) == (503, False)
    assert browser.get("/healthz").status_code == 200
    assert "The database refused: " in caplog.text
    switch(on=True)
    assert browser.api("POST", SUBMISSIONS, json=body).status_code == 201
    assert browser.get("/de/suche?q=bus").status_code == 200
    assert browser.get("/readyz").status_code == 200
