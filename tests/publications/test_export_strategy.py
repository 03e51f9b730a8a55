"""`export-strategy` writes a published version as a file."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from participation.cli import group
from participation.core.database import Database
from participation.core.errors import NotFound
from participation.migrations import upgrade
from participation.strategy.content.folders import strategy_in
from tests.cast import a_region
from tests.strategy.builders import a_strategy


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    monkeypatch.setenv("PARTICIPATION_DATABASE_URL", url)
    database = Database(url)
    with database.connection() as connection:
        upgrade(connection)
    with database.writing() as session:
        a_strategy(session, a_region(session), tmp_path / "content")
    database.close()
    return tmp_path


def exported(folder: Path, form: str, *more: str) -> Path:
    target = folder / f"out.{form}"
    done = CliRunner().invoke(group, ["export-strategy", "zukunft", "--format", form, "--out", str(target), *more])
    if done.exception:
        raise done.exception
    return target


def test_content_files_and_json_hold_all_languages(folder: Path) -> None:
    zipfile.ZipFile(exported(folder, "md")).extractall(folder / "again")
    again = strategy_in(folder / "again" / "zukunft")
    assert again.titles == {"de": "Zukunft Landkreis Lindenau 2035", "de-simple": "Die Zukunft vom Land-Kreis Lindenau"}
    told = json.loads(exported(folder, "json").read_text())
    assert told["elements"][0]["texts"]["de-simple"]["title"] == "Unterwegs sein"


def test_what_is_not_there_is_refused(folder: Path) -> None:
    with pytest.raises(NotFound):
        exported(folder, "json", "--version", "7")
    with pytest.raises(NotFound):
        exported(folder, "md", "--region", "anderswo")
