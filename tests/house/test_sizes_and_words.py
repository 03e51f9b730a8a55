"""House laws about files: small, in their place, and free of what the security policy forbids."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
LONGEST_FILE, LONGEST_FUNCTION = 300, 40
DATABASE_FILES = {"core/database.py", "core/columns.py", "core/search.py", "migrations/env.py"}


def _sources(*patterns: str) -> list[Path]:
    found = [path for pattern in patterns for path in ROOT.glob(pattern)]
    return sorted(path for path in found if "vendor" not in path.parts and "versions" not in path.parts)


PYTHON = _sources("participation/**/*.py", "tests/**/*.py", "tools/**/*.py")
TEMPLATES = _sources("templates/**/*.html")


def test_no_file_is_longer_than_300_lines() -> None:
    files = [*PYTHON, *TEMPLATES, *_sources("participation/static/**/*.js", "participation/static/**/*.css")]
    long = [str(path.relative_to(ROOT)) for path in files if len(path.read_text().splitlines()) > LONGEST_FILE]
    assert files
    assert long == []


def test_no_function_is_longer_than_40_lines() -> None:
    long = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for path in PYTHON
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert long == []


def test_modules_are_named_after_nouns_of_the_domain() -> None:
    vague = {"utils", "helpers", "common", "services", "manager", "misc"}
    assert [path for path in PYTHON if path.stem in vague] == []


def test_only_four_files_know_which_database_it_is() -> None:
    knowing = [
        name
        for path in _sources("participation/**/*.py")
        if (name := path.relative_to(ROOT / "participation").as_posix()) not in DATABASE_FILES
        and re.search(r"sqlite|postgresql", path.read_text())
    ]
    assert knowing == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_templates_have_no_inline_style_handler_or_script(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r"\sstyle=[\"']|\son[a-z]+=[\"']|hx-on|<style", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/)", text)


def test_every_module_says_in_one_sentence_what_it_is() -> None:
    silent = [
        path for path in PYTHON if path.name != "__init__.py" and not ast.get_docstring(ast.parse(path.read_text()))
    ]
    assert silent == []
