"""Migrations build the same schema as the models, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlmodel import SQLModel

from participation import migrations, tables
from participation.core.database import Database
from tests.postgres import PostgresServer


@pytest.fixture(params=["file", "server"])
def bare_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without any table."""
    if request.param == "file":
        database = Database(f"sqlite:///{tmp_path / 'bare.db'}", threads=2)
    else:
        server: PostgresServer = request.getfixturevalue("postgres")
        database = Database(server.create(f"bare_{tmp_path.name}"[:60]), threads=2)
    yield database
    database.close()


def test_an_empty_database_becomes_what_the_models_say(bare_database: Database) -> None:
    assert migrations.migrate(bare_database)
    own = {module.__name__ for module in tables.MODULES}
    ours = {str(mapper.local_table) for mapper in SQLModel._sa_registry.mappers if mapper.class_.__module__ in own}
    with bare_database.reader.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = [change for change in compare_metadata(context, SQLModel.metadata) if _concerns(change, ours)]
    assert differences == []


def _concerns(change: object, ours: set[str]) -> bool:
    """Tables that only tests define do not count."""
    subject = change[1] if isinstance(change, tuple) else None
    return (
        getattr(subject, "name", None) in ours
        or getattr(getattr(subject, "table", None), "name", None) in ours
        or subject is None
    )


def test_migrating_twice_changes_nothing(bare_database: Database) -> None:
    assert migrations.migrate(bare_database)
    assert not migrations.migrate(bare_database)


def test_the_head_that_the_program_expects_is_the_last_migration() -> None:
    scripts = ScriptDirectory(str(Path(migrations.__file__).parent))
    assert scripts.get_current_head() == migrations.HEAD
