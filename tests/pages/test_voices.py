"""An element's page brings together its text, what people say about it, and what they can do now."""

from __future__ import annotations

from datetime import timedelta

from participation.core.clock import now, standing_at
from participation.procedures.models import PhaseKind
from tests.browser import Browser
from tests.comments.builders import PUBLIC, Setting, a_comment, a_setting

PATH = "/de/strategien/zukunft/mobilitaet"


def _setting(browser: Browser, *kinds: PhaseKind) -> Setting:
    with browser.site.database.writing() as session:
        setting = a_setting(session, "lindenau", *kinds)
        a_comment(session, setting, "Der letzte Bus fährt zu früh.", **PUBLIC)
        a_comment(session, setting, "Noch nicht geprüft.")
    browser.site.refresh()
    return setting


def test_public_comments_stand_with_the_element_and_others_do_not(browser: Browser) -> None:
    _setting(browser)
    page = browser.get(PATH).text
    assert "Der letzte Bus fährt zu früh." in page
    assert "Noch nicht geprüft." not in page


def test_each_paragraph_can_be_commented_on_while_the_phase_is_open(browser: Browser) -> None:
    setting = _setting(browser, PhaseKind.COMMENTS)
    page = browser.get(PATH).text
    assert f'href="/de/kommentare/neu?thread={setting.block_thread}"' in page
    assert f'href="/de/kommentare/neu?thread={setting.element_thread}"' in page


def test_nothing_can_be_commented_on_when_the_phase_is_over(browser: Browser) -> None:
    _setting(browser, PhaseKind.COMMENTS)
    assert "/de/kommentare/neu" in browser.get(PATH).text  # kept, but only until the phase closes
    with standing_at(now() + timedelta(days=60)):
        assert "/de/kommentare/neu" not in browser.get(PATH).text
