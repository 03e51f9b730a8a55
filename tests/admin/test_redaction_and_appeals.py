"""Blackening, flags of readers, and the one appeal of an author."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from participation.admin.moderation.jobs import coarsen_publication, forget_originals
from participation.comments.models import Comment
from participation.comments.moderation import MODERATED
from participation.core.clock import now, standing_at
from participation.core.identifiers import digest, receipt_code
from participation.threads.models import ContributionState
from participation.threads.redaction import BLOCK
from tests.admin.desk import QUEUE, case_now, comment_now, decide, made_comment, made_setting, moderator
from tests.browser import Browser
from tests.comments.builders import PUBLIC, Setting

STATE = ContributionState
TEXT = "Rufen Sie Frau Beispiel an: 03471 684-1234."


@pytest.fixture
def setting(browser: Browser) -> Setting:
    return made_setting(browser)


def test_what_is_pointed_out_is_blackened_with_one_press(browser: Browser, setting: Setting) -> None:
    comment = made_comment(browser, setting, TEXT)
    moderator(browser, setting)
    parts = ["15-23", "28-42"]
    page = browser.get(QUEUE).text
    assert all(f'name="part" value="{part}"' in page for part in parts)
    assert decide(browser, comment, act="redact", part=parts).status_code == 303
    found = comment_now(browser, comment.id)
    assert (found.state, found.text) == (STATE.PUBLISHED_REDACTED, f"Rufen Sie Frau {BLOCK} an: {BLOCK}.")
    public = browser.get(f"/de/kommentare/{comment.id}").text
    assert 'aria-label="geschwärzt"' in public
    assert "684-1234" not in public
    assert "684-1234" not in browser.api("GET", "/comments").text
    assert "684-1234" in browser.get(f"{QUEUE}comment/{comment.id}").text


def test_blackening_never_changes_the_text(browser: Browser, setting: Setting) -> None:
    comment = made_comment(browser, setting, TEXT)
    moderator(browser, setting)
    changed = decide(browser, comment, act="redact", marked="Rufen Sie [[niemanden]] an.")
    assert changed.status_code == 409
    assert decide(browser, comment, act="redact", marked=TEXT).status_code == 409
    assert comment_now(browser, comment.id).text == TEXT
    decide(browser, comment, act="redact", marked=TEXT.replace("Frau Beispiel", "[[Frau Beispiel]]"))
    decide(browser, comment, act="redact", marked=TEXT.replace("03471 684-1234", "[[03471 684-1234]]"))
    assert comment_now(browser, comment.id).text == f"Rufen Sie Frau Beispiel an: {BLOCK}."


def test_the_original_goes_when_nobody_can_object_any_more(browser: Browser, setting: Setting) -> None:
    comment = made_comment(browser, setting, TEXT)
    moderator(browser, setting)
    decide(browser, comment, act="redact", part=["28-42"])
    with standing_at(now() + timedelta(days=30)):
        assert forget_originals(browser.site.database, [MODERATED]) == 0
    assert case_now(browser, comment.id).original_text == TEXT
    with standing_at(now() + timedelta(days=31)):
        assert forget_originals(browser.site.database, [MODERATED]) == 1
        assert forget_originals(browser.site.database, [MODERATED]) == 0
    case = case_now(browser, comment.id)
    assert (case.original_text, case.original_until) == ("", None)
    assert comment_now(browser, comment.id).payload_hash != digest(TEXT)
    assert "684-1234" not in browser.get(f"{QUEUE}comment/{comment.id}").text


def _rejected(browser: Browser, setting: Setting) -> tuple[Comment, str]:
    client_id = uuid4()
    comment = made_comment(browser, setting, client_id=client_id)
    moderator(browser, setting)
    decide(browser, comment, act="reject", reason="insult")
    return comment, receipt_code(client_id)


def test_an_author_appeals_once_and_somebody_else_decides(browser: Browser, setting: Setting) -> None:
    comment, code = _rejected(browser, setting)
    first = browser.cookies["s"]
    assert "Entscheidung prüfen lassen" in browser.post("/de/nachverfolgen", {"code": code}).text
    assert browser.post("/de/nachverfolgen/pruefen", {"code": code, "text": ""}).status_code == 422
    for text in ("Das war sachlich.", "Noch etwas."):
        assert browser.post("/de/nachverfolgen/pruefen", {"code": code, "text": text}).status_code == 200
    assert case_now(browser, comment.id).appeal == "Das war sachlich."
    form = {"act": "appeal", "granted": "yes", "answer": "Sie haben recht."}
    assert decide(browser, comment, **form).status_code == 409
    moderator(browser, setting)
    assert "Das war sachlich." in browser.get(f"{QUEUE}?stand=einspruch").text
    assert decide(browser, comment, **form).status_code == 303
    assert comment_now(browser, comment.id).state is STATE.PUBLISHED
    assert decide(browser, comment, **form).status_code == 409
    browser.cookies.set("s", first)
    assert "Sie haben recht." in browser.post("/de/nachverfolgen", {"code": code}).text


def test_what_its_author_withdrew_is_never_public_again(browser: Browser, setting: Setting) -> None:
    comment, code = _rejected(browser, setting)
    browser.post("/de/nachverfolgen/pruefen", {"code": code, "text": "Das war sachlich."})
    decide(browser, comment, act="note", note="Er nennt Frau Beispiel.")
    browser.post("/de/nachverfolgen/zurueckziehen", {"code": code})
    moderator(browser, setting)
    answer = decide(browser, comment, act="appeal", granted="yes", answer="Sie haben recht.")
    assert answer.status_code == 409
    assert comment_now(browser, comment.id).state is STATE.WITHDRAWN
    assert case_now(browser, comment.id).appealed_on is None
    assert "Frau Beispiel" not in browser.get(f"{QUEUE}comment/{comment.id}").text


def test_after_the_period_nobody_appeals(browser: Browser, setting: Setting) -> None:
    comment, code = _rejected(browser, setting)
    with standing_at(now() + timedelta(days=31)):
        assert "Entscheidung prüfen lassen" not in browser.post("/de/nachverfolgen", {"code": code}).text
        assert browser.post("/de/nachverfolgen/pruefen", {"code": code, "text": "Doch."}).status_code == 422
    assert case_now(browser, comment.id).appealed_on is None


def test_a_granted_appeal_against_blackening_brings_the_original_back(browser: Browser, setting: Setting) -> None:
    client_id = uuid4()
    comment = made_comment(browser, setting, TEXT, client_id=client_id)
    moderator(browser, setting)
    decide(browser, comment, act="redact", part=["28-42"])
    browser.post("/de/nachverfolgen/pruefen", {"code": receipt_code(client_id), "text": "Das ist meine eigene Nummer."})
    with standing_at(now() + timedelta(days=40)):
        assert forget_originals(browser.site.database, [MODERATED]) == 0
        moderator(browser, setting)
        decide(browser, comment, act="appeal", granted="yes", answer="Dann ist es gut.")
    assert comment_now(browser, comment.id).text == TEXT


def test_readers_report_once_per_device_and_nothing_disappears(browser: Browser, setting: Setting) -> None:
    comment = made_comment(browser, setting, **PUBLIC)
    browser.site.refresh()
    path, device = f"/de/melden/comment/{comment.id}", str(uuid4())
    assert browser.get(path).status_code == 200
    assert browser.post(path, {"reason": "other", "text": "", "device": device}).status_code == 422
    for reason in ("insult", "personal_data"):
        assert browser.post(path, {"reason": reason, "device": device}).status_code == 303
    browser.post(path, {"reason": "criminal", "text": "Der zweite Satz.", "device": str(uuid4())})
    assert case_now(browser, comment.id).open_flags == 2
    assert comment_now(browser, comment.id).state is STATE.PUBLISHED
    moderator(browser, setting)
    assert "Der zweite Satz." in browser.get(f"{QUEUE}?stand=gemeldet").text
    decide(browser, comment, act="seen")
    assert case_now(browser, comment.id).open_flags == 0
    assert "entry-comment" not in browser.get(f"{QUEUE}?stand=gemeldet").text


def test_what_waits_cannot_be_reported(browser: Browser, setting: Setting) -> None:
    comment = made_comment(browser, setting)
    assert browser.get(f"/de/melden/comment/{comment.id}").status_code == 404
    assert browser.post(f"/de/melden/comment/{comment.id}", {"reason": "insult"}).status_code == 404


def test_figures_tell_outcomes_times_appeals_and_flags_but_nobody(browser: Browser, setting: Setting) -> None:
    made_comment(browser, setting, "Wartet noch.")
    comment, code = _rejected(browser, setting)
    browser.post("/de/nachverfolgen/pruefen", {"code": code, "text": "Das war sachlich."})
    figures = browser.get("/de/kommentare/moderation.json").json()["procedures"][0]
    expected = {"received": 2, "rejected": 1, "pending": 1, "reason_insult": 1, "median_days": 0, "appeals_open": 1}
    assert {name: figures[name] for name in expected} == expected
    page = browser.get("/de/kommentare/moderation").text
    assert str(comment.id) not in page
    assert browser.get("/leicht/kommentare/moderation").status_code == 200
    assert "reason_insult;1" in browser.get("/de/kommentare/moderation.csv").text


def test_of_what_was_public_at_once_only_the_day_stays(browser: Browser, setting: Setting) -> None:
    moment = now()
    comment = made_comment(browser, setting, state=STATE.PUBLISHED, published_at=moment)
    looked_at = made_comment(browser, setting, "Zwei.", state=STATE.PUBLISHED, published_at=moment)
    moderator(browser, setting)
    decide(browser, looked_at, act="seen")
    with standing_at(moment + timedelta(days=3)):
        coarsen_publication(browser.site.database, [MODERATED])
    published = comment_now(browser, comment.id).published_at
    assert published is not None
    assert (published.hour, published.minute, published.second, published.date()) == (12, 0, 0, moment.date())
    assert comment_now(browser, looked_at.id).published_at == moment
