"""A receipt code leads to state, reason, reply and effect of one's own contribution."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from sqlmodel import Session

from participation.comments.receipts import find
from participation.core.clock import now
from participation.core.identifiers import receipt_code, receipt_key_of
from participation.threads.models import ContributionState, RejectionReason
from participation.threads.receipts import Effect
from participation.trace.views import Tracing
from tests.browser import Browser
from tests.comments.builders import PUBLIC, Setting, a_comment, a_setting, an_idea

PATH = "/de/nachverfolgen"


@pytest.fixture
def setting(browser: Browser) -> Setting:
    with browser.site.database.writing() as session:
        made = a_setting(session)
    browser.site.refresh()
    return made


def _asked(browser: Browser, code: str, language: str = "de") -> str:
    answer = browser.post(f"/{language}/nachverfolgen", {"code": code})
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    return str(answer.text)


@pytest.mark.parametrize("language", ["de", "leicht", "en"])
def test_the_form_and_its_answer_stand_in_every_language(browser: Browser, setting: Setting, language: str) -> None:
    client = uuid4()
    with browser.site.database.writing() as session:
        a_comment(session, setting, client_id=client)
    assert browser.get(f"/{language}/nachverfolgen").status_code == 200
    assert "Abends fehlt ein Bus." in _asked(browser, receipt_code(client), language)


def test_a_pending_comment_is_shown_to_its_author(browser: Browser, setting: Setting) -> None:
    client = uuid4()
    with browser.site.database.writing() as session:
        a_comment(session, setting, client_id=client)
    page = _asked(browser, receipt_code(client))
    assert "In Prüfung" in page
    assert "Zukunft 2035 – Mobilität" in page


def test_typing_is_forgiven(browser: Browser, setting: Setting) -> None:
    client = UUID("7d0b3c52-58a1-4b0c-9f52-6f6a3f8f6a11")
    with browser.site.database.writing() as session:
        a_comment(session, setting, client_id=client)
    code = receipt_code(client)
    lookalikes = code.replace("0", "O").replace("1", "l")
    for typed in (code.lower(), code.replace("-", ""), f"  {code.replace('-', ' ')} ", lookalikes):
        assert "Abends fehlt ein Bus." in _asked(browser, typed)


def test_a_rejected_comment_shows_reason_and_message(browser: Browser, setting: Setting) -> None:
    client = uuid4()
    with browser.site.database.writing() as session:
        a_comment(
            session,
            setting,
            client_id=client,
            state=ContributionState.REJECTED,
            rejection_reason=RejectionReason.PERSONAL_DATA,
            message_to_author="Bitte ohne die Telefonnummer noch einmal.",
        )
    page = _asked(browser, receipt_code(client))
    assert "Personenbezogene Daten anderer" in page
    assert "Bitte ohne die Telefonnummer noch einmal." in page
    found = browser.api("POST", "/contributions/lookup", json={"receipt_code": receipt_code(client)}).json()
    assert (found["state"], found["rejection_reason"]) == ("rejected", "personal_data")


def test_an_idea_shows_its_steps_and_the_reply(browser: Browser, setting: Setting) -> None:
    client = uuid4()
    with browser.site.database.writing() as session:
        reply = {"official_reply": "Wir prüfen das bis Mai.", "replied_at": now()}
        idea = an_idea(session, setting, client_id=client, **PUBLIC | reply)
    page = _asked(browser, receipt_code(client))
    assert "Eingereicht" in page
    assert "Wir prüfen das bis Mai." in page
    assert f"/de/ideen/{idea.id}" in page


def test_an_endorsement_has_a_code_too(browser: Browser, setting: Setting) -> None:
    with browser.site.database.writing() as session:
        idea = an_idea(session, setting, **PUBLIC)
    browser.site.refresh()
    body = {"id": str(uuid4()), "idea_id": str(idea.id)}
    code = browser.api("POST", "/endorsements", json=body).json()["receipt_code"]
    assert browser.api("POST", "/contributions/lookup", json={"receipt_code": code}).json()["kind"] == "endorsement"


@pytest.mark.parametrize("code", ["", "x", "0000-0000-0000-0000", "🦉" * 16, "A" * 5000, "<script>alert(1)</script>"])
def test_unknown_and_malformed_codes_get_the_same_calm_answer(browser: Browser, setting: Setting, code: str) -> None:
    assert setting
    answer = browser.post(PATH, {"code": code})
    assert answer.status_code == 422
    assert "Zu diesem Code finden wir keinen Beitrag." in answer.text
    assert "<script>alert" not in answer.text
    api = browser.api("POST", "/contributions/lookup", json={"receipt_code": code})
    assert (api.status_code, api.json()["title"]) == (404, "No contribution has this code.")


def test_every_area_is_asked_whatever_the_code(browser: Browser) -> None:
    asked: list[bytes] = []

    def find_nothing(_session: Session, key: bytes) -> None:
        asked.append(key)

    tracing = Tracing((find_nothing, find_nothing), ())
    with browser.site.database.reading() as session:
        assert tracing.found(session, "malformed") is None
        assert tracing.found(session, receipt_code(uuid4())) is None
    assert len(asked) == 4


def test_effects_of_every_area_are_told(browser: Browser, setting: Setting) -> None:
    client = uuid4()
    with browser.site.database.writing() as session:
        comment = a_comment(session, setting, client_id=client)

    def effects_of(_session: Session, kind: str, contribution_id: UUID, _language: str) -> list[Effect]:
        assert (kind, contribution_id) == ("comment", comment.id)
        return [Effect("Accepted", "Der Takt steht jetzt im Ziel.")]

    tracing = Tracing((find,), (effects_of, effects_of))
    with browser.site.database.reading() as session:
        answer = tracing.found(session, receipt_code(client))
    assert answer is not None
    assert [effect.label for effect in answer[1]] == ["Accepted", "Accepted"]


def test_the_secret_id_itself_is_stored_nowhere(browser: Browser, setting: Setting) -> None:
    client = uuid4()
    with browser.site.database.writing() as session:
        comment = a_comment(session, setting, client_id=client)
    assert client.bytes not in (bytes(comment.key), bytes(comment.receipt_key), comment.id.bytes)
    assert bytes(comment.receipt_key) == receipt_key_of(client)
