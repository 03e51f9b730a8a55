"""Many weigh together: who has what to do, who may release, what the council made of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import Session, select

from participation.accounts.models import Role
from participation.considerations.models import (
    Consideration,
    ConsiderationRules,
    ConsiderationState,
    Outcome,
)
from participation.core.clock import now
from participation.core.identifiers import digest
from participation.procedures.models import Procedure
from participation.youth_council.models import Addressee, MotionState, Origin, YouthCouncil, YouthMotion
from tests.browser import Browser
from tests.cast import signed_in
from tests.considerations.test_considering import GOAL, TABLE, _consider, _row
from tests.goals.builders import Scene, a_comment, a_release, set_up

RULES = f"{TABLE}regeln"
DECISION = {
    "act": "decide",
    "decided_on": "2026-03-12",
    "decision_paper": "69/2017",
    "decision_link": "https://rat.example/69",
}


def _many(browser: Browser, entries: list[Any], **fields: str) -> str:
    form: dict[str, Any] = {"entry": [f"comment:{each}" for each in entries], "scope": ""}
    answer = browser.post(f"{TABLE}mehrere", form | fields)
    assert answer.status_code == 303
    browser.site.refresh()
    return str(answer.headers["location"])


def _stored(browser: Browser) -> list[Consideration]:
    with browser.site.database.reading() as session:
        return list(session.exec(select(Consideration).order_by(Consideration.id)))  # type: ignore[arg-type]


@pytest.fixture
def comments(browser: Browser) -> list[UUID]:
    """Three published comments, and an editor at work."""

    def three(session: Session, scene: Scene) -> list[UUID]:
        return [a_comment(session, scene, f"Stimme {number}.").id for number in range(3)]

    _scene, found = set_up(browser, three)
    signed_in(browser, Role.EDITOR)
    ids: list[UUID] = found
    return ids


def _want_four_eyes(browser: Browser) -> None:
    with browser.site.database.writing() as session:
        procedure = session.exec(select(Procedure)).one()
        session.add(ConsiderationRules(procedure_id=procedure.id, needs_four_eyes=True))


def test_many_get_an_editor_and_a_deadline_and_the_overdue_are_found(browser: Browser, comments: list[UUID]) -> None:
    yesterday = (now().date() - timedelta(days=2)).isoformat()
    assert "erledigt=2" in _many(browser, comments[:2], act="assign", due_on=yesterday)
    assert [one.state for one in _stored(browser)] == [ConsiderationState.ASSIGNED] * 2
    overdue = browser.get(f"{TABLE}?stand=all&frist=ueberfaellig").text
    assert "Stimme 0." in overdue
    assert "Stimme 2." not in overdue


def test_the_same_outcome_is_proposed_for_everything_that_the_filters_show(
    browser: Browser, comments: list[UUID]
) -> None:
    told = _many(browser, [], act="propose", scope="alle", filter="stand=open", outcome="noted", rationale="Danke.")
    assert "erledigt=3" in told
    assert {(one.outcome, one.state) for one in _stored(browser)} == {(Outcome.NOTED, ConsiderationState.PROPOSED)}
    assert "Danke." not in browser.get(GOAL).text
    _many(browser, comments, act="release")
    assert browser.get(GOAL).text.count("Vorschlag der Verwaltung: zur Kenntnis nehmen") == 3


def test_with_four_eyes_nobody_releases_what_they_proposed(browser: Browser, comments: list[UUID]) -> None:
    _want_four_eyes(browser)
    address = _row("comment", comments[0])
    assert _consider(browser, address, then="release").status_code == 422  # type: ignore[attr-defined]
    _consider(browser, address, then="propose")
    assert "Diesen Vorschlag freigeben" not in browser.get(address).text
    assert browser.post(f"{address}/freigeben", {}).status_code == 403
    assert "uebergangen=1" in _many(browser, comments[:1], act="release")
    browser.post(f"{TABLE}regeln", {"then": "four_eyes"})
    assert browser.post(f"{address}/freigeben", {}).status_code == 403  # an editor cannot take it back
    signed_in(browser, Role.EDITOR)
    assert "Diesen Vorschlag freigeben" in browser.get(address).text
    assert _consider(browser, address, rationale="Anders.", then="release").status_code == 422  # type: ignore[attr-defined]
    assert browser.post(f"{address}/freigeben", {}).status_code == 303
    assert "Das stimmt so." in browser.get(GOAL).text


def test_the_council_confirms_with_date_and_paper(browser: Browser, comments: list[UUID]) -> None:
    _consider(browser, _row("comment", comments[0]))
    _consider(browser, _row("comment", comments[1]), then="propose")
    assert "uebergangen=1" in _many(browser, comments[:2], **DECISION)
    page = browser.get(GOAL).text
    assert "Beschluss des Kreistags: berücksichtigt" in page
    assert '<a class="kern-link" href="https://rat.example/69">Drucksache 69/2017</a>' in page
    assert "12.03.2026" in page


def test_the_council_changes_an_outcome_with_its_own_rationale(browser: Browser, comments: list[UUID]) -> None:
    _consider(browser, _row("comment", comments[0]))
    other = {"decided_outcome": "not_accepted"}
    assert "fehler=beschluss" in _many(browser, comments[:1], **DECISION, **other)
    _many(browser, comments[:1], **DECISION, **other, decided_rationale="Der Kreistag sieht das anders.")
    page = browser.get(GOAL).text
    assert "Beschluss des Kreistags: nicht berücksichtigt" in page
    assert "Der Kreistag sieht das anders." in page
    assert "Das stimmt so." not in page


@pytest.mark.parametrize("link", ["javascript:alert(1)", "rat.example/69", "https://" + "x" * 600])
def test_a_link_to_a_paper_is_a_whole_address(browser: Browser, comments: list[UUID], link: str) -> None:
    _consider(browser, _row("comment", comments[0]))
    assert "fehler=beschluss" in _many(browser, comments[:1], **DECISION | {"decision_link": link})


def test_a_rationale_is_shown_with_the_words_that_changed(browser: Browser, comments: list[UUID]) -> None:
    address = _row("comment", comments[0])
    _consider(browser, address, rationale="Wir prüfen den Bus.")
    _consider(browser, address, rationale="Wir prüfen die Bahn.")
    page = browser.get(address).text
    assert "<del>" in page
    assert "<ins>" in page


def test_a_text_module_is_inserted_without_saving(browser: Browser, comments: list[UUID]) -> None:
    browser.post(
        RULES, {"then": "module", "name": "Dank", "text": "Vielen Dank für den Hinweis.", "easy_text": "Danke."}
    )
    address = _row("comment", comments[0])
    page = browser.get(f"{address}?bearbeiten=1").text
    module = page.split('id="' + str(comments[0]) + '-module"')[1].split('<option value="')[2].split('"')[0]
    shown = browser.post(address, {"then": "insert", "module": module, "rationale": "Guter Punkt.", "base": ""}).text
    assert "Guter Punkt.\n\nVielen Dank für den Hinweis." in shown
    assert _stored(browser) == []


def test_a_motion_of_the_youth_council_is_weighed_and_reads_its_outcome(browser: Browser) -> None:
    _scene, motion = set_up(browser, _a_motion)
    signed_in(browser, Role.EDITOR)
    assert "Nachtbus für alle" in browser.get(TABLE).text
    _consider(browser, _row("youth_motion", motion))
    browser.site.refresh()
    assert "Vorschlag der Verwaltung: berücksichtigen" in browser.get(f"/de/jugend/antraege/{motion}").text
    assert "Nachtbus für alle" in browser.get(GOAL).text


def _a_motion(session: Session, scene: Scene) -> UUID:
    council = YouthCouncil(region_id=scene.region.id, slug="jkt", name="Jugendkreistag")
    session.add(council)
    session.flush()
    motion = YouthMotion(
        council_id=council.id,
        key=digest("motion"),
        number=1,
        title="Nachtbus für alle",
        text="Wir wollen einen Nachtbus.",
        element_id=scene.goal_id,
        origin=Origin.BODY,
        state=MotionState.HANDED_IN,
        addressee=Addressee.ADMINISTRATION,
        created_on=date(2026, 1, 1),
        handed_in_on=date(2026, 1, 2),
        due_on=date(2026, 3, 1),
    )
    session.add(motion)
    session.flush()
    return motion.id


def test_a_survey_result_is_taken_in_and_weighed(browser: Browser) -> None:
    set_up(browser, lambda session, scene: a_release(session, scene).id)
    signed_in(browser, Role.EDITOR)
    page = browser.get(RULES).text
    name = page.split('name="result" value="')[1].split('"')[0]
    browser.post(RULES, {"then": "results", "result": name})
    browser.site.refresh()
    assert "4,6" in browser.get(TABLE).text
    kept = _stored(browser)[0]
    _consider(browser, _row("result", kept.id))
    assert _stored(browser)[0].state is ConsiderationState.RELEASED
