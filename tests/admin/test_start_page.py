"""The team's start page says of everything what it is for."""

from __future__ import annotations

from participation.admin.desk import DESCRIPTIONS
from participation.areas import STAFF_LINKS


def test_every_entry_of_the_staff_menu_says_what_it_is_for() -> None:
    assert {link.page for link in STAFF_LINKS} == set(DESCRIPTIONS)
