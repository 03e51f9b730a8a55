"""What goes wrong in the database is told without what people wrote."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import IntegrityError

from participation.core.clock import now
from participation.core.database import Database
from participation.core.identifiers import digest
from participation.members.models import MemberLink


def _stored(database: Database, token: str) -> None:
    with database.writing() as session:
        session.add(MemberLink(token_hash=digest(token), email="kim@beispiel.example", expires_at=now()))


def test_an_error_repeats_nothing_that_should_be_stored(database: Database) -> None:
    _stored(database, "token")
    with pytest.raises(IntegrityError) as failed:
        _stored(database, "token")
    assert "kim@beispiel.example" not in str(failed.value)
