"""Coming in by code, coming back, leaving."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlmodel import Session, select

from participation.core.clock import now, standing_at
from participation.core.journal import JournalEntry
from participation.youth_council.models import (
    Amendment,
    BatchKind,
    YouthComment,
    YouthCouncil,
    YouthMember,
    YouthMotion,
    YouthSession,
)
from participation.youth_council.pseudonyms import problems_of_pseudonym
from tests.browser import Browser
from tests.cast import a_region
from tests.youth_council.builders import (
    BODY,
    ROOM,
    a_code,
    a_council,
    a_draft,
    a_member,
    as_coordinator,
    as_member,
)

JOIN = "/de/jugend/mitmachen"


def _body_with_code(browser: Browser, kind: BatchKind = BatchKind.MEMBER, uses: int = 1) -> str:
    with browser.site.database.writing() as session:
        code = a_code(session, a_council(session, a_region(session)), kind, uses)
    browser.site.refresh()
    return code


def _form(code: str, name: str = "Blauer Otter", age: str = "16_or_older") -> dict[str, str]:
    return {"code": code, "pseudonym": name, "age": age, "rules": "yes"}


def _members(browser: Browser) -> list[YouthMember]:
    with browser.site.database.reading() as session:
        return list(session.exec(select(YouthMember)))


def test_a_code_makes_one_member_who_comes_back_by_their_own_code(browser: Browser) -> None:
    code = _body_with_code(browser)
    assert code in browser.get(f"{JOIN}?code={code}").text
    welcome = browser.post(JOIN, _form(code.lower()))
    assert "Willkommen, Blauer Otter!" in welcome.text
    assert "Hallo Blauer Otter!" in browser.get(f"{ROOM}/").text
    own = re.search(r"[0-9A-Z]{5}(?:-[0-9A-Z]{5}){2}", welcome.text)
    assert own
    browser.post("/de/jugend/abmelden")
    assert browser.get(f"{ROOM}/").headers["location"].startswith("/de/jugend/wieder-da")
    again = browser.post("/de/jugend/wieder-da", {"code": own.group()})
    assert again.headers["location"] == f"{ROOM}/"
    assert "Hallo Blauer Otter!" in browser.get(f"{ROOM}/").text
    assert browser.post(JOIN, _form(code, "Fuchs")).status_code == 422
    assert len(_members(browser)) == 1


def test_of_thirty_who_use_one_code_at_once_one_gets_in(browser: Browser) -> None:
    code = _body_with_code(browser)
    browser.checks_pages = False
    with ThreadPoolExecutor(30) as pool:
        answers = list(pool.map(lambda number: browser.post(JOIN, _form(code, f"Otter {number}")), range(30)))
    assert sorted(answer.status_code for answer in answers) == [200, *[422] * 29]
    assert len(_members(browser)) == 1


@pytest.mark.parametrize(
    ("name", "is_fine"),
    [
        ("Otter", True),
        ("Blaues Rad 7", True),
        ("Lena Beispiel", False),
        ("Otter2011", False),
        ("ab", False),
        ("x@y.de", False),
        ("Das Jugendamt", False),
        ("H.u.r.e", False),
        ("<b>Otter</b>", False),
    ],
)
def test_pseudonyms_are_made_up_and_hurt_nobody(name: str, *, is_fine: bool) -> None:
    assert (problems_of_pseudonym(name, is_sure=False) == []) is is_fine


def test_who_insists_may_keep_a_name_that_looks_real(browser: Browser) -> None:
    code = _body_with_code(browser)
    refused = browser.post(JOIN, _form(code, "Emma Muster"))
    assert refused.status_code == 422
    assert "Das ist nicht mein echter Name" in refused.text
    assert browser.post(JOIN, _form(code, "Emma Muster") | {"sure": "yes"}).status_code == 200


def test_two_members_of_a_body_never_look_alike_and_a_refusal_keeps_the_code(browser: Browser) -> None:
    code = _body_with_code(browser)
    assert browser.post(JOIN, _form(code, "Otter")).status_code == 200
    with browser.site.database.writing() as session:
        member = session.exec(select(YouthMember)).one()
        body = session.get_one(YouthCouncil, member.council_id)
        second = a_code(session, body)
    refused = browser.post(JOIN, _form(second, "OTTER"))
    assert refused.status_code == 422
    assert "Diesen Namen hat schon jemand" in refused.text
    assert browser.post(JOIN, _form(second, "Fuchs")).status_code == 200


def test_codes_of_another_kind_region_or_time_let_nobody_in(browser: Browser) -> None:
    code = _body_with_code(browser, BatchKind.SCHOOL_CLASS, 20)
    assert browser.post(JOIN, _form(code)).status_code == 422
    with browser.site.database.writing() as session:
        other = a_code(session, a_council(session, a_region(session, "marbach", "Landkreis Marbach")))
    browser.site.refresh()
    assert browser.post("/de/lindenau/jugend/mitmachen", _form(other)).status_code == 422
    with standing_at(now() + timedelta(days=31)):
        assert browser.post("/de/marbach/jugend/mitmachen", _form(other)).status_code == 422
    assert browser.post("/de/marbach/jugend/mitmachen", _form(other)).status_code == 200


def test_who_is_under_16_writes_only_when_the_consent_is_there_on_paper(browser: Browser) -> None:
    code = _body_with_code(browser)
    welcome = browser.post(JOIN, _form(code, age="under_16"))
    assert "Blatt für Eltern" in welcome.text
    member = _members(browser)[0]
    proposal = {"title": "Ein Skatepark", "text": "Wir wollen einen Skatepark."}
    assert "Einwilligung deiner Eltern fehlt" in browser.get(f"{ROOM}/").text
    assert browser.post(f"{ROOM}/vorschlagen", proposal).status_code == 403
    _switch(browser, member, "einwilligung", {"consent": "yes"})
    as_member(browser, member)
    assert browser.post(f"{ROOM}/vorschlagen", proposal).status_code == 303
    _switch(browser, member, "einwilligung", {"consent": "no"})
    as_member(browser, member)
    assert browser.post(f"{ROOM}/vorschlagen", proposal).status_code == 403


def test_a_paused_member_reads_and_does_not_write(browser: Browser) -> None:
    code = _body_with_code(browser)
    browser.post(JOIN, _form(code))
    member = _members(browser)[0]
    _switch(browser, member, "pause", {"paused": "yes"})
    as_member(browser, member)
    assert browser.get(f"{ROOM}/").status_code == 200
    assert browser.post(f"{ROOM}/vorschlagen", {"title": "A", "text": "B"}).status_code == 403


def _switch(browser: Browser, member: YouthMember, what: str, form: dict[str, str]) -> None:
    with browser.site.database.reading() as session:
        council = session.get_one(YouthCouncil, member.council_id)
        session.expunge(council)
    as_coordinator(browser, council)
    assert browser.post(f"{BODY}/mitglieder/{member.id}/{what}", form).status_code == 303


def _somebody_who_wrote(session: Session) -> tuple[YouthMember, YouthMotion]:
    council = a_council(session, a_region(session))
    member = a_member(session, council)
    draft = a_draft(session, council, member)
    session.add(
        YouthComment(
            motion_id=draft.id,
            position=1,
            key=b"k" * 32,
            member_id=member.id,
            text="Mein Satz",
            written_on=draft.created_on,
        )
    )
    return member, draft


@pytest.mark.parametrize("texts", ["keep", "delete"])
def test_who_leaves_is_deleted_and_says_what_happens_with_their_texts(browser: Browser, texts: str) -> None:
    with browser.site.database.writing() as session:
        member, draft = _somebody_who_wrote(session)
    browser.site.refresh()
    as_member(browser, member)
    browser.post(f"{ROOM}/antraege/{draft.id}/aendern", {"text": "Mein besserer Satz"})
    assert browser.post(f"{ROOM}/ich/gehen", {}).status_code == 422
    assert "Du bist gegangen" in browser.post(f"{ROOM}/ich/gehen", {"texts": texts}).text
    with browser.site.database.reading() as session:
        assert session.exec(select(YouthMember)).all() == []
        assert session.exec(select(YouthSession)).all() == []
        comments = session.exec(select(YouthComment)).all()
        motion = session.exec(select(YouthMotion)).one()
        assert [one.member_id for one in comments] == ([None] if texts == "keep" else [])
        assert (motion.title == draft.title) is (texts == "keep")
        assert (session.exec(select(Amendment)).one().text == "Mein besserer Satz") is (texts == "keep")
        assert "Otter" not in str([entry.details for entry in session.exec(select(JournalEntry))])


def test_a_lost_code_is_replaced_by_the_coordinator_and_signs_out_everywhere(browser: Browser) -> None:
    with browser.site.database.writing() as session:
        council = a_council(session, a_region(session))
        member = a_member(session, council)
    browser.site.refresh()
    as_member(browser, member)
    old = browser.cookies["y"]
    as_coordinator(browser, council)
    page = browser.post(f"{BODY}/mitglieder/{member.id}/code")
    new = re.search(r"[0-9A-Z]{5}(?:-[0-9A-Z]{5}){2}", page.text)
    assert new
    browser.cookies.clear()
    browser.cookies.set("y", old)
    assert browser.get(f"{ROOM}/").status_code == 303
    assert browser.post("/de/jugend/wieder-da", {"code": new.group()}).status_code == 303


def test_a_session_ends_after_fourteen_days(browser: Browser) -> None:
    with browser.site.database.writing() as session:
        member = a_member(session, a_council(session, a_region(session)))
    browser.site.refresh()
    as_member(browser, member)
    with standing_at(now() + timedelta(days=13)):
        assert browser.get(f"{ROOM}/").status_code == 200
    with standing_at(now() + timedelta(days=15)):
        assert browser.get(f"{ROOM}/").status_code == 303


def test_a_class_proposes_in_its_own_name_as_often_as_its_code_allows(browser: Browser) -> None:
    code = _body_with_code(browser, BatchKind.SCHOOL_CLASS, 1)
    proposal = {"id": str(uuid4()), "code": code, "title": "Mehr Bäume", "text": "Auf dem Schulhof fehlt Schatten."}
    assert "Klasse 8b, Demo-Schule" in browser.post("/de/jugend/klasse", proposal).text
    assert browser.post("/de/jugend/klasse", proposal | {"id": str(uuid4())}).status_code == 422
    with browser.site.database.reading() as session:
        motion = session.exec(select(YouthMotion)).one()
        assert (motion.author_label, motion.author_id) == ("Klasse 8b, Demo-Schule", None)
