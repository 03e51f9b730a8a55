"""A database moves into another: every kind of value arrives as it was, and anything doubtful is refused."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from click.testing import CliRunner
from sqlalchemy import JSON, insert, inspect, null, text
from sqlmodel import Session, SQLModel, select

from participation.cli import group
from participation.cli.moving import move
from participation.core.database import Database
from participation.core.errors import Conflict
from participation.core.journal import JournalEntry, broken_links, record
from participation.core.search import Scope, Wanted, found
from participation.crowd.models import CrowdModel
from participation.imports.models import ImportDraft
from participation.migrations import migrate
from participation.regions.models import Region
from tests.postgres import PostgresServer
from tests.served import filled

LONG_AGO = datetime(2024, 2, 29, 23, 59, 59, 999_999, tzinfo=UTC)
WITHOUT_PROBLEM = "SELECT count(*) FROM import_draft WHERE problem IS NULL"
CHILD_BEFORE_PARENT = """
UPDATE element SET parent_id = (SELECT max(id) FROM element) WHERE id = (SELECT min(id) FROM element)
"""


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the content of Börde and a few values that content has none of."""
    folder = tmp_path_factory.mktemp("county")
    address = f"sqlite:///{folder / 'county.db'}"
    filled(address, folder / "content", "boerde")
    database = Database(address, threads=2)
    with database.writing() as session:
        _add_rare_values(session)
    database.close()
    return folder / "county.db"


def _add_rare_values(session: Session) -> None:
    region = session.exec(select(Region)).one()
    for problem in (null(), JSON.NULL, {"sentence": "Nicht lesbar: „\\x00“"}):
        values = {"region_id": region.id, "file_name": "plan.pdf", "problem": problem, "created_at": LONG_AGO}
        session.execute(insert(ImportDraft).values(id=uuid4(), **values))
    weights = bytes(range(256))
    session.add(CrowdModel(region_id=region.id, scale=0.1, weights=weights, labels=3, trained_at=LONG_AGO))
    session.execute(text(CHILD_BEFORE_PARENT))
    for number in range(3):
        record(session, "moved", "database", uuid4(), details={"number": number, "share": 0.1})


@pytest.fixture
def opened() -> Iterator[ExitStack]:
    """Closes the databases of a test."""
    with ExitStack() as stack:
        yield stack


def _open(opened: ExitStack, url: str | Path) -> Database:
    database = Database(url if isinstance(url, str) else f"sqlite:///{url}", threads=2)
    opened.callback(database.close)
    return database


def _kinds_without_a_value(session: Session) -> set[str]:
    """The kinds of columns of which none has a value, plain texts apart."""
    present = inspect(session.connection()).get_table_names()
    missing: dict[str, bool] = {}
    for field in (field for table in SQLModel.metadata.tables.values() if table.name in present for field in table.c):
        kind = type(field.type).__name__
        if missing.setdefault(kind, True):
            missing[kind] = session.scalars(select(field).where(field.is_not(None)).limit(1)).first() is None
    return {kind for kind, is_missing in missing.items() if is_missing} - {"Text"}


def test_a_file_moves_to_a_server_and_back_with_every_kind_of_value(
    county: Path, postgres: PostgresServer, tmp_path: Path, opened: ExitStack
) -> None:
    source, target = _open(opened, county), _open(opened, postgres.create("moved"))
    there = move(source, target)
    back = _open(opened, tmp_path / "back.db")
    assert move(target, back) == there
    assert sum(content.rows for content in there) > 1_000
    with source.reading() as session:
        assert _kinds_without_a_value(session) == set()
    for database in (source, target, back):
        with database.reading() as session:
            assert session.execute(text(WITHOUT_PROBLEM)).all() == [(1,)]
            drafts = session.exec(select(ImportDraft)).all()
            assert {draft.created_at for draft in drafts} == {LONG_AGO}
            assert [draft.problem for draft in drafts if draft.problem] == [{"sentence": "Nicht lesbar: „\\x00“"}]
            assert session.exec(select(CrowdModel.weights)).one() == bytes(range(256))
            assert list(broken_links(session)) == []
            region = session.exec(select(Region)).one()
            assert found(session, [Wanted("bod")], Scope(region.id, "de"), offset=0, limit=1)[0]
    assert _goes_on_counting(target)
    assert _goes_on_counting(back)


def _goes_on_counting(database: Database) -> bool:
    with database.writing() as session:
        before = session.scalars(select(JournalEntry.number)).all()
        record(session, "moved", "database")
        after = session.scalars(select(JournalEntry.number)).all()
    return set(after) == {*before, max(filter(None, before)) + 1}


def test_a_filled_target_is_refused(county: Path, tmp_path: Path, opened: ExitStack) -> None:
    copy = shutil.copy(county, tmp_path / "copy.db")
    with pytest.raises(Conflict, match="not empty"):
        move(_open(opened, county), _open(opened, copy))


def test_another_version_is_refused_on_both_sides(county: Path, tmp_path: Path, opened: ExitStack) -> None:
    older = _open(opened, shutil.copy(county, tmp_path / "older.db"))
    with older.connection() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    with pytest.raises(Conflict, match="migrate"):
        move(older, _open(opened, tmp_path / "new.db"))
    with pytest.raises(Conflict, match="another version"):
        move(_open(opened, county), older)


def test_nothing_moves_while_somebody_else_is_connected(
    county: Path, postgres: PostgresServer, tmp_path: Path, opened: ExitStack
) -> None:
    url = postgres.create("in_use")
    for used, source, target in ((county, county, tmp_path / "new.db"), (url, county, url)):
        with _open(opened, used).reading() as session:
            session.execute(text("SELECT 1"))
            with pytest.raises(Conflict, match="in use"):
                move(_open(opened, source), _open(opened, target))


def test_a_target_that_changes_what_it_gets_keeps_nothing(county: Path, tmp_path: Path, opened: ExitStack) -> None:
    target = _open(opened, tmp_path / "odd.db")
    migrate(target)
    with target.connection() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER odd AFTER INSERT ON region BEGIN UPDATE region SET name = name || ' '; END"
        )
    with pytest.raises(Conflict, match="region differ"):
        move(_open(opened, county), target)
    with target.reading() as session:
        assert session.exec(select(Region)).all() == []


def test_the_command_prints_rows_and_checksums_of_each_table(county: Path, tmp_path: Path) -> None:
    settings = {"PARTICIPATION_DATABASE_URL": f"sqlite:///{county}"}
    run = CliRunner().invoke(group, ["move", f"sqlite:///{tmp_path / 'new.db'}"], env=settings)
    assert run.exit_code == 0
    lines = [line.split() for line in run.output.splitlines()]
    assert ["region", "1"] in [line[:2] for line in lines]
    assert all(len(line[2]) == 64 for line in lines[:-1])
