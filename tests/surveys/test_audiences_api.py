"""Groups and invitations over the JSON API, as interfaces.md promises."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from random import Random
from typing import Any
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlmodel import col, select, update

from participation.core.codes import BITS, grouped, new_code
from participation.core.identifiers import CROCKFORD
from participation.surveys.audiences.codes import code_hash
from participation.surveys.audiences.upkeep import blur_uses
from participation.surveys.models import InvitationCode, Pending
from tests.browser import Browser
from tests.surveys.builders import a_body, an_open_survey
from tests.surveys.invited import a_survey_by_codes, a_survey_of_groups, sheets, uses_of

URL = "/surveys/umfrage/submissions"


def send(browser: Browser, **changes: Any) -> Any:
    return browser.api("POST", URL, json=a_body(**changes))


def test_a_code_says_the_group_and_is_used_once(browser: Browser) -> None:
    (code,) = a_survey_by_codes(browser)
    body = a_body(invitation=code)
    assert browser.api("POST", URL, json=body).status_code == 201
    assert [sheet.audience for sheet in sheets(browser)] == ["kreistag"]
    assert uses_of(browser) == [1]
    with browser.site.database.reading() as session:
        (pending,) = session.exec(select(Pending)).all()
    assert '"audience":"kreistag"' in pending.segments
    other = send(browser, invitation=code)
    assert other.status_code == 409
    assert "used already" in other.json()["title"]
    assert len(sheets(browser)) == 1


def test_a_retry_with_a_used_code_is_told_the_first_answer(browser: Browser) -> None:
    (code,) = a_survey_by_codes(browser)
    body = a_body(invitation=code)
    first, second = (browser.api("POST", URL, json=body) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()
    assert uses_of(browser) == [1]


def test_thirty_at_once_with_one_code_are_stored_once(browser: Browser) -> None:
    (code,) = a_survey_by_codes(browser)
    with ThreadPoolExecutor(30) as pool:
        answers = list(pool.map(lambda _: send(browser, invitation=code).status_code, range(30)))
    assert sorted(answers) == [201, *[409] * 29]
    assert len(sheets(browser)) == 1
    assert uses_of(browser) == [1]


def test_the_code_of_a_class_holds_for_all_its_pupils_and_no_further_one(browser: Browser) -> None:
    (code,) = a_survey_by_codes(browser, uses=3)
    assert [send(browser, invitation=code).status_code for _ in range(4)] == [201, 201, 201, 409]
    assert uses_of(browser) == [3]


def test_without_or_with_an_unknown_code_nothing_is_stored(browser: Browser) -> None:
    a_survey_by_codes(browser)
    for fields in ({}, {"invitation": new_code()}, {"invitation": "'; DROP TABLE"}, {"audience": "kreistag"}):
        answer = send(browser, **fields)
        assert answer.status_code == 422
        assert list(answer.json()["errors"]) == ["invitation"]
        assert "Code" in answer.json()["errors"]["invitation"]
    assert sheets(browser) == []


def test_a_code_is_read_as_people_type_it(browser: Browser) -> None:
    (code,) = a_survey_by_codes(browser)
    typed = f"  {code.lower().replace('-', ' ').replace('0', 'o').replace('1', 'l')} "
    assert send(browser, invitation=typed).status_code == 201


def test_a_withdrawn_code_admits_nobody_but_a_retry(browser: Browser) -> None:
    used, unused = a_survey_by_codes(browser, 2)
    body = a_body(invitation=used)
    assert browser.api("POST", URL, json=body).status_code == 201
    with browser.site.database.writing() as session:
        session.exec(update(InvitationCode).values(is_void=True).where(col(InvitationCode.uses) >= 0))
    assert send(browser, invitation=unused).status_code == 409
    assert browser.api("POST", URL, json=body).status_code == 200
    assert len(sheets(browser)) == 1


def test_open_groups_are_counted_apart_and_the_first_is_meant_where_none_is_named(browser: Browser) -> None:
    a_survey_of_groups(browser, "buerger", "firmen")
    assert send(browser, audience="firmen").status_code == 201
    assert send(browser).status_code == 201
    assert sorted(sheet.audience for sheet in sheets(browser)) == ["buerger", "firmen"]
    answer = send(browser, audience="vereine")
    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == ["audience"]


def test_a_survey_without_groups_knows_none(browser: Browser) -> None:
    an_open_survey(browser)
    assert send(browser, audience="buerger").status_code == 422
    assert send(browser, invitation=new_code()).status_code == 422
    assert send(browser).status_code == 201
    assert [sheet.audience for sheet in sheets(browser)] == [""]


def test_the_groups_stand_in_the_document(browser: Browser) -> None:
    a_survey_of_groups(browser, "buerger", "firmen")
    document = browser.api("GET", "/surveys/umfrage").json()
    assert [one["slug"] for one in document["audiences"]] == ["buerger", "firmen"]
    assert document["audiences"][0]["names"]["de"] == "Bürgerinnen und Bürger"
    assert document["brake"] == "none"


def test_the_same_id_for_another_group_is_a_conflict(browser: Browser) -> None:
    a_survey_of_groups(browser, "buerger", "firmen")
    client_id = str(uuid4())
    assert send(browser, id=client_id, audience="firmen").status_code == 201
    assert send(browser, id=client_id, audience="buerger").status_code == 409


def test_nothing_of_a_code_but_its_digest_is_stored(browser: Browser) -> None:
    (code,) = a_survey_by_codes(browser)
    send(browser, invitation=code)
    with browser.site.database.reading() as session:
        (row,) = session.exec(select(InvitationCode)).all()
    (sheet,) = sheets(browser)
    assert BITS >= 64
    assert bytes(row.code_hash) == code_hash(code)
    assert row.id.version == 4
    assert code not in repr(row) + repr(sheet)
    assert not {"used_at", "submission_id"} & row.model_dump().keys()
    assert bytes(row.code_hash) not in (sheet.key, sheet.payload_hash, sheet.receipt_key)


def test_no_trace_of_the_order_of_use_stays_with_the_rows(browser: Browser) -> None:
    codes = a_survey_by_codes(browser, 5)
    for code in codes[:4]:
        assert send(browser, invitation=code).status_code == 201
    blur_uses(browser.site.database)
    assert uses_of(browser) == [1, 1, 1, 1, 0]
    if not browser.site.database.is_one_file:
        with browser.site.database.reading() as session:
            marks = session.execute(text("SELECT DISTINCT xmin::text FROM invitation_code WHERE uses > 0")).all()
            assert len(marks) == 1
            linked = text("SELECT count(*) FROM invitation_code c JOIN submission s ON s.xmin = c.xmin")
            assert session.execute(linked).scalar_one() == 0


@given(code=st.text(CROCKFORD, min_size=15, max_size=15).map(grouped), seed=st.randoms())
def test_however_a_code_is_typed_it_is_the_same(code: str, seed: Random) -> None:
    spoken = {"0": "0oO", "1": "1iIlL", "V": "vVuU"}
    typed = "".join(seed.choice(spoken.get(letter, letter + letter.lower())) for letter in code.replace("-", ""))
    spaced = "".join(letter + seed.choice(["", "", " ", "-"]) for letter in typed)
    assert code_hash(spaced) == code_hash(code)
    assert code_hash(spaced + "X") is None
    assert code_hash(typed[:-1]) is None
