"""What was recognised becomes a strategy that only the office sees."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlmodel import Session, select

from participation.cli import group
from participation.core.database import Database
from participation.core.errors import Conflict, Invalid, NotFound
from participation.migrations import HEAD
from participation.regions.models import Region
from participation.strategy.importing.plain_text import lines_of_text
from participation.strategy.importing.recognising import recognise
from participation.strategy.importing.storing import store_draft
from participation.strategy.models import BlockText, Element, ElementLink, Strategy
from participation.strategy.versions import publish_version
from participation.threads.models import Thread
from tests.browser import Browser
from tests.cast import a_region, published
from tests.strategy.importing.documents import AIMS, LINKED


def _stored(session: Session, text: str, region: Region | None = None) -> Strategy:
    return store_draft(session, region or a_region(session), recognise(lines_of_text(text), "Leitbild 2035")).strategy


def test_elements_texts_and_links_are_stored_and_readers_see_nothing(browser: Browser) -> None:
    with browser.site.database.writing() as session:
        region = a_region(session)
        strategy = _stored(session, LINKED, region)
        assert (strategy.slug, strategy.horizon, strategy.latest_version) == ("leitbild-2035", 2035, 0)
        kinds = [one.kind.value for one in session.exec(select(Element))]
        assert (kinds.count("strategic_goal"), kinds.count("action_field")) == (3, 2)
        assert len(session.exec(select(ElementLink)).all()) == 3
        assert "Kurze Wege im Rettungsdienst" in {one.text for one in session.exec(select(BlockText))}
        published(browser, session, region)
    assert browser.get("/de/leitbild-2035").status_code == 404


def test_a_newer_file_replaces_the_draft_and_leaves_nothing_behind(database: Database) -> None:
    with database.writing() as session:
        region = a_region(session)
        before = _stored(session, LINKED, region).id
        elements = len(session.exec(select(Element)).all())
        threads = len(session.exec(select(Thread)).all())
        session.expire_all()
        after = _stored(session, LINKED, region).id
        assert after != before
        assert len(session.exec(select(Strategy)).all()) == 1
        assert len(session.exec(select(Element)).all()) == elements
        assert len(session.exec(select(Thread)).all()) == threads


def test_a_published_strategy_is_not_replaced(database: Database) -> None:
    with database.writing() as session:
        region = a_region(session)
        publish_version(session, _stored(session, LINKED, region), "", None)
        with pytest.raises(Conflict, match="leitbild-2035"):
            _stored(session, AIMS, region)


def test_a_document_without_anything_is_not_stored(database: Database) -> None:
    with database.writing() as session, pytest.raises(Invalid, match="Nothing was recognised"):
        _stored(session, "Ein kurzes Wort.\n")


def run(*words: str) -> Result:
    return CliRunner().invoke(group, ["import-strategy", *words])


def test_the_tree_is_shown_first_and_a_dry_run_needs_no_database(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(AIMS)
    shown = run(str(file), "--region", "x", "--dry-run")
    assert "    strategic_goal: 1 Lindenau bietet guten Wohnraum" in shown.stdout
    document = json.loads(run(str(file), "--region", "x", "--dry-run", "--json").stdout)
    vision = next(one for one in document["children"] if one["kind"] == "vision")
    assert [one["number"] for one in vision["children"]] == ["1", "2"]


def test_the_command_stores_a_draft_for_the_region(
    tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARTICIPATION_DATABASE_URL", database_url)
    monkeypatch.setattr("participation.cli.opening.present_revision", lambda _: HEAD)
    database = Database(database_url)
    with database.writing() as session:
        a_region(session)
    file = tmp_path / "a.md"
    file.write_text(AIMS)
    assert "a new draft" in run(str(file), "--region", "lindenau").stderr
    assert "replaced the earlier draft" in run(str(file), "--region", "lindenau").stderr
    assert isinstance(run(str(file), "--region", "anderswo").exception, NotFound)
    database.close()
