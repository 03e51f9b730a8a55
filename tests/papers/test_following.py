"""What follows from papers: results that are imported safely, and considerations that the council decided."""

from __future__ import annotations

import pytest

from participation.considerations.models import Consideration, ConsiderationState, Outcome
from participation.core.clock import now
from participation.papers.following import decide_considerations
from participation.papers.models import Paper, Result
from participation.papers.oparl_source import NotImported, result_at
from participation.papers.results import BodyResult, record_result
from tests.browser import Browser
from tests.goals.builders import a_comment, a_scene
from tests.papers.builders import a_public_paper, steps_by_body

HOST, ITEM = "oparl.beispiel.example", "https://oparl.beispiel.example/agendaitem/7"


def answering(result: str, kind: str = "AgendaItem") -> bytes:
    """The body of an OParl object."""
    return f'{{"type": "https://schema.oparl.org/1.1/{kind}", "result": "{result}"}}'.encode()


@pytest.mark.parametrize(
    ("words", "result"),
    [
        ("einstimmig angenommen", Result.ADOPTED),
        ("mit Änderungen beschlossen", Result.AMENDED),
        ("Nicht zugestimmt", Result.REJECTED),
        ("Zur Kenntnis genommen", Result.NOTED),
        ("vertagt", Result.POSTPONED),
    ],
)
def test_a_result_is_read_from_an_agenda_item(words: str, result: Result) -> None:
    assert result_at(ITEM, HOST, lambda _h: ["93.184.215.14"], lambda *_a: answering(words))[0] is result


@pytest.mark.parametrize(
    "url",
    [
        "http://oparl.beispiel.example/agendaitem/7",
        "https://evil.example/agendaitem/7",
        "https://oparl.beispiel.example@evil.example/",
        "https://me@oparl.beispiel.example/",
        "https://oparl.beispiel.example:8443/",
        "https://oparl.beispiel.example.evil.example/",
        "file:///etc/passwd",
        "",
    ],
)
def test_no_other_address_is_asked(url: str) -> None:
    def never(*_asked: str) -> bytes:
        raise AssertionError("This was asked.")

    with pytest.raises(NotImported):
        result_at(url, HOST, lambda _h: ["93.184.215.14"], never)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.0.1",
        "169.254.169.254",
        "::1",
        "fd00::1",
        "::ffff:127.0.0.1",
        "224.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "::127.0.0.1",
    ],
)
def test_no_address_inside_is_asked_even_beside_a_public_one(address: str) -> None:
    with pytest.raises(NotImported):
        result_at(ITEM, HOST, lambda _h: ["93.184.215.14", address], lambda *_a: answering("angenommen"))


@pytest.mark.parametrize("body", [b"<html>", b"[]", answering("angenommen", "Paper"), answering("unklar")])
def test_what_is_no_result_is_not_guessed(body: bytes) -> None:
    with pytest.raises(NotImported):
        result_at(ITEM, HOST, lambda _h: ["93.184.215.14"], lambda *_a: body)


@pytest.mark.parametrize(
    ("result", "state"),
    [(Result.ADOPTED, ConsiderationState.DECIDED), (Result.REJECTED, ConsiderationState.RELEASED)],
)
def test_the_council_decides_the_considerations_that_it_adopts(
    browser: Browser, result: Result, state: ConsiderationState
) -> None:
    database = browser.site.database
    with database.writing() as session:
        scene = a_scene(session)
        weighed = Consideration(
            strategy_id=scene.strategy_id,
            comment_id=a_comment(session, scene).id,
            state=ConsiderationState.RELEASED,
            outcome=Outcome.ACCEPTED,
            rationale="Ja.",
            created_at=now(),
            changed_at=now(),
            released_at=now(),
        )
        session.add(weighed)
        session.flush()
        paper_id, weighed_id = a_public_paper(session, scene).id, weighed.id
    decide_considerations(database, {})
    with database.writing() as session:
        assert session.get_one(Consideration, weighed_id).state is ConsiderationState.RELEASED
        council = steps_by_body(session, paper_id)["Kreistag"]
        said = BodyResult(result)
        record_result(session, session.get_one(Paper, paper_id), council, said, None)
    decide_considerations(database, {})
    with database.reading() as session:
        found = session.get_one(Consideration, weighed_id)
        assert found.state is state
        assert (found.decision_paper == session.get_one(Paper, paper_id).number) is (result is Result.ADOPTED)
