"""Chromium and a hall for the tests of the kiosk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.journeys.conftest import chromium
from tests.roadshow.hall import Hall, open_hall

__all__ = ["chromium"]


@pytest.fixture(scope="session")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """A hall for all tests; each counts what it adds."""
    folder = tmp_path_factory.mktemp("hall")
    with open_hall(f"sqlite:///{folder / 'hall.db'}", folder) as opened:
        yield opened
