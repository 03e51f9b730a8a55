"""Migrations build the same schema as the models, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import ForeignKeyConstraint, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel, select

from participation import migrations, tables
from participation.core.database import Database
from participation.surveys.models import Counter, Survey
from tests.cast import a_procedure, a_region
from tests.postgres import PostgresServer
from tests.surveys.builders import a_survey

ADDED_IN_PLACE = {
    "section_id",
    "batch_id",
    "previous_wave_id",
    "recorded_by",
    "case_id",
    "parent_id",
    "youth_motion_id",
    "motion_id",
    "department_id",
    "proposed_by",
}


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
    own = tuple(f"{module.__name__}." for module in tables.MODULES)
    mappers = SQLModel._sa_registry.mappers
    ours = {str(one.local_table) for one in mappers if f"{one.class_.__module__}.".startswith(own)}
    assert {"survey", "submission", "region_outline"} <= ours
    with bare_database.reader.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = [change for change in compare_metadata(context, SQLModel.metadata) if _concerns(change, ours)]
    assert differences == []


def _concerns(change: object, ours: set[str]) -> bool:
    """Tables that only tests define do not count; of keys added in place, not everything can be read back."""
    subject = change[1] if isinstance(change, tuple) else None
    if isinstance(subject, ForeignKeyConstraint) and set(subject.column_keys) <= ADDED_IN_PLACE:
        return False
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


def test_counters_of_an_older_program_are_completed(bare_database: Database) -> None:
    migrations.migrate(bare_database)
    with bare_database.writing() as session:
        region = a_region(session)
        survey = a_survey(session, a_procedure(session, region), region)
        session.add(
            Counter(survey_id=survey.id, question="", option="", dimensions="age", segment="25-34", n=7, key_sum=5)
        )
    step = ScriptDirectory(str(Path(migrations.__file__).parent)).get_revision("0011")
    with (
        bare_database.connection() as connection,
        Operations.context(MigrationContext.configure(connection)),
    ):
        step.module.upgrade()
    with bare_database.reading() as session:
        completed = session.exec(select(Counter).where(Counter.option == "1")).one()
        assert (completed.n, completed.key_sum, completed.segment) == (7, 5, "25-34")


def test_keys_added_in_place_hold(bare_database: Database) -> None:
    migrations.migrate(bare_database)
    with bare_database.writing() as session:
        region = a_region(session)
        procedure = a_procedure(session, region)
        first = a_survey(session, procedure, region)
        session.add(Survey(region_id=region.id, procedure_id=procedure.id, slug="wieder", previous_wave_id=first.id))
        session.flush()
        session.execute(text("DELETE FROM questionnaire_version"))
        with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
            session.execute(text("DELETE FROM survey WHERE slug = 'umfrage'"))
        session.rollback()
