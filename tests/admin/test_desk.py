"""Moderators work beside each other: claims, four eyes, bulk, notes, departments, the log."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func
from sqlmodel import select

from participation.accounts.models import Role
from participation.core.clock import now, standing_at
from participation.core.jobs import JobRow
from participation.regions.models import Department
from participation.threads.cases import case_of
from participation.threads.claims import claim
from participation.threads.contributions import Contribution
from participation.threads.models import ContributionState, ModerationCase, RejectionReason
from tests.admin.desk import (
    QUEUE,
    case_now,
    comment_now,
    decide,
    journal,
    made_comment,
    made_setting,
    moderator,
    set_round,
)
from tests.browser import Browser
from tests.cast import an_account, signed_in
from tests.comments.builders import Setting

STATE = ContributionState


@pytest.fixture
def setting(browser: Browser) -> Setting:
    return made_setting(browser)


def test_what_somebody_claimed_nobody_else_decides_until_the_time_is_over(browser: Browser, setting: Setting) -> None:
    comment = made_comment(browser, setting)
    holder = moderator(browser, setting)
    assert decide(browser, comment, act="claim").status_code == 303
    token = browser.cookies["s"]
    moderator(browser, setting)
    assert holder.name in browser.get(QUEUE).text
    assert decide(browser, comment, act="publish").status_code == 409
    assert decide(browser, comment, act="claim").status_code == 409
    assert comment_now(browser, comment.id).state is STATE.PENDING
    with standing_at(now() + timedelta(minutes=16)):
        assert decide(browser, comment, act="claim").status_code == 303
        browser.cookies.set("s", token)
        assert decide(browser, comment, act="publish").status_code == 409


def test_leaving_gives_a_claim_back_but_not_that_of_others(browser: Browser, setting: Setting) -> None:
    comment = made_comment(browser, setting)
    account = moderator(browser, setting)
    decide(browser, comment, act="claim")
    token = browser.cookies["s"]
    moderator(browser, setting)
    browser.post(f"{QUEUE}loslassen", {"entry": f"comment:{comment.id}"})
    assert case_now(browser, comment.id).claimed_by == account.id
    browser.cookies.set("s", token)
    assert browser.post(f"{QUEUE}loslassen", {"entry": f"comment:{comment.id}"}).status_code == 303
    assert case_now(browser, comment.id).claimed_by is None


def test_of_many_who_claim_at_once_one_gets_it(browser: Browser, setting: Setting) -> None:
    comment = made_comment(browser, setting)
    with browser.site.database.writing() as session:
        people = [an_account(session, Role.MODERATOR, setting.region).id for _ in range(12)]

    def take(person: object) -> int:
        with browser.site.database.writing() as session:
            row: Contribution = session.get_one(type(comment), comment.id, with_for_update=True)
            return claim(session, [row], person)  # type: ignore[arg-type]

    with ThreadPoolExecutor(4) as threads:
        won = list(threads.map(take, people))
    assert sum(won) == 1
    assert case_now(browser, comment.id).claimed_by == people[won.index(1)]


def test_with_four_eyes_a_rejection_needs_somebody_else(browser: Browser, setting: Setting) -> None:
    set_round(browser, setting, needs_four_eyes=True)
    comment = made_comment(browser, setting)
    moderator(browser, setting)
    form = {"act": "reject", "reason": "insult", "message": "Bitte freundlicher."}
    decide(browser, comment, **form)
    decide(browser, comment, **form)
    assert comment_now(browser, comment.id).state is STATE.PENDING
    moderator(browser, setting)
    assert "Bitte freundlicher." in browser.get(f"{QUEUE}?stand=vorschlag").text
    decide(browser, comment, **form)
    assert comment_now(browser, comment.id).state is STATE.REJECTED
    assert [entry.action for entry in journal(browser)] == ["proposed_rejection", "proposed_rejection", "rejected"]


def test_with_four_eyes_hiding_works_at_once_and_asks_for_a_second_opinion(browser: Browser, setting: Setting) -> None:
    set_round(browser, setting, needs_four_eyes=True)
    comment = made_comment(browser, setting, state=STATE.PUBLISHED, published_at=now())
    account = moderator(browser, setting)
    decide(browser, comment, act="hide")
    assert comment_now(browser, comment.id).state is STATE.HIDDEN
    assert case_now(browser, comment.id).proposed_by == account.id
    decide(browser, comment, act="reject", reason="insult")
    assert comment_now(browser, comment.id).state is STATE.HIDDEN


def test_a_rejection_without_words_sends_the_prepared_text(browser: Browser, setting: Setting) -> None:
    comment = made_comment(browser, setting)
    moderator(browser, setting)
    texts = {f"reason-{reason.value}": "" for reason in RejectionReason} | {"reason-insult": "Das war zu grob."}
    browser.post(f"{QUEUE}texte", texts | {"name": "Dank", "text": "Danke für {thema}."})
    decide(browser, comment, act="reject", reason="insult")
    assert comment_now(browser, comment.id).message_to_author == "Das war zu grob."
    refused = browser.post(f"{QUEUE}texte", texts | {"name": "Dank", "text": "Danke für {wetter}."})
    assert refused.status_code == 422


def test_many_are_decided_at_once_and_what_others_hold_is_passed_over(browser: Browser, setting: Setting) -> None:
    comments = [made_comment(browser, setting, f"Beitrag {number}.") for number in range(30)]
    moderator(browser, setting)
    decide(browser, comments[0], act="claim")
    moderator(browser, setting)
    nothing = browser.post(f"{QUEUE}mehrere", {"act": "publish", "back": QUEUE})
    assert "fehler=auswahl" in nothing.headers["location"]
    done = browser.post(f"{QUEUE}mehrere", {"act": "publish", "scope": "alle", "filter": "", "back": QUEUE})
    assert "erledigt=29" in done.headers["location"]
    assert "uebergangen=1" in done.headers["location"]
    assert "Erledigt: 29" in browser.get(done.headers["location"]).text
    states = {comment_now(browser, comment.id).state for comment in comments[1:]}
    assert states == {STATE.PUBLISHED}
    again = browser.post(f"{QUEUE}mehrere", {"act": "publish", "entry": [f"comment:{comments[1].id}", "nonsense"]})
    assert "erledigt=0" in again.headers["location"]


def test_the_queue_is_paged_by_key_and_asks_as_much_for_many_as_for_few(browser: Browser, setting: Setting) -> None:
    comments = [made_comment(browser, setting, f"Nummer {number:02d}.") for number in range(45)]
    moderator(browser, setting)
    seen, path = [], QUEUE
    for _ in range(3):
        page = browser.get(path).text
        seen += [comment.id for comment in comments if f'id="entry-comment-{comment.id}"' in page]
        following = page.split('rel="next" href="')
        path = following[1].split('"')[0].replace("&amp;", "&") if len(following) > 1 else ""
    assert not path
    assert sorted(seen) == sorted(comment.id for comment in comments)


def test_a_moderator_of_another_region_can_do_nothing_here(browser: Browser, setting: Setting) -> None:
    comment = made_comment(browser, setting)
    other = made_setting(browser, "marbach")
    moderator(browser, other)
    names = {"entry": f"comment:{comment.id}"}
    for start in ("/de/marbach/verwaltung/moderation/", "/de/lindenau/verwaltung/moderation/"):
        for act in ("publish", "claim", "note", "redact", "hand_over"):
            form = {"act": act, "note": "Notiz", "department": str(uuid4())}
            assert browser.post(f"{start}comment/{comment.id}", form).status_code == 404
        browser.post(f"{start}mehrere", names | {"act": "publish"})
        browser.post(f"{start}antworten", names | {"reply": "Fremde Antwort."})
    found = comment_now(browser, comment.id)
    assert (found.state, found.official_reply, found.case_id) == (STATE.PENDING, "", None)
    assert browser.get("/de/lindenau/verwaltung/moderation/protokoll.csv").status_code == 404


def test_a_department_gets_a_link_and_never_the_text(browser: Browser, setting: Setting) -> None:
    comment = made_comment(browser, setting)
    signed_in(browser, Role.ADMIN, setting.region)
    path = "/de/verwaltung/fachdienste"
    wrong = browser.post(path, {"name": "Mobilität", "email": "zwei@demo.example,drei@demo.example", "active": "1"})
    assert wrong.status_code == 422
    browser.post(path, {"name": "Mobilität", "email": "mobil@demo.example", "active": "1"})
    assert browser.post(path, {"name": "Mobilität", "active": "1"}).status_code == 422
    with browser.site.database.reading() as session:
        department = session.exec(select(Department)).one()
    moderator(browser, setting)
    decide(browser, comment, act="hand_over", department=str(department.id), note="Stimmt das?")
    with browser.site.database.reading() as session:
        mail = session.exec(select(JobRow).where(JobRow.kind == "mail")).one().payload
    assert mail["to"] == "mobil@demo.example"
    assert str(comment.id) in mail["text"]
    assert "Abends fehlt" not in mail["text"]
    assert f"entry-comment-{comment.id}" not in browser.get(QUEUE).text
    assert f"entry-comment-{comment.id}" in browser.get(f"{QUEUE}?stand=fachdienst").text
    decide(browser, comment, act="take_back")
    page = browser.get(QUEUE).text
    assert f"entry-comment-{comment.id}" in page
    assert "Stimmt das?" in page


def test_the_log_is_safe_in_a_spreadsheet_and_holds_no_text(browser: Browser, setting: Setting) -> None:
    comment = made_comment(browser, setting)
    account = moderator(browser, setting)
    with browser.site.database.writing() as session:
        found = session.get_one(type(account), account.id)
        found.name = '=HYPERLINK("http://evil.example")'
        session.add(found)
    decide(browser, comment, act="reject", reason="off_topic", message="Geheime Worte")
    log = browser.get(f"{QUEUE}protokoll.csv")
    assert log.headers["content-type"].startswith("text/csv")
    assert "'=HYPERLINK" in log.text
    assert ";rejected;comment;" in log.text
    assert "off_topic" in log.text
    assert "Geheime Worte" not in log.text
    assert "Abends" not in log.text
    assert "Passt nicht zum Thema" in browser.get(f"{QUEUE}protokoll").text


def test_other_roles_have_no_log_no_words_no_departments(browser: Browser, setting: Setting) -> None:
    signed_in(browser, Role.EDITOR, setting.region)
    for path in (f"{QUEUE}protokoll.csv", f"{QUEUE}woerter", f"{QUEUE}texte", "/de/verwaltung/fachdienste"):
        assert browser.get(path).status_code == 404


def test_a_case_is_made_once_per_contribution(browser: Browser, setting: Setting) -> None:
    comment = made_comment(browser, setting)
    with browser.site.database.writing() as session:
        row = session.get_one(type(comment), comment.id)
        assert case_of(session, row).id == case_of(session, row).id == comment.id
        assert session.exec(select(func.count()).select_from(ModerationCase)).one() == 1
