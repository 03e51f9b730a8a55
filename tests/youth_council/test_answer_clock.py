"""The answer clock runs in public: received, responsible, overdue, extended, answered."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from xml.etree import ElementTree as ET

import pytest

from participation.accounts.models import Account, Role
from participation.core.clock import standing_at
from participation.regions.models import Department
from participation.youth_council.clock import ClockState, clock_of
from participation.youth_council.models import YouthMotion
from tests.browser import Browser
from tests.cast import a_region, an_account
from tests.youth_council.builders import OFFICE, a_council, a_department, a_handed_in_motion, as_account

HANDED_IN, DUE = date(2026, 3, 2), date(2026, 4, 27)


def _at(day: int, month: int = 3, hour: int = 12) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


@dataclass
class Setting:
    """A motion that waits, and somebody who answers."""

    motion: YouthMotion
    department: Department
    editor: Account

    @property
    def public(self) -> str:
        """The page for everybody."""
        return f"/de/jugend/antraege/{self.motion.id}"

    @property
    def desk(self) -> str:
        """The page of the administration."""
        return f"{OFFICE}/antraege/{self.motion.id}"


@pytest.fixture
def setting(browser: Browser) -> Setting:
    """The motion, seen by the running application."""
    with standing_at(_at(2)):
        with browser.site.database.writing() as session:
            region = a_region(session)
            motion = a_handed_in_motion(session, a_council(session, region), HANDED_IN, DUE)
            department, account = a_department(session, region), an_account(session, Role.EDITOR, region)
        browser.site.refresh()
    return Setting(motion, department, account)


@contextmanager
def _at_the_desk(browser: Browser, setting: Setting, moment: datetime) -> Iterator[None]:
    with standing_at(moment):
        as_account(browser, setting.editor)
        yield


@pytest.fixture
def motion() -> YouthMotion:
    """A motion that nobody has stored."""
    return YouthMotion(title="Busse", text="Mehr", handed_in_on=HANDED_IN, due_on=DUE)  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("today", "state", "days"),
    [
        (HANDED_IN, ClockState.RECEIVED, 56),
        (DUE, ClockState.RECEIVED, 0),
        (date(2026, 4, 28), ClockState.OVERDUE, 1),
        (date(2026, 5, 27), ClockState.OVERDUE, 30),
    ],
)
def test_the_last_day_is_not_overdue_and_the_next_is(
    motion: YouthMotion, today: date, state: ClockState, days: int
) -> None:
    clock = clock_of(motion, today)
    assert (clock.state, clock.days) == (state, days)


def test_an_answer_after_its_day_stays_marked_as_late(motion: YouthMotion) -> None:
    motion.answered_on = date(2026, 4, 29)
    clock = clock_of(motion, date(2027, 1, 1))
    assert (clock.state, clock.days, clock.was_late) == (ClockState.ANSWERED, 58, True)


def test_the_public_page_counts_down_and_then_up_although_it_is_kept(browser: Browser, setting: Setting) -> None:
    for path in (setting.public, "/de/jugend/"):
        with standing_at(_at(20, 4)):
            assert "Noch 7 Tage Zeit für die Antwort" in browser.get(path).text
        with standing_at(_at(27, 4, 21)):
            assert "Heute ist der letzte Tag für die Antwort" in browser.get(path).text
        with standing_at(_at(27, 4, 23)):  # past midnight in Germany
            assert "Seit 1 Tag überfällig" in browser.get(path).text


def test_a_department_takes_over_and_answers_in_public(browser: Browser, setting: Setting) -> None:
    with _at_the_desk(browser, setting, _at(10)):
        assert "noch niemand" in browser.get(setting.public).text
        assert browser.post(f"{setting.desk}/uebernehmen", {"department": "king"}).status_code == 422
        browser.post(f"{setting.desk}/uebernehmen", {"department": str(setting.department.id)})
        assert "Fachdienst Nahverkehr" in browser.get(setting.public).text
    with _at_the_desk(browser, setting, _at(20)):
        assert browser.post(f"{setting.desk}/antworten", {"answer": "Ja."}).status_code == 422
        answer = {"answer": "Ja, ab Mai.", "easy_answer": "Ja.\nDer Bus fährt im Mai.", "signed_by": "Demo-Landrat"}
        assert browser.post(f"{setting.desk}/antworten", answer).status_code == 303
        assert browser.post(f"{setting.desk}/antworten", answer).status_code == 409
        page = browser.get(setting.public).text
        assert "Ja, ab Mai." in page
        assert "Unterschrieben von: Demo-Landrat" in page
        assert "18 Tage" in page
        assert "Der Bus fährt im Mai." in browser.get(setting.public.replace("/de/", "/leicht/")).text


def test_more_time_needs_a_reason_and_everybody_reads_it(browser: Browser, setting: Setting) -> None:
    with _at_the_desk(browser, setting, _at(30, 4)):
        extend = {"due_on": "2026-05-20", "reason": ""}
        assert browser.post(f"{setting.desk}/verlaengern", extend).status_code == 422
        assert browser.post(f"{setting.desk}/verlaengern", {"due_on": "2026-04-29", "reason": "x"}).status_code == 422
        extend["reason"] = "Wir warten auf das Busunternehmen."
        assert browser.post(f"{setting.desk}/verlaengern", extend).status_code == 303
        page = browser.get(setting.public).text
        assert "Wir warten auf das Busunternehmen." in page
        assert "Noch 20 Tage Zeit" in page


def test_what_a_committee_did_is_a_public_step(browser: Browser, setting: Setting) -> None:
    with _at_the_desk(browser, setting, _at(15, 4)):
        step = {
            "committee": "Jugendhilfeausschuss",
            "step_on": "2026-04-14",
            "result": "adopted",
            "sentence": "Einstimmig.",
        }
        assert browser.post(f"{setting.desk}/beschluss", step | {"step_on": "2026-05-01"}).status_code == 422
        assert browser.post(f"{setting.desk}/beschluss", step).status_code == 303
        page = browser.get(setting.public).text
        assert "Jugendhilfeausschuss · angenommen" in page


def test_who_may_not_answer_does_not(browser: Browser, setting: Setting) -> None:
    with standing_at(_at(10)), browser.site.database.writing() as session:
        account = an_account(session, Role.MODERATOR)
    with standing_at(_at(10)):
        as_account(browser, account)
        assert browser.get(setting.desk).status_code == 404
        answer = {"answer": "Nein.", "signed_by": "Niemand"}
        assert browser.post(f"{setting.desk}/antworten", answer).status_code == 404


def test_a_feed_brings_motions_and_their_answers(browser: Browser, setting: Setting) -> None:
    with _at_the_desk(browser, setting, _at(10)):
        browser.post(f"{setting.desk}/antworten", {"answer": "Ja & gern.", "signed_by": "Demo"})
    feed = ET.fromstring(browser.get("/de/jugend/feed").text.encode())  # noqa: S314 - our own
    entry = next(child for child in feed if child.tag.endswith("entry"))
    told = {part.tag.rpartition("}")[2]: part.text or "" for part in entry}
    assert told["title"] == setting.motion.title
    assert "Ja & gern." in told["content"]
    assert told["updated"].startswith("2026-03-10")


def test_the_api_lists_motions_with_their_clock(browser: Browser, setting: Setting) -> None:
    with standing_at(_at(28, 4)):
        item = browser.api("GET", "/youth-motions?region=lindenau").json()["items"][0]
    assert item["id"] == str(setting.motion.id)
    assert (item["clock"], item["due_on"], item["department"]) == ("overdue", "2026-04-27", None)
    assert browser.api("GET", "/youth-motions?region=marbach").json() == {"items": [], "next": None}
