"""What became of a procedure is told in numbers that add up, and of nothing that is not public."""

from __future__ import annotations

import re

from sqlmodel import Session

from participation.accounts.models import Role
from participation.comments.models import Comment
from participation.procedures.models import Procedure
from participation.threads.models import ContributionState
from tests.browser import Browser
from tests.cast import signed_in
from tests.goals.builders import Scene, a_closed_phase, a_comment, an_idea, fields_of, set_up
from tests.goals.test_pages import _publish_with


def _address(browser: Browser, scene: Scene, language: str = "de") -> str:
    with browser.site.database.reading() as session:
        return f"/{language}/beteiligung/{session.get_one(Procedure, scene.procedure_id).slug}/was-daraus-wurde"


def _figures(page: str) -> list[int]:
    return [int(number) for number in re.findall(r'figure-number__number">(\d+)<', page)]


def _one_in_each_state(session: Session, scene: Scene) -> list[Comment]:
    return [a_comment(session, scene, f"Im Stand {state}.", state) for state in ContributionState]


def test_the_numbers_of_a_procedure_add_up(browser: Browser) -> None:
    scene, _comments, _idea = set_up(browser, _one_in_each_state, an_idea)
    page = browser.get(_address(browser, scene)).text
    received, readable, considered, waiting = _figures(page)
    assert (received, readable, considered, waiting) == (len(ContributionState) + 1, 3, 0, 3)
    rows = dict(re.findall(r"__key\">([^<]+)</dt>\s*<dd[^>]*>(\d+)</dd>", page))
    states = ("Veröffentlicht", "Noch in Prüfung", "Nicht veröffentlicht", "Von den Verfassenden zurückgezogen")
    assert [int(rows[name]) for name in states] == [3, 1, 2, 1]
    assert int(rows["Kommentare"]) + int(rows["Ideen"]) == received


def test_an_outcome_and_changed_words_are_effects(browser: Browser) -> None:
    scene, first, second, _idea = set_up(browser, a_comment, a_comment, an_idea)
    _publish_with(browser, f"comment:{first.id}")
    signed_in(browser, Role.EDITOR)
    row = f"/de/verwaltung/abwaegung/zukunft/comment/{second.id}"
    form = fields_of(browser.get(f"{row}?bearbeiten=1").text)
    browser.post(row, form | {"outcome": "not_accepted", "rationale": "Zu teuer.", "then": "release"})
    page = browser.get(_address(browser, scene)).text
    assert _figures(page) == [3, 3, 1, 1]
    assert "/de/ziele/zukunft/z-bus" in page


def test_an_invited_circle_counts_nowhere(browser: Browser) -> None:
    def _closed(session: Session, scene: Scene) -> None:
        a_comment(session, scene, "Unter uns gesagt.", phase_id=a_closed_phase(session, scene.procedure_id).id)

    scene, _nothing = set_up(browser, _closed)
    page = browser.get(_address(browser, scene)).text
    assert _figures(page) == [0, 0, 0, 0]
    assert "Bisher ist nichts eingegangen." in page


def test_the_procedure_leads_there_in_every_language(browser: Browser) -> None:
    scene = set_up(browser, a_comment)[0]
    for language in ("de", "leicht", "en"):
        address = _address(browser, scene, language)
        assert address in browser.get(address.rsplit("/", 1)[0]).text
        assert _figures(browser.get(address).text) == [1, 1, 0, 1]
