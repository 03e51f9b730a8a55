"""Codes confirm support: counted apart, once for each idea, and nobody can say which code did what."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from sqlmodel import select

from participation.accounts.models import Role
from participation.core.codes import new_code
from participation.core.identifiers import receipt_code
from participation.ideas.codes import store_codes
from participation.ideas.models import Endorsement, Idea, IdeaCode, IdeaCodeBatch, Stage
from participation.procedures.models import Phase, PhaseKind, Procedure
from tests.browser import Browser
from tests.cast import signed_in
from tests.comments.builders import PUBLIC, Setting, a_setting, an_idea


@pytest.fixture
def setting(browser: Browser) -> Setting:
    with browser.site.database.writing() as session:
        made = a_setting(session)
    browser.site.refresh()
    return made


@pytest.fixture
def idea(browser: Browser, setting: Setting) -> Idea:
    return _idea(browser, setting)


@pytest.fixture
def code(browser: Browser, setting: Setting) -> str:
    made = new_code()
    with browser.site.database.writing() as session:
        procedure_id = session.get_one(Phase, setting.phases[PhaseKind.IDEAS]).procedure_id
        store_codes(session, session.get_one(Procedure, procedure_id), [made], "", None)
    return made


def _idea(browser: Browser, setting: Setting) -> Idea:
    with browser.site.database.writing() as session:
        made = an_idea(session, setting, **PUBLIC | {"stage": Stage.CHECKED})
    browser.site.refresh()
    return made


def _counts(browser: Browser, idea: Idea) -> tuple[int, int]:
    with browser.site.database.reading() as session:
        stored = session.get_one(Idea, idea.id)
        rows = session.exec(select(Endorsement).where(Endorsement.idea_id == idea.id)).all()
        counted = (stored.supports, stored.verified_supports)
    assert counted == (len(rows), sum(row.is_verified for row in rows))
    return counted


def _support(browser: Browser, idea: Idea, **form: str) -> Any:
    return browser.post(f"/de/ideen/{idea.id}/unterstuetzen", {"minted": str(uuid4())} | form)


def test_a_code_counts_once_for_each_idea_and_apart(browser: Browser, setting: Setting, idea: Idea, code: str) -> None:
    other = _idea(browser, setting)
    assert _support(browser, idea, device=str(uuid4())).status_code == 303
    for typed in (code, code.lower().replace("-", " ")):
        assert _support(browser, idea, code=typed).status_code == 303
    assert _support(browser, other, code=code).status_code == 303
    assert (_counts(browser, idea), _counts(browser, other)) == ((2, 1), (1, 1))
    page = browser.get(f"/de/ideen/{idea.id}").text
    assert "davon 1 mit Code bestätigt" in page
    items = {item["id"]: item for item in browser.api("GET", "/ideas").json()["items"]}
    assert [items[str(idea.id)][name] for name in ("endorsements", "verified_endorsements")] == [2, 1]


def test_thirty_parallel_uses_of_a_code_count_one(browser: Browser, idea: Idea, code: str) -> None:
    def endorse(number: int) -> int:
        if number % 2:
            return int(_support(browser, idea, code=code).status_code)
        body = {"id": str(uuid4()), "idea_id": str(idea.id), "code": code}
        return int(browser.api("POST", "/endorsements", json=body).status_code)

    with ThreadPoolExecutor(30) as pool:
        assert set(pool.map(endorse, range(30))) <= {200, 201, 303}
    assert _counts(browser, idea) == (1, 1)


def test_an_unknown_or_withdrawn_code_counts_nothing_and_is_kept_in_the_field(
    browser: Browser, setting: Setting, idea: Idea, code: str
) -> None:
    unknown = new_code()
    answer = _support(browser, idea, code=unknown)
    assert answer.status_code == 422
    assert unknown in answer.text
    with browser.site.database.reading() as session:
        batch = session.exec(select(IdeaCodeBatch)).one()
    signed_in(browser, Role.EDITOR, setting.region)
    assert browser.post(f"/de/verwaltung/ideen/codes/{batch.id}").status_code == 303
    browser.cookies.clear()
    body = {"id": str(uuid4()), "idea_id": str(idea.id), "code": code}
    assert list(browser.api("POST", "/endorsements", json=body).json()["errors"]) == ["code"]
    assert _counts(browser, idea) == (0, 0)


def test_nothing_stored_leads_from_a_code_to_what_it_supported(browser: Browser, idea: Idea, code: str) -> None:
    _support(browser, idea, code=code)
    with browser.site.database.reading() as session:
        stored, endorsement = session.exec(select(IdeaCode)).one(), session.exec(select(Endorsement)).one()
    known = {bytes(stored.code_hash), stored.id.bytes}
    assert known.isdisjoint({endorsement.id.bytes, bytes(endorsement.key), bytes(endorsement.receipt_key)})


def test_taking_support_back_takes_it_out_of_the_count(browser: Browser, idea: Idea) -> None:
    client = uuid4()
    browser.api("POST", "/endorsements", json={"id": str(client), "idea_id": str(idea.id)})
    assert _counts(browser, idea) == (1, 0)
    browser.post("/de/nachverfolgen/zurueckziehen", {"code": receipt_code(client)})
    assert _counts(browser, idea) == (0, 0)


def test_editors_get_codes_once_as_a_table(browser: Browser, setting: Setting, idea: Idea) -> None:
    signed_in(browser, Role.EDITOR, setting.region)
    page = browser.get("/de/verwaltung/ideen/codes").text
    procedure = page.split('<option value="', 1)[1].split('"', 1)[0]
    order = {"procedure": procedure, "shape": "csv", "label": "Gemeinderat"}
    assert browser.post("/de/verwaltung/ideen/codes", order | {"number": "0"}).status_code == 422
    table = browser.post("/de/verwaltung/ideen/codes", order | {"number": "3"}).content.decode("utf-8-sig")
    codes = [line.split(";")[0] for line in table.splitlines()[1:]]
    assert len(codes) == 3
    assert "Gemeinderat" in browser.get("/de/verwaltung/ideen/codes").text
    assert _support(browser, idea, code=codes[0]).status_code == 303
    assert _counts(browser, idea) == (1, 1)
