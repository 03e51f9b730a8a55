"""Copies of the database: made while it is in use, put back, refused where that would destroy something."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import select

from participation.core.database import Database, back_up, restore_file
from participation.core.settings import SettingsError
from participation.regions.models import Region
from tests.cast import a_region


@pytest.fixture
def filled(empty_file: Path, tmp_path: Path) -> Iterator[Database]:
    """A database file with one region."""
    shutil.copy(empty_file, tmp_path / "filled.db")
    database = Database(f"sqlite:///{tmp_path / 'filled.db'}")
    with database.writing() as session:
        a_region(session)
    yield database
    database.close()


def test_a_copy_made_while_the_database_is_in_use_can_be_put_back(filled: Database, tmp_path: Path) -> None:
    with filled.reading() as session:
        session.exec(select(Region)).all()
        back_up(filled, tmp_path / "copies" / "copy.db")
    restored = Database(f"sqlite:///{tmp_path / 'restored.db'}")
    restore_file(restored, tmp_path / "copies" / "copy.db", force=False)
    with restored.reading() as session, filled.reading() as original:
        assert session.exec(select(Region.slug)).all() == original.exec(select(Region.slug)).all() != []
    restored.close()


def test_a_copy_never_replaces_a_file(filled: Database, tmp_path: Path) -> None:
    back_up(filled, tmp_path / "copy.db")
    with pytest.raises(SettingsError, match="exists already"):
        back_up(filled, tmp_path / "copy.db")


def test_a_filled_database_is_replaced_only_by_force(filled: Database, tmp_path: Path) -> None:
    back_up(filled, tmp_path / "copy.db")
    with pytest.raises(SettingsError, match="--force"):
        restore_file(filled, tmp_path / "copy.db", force=False)
    restore_file(filled, tmp_path / "copy.db", force=True)


def test_a_damaged_copy_is_not_put_back(filled: Database, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_bytes(b"no database at all, whatever its name says" * 100)
    with pytest.raises(SettingsError, match="no intact"):
        restore_file(filled, tmp_path / "copy.db", force=True)


def test_a_server_database_is_left_to_its_own_tools(tmp_path: Path) -> None:
    database = Database("postgresql://nobody@127.0.0.1:1/none")
    with pytest.raises(SettingsError, match="pg_dump"):
        back_up(database, tmp_path / "copy.db")
    with pytest.raises(SettingsError, match="pg_restore"):
        restore_file(database, tmp_path / "copy.db", force=True)
