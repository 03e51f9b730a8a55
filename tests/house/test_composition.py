"""House laws about the whole: access, fragments, templates, foreign keys, dependencies, settings."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from pathlib import Path

from babel.messages.pofile import read_po
from sqlmodel import SQLModel

from participation import tables
from participation.app import Application
from participation.areas import PAGES
from participation.core.settings import Settings
from participation.web.pages import everyone
from participation.web.routes import access_table

ROOT = Path(__file__).resolve().parent.parent.parent
PYTHON = "\n".join(path.read_text() for path in sorted((ROOT / "participation").rglob("*.py")))
TEMPLATES = {
    path.relative_to(ROOT / "templates").as_posix(): path.read_text() for path in (ROOT / "templates").rglob("*.*")
}


def test_who_may_use_which_page_is_written_down() -> None:
    written = (ROOT / "access.txt").read_text()
    assert access_table(PAGES) == written, "Run `participation routes > access.txt` and read what changed."


def test_staff_pages_are_never_open_to_everyone() -> None:
    signing_in = ("/verwaltung/anmelden", "/verwaltung/abmelden")
    open_pages = [page.path for page in PAGES if page.path.startswith("/verwaltung") and page.only is everyone]
    assert [path for path in open_pages if not path.startswith(signing_in)] == []


def test_cached_pages_are_public_and_only_read() -> None:
    cached = [page for page in PAGES if page.cached]
    assert cached
    assert all(page.only is everyone and page.method == "GET" for page in cached)


def test_every_fragment_is_a_block_of_its_template(application: Application) -> None:
    wanted = re.findall(r'render\(\s*"([\w/]+\.html)",\s*(?:fragment=)?"(\w[\w-]*)"', PYTHON)
    missing = [(name, block) for name, block in wanted if block not in application.site.rendering.blocks_of(name)]
    assert wanted
    assert missing == []


def test_every_template_is_used() -> None:
    everything = PYTHON + "\n".join(TEMPLATES.values())
    unused = [name for name in TEMPLATES if f'"{name}"' not in everything and f"'{name}'" not in everything]
    assert unused == []


def test_every_text_of_a_catalogue_occurs_in_the_sources() -> None:
    said = PYTHON + "\n".join(TEMPLATES.values())
    said = re.sub(r"""["']\s*\n\s*["']""", "", said).replace("\\n", "\n").replace('\\"', '"')
    entries = [entry for path in (ROOT / "locales").rglob("*.po") for entry in read_po(path.read_bytes().splitlines())]
    texts = {entry.id[0] if isinstance(entry.id, list | tuple) else entry.id for entry in entries}
    assert len(texts) > 1_000
    assert sorted(text for text in texts if text not in said) == []


def test_foreign_keys_point_down_or_stay_in_their_area() -> None:
    order = {module.__name__: position for position, module in enumerate(tables.MODULES)}
    home = {
        str(mapper.local_table): position
        for mapper in SQLModel._sa_registry.mappers
        for module, position in order.items()
        if f"{mapper.class_.__module__}.".startswith(f"{module}.")
    }
    upward = [
        f"{table.name}.{key.parent.name} -> {key.column.table.name}"
        for table in SQLModel.metadata.tables.values()
        if table.name in home
        for key in table.foreign_keys
        if home[key.column.table.name] > home[table.name]
    ]
    assert home
    assert upward == []


def test_every_foreign_key_has_an_index() -> None:
    bare = [
        f"{table.name}.{key.parent.name}"
        for table in SQLModel.metadata.tables.values()
        for key in table.foreign_keys
        if not _is_indexed(table.name, key.parent.name)
    ]
    assert bare == []


def _is_indexed(table_name: str, column: str) -> bool:
    table = SQLModel.metadata.tables[table_name]
    leading = [next(iter(index.columns)).name for index in table.indexes]
    leading += [next(iter(constraint.columns)).name for constraint in table.constraints if len(constraint.columns)]  # type: ignore[attr-defined]
    return column in leading


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    names = [re.split(r"[\[<>=; ]", line)[0] for line in wanted]
    reasons = (ROOT / "docs" / "dependencies.md").read_text()
    assert [name for name in names if f"`{name}`" not in reasons] == []


def test_every_setting_is_documented() -> None:
    text = (ROOT / "docs" / "referenz" / "einstellungen.md").read_text()
    missing = [field.name for field in fields(Settings) if f"PARTICIPATION_{field.name.upper()}" not in text]
    assert missing == []
