"""What coordinators and administrators set up: bodies, codes on paper, the sheet for parents."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from participation.accounts.models import Account, Role
from participation.core.clock import now
from participation.procedures.days import local_day
from participation.youth_council.models import YouthCode, YouthCodeBatch, YouthCouncil
from tests.browser import Browser
from tests.cast import a_region, an_account, signed_in
from tests.youth_council.builders import BODY, OFFICE, a_council, as_account, as_coordinator

CODE = re.compile(r"[0-9A-Z]{5}(?:-[0-9A-Z]{5}){2}")


@pytest.fixture
def council(browser: Browser) -> YouthCouncil:
    """A body, seen by the running application."""
    with browser.site.database.writing() as session:
        council = a_council(session, a_region(session))
    browser.site.refresh()
    return council


def _accounts(session: Session) -> tuple[Account, Account]:
    region = a_region(session)
    return an_account(session, Role.YOUTH_COORDINATOR, region), an_account(session, Role.MODERATOR, region)


def test_an_administrator_sets_up_a_body_and_gives_it_a_coordinator(browser: Browser) -> None:
    with browser.site.database.writing() as session:
        coordinator, moderator = _accounts(session)
    browser.site.refresh()
    signed_in(browser, Role.ADMIN)
    form = {"name": "Jugendkreistag", "term": "2026 bis 2028", "answer_weeks": "6", "coordinator": str(coordinator.id)}
    assert browser.post(f"{OFFICE}/neu", form | {"name": "", "answer_weeks": "99"}).status_code == 422
    assert browser.post(f"{OFFICE}/neu", form | {"coordinator": str(moderator.id)}).status_code == 422
    assert browser.post(f"{OFFICE}/neu", form).status_code == 303
    assert browser.get(f"{BODY}/mitglieder").status_code == 404
    assert "2026 bis 2028" in browser.get("/de/jugend/").text
    as_account(browser, coordinator)
    assert browser.get(f"{BODY}/mitglieder").status_code == 200
    assert browser.post(BODY, form | {"answer_weeks": "4"}).status_code == 303
    with browser.site.database.reading() as session:
        assert session.exec(select(YouthCouncil.answer_weeks)).one() == 4


def test_codes_are_seen_once_and_let_nobody_in_when_withdrawn(browser: Browser, council: YouthCouncil) -> None:
    as_coordinator(browser, council)
    day = (local_day(now()) + timedelta(days=9)).isoformat()
    form = {"kind": "member", "label": "Demo-Schule", "number": "3", "expires_on": day, "shape": "page"}
    assert browser.post(f"{BODY}/codes", form | {"number": "0", "expires_on": "gestern"}).status_code == 422
    codes = set(CODE.findall(browser.post(f"{BODY}/codes", form).text))
    assert len(codes) == 3
    assert not CODE.search(browser.get(f"{BODY}/codes").text)
    join = {"pseudonym": "Otter", "age": "16_or_older", "rules": "yes"}
    assert browser.post("/de/jugend/mitmachen", join | {"code": codes.pop()}).status_code == 200
    with browser.site.database.reading() as session:
        batch = session.exec(select(YouthCodeBatch)).one()
        assert sorted(session.exec(select(YouthCode.uses))) == [0, 0, 1]
    browser.post(f"{BODY}/codes/{batch.id}")
    refused = browser.post("/de/jugend/mitmachen", join | {"pseudonym": "Fuchs", "code": codes.pop()})
    assert refused.status_code == 422


def test_a_code_for_a_class_is_one_code_for_so_many_proposals(browser: Browser, council: YouthCouncil) -> None:
    as_coordinator(browser, council)
    day = (local_day(now()) + timedelta(days=9)).isoformat()
    form = {"kind": "school_class", "label": "Klasse 8b", "number": "3", "expires_on": day, "shape": "page"}
    assert len(set(CODE.findall(browser.post(f"{BODY}/codes", form).text))) == 1
    assert "0 von 3" in browser.get(f"{BODY}/codes").text


def test_parents_learn_what_is_kept_and_can_print_it(browser: Browser, council: YouthCouncil) -> None:
    for language in ("de", "leicht"):
        assert council.name in browser.get(f"/{language}/jugend/eltern/{council.slug}").text
    sheet = browser.get(f"/de/jugend/eltern/{council.slug}/elternblatt.pdf")
    assert sheet.content.startswith(b"%PDF")
