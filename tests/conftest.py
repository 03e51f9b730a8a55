"""The stage for every test: a real database of each kind, the application, a client that checks every page."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings
from sqlmodel import SQLModel

from participation import tables  # noqa: F401 - loads every table
from participation.app import Application, build_application
from participation.core.database import Database
from participation.core.settings import Settings
from tests.browser import Browser
from tests.compiled_templates import remember_compiled
from tests.engines import remember_engines
from tests.mailbox import Mailbox, running_mail_server
from tests.postgres import PostgresServer
from tests.provider import RunningProvider, running_provider

# The same examples every time: a test that fails by chance helps nobody. The variable asks for new examples.
hypothesis_settings.register_profile("repeatable", derandomize=True)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))
BACKENDS = os.environ.get("PARTICIPATION_TEST_BACKENDS", "file,server").split(",")
remember_engines()


def pytest_collection_finish() -> None:
    """Take what was imported out of the search for garbage, and search less often: a fifth of the run went there."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)


def _create_schema(url: str) -> None:
    database = Database(url)
    SQLModel.metadata.create_all(database.writer)
    database.close()


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the schema, copied for each test."""
    path = tmp_path_factory.mktemp("schema") / "empty.db"
    _create_schema(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A running PostgreSQL with a template database that has the schema."""
    with PostgresServer.started() as server:
        _create_schema(server.create("template_empty"))
        yield server


@pytest.fixture(params=BACKENDS)
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of an empty database, once per kind."""
    if request.param == "file":
        empty: Path = request.getfixturevalue("empty_file")
        for left in empty.parent.glob("test.db*"):
            left.unlink()
        yield f"sqlite:///{shutil.copy(empty, empty.with_name('test.db'))}"
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    with server.lent_copy("template_empty") as address:
        yield address


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An open database without an application."""
    opened = Database(database_url, threads=4)
    yield opened
    opened.close()


@pytest.fixture
def application(database_url: str, tmp_path: Path) -> Iterator[Application]:
    """The application, not yet started; the `browser` starts it."""
    settings = Settings(database_url=database_url, threads=4, files_folder=str(tmp_path / "files"))
    built = build_application(settings, with_worker=False)
    remember_compiled(built)
    yield built
    built.site.database.close()


@pytest.fixture
def browser(application: Application) -> Iterator[Browser]:
    """Somebody at the front door; every page that is fetched passes the page checker."""
    with Browser(application) as opened:
        yield opened


@pytest.fixture
def mail_server() -> Iterator[tuple[Mailbox, str]]:
    """A running SMTP server and its address."""
    with running_mail_server() as running:
        yield running


@pytest.fixture(scope="session")
def provider() -> Iterator[RunningProvider]:
    """A real OpenID Connect provider, a process of its own."""
    with running_provider() as running:
        yield running
