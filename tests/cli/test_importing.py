"""Questionnaires as files on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from participation.cli import group
from participation.core.database import Database
from participation.migrations import migrate
from participation.web.folders import folder
from tests.cast import a_procedure, a_region

FILE = next(folder("content").glob("boerde/*/surveys/*.toml"))


@pytest.fixture
def prepared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A migrated database with a region and a procedure, which commands find."""
    url = f"sqlite:///{tmp_path / 'test.db'}"
    monkeypatch.setenv("PARTICIPATION_DATABASE_URL", url)
    database = Database(url)
    migrate(database)
    with database.writing() as session:
        a_procedure(session, a_region(session))
    database.close()
    return url


def run(*words: str) -> Result:
    return CliRunner().invoke(group, list(words))


@pytest.mark.usefixtures("prepared")
def test_a_questionnaire_goes_in_and_comes_out_the_same(tmp_path: Path) -> None:
    imported = run("import-survey", str(FILE), "--json")
    assert imported.exit_code == 0, imported.output
    said = json.loads(imported.stdout)
    assert (said["survey"], said["report"]) == ("wichtig-in-boerde", [])
    first, second = tmp_path / "first.toml", tmp_path / "second.toml"
    assert run("export-survey", "wichtig-in-boerde", "--out", str(first)).exit_code == 0
    assert json.loads(run("import-survey", str(first), "--json").stdout)["survey"] == "wichtig-in-boerde-2"
    run("export-survey", "wichtig-in-boerde-2", "--out", str(second))
    assert first.read_text().replace("wichtig-in-boerde", "x") == second.read_text().replace("wichtig-in-boerde-2", "x")


@pytest.mark.usefixtures("prepared")
def test_a_draft_is_checked_by_its_name() -> None:
    run("import-survey", str(FILE))
    checked = run("check-survey", "wichtig-in-boerde", "--json")
    assert checked.exit_code == 0
    assert json.loads(checked.stdout)["paths"] == 1


def test_what_is_wrong_with_a_file_is_named(tmp_path: Path) -> None:
    page = """
[[pages]]
[[pages.questions]]
code = "way"
type = "yes_no"
text = { de = "Fahren Sie Bus?", en = "Do you take the bus?" }
[[pages.questions]]
code = "why"
type = "text"
text = { de = "Warum?" }
show_if = { question = "way", is = "yes" }
[[pages]]
show_if = { all = [{ question = "way", is = "yes" }, { question = "way", is = "no" }] }
[[pages.questions]]
code = "lost"
type = "text"
text = { de = "Nie gefragt" }
"""
    texts = '[title]\nde = "T"\n[introduction]\nde = "I"\n[thanks]\nde = "D"\n'
    file = tmp_path / "umfrage.toml"
    file.write_text(texts + page)
    checked = run("check-survey", str(file), "--json")
    found = json.loads(checked.stdout)
    assert checked.exit_code == 1
    assert (found["paths"], found["shortest"], found["longest"]) == (2, ["way"], ["way", "why"])
    assert found["unreachable_pages"] == [2]
    assert found["unreachable_questions"] == ["lost"]
    assert found["never"] == ["page 2"]
    assert found["missing_texts"]["en"] == {"whole": 3, "why": 1, "lost": 1}
    assert "nobody comes here" in run("check-survey", str(file)).output
