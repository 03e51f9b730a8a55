"""A language model, if there is one: asked only on a press of a button, quotes checked, selected by a person."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from participation.accounts.models import Role
from participation.app import build_application
from participation.areas import all_jobs
from participation.comments.models import Comment
from participation.comments.receipts import withdraw
from participation.core.jobs import JobRow, run_due
from participation.core.settings import Settings, SettingsError, load_settings
from participation.crowd.models import CandidateState, CrowdCandidate
from participation.joints import CROWD
from tests.browser import Browser
from tests.cast import signed_in
from tests.comments.builders import PUBLIC, a_comment, a_setting

PAGE = "/de/verwaltung/ordnen/zusammenfassungen"
TEXT = "Der Bus soll auch am Sonntag fahren. Das wäre gut."


class _Model(HTTPServer):
    """A small server that answers as a language model would, and remembers what it was asked."""

    asked: list[dict[str, Any]]
    says: str
    status: int = 200
    while_writing: Callable[[], None] = staticmethod(lambda: None)


class _Handler(BaseHTTPRequestHandler):
    server: _Model

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append({"path": self.path, "key": self.headers["Authorization"], **json.loads(body)})
        self.server.while_writing()
        self.send_response(self.server.status)
        self.send_header("Location", "http://127.0.0.1:9/elsewhere")
        self.end_headers()
        self.wfile.write(json.dumps({"choices": [{"message": {"content": self.server.says}}]}).encode())

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def _a_model(says: object) -> Iterator[_Model]:
    server = _Model(("127.0.0.1", 0), _Handler)
    server.asked, server.says = [], says if isinstance(says, str) else json.dumps(says)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _settings(url: str, server: _Model) -> Settings:
    origin = f"http://127.0.0.1:{server.server_port}"
    return Settings(
        database_url=url,
        assistant_url=f"{origin}/v1",
        assistant_origins=(origin,),
        assistant_model="klein",
        assistant_key="geheim",
        assistant_seconds=5,
    )


def _ask(browser: Browser) -> str:
    with browser.site.database.writing() as session:
        setting = a_setting(session)
        a_comment(session, setting, TEXT, **PUBLIC)
        a_comment(session, setting, "Noch nicht geprüft.")
    browser.site.refresh()
    signed_in(browser, Role.EDITOR, setting.region)
    return str(setting.element_thread)


def _work(browser: Browser, settings: Settings) -> CrowdCandidate:
    while run_due(browser.site.database, [job for job in all_jobs(settings) if job.every is None]):
        pass
    with browser.site.database.reading() as session:
        return session.exec(select(CrowdCandidate)).one()


SAID = {
    "summary": "Gewünscht wird ein Bus am Sonntag.",
    "quotes": [
        {"number": 0, "text": "Der Bus soll auch am Sonntag fahren."},
        {"number": 0, "text": "Der Bus soll immer fahren."},
        {"number": 7, "text": "Das wäre gut."},
    ],
}


def test_only_what_stands_in_a_contribution_is_quoted_and_a_person_selects(database_url: str) -> None:
    with _a_model(SAID) as server:
        settings = _settings(database_url, server)
        with Browser(build_application(settings, with_worker=False)) as browser:
            field = _ask(browser)
            assert server.asked == []
            assert browser.post(PAGE, {"act": "ask", "field": field}).status_code == 303
            assert server.asked == []
            candidate = _work(browser, settings)
            assert [quote["text"] for quote in candidate.quotes] == [SAID["quotes"][0]["text"]]  # type: ignore[index]
            assert (candidate.state, candidate.dropped_quotes, candidate.sent) == (CandidateState.READY, 2, 1)
            assert server.asked[0]["path"] == "/v1/chat/completions"
            assert server.asked[0]["key"] == "Bearer geheim"
            assert "geprüft" not in str(server.asked)
            page = browser.get(PAGE).text
            assert "Vorschlag, nicht ausgewählt" in page
            browser.post(PAGE, {"act": "selected", "candidate": str(candidate.id)})
            with browser.site.database.reading() as session:
                chosen = session.get_one(CrowdCandidate, candidate.id)
                assert chosen.state is CandidateState.SELECTED
                assert chosen.decided_by is not None


def _withdrawn(browser: Browser) -> None:
    with browser.site.database.writing() as session:
        comment = session.exec(select(Comment).where(Comment.text == TEXT)).one()
        assert withdraw(session, bytes(comment.receipt_key))


@pytest.mark.parametrize("meanwhile", [True, False])
def test_a_summary_goes_with_any_contribution_that_it_was_made_from(database_url: str, *, meanwhile: bool) -> None:
    with _a_model({"summary": "Ein Bus am Sonntag wäre gut.", "quotes": []}) as server:
        settings = _settings(database_url, server)
        with Browser(build_application(settings, with_worker=False)) as browser:
            field = _ask(browser)
            browser.post(PAGE, {"act": "ask", "field": field})
            if meanwhile:
                server.while_writing = lambda: _withdrawn(browser)
            candidate = _work(browser, settings)
            if not meanwhile:
                assert candidate.summary
                browser.post(PAGE, {"act": "selected", "candidate": str(candidate.id)})
                _withdrawn(browser)
            with browser.site.database.reading() as session:
                left = session.get_one(CrowdCandidate, candidate.id)
                assert (left.summary, left.quotes, left.state) == ("", [], CandidateState.DROPPED)
            assert "Ein Bus am Sonntag" not in browser.get(PAGE).text


@pytest.mark.parametrize(("status", "says"), [(302, SAID), (500, SAID), (200, "kein JSON"), (200, {"quotes": []})])
def test_a_server_that_redirects_fails_or_talks_nonsense_gives_no_candidate(
    browser: Browser, status: int, says: object
) -> None:
    with _a_model(says) as server:
        server.status = status
        settings = _settings("", server)
        field = _ask(browser)
        with browser.site.database.writing() as session:
            candidate = CrowdCandidate(**_asked(session, field))
            session.add(candidate)
            session.add(_job(candidate))
        candidate = _work(browser, settings)
        assert candidate.state is CandidateState.FAILED
        assert len(server.asked) == 1
        answer = browser.post(PAGE, {"act": "selected", "candidate": str(candidate.id)})
        assert answer.status_code == 409


def _asked(session: Any, field: str) -> dict[str, Any]:
    from uuid import UUID  # noqa: PLC0415

    from participation.accounts.models import Account  # noqa: PLC0415
    from participation.core.clock import now  # noqa: PLC0415
    from participation.regions.models import Region  # noqa: PLC0415

    region, account = session.exec(select(Region.id)).first(), session.exec(select(Account.id)).first()
    return {"region_id": region, "field_id": UUID(field), "asked_by": account, "asked_at": now()}


def _job(candidate: CrowdCandidate) -> JobRow:
    return JobRow(kind="crowd_summarise", payload={"candidate": str(candidate.id)}, due_at=candidate.asked_at)


def test_without_a_configured_server_there_is_no_button_and_no_way(browser: Browser) -> None:
    field = _ask(browser)
    page = browser.get(PAGE).text
    assert "Es ist kein Sprachmodell eingerichtet." in page
    assert 'value="ask"' not in page
    assert browser.post(PAGE, {"act": "ask", "field": field}).status_code == 403


def test_only_an_origin_that_the_county_names_is_accepted(tmp_path: Path) -> None:
    away = {"PARTICIPATION_ASSISTANT_URL": "https://modell.example/v1"}
    with pytest.raises(SettingsError, match="assistant_origins"):
        load_settings(away, tmp_path)
    key = tmp_path / "key"
    key.write_text("geheim\n")
    named = away | {
        "PARTICIPATION_ASSISTANT_ORIGINS": "https://modell.example",
        "PARTICIPATION_ASSISTANT_KEY_FILE": str(key),
    }
    settings, listed = load_settings(named, tmp_path)
    assert settings.assistant_key == "geheim"
    assert "geheim" not in str(listed)


def test_themes_are_a_suggestion_and_nothing_is_kept(browser: Browser) -> None:
    with browser.site.database.writing() as session:
        setting = a_setting(session)
        for number in range(6):
            a_comment(session, setting, f"Der Bus fährt abends nicht, sagt Haus {number}.", **PUBLIC)
            a_comment(session, setting, f"Neue Bäume an der Allee, sagt Haus {number}.", **PUBLIC)
        for number in range(12):
            a_comment(session, setting, f"Ganz anderes Anliegen Nummer {number} ohne Muster.", **PUBLIC)
    browser.site.refresh()
    signed_in(browser, Role.ANALYST, setting.region)
    page = browser.post("/de/verwaltung/ordnen/themen", {"number": "5"}).text
    assert "Vorschlag, keine Statistik" in page
    assert "Bäume" in page
    assert "Vorschlag 1" not in browser.get("/de/verwaltung/ordnen/themen").text
    assert CROWD.sources
