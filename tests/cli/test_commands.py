"""The commands: success, refusal with one sentence, wrong use."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from participation.core.database import Database
from tests.served import ROOT, filled


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A database with the content of Börde that is no demonstration."""
    address = f"sqlite:///{tmp_path / 'county.db'}"
    filled(address, tmp_path / "content", "boerde")
    return address


def _run(url: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "participation.cli", *arguments]
    given = os.environ | {"PARTICIPATION_DATABASE_URL": url} | environment
    return subprocess.run(command, cwd=ROOT, env=given, capture_output=True, text=True, check=False, timeout=120)


def test_a_demonstration_is_not_served_from_a_real_database(url: str) -> None:
    refused = _run(url, "serve", PARTICIPATION_DEMO="1")
    assert refused.returncode == 1
    assert "no demonstration" in refused.stderr


def test_a_demonstration_is_not_filled_into_a_real_database(url: str) -> None:
    refused = _run(url, "seed", "--demo")
    assert refused.returncode == 1
    assert "empty database" in refused.stderr


def test_several_processes_on_one_file_are_refused(url: str) -> None:
    refused = _run(url, "serve", "--workers", "2")
    assert refused.returncode == 1
    assert "PostgreSQL" in refused.stderr


def test_a_wrong_setting_stops_the_start_with_a_sentence(url: str) -> None:
    refused = _run(url, "serve", PARTICIPATION_PORT="eight")
    assert refused.returncode == 1
    assert "whole number" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_wrong_use_is_told_apart_from_refusal(url: str) -> None:
    assert _run(url, "simulate").returncode == 2
    assert _run(url, "no-such-command").returncode == 2


def test_an_unknown_survey_is_refused_with_a_sentence(url: str) -> None:
    refused = _run(url, "recount", "no-such-survey", "--check")
    assert refused.returncode == 1
    assert refused.stderr.strip() == "There is no such survey."


def test_seeding_again_changes_nothing(url: str, tmp_path: Path) -> None:
    again = _run(url, "seed", "--content", str(tmp_path / "content"), "--json")
    assert json.loads(again.stdout) == {"boerde": 0}


def test_simulated_bodies_are_written_and_stored_sheets_are_recounted_right(url: str, tmp_path: Path) -> None:
    bodies = tmp_path / "bodies.ndjson"
    assert (
        _run(url, "simulate", "wichtig-in-boerde", "--submissions", "5", "--seed", "1", "--out", str(bodies)).returncode
        == 0
    )
    assert len(bodies.read_text().splitlines()) == 5
    assert _run(url, "simulate", "wichtig-in-boerde", "--submissions", "50", "--seed", "1").returncode == 0
    checked = _run(url, "recount", "--check", "--json")
    assert (checked.returncode, json.loads(checked.stdout)) == (0, {"wichtig-in-boerde": 0})


def test_a_person_gets_a_link_and_json_stands_alone_on_stdout(url: str) -> None:
    added = _run(url, "person", "add", "neu@demo.example", "--role", "editor", "--region", "boerde", "--json")
    assert "/verwaltung/anmelden/link/" in json.loads(added.stdout)["link"]


def test_a_changed_journal_is_noticed(url: str) -> None:
    _run(url, "person", "add", "neu@demo.example", "--role", "editor")
    assert _run(url, "journal", "verify").returncode == 0
    database = Database(url, threads=1)
    with database.connection() as connection:
        connection.execute(text("UPDATE journal_entry SET action = 'nothing' WHERE number = 1"))
    database.close()
    broken = _run(url, "journal", "verify")
    assert broken.returncode == 1
    assert "1" in broken.stderr


def test_every_command_has_help() -> None:
    from participation.cli import COMMANDS, group  # noqa: PLC0415 - only this test looks inside

    context = group.make_context("participation", ["routes"])
    for name in COMMANDS:
        command = group.get_command(context, name)
        assert command is not None
        assert command.help
