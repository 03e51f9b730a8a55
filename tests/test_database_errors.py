"""What goes wrong in the database is told without what people wrote."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlmodel import Session

from participation.core.clock import now
from participation.core.database import Database
from participation.core.identifiers import digest
from participation.members.models import MemberLink

_MAIL = "kim@beispiel.example"


def _stored(database: Database, token: str) -> None:
    with database.writing() as session:
        session.add(MemberLink(token_hash=digest(token), email=_MAIL, expires_at=now()))


def test_an_error_repeats_nothing_that_should_be_stored(database: Database) -> None:
    _stored(database, "token")
    with pytest.raises(IntegrityError) as failed:
        _stored(database, "token")
    assert _MAIL not in str(failed.value)


def _logged(database: Database, act: Callable[[Session], Any]) -> None:
    try:
        with database.writing() as session:
            act(session)
    except DBAPIError:
        logging.getLogger("test").exception("It failed")


def test_a_logged_error_repeats_nothing_of_the_row_that_was_refused(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    row = MemberLink(token_hash=digest("token"), email=_MAIL)  # type: ignore[call-arg]
    _logged(database, lambda session: session.add(row))
    assert "expires_at" in caplog.text
    assert _MAIL not in caplog.text


def test_a_logged_error_repeats_no_value_that_could_not_be_read(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    number = text("SELECT CAST(:text AS integer)")
    _logged(database, lambda session: session.connection().execute(number, {"text": _MAIL}).all())
    assert ("It failed" in caplog.text) is not database.is_one_file  # a file reads it as 0
    assert _MAIL not in caplog.text
