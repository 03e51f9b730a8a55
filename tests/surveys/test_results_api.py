"""The released results over the API: words and quotes as on the page, the two best answers where they say something."""

from __future__ import annotations

from typing import Any

import pytest
from sqlmodel import select

from participation.core.clock import now
from participation.surveys import releasing
from participation.surveys.models import Quote, Submission
from participation.surveys.release_audit import problems
from tests.browser import Browser
from tests.surveys.answer_sheets import hand_in, people, release, running
from tests.surveys.builders import SOURCE, an_open_survey

WISH = "Ich wünsche mir bessere Radwege und mehr Busse."
RESULTS = "/surveys/umfrage/results"
OWN_SCALE = {
    "code": "school",
    "type": "scale",
    "text": {"de": "Wie oft?", "leicht": "Wie oft?", "en": "How often?"},
    "options": [{"code": str(n), "text": dict.fromkeys(("de", "leicht", "en"), str(n))} for n in range(1, 6)],
}


@pytest.fixture(autouse=True)
def _audit_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(releasing, "audited", problems)


def _quote(browser: Browser, survey_id: Any) -> None:
    with browser.site.database.writing() as session:
        sheet = session.exec(select(Submission)).first()
        assert sheet is not None
        session.add(Quote(survey_id=survey_id, submission_id=sheet.id, question="wish", text=WISH, chosen_at=now()))


def test_words_and_quotes_are_those_of_the_page_and_never_split_by_groups(browser: Browser) -> None:
    survey = an_open_survey(browser)
    hand_in(
        browser.site.database, running(browser.site.database, survey), *people(30, wish=WISH, municipality="15000001")
    )
    _quote(browser, survey.id)
    release(browser.site.database, running(browser.site.database, survey), "municipality")
    browser.site.refresh()
    (words,) = browser.api("GET", RESULTS).json()["words"]
    assert (words["name"], words["quotes"]) == ("wish", [WISH])
    assert {"word": "Radweg", "sheets": 30} in words["keywords"]
    assert browser.api("GET", f"{RESULTS}?by=municipality").json().get("words") == []


def test_the_two_best_are_told_of_ready_made_scales_only(browser: Browser) -> None:
    pages = [*SOURCE["pages"], {"questions": [OWN_SCALE]}]
    survey = an_open_survey(browser, {**SOURCE, "pages": pages})
    sheets = people(40, importance={"mobility": 5}, school=4)
    hand_in(browser.site.database, running(browser.site.database, survey), *sheets)
    release(browser.site.database, running(browser.site.database, survey))
    browser.site.refresh()
    tables = {table["name"]: table["rows"][0] for table in browser.api("GET", RESULTS).json()["tables"]}
    assert tables["importance.mobility"]["top_two"] == 1
    assert (tables["school"]["mean"], tables["school"]["top_two"]) == (4, None)
