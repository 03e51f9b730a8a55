"""An editor at a strategy."""

from __future__ import annotations

from pathlib import Path

import pytest

from participation.accounts.models import Role
from tests.browser import Browser
from tests.cast import a_region, signed_in
from tests.strategy.builders import a_strategy


@pytest.fixture
def editor(browser: Browser, tmp_path: Path) -> Browser:
    """The browser of an editor, with the made-up strategy published as version 1."""
    with browser.site.database.writing() as session:
        a_strategy(session, a_region(session), tmp_path)
    browser.site.refresh()
    signed_in(browser, Role.EDITOR)
    return browser
