"""Releases are audited and computed in this process, which is many times faster; what they do elsewhere has tests."""

from __future__ import annotations

import pytest

from participation.surveys import releasing
from participation.surveys.release_audit import problems
from participation.surveys.release_figures import figured_here


@pytest.fixture(autouse=True)
def _compute_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(releasing, "audited", problems)
    monkeypatch.setattr(releasing, "figured", figured_here)
