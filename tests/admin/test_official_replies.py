"""One official reply below one contribution or many: once, signed, replaced only knowingly."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlmodel import select

from participation.accounts.models import Role
from participation.comments.models import Comment
from participation.core.identifiers import receipt_code
from participation.crowd.models import CrowdEntry, DuplicatePair
from participation.ideas.models import Idea
from participation.threads.models import ContributionState, GivenReply, OfficialReply
from tests.admin.desk import QUEUE, comment_now, decide, made_comment, made_setting, moderator
from tests.browser import Browser
from tests.cast import an_account, signed_in
from tests.comments.builders import PUBLIC, Setting
from tests.crowd.builders import confirmed_same


@pytest.fixture
def setting(browser: Browser) -> Setting:
    return made_setting(browser)


def test_one_reply_is_published_below_each_with_its_placeholders(browser: Browser, setting: Setting) -> None:
    comments = [made_comment(browser, setting, f"Bus {number}.", **PUBLIC) for number in range(3)]
    names = [f"comment:{comment.id}" for comment in comments]
    moderator(browser, setting)
    form = browser.post(f"{QUEUE}mehrere", {"act": "reply", "entry": names, "back": QUEUE})
    assert form.status_code == 200
    reply_id = form.text.split('name="reply_id" value="')[1].split('"')[0]
    sheet = {
        "reply_id": reply_id,
        "entry": names,
        "reply": "Danke für Ihren Beitrag zu {thema}.",
        "signature": "Landkreis Lindenau",
        "other_signature": "Fachdienst Mobilität",
        "back": QUEUE,
    }
    for _ in range(2):
        assert browser.post(f"{QUEUE}antworten", sheet).status_code == 303
    for comment in comments:
        page = browser.get(f"/de/kommentare/{comment.id}").text
        assert "Danke für Ihren Beitrag zu Mobilität." in page
        assert "Fachdienst Mobilität" in page
    with browser.site.database.reading() as session:
        assert len(session.exec(select(OfficialReply)).all()) == 1
        assert len(session.exec(select(GivenReply)).all()) == 3
    item = browser.api("GET", "/comments").json()["items"][0]
    assert item["reply_signature"] == "Fachdienst Mobilität"


def test_a_reply_is_replaced_only_knowingly_and_the_old_one_stays_in_the_history(
    browser: Browser, setting: Setting
) -> None:
    comment, other = (made_comment(browser, setting, text, **PUBLIC) for text in ("Eins.", "Zwei."))
    moderator(browser, setting)
    decide(browser, comment, act="reply", reply="Erste Antwort.", reply_id=str(uuid4()))
    second = {"entry": [f"comment:{comment.id}", f"comment:{other.id}"], "reply": "Zweite Antwort."}
    refused = browser.post(f"{QUEUE}antworten", second | {"reply_id": str(uuid4())})
    assert refused.status_code == 409
    assert "Erste Antwort." in refused.text
    assert comment_now(browser, other.id).official_reply == ""
    browser.post(f"{QUEUE}antworten", second | {"reply_id": str(uuid4()), "replaces": "yes"})
    assert comment_now(browser, comment.id).official_reply == "Zweite Antwort."
    assert comment_now(browser, comment.id).reply_signature == setting.region.name
    assert "Erste Antwort." in browser.get(f"{QUEUE}comment/{comment.id}").text
    assert "Erste Antwort." not in browser.get(f"/de/kommentare/{comment.id}").text


def test_an_unknown_placeholder_is_named_and_nothing_is_published(browser: Browser, setting: Setting) -> None:
    comment = made_comment(browser, setting, **PUBLIC)
    moderator(browser, setting)
    wrong = browser.post(f"{QUEUE}antworten", {"entry": f"comment:{comment.id}", "reply": "Danke, {name}!"})
    assert wrong.status_code == 422
    assert "{name}" in wrong.text
    assert comment_now(browser, comment.id).official_reply == ""


def test_what_says_the_same_gets_the_same_reply_once(browser: Browser, setting: Setting) -> None:
    one, same, answered, other = (
        made_comment(browser, setting, text, **PUBLIC)
        for text in ("Mehr Busse.", "Mehr Busse!", "Mehr Busse bitte.", "Weniger Lärm.")
    )
    with browser.site.database.writing() as session:
        actor = an_account(session, Role.MODERATOR, setting.region)
        confirmed_same(session, setting.region.id, actor.id, [one.receipt_key, same.receipt_key, answered.receipt_key])
    moderator(browser, setting)
    with browser.site.database.writing() as session:
        session.get_one(Comment, answered.id).official_reply = "Schon beantwortet."
    names = [f"comment:{one.id}", f"comment:{same.id}"]
    page = browser.post(f"{QUEUE}mehrere", {"act": "reply", "entry": names[0], "back": QUEUE}).text
    assert "Mehr Busse!" in page  # staff see who else gets it
    for _ in range(2):
        reply = {"entry": names, "reply": "Ab Mai fährt er.", "reply_id": "0190a000-0000-7000-8000-000000000001"}
        assert browser.post(f"{QUEUE}antworten", reply).status_code == 303
    replies = [comment_now(browser, row.id).official_reply for row in (one, same, answered, other)]
    assert replies == ["Ab Mai fährt er.", "Ab Mai fährt er.", "Schon beantwortet.", ""]
    with browser.site.database.reading() as session:
        assert len(session.exec(select(GivenReply)).all()) == 2


def _paired(browser: Browser, setting: Setting, first: Comment, second: Comment) -> DuplicatePair:
    """A pair of comments of which nobody has said yet whether they say the same."""
    with browser.site.database.writing() as session:
        entries = []
        for key in (first.receipt_key, second.receipt_key):
            known = session.exec(select(CrowdEntry).where(CrowdEntry.receipt_key == key)).first()
            fresh = CrowdEntry(region_id=setting.region.id, receipt_key=key, source="comment", words_digest=b"x")
            entries.append(known or fresh)
        session.add_all(entries)
        session.flush()
        ids = [entry.id for entry in entries if entry.id is not None]
        pair = DuplicatePair(region_id=setting.region.id, first_id=ids[0], second_id=ids[1], similarity=0.9)
        session.add(pair)
        session.flush()
        return pair


def test_what_joins_an_answered_group_gets_its_reply_once(browser: Browser, setting: Setting) -> None:
    late, answered, own, waiting = (
        made_comment(browser, setting, text, **facts)
        for text, facts in (("Bus!", PUBLIC), ("Bus.", PUBLIC), ("Mehr Bus.", PUBLIC), ("Bus bitte.", {}))
    )
    moderator(browser, setting)
    decide(browser, answered, act="reply", reply="Danke zu {thema}.", signature="Der Landrat", reply_id=str(uuid4()))
    decide(browser, own, act="reply", reply="Schon früher.", reply_id=str(uuid4()))
    for first, second in ((answered, late), (late, waiting), (late, own)):
        pair = _paired(browser, setting, first, second)
        for status in (303, 409):
            form = {"pair": str(pair.id), "act": "same"}
            assert browser.post("/de/verwaltung/ordnen/dubletten", form).status_code == status
    replies = [comment_now(browser, row.id).official_reply for row in (late, answered, own, waiting)]
    assert replies == ["Danke zu Mobilität.", "Danke zu Mobilität.", "Schon früher.", ""]
    assert "Der Landrat" in browser.get(f"/de/kommentare/{late.id}").text
    with browser.site.database.reading() as session:
        assert len(session.exec(select(OfficialReply)).all()) == 2
        assert len(session.exec(select(GivenReply)).all()) == 3
    assert "Bus!" in browser.get(f"{QUEUE}comment/{answered.id}").text  # the form names who else gets it


def test_whoever_may_not_reply_publishes_no_reply_by_confirming_a_pair(browser: Browser, setting: Setting) -> None:
    answered, late = (made_comment(browser, setting, text, **PUBLIC) for text in ("Bus.", "Bus!"))
    moderator(browser, setting)
    decide(browser, answered, act="reply", reply="Danke.", reply_id=str(uuid4()))
    pair = _paired(browser, setting, answered, late)
    signed_in(browser, Role.ANALYST, setting.region)
    assert browser.post("/de/verwaltung/ordnen/dubletten", {"pair": str(pair.id), "act": "same"}).status_code == 303
    assert comment_now(browser, late.id).official_reply == ""


TITLE = "Nachtbus für Familie Musterfrau"


def _idea_with_reply(browser: Browser, setting: Setting) -> tuple[Idea, str]:
    """An idea that an official reply names by its title, and its receipt code."""
    secret = uuid4()
    form = {"id": str(secret), "title": TITLE, "text": "Bitte auch am Sonntag fahren.", "place": "", "website": ""}
    assert browser.post("/de/ideen/neu", form).status_code == 303
    with browser.site.database.writing() as session:
        idea = session.exec(select(Idea)).one()
        idea.state = ContributionState.PUBLISHED
    moderator(browser, setting)
    reply = {"act": "reply", "reply": "Ihre Idee „{titel}“ prüfen wir.", "reply_id": str(uuid4())}
    assert browser.post(f"{QUEUE}idea/{idea.id}", reply).status_code == 303
    return idea, receipt_code(secret)


def _replies(browser: Browser) -> list[str]:
    with browser.site.database.reading() as session:
        return [session.exec(select(Idea)).one().official_reply, *session.exec(select(GivenReply.text))]


def test_a_title_leaves_the_replies_when_its_author_withdraws(browser: Browser, setting: Setting) -> None:
    _idea, code = _idea_with_reply(browser, setting)
    assert _replies(browser) == [f"Ihre Idee „{TITLE}“ prüfen wir."] * 2
    browser.post("/de/nachverfolgen/zurueckziehen", {"code": code})
    assert _replies(browser) == ["Ihre Idee „…“ prüfen wir."] * 2


def test_a_title_that_is_blackened_leaves_the_replies(browser: Browser, setting: Setting) -> None:
    idea, _code = _idea_with_reply(browser, setting)
    marked = {"marked": idea.text, "marked_title": "Nachtbus für [[Familie Musterfrau]]"}
    assert browser.post(f"{QUEUE}idea/{idea.id}", {"act": "redact"} | marked).status_code == 303
    assert _replies(browser) == ["Ihre Idee „…“ prüfen wir."] * 2
