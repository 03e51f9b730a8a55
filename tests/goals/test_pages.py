"""Everybody sees how the words of a goal came about, and nothing that is not public."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session

from participation.accounts.models import Role
from participation.comments.models import Comment
from participation.regions.actions import publish_change
from participation.threads.models import ContributionState
from tests.browser import Browser
from tests.cast import signed_in
from tests.goals.builders import Scene, a_comment, a_release, an_idea, fields_of, set_up

WORKSPACE = "/de/verwaltung/ziele/zukunft/z-bus"
PUBLISH = "/de/verwaltung/strategien/zukunft/veroeffentlichen"
GOAL = "/de/ziele/zukunft/z-bus"


def _publish_with(browser: Browser, *evidence: str, **texts: str) -> None:
    if not browser.cookies:
        signed_in(browser, Role.EDITOR)
    form = fields_of(browser.get(WORKSPACE).text)
    form |= texts or {"text-title-de": "Der Bus fährt alle 30 Minuten."}
    form |= {"evidence": list(evidence), "reason": "" if evidence else "Wunsch des Kreistags."}
    assert browser.post(WORKSPACE, form).status_code == 303
    assert browser.post(PUBLISH, fields_of(browser.get(PUBLISH).text) | {"note": "Dichter."}).status_code == 303
    browser.cookies.clear()


def _comment(session: Session, scene: Scene) -> Comment:
    return a_comment(session, scene, "Einmal die Stunde reicht nicht.")


def test_a_survey_result_stands_under_the_wording_with_its_numbers(browser: Browser) -> None:
    _scene, release = set_up(browser, a_release)
    signed_in(browser, Role.EDITOR)
    workspace = browser.get(WORKSPACE).text
    assert "Wichtigkeit 4,6, Zufriedenheit 2,1" in workspace
    assert "Prioritätengruppe 1" in workspace
    _publish_with(browser, f"result:{release.id}:importance.bus")
    page = browser.get(GOAL).text
    assert "Im Mittel 4,6 auf einer Skala von 1 bis 5, 812 Antworten" in page
    assert "2,1" not in page


def test_a_result_that_was_never_released_cannot_be_cited(browser: Browser) -> None:
    _scene, release = set_up(browser, a_release)
    signed_in(browser, Role.EDITOR)
    form = fields_of(browser.get(WORKSPACE).text) | {"text-title-de": "Neu."}
    for reference in (f"result:{release.id}:age_group", "result:nonsense:importance.bus", "wish:1", ""):
        assert browser.post(WORKSPACE, form | {"evidence": reference}).status_code == 422


def test_a_quoted_comment_names_nobody(browser: Browser) -> None:
    _scene, comment = set_up(browser, _comment)
    _publish_with(browser, f"comment:{comment.id}")
    page = browser.get(GOAL).text
    assert "Einmal die Stunde reicht nicht." in page
    assert "Erika Beispiel" not in page


def test_a_comment_that_was_hidden_later_is_no_longer_quoted(browser: Browser) -> None:
    _scene, comment = set_up(browser, _comment)
    _publish_with(browser, f"comment:{comment.id}")
    with browser.site.database.writing() as session:
        found = session.get_one(Comment, comment.id)
        found.state = ContributionState.HIDDEN
        session.add(found)
        publish_change(session, found.region_id)
    browser.site.refresh()
    for text in (browser.get(GOAL).text, browser.api("GET", "/goals").text):
        assert "Einmal die Stunde reicht nicht." not in text
    assert "Ein Beitrag, der nicht mehr öffentlich ist" in browser.get(GOAL).text


def test_what_nobody_has_checked_is_nowhere(browser: Browser) -> None:
    set_up(browser, lambda session, scene: a_comment(session, scene, "Ungeprüft.", ContributionState.PENDING))
    for address in (GOAL, "/de/ziele/", "/de/was-daraus-wurde/"):
        assert "Ungeprüft." not in browser.get(address).text
    assert "Ungeprüft." not in browser.api("GET", "/goals").text


def test_contributions_without_effect_are_counted_openly(browser: Browser) -> None:
    _scene, comment, _idea, _pending = set_up(
        browser, _comment, an_idea, lambda session, scene: a_comment(session, scene, "x", ContributionState.PENDING)
    )
    assert "2 Beiträge sind noch offen." in browser.get(GOAL).text
    _publish_with(browser, f"comment:{comment.id}")
    assert "1 Beitrag ist noch offen." in browser.get(GOAL).text


def test_each_version_shows_what_it_changed(browser: Browser) -> None:
    set_up(browser)
    _publish_with(browser)
    page = browser.get(GOAL).text
    newest, first = page.index('id="version-2"'), page.index('id="version-1"')
    assert newest < first
    assert "<del>" in page[newest:first]
    assert "Wunsch des Kreistags." in page[newest:first]
    assert "Der Bus fährt jede Stunde." in page[first:]
    assert "<ins>" not in page[first:]


def test_leichte_sprache_has_its_own_history(browser: Browser) -> None:
    set_up(browser)
    _publish_with(browser, **{"text-title-leicht": "Der Bus kommt sehr oft."})
    page = browser.get("/leicht/ziele/zukunft/z-bus").text
    assert "Der Bus kommt <ins>" in page
    assert "Entwurf in Leichter Sprache" in page


def test_the_list_finds_goals_that_were_reworded(browser: Browser) -> None:
    set_up(browser)
    address = "/de/ziele/zukunft/?nur=geaendert"
    assert "Bisher wurde kein Ziel nach einer Beteiligung geändert." in browser.get(address).text
    _publish_with(browser)
    assert "/de/ziele/zukunft/z-bus" in browser.get(address).text


def test_the_outcomes_are_numbers_of_what_is_public(browser: Browser) -> None:
    _scene, comment, _idea = set_up(browser, _comment, an_idea)
    signed_in(browser, Role.EDITOR)
    row = f"/de/verwaltung/abwaegung/zukunft/comment/{comment.id}"
    form = fields_of(browser.get(f"{row}?bearbeiten=1").text)
    browser.post(row, form | {"outcome": "not_accepted", "rationale": "Zu teuer.", "then": "release"})
    for language, published in (("de", "veröffentlichte Kommentare und Ideen"), ("leicht", "Beiträge stehen")):
        page = browser.get(f"/{language}/was-daraus-wurde/zukunft").text
        assert f'>2</strong> <span class="figure-number__label">{published}' in page
    assert "Von der Verwaltung vorgeschlagen" in browser.get("/de/was-daraus-wurde/zukunft").text
    assert "Vom Kreistag beschlossen" not in browser.get("/de/was-daraus-wurde/zukunft").text


def test_the_api_lists_goals_with_texts_changes_and_evidence(browser: Browser) -> None:
    scene, comment = set_up(browser, _comment)
    _publish_with(browser, f"comment:{comment.id}")
    (goal,) = browser.api("GET", "/goals").json()["items"]
    assert (goal["id"], goal["strategy"]) == (str(scene.goal_id), str(scene.strategy_id))
    assert (goal["number"], goal["title"]) == ("1.1", "Der Bus fährt alle 30 Minuten.")
    assert goal["texts"]["de-simple"]["is_stale"] is True
    (change,) = goal["changes"]
    assert (change["version"], change["block"], change["language"]) == (2, "title", "de")
    assert [_kind(one) for one in goal["evidence"]] == [("comment", str(comment.id))]
    assert browser.api("GET", f"/goals?strategy={scene.field_id}").json()["items"] == []


def _kind(evidence: dict[str, Any]) -> tuple[str, str]:
    return evidence["kind"], evidence["id"]


def test_unknown_goals_are_not_found(browser: Browser) -> None:
    set_up(browser)
    for address in ("/de/ziele/zukunft/nirgends", "/de/ziele/nirgends/", "/de/was-daraus-wurde/nirgends"):
        assert browser.get(address).status_code == 404
