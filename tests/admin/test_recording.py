"""Staff record what came on paper: it counts like online, and only they see by which way it came."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image
from sqlmodel import select

from participation.accounts.models import Role
from participation.comments.models import Comment
from participation.core.files import file_store
from participation.ideas.models import Idea
from participation.procedures.models import PhaseKind
from participation.statements.models import Scan
from participation.threads.models import ContributionState, Way
from tests.browser import Browser
from tests.cast import signed_in
from tests.comments.builders import Setting, a_setting, code_on
from tests.statements.builders import PDF, in_days

PAGE = "/de/verwaltung/erfassen/"


@pytest.fixture
def setting(browser: Browser) -> Setting:
    """A moderator at work, and a strategy that is open for comments and ideas."""
    with browser.site.database.writing() as session:
        found = a_setting(session)
    browser.site.refresh()
    signed_in(browser, Role.MODERATOR)
    return found


def _typed(setting: Setting, **more: str) -> dict[str, str]:
    return {
        "id": "b3f1c9f0-5c2e-4f0e-9a57-3d1f6f1f0a11",
        "what": "comment",
        "kind": "objection",
        "text": "Liebes Landratsamt, der Bus fehlt.",
        "place": f"{setting.phases[PhaseKind.COMMENTS]}/{setting.block_thread}",
        "way": "letter",
        "received_on": in_days(0),
    } | more


def _photo() -> bytes:
    """A JPEG that says where it was taken."""
    file, exif = io.BytesIO(), Image.Exif()
    exif[0x010E] = "Wohnung von Frau Demo"
    Image.new("RGB", (40, 30), "white").save(file, "JPEG", exif=exif)
    return file.getvalue()


def test_a_letter_becomes_a_comment_with_a_printed_code(browser: Browser, setting: Setting) -> None:
    assert "Der Bus fährt jede Stunde." in browser.get(PAGE).text  # the place is chosen from a list
    answer = browser.post(PAGE, _typed(setting))
    again = browser.post(PAGE, _typed(setting))
    code = code_on(answer.text)
    assert code == code_on(again.text)
    with browser.site.database.reading() as session:
        row = session.exec(select(Comment)).one()
    assert (row.way, row.state, row.thread_id) == (Way.LETTER, ContributionState.PENDING, setting.block_thread)
    assert row.recorded_by is not None
    assert "der Bus fehlt" in browser.post("/de/nachverfolgen", {"code": code}).text


def test_what_was_said_on_record_becomes_an_idea(browser: Browser, setting: Setting) -> None:
    place = f"{setting.phases[PhaseKind.IDEAS]}/{setting.element_id}"
    typed = _typed(setting, what="idea", title="Bürgerbus", place=place, way="in_person")
    assert browser.post(PAGE, typed).status_code == 200
    with browser.site.database.reading() as session:
        row = session.exec(select(Idea)).one()
    assert (row.title, row.way, row.element_id) == ("Bürgerbus", Way.IN_PERSON, setting.element_id)


@pytest.mark.parametrize("wrong", [{"received_on": in_days(1)}, {"way": "online"}, {"place": ""}, {"text": " "}])
def test_what_is_wrong_is_said_and_the_text_stays(browser: Browser, setting: Setting, wrong: dict[str, str]) -> None:
    answer = browser.post(PAGE, _typed(setting, author_name="Demo Absender", **wrong))
    assert answer.status_code == 422
    assert "Demo Absender" in answer.text


def test_a_scan_loses_what_pictures_carry_along(browser: Browser, setting: Setting) -> None:
    browser.post(PAGE, _typed(setting), files={"file": ("brief.jpeg", _photo())})
    with browser.site.database.reading() as session:
        scan = session.exec(select(Scan)).one()
    stored = file_store(browser.site.database, browser.site.settings.files_folder, "statements").read(scan.stored_as)
    assert b"Frau Demo" in _photo()
    assert b"Frau Demo" not in stored
    address = re.search(r'action="([^"]+/scan/[^"]+)"', browser.get(PAGE).text)
    assert address
    assert browser.post(address.group(1)).content == stored


def test_the_paper_goes_with_a_contribution_that_is_withdrawn(browser: Browser, setting: Setting) -> None:
    answer = browser.post(PAGE, _typed(setting), files={"file": ("brief.jpeg", _photo())})
    code = code_on(answer.text)
    browser.post("/de/nachverfolgen/zurueckziehen", {"code": code})
    with browser.site.database.reading() as session:
        assert session.exec(select(Comment)).one().state is ContributionState.WITHDRAWN
        assert session.exec(select(Scan)).all() == []


def test_a_scan_that_is_not_what_it_says_is_refused(browser: Browser, setting: Setting) -> None:
    for name, content in (("brief.pdf", _photo()), ("brief.png", PDF), ("brief.docx", PDF)):
        assert browser.post(PAGE, _typed(setting), files={"file": (name, content)}).status_code == 422


def test_readers_do_not_see_by_which_way_it_came(browser: Browser, setting: Setting) -> None:
    browser.post(PAGE, _typed(setting))
    with browser.site.database.writing() as session:
        row = session.exec(select(Comment)).one()
        row.state, row.published_at = ContributionState.PUBLISHED, session.get_one(Comment, row.id).published_at
        session.add(row)
    assert "letter" not in str(browser.api("GET", "/comments").json())
