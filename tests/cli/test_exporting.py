"""`export --raw` on the command line leaves the same trace as in the web."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlmodel import select

from participation.cli.exporting import export
from participation.core.database import Database
from participation.core.journal import JournalEntry
from participation.migrations import migrate
from tests.surveys.answer_sheets import a_counted_survey, hand_in, people


def test_raw_answers_are_journaled_on_the_command_line_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{tmp_path / 'county.db'}"
    database = Database(url, threads=2)
    migrate(database)
    survey = a_counted_survey(database)
    hand_in(database, survey, *people(3, wish="Bus"))
    database.close()
    monkeypatch.setenv("PARTICIPATION_DATABASE_URL", url)
    target = tmp_path / "answers.csv"
    done = CliRunner().invoke(export, [survey.slug, "--format", "csv", "--raw", "--out", str(target)])
    assert done.exit_code == 0, done.output
    assert len(target.read_text().splitlines()) == 4
    database = Database(url, threads=2)
    with database.reading() as session:
        entry = session.exec(select(JournalEntry).where(JournalEntry.action == "exported")).one()
    database.close()
    assert entry.details == {"format": "csv", "purpose": "command line", "sheets": 3}
