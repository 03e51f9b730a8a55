"""Builders: a batch of sheets, a person at a desk who types one after the other."""

from __future__ import annotations

import re
from typing import Any

from sqlmodel import Session, col, select

from participation.accounts.models import Role
from participation.surveys.models import EntryBatch, EntrySheet, Submission
from tests.browser import Browser
from tests.cast import signed_in
from tests.surveys.builders import an_open_survey
from tests.surveys.paper.every_kind import EVERY_KIND

LIST = "/de/verwaltung/umfragen/umfrage/erfassung"

SHEET = {
    "importance.mobility": "5",
    "importance.health": "97",
    "satisfaction.mobility": "2",
    "trust": "4",
    "has_car": "1",
    "ways": "1 4",
    "ways_other": "mit dem Boot",
    "bus_time": "35",
    "moved": "01052019",
    "first.night": "1",
    "first.price": "2",
    "fields.one": "1",
    "picture": "2",
    "where.text": "am Bahnhof",
    "wish": "Mehr Busse",
    "municipality": "2",
    "age_group": "3",
}
"""A sheet with every kind of answer, as it is typed."""

ANSWERS = {
    "importance": {"mobility": 5, "health": 97},
    "satisfaction": {"mobility": 2},
    "trust": 4,
    "has_car": "yes",
    "ways": ["bus", "other"],
    "ways_other": "mit dem Boot",
    "bus_time": 35,
    "moved": "2019-05-01",
    "first": ["night", "price"],
    "fields": {"one": "agree"},
    "picture": "bike",
    "where": {"text": "am Bahnhof"},
    "wish": "Mehr Busse",
    "municipality": "15000002",
    "age_group": "75+",
}
"""The same as it is stored."""


class Desk:
    """Somebody at a desk with an open batch."""

    def __init__(self, browser: Browser, **chosen: Any) -> None:
        self.browser = browser
        answer = browser.post(LIST, {"name": "Kasten 1", "channel": "paper", "language": "de"} | chosen)
        assert answer.status_code == 303, answer.text
        found = re.search(r"/erfassung/([0-9a-f-]{36})/bogen/1", answer.headers["location"])
        assert found is not None
        self.id = found[1]
        self.path = f"{LIST}/{self.id}"

    def type(self, number: int, sheet: dict[str, str] | None = None, *, turn: int = 1, go: str = "next") -> Any:
        fields = SHEET if sheet is None else sheet
        return self.browser.post(f"{self.path}/bogen/{number}", {**fields, "_turn": str(turn), "_go": go})

    def store(self) -> Any:
        return self.browser.post(f"{self.path}/speichern")

    @property
    def sheets(self) -> list[EntrySheet]:
        with self.browser.site.database.reading() as session:
            return list(session.exec(select(EntrySheet).order_by(col(EntrySheet.number), col(EntrySheet.turn))))

    @property
    def batch(self) -> EntryBatch | None:
        with self.browser.site.database.reading() as session:
            return session.exec(select(EntryBatch)).first()


def a_desk(browser: Browser, **chosen: Any) -> Desk:
    """An open survey with every kind of question, an editor, a batch."""
    an_open_survey(browser, EVERY_KIND)
    signed_in(browser, Role.EDITOR)
    return Desk(browser, **chosen)


def submissions(session: Session) -> list[Submission]:
    return list(session.exec(select(Submission)))
