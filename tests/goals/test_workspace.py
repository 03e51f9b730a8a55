"""Editors reword goals: each change cites evidence or gives a reason, twins follow, two editors lose nothing."""

from __future__ import annotations

from typing import Any

import pytest
from sqlmodel import col, select

from participation.accounts.models import Role
from participation.goals.models import Evidence, GoalChange, Source
from participation.strategy.models import Block, BlockText, Element, Kind, TwinState
from participation.threads.models import ContributionState
from tests.browser import Browser
from tests.cast import a_region, signed_in
from tests.goals.builders import a_comment, a_scene, an_idea, fields_of, set_up

WORKSPACE = "/de/verwaltung/ziele/zukunft/z-bus"
NEW = "/de/verwaltung/ziele/zukunft/neu"


def _save(browser: Browser, address: str = WORKSPACE, **more: Any) -> Any:
    return browser.post(address, fields_of(browser.get(address).text) | more)


def _texts(browser: Browser, key: str = "z-bus") -> dict[tuple[str, str], BlockText]:
    with browser.site.database.reading() as session:
        rows = session.exec(
            select(Block.key, BlockText)
            .join(BlockText, col(BlockText.block_id) == col(Block.id))
            .join(Element, col(Element.id) == col(Block.element_id))
            .where(Element.key == key)
        ).all()
        return {(block_key, text.language): text for block_key, text in rows}


def _changes(browser: Browser) -> list[GoalChange]:
    with browser.site.database.reading() as session:
        return list(session.exec(select(GoalChange).order_by(col(GoalChange.made_at), col(GoalChange.id))))


@pytest.fixture
def editor(browser: Browser) -> Browser:
    """The browser of an editor, with a scene."""
    set_up(browser)
    signed_in(browser, Role.EDITOR)
    return browser


def test_a_change_without_evidence_or_reason_is_refused_and_its_text_kept(editor: Browser) -> None:
    answer = _save(editor, **{"text-title-de": "Der Bus fährt alle 30 Minuten."})
    assert answer.status_code == 422
    assert "Bitte geben Sie an, worauf sich die Änderung stützt" in answer.text
    assert fields_of(answer.text)["text-title-de"] == "Der Bus fährt alle 30 Minuten."
    assert _changes(editor) == []
    assert _texts(editor)["title", "de"].text == "Der Bus fährt jede Stunde."


def test_a_reason_is_enough_for_a_change(editor: Browser) -> None:
    answer = _save(
        editor, **{"text-title-de": "Der Bus fährt alle 30 Minuten.", "reason": "Beschluss des Ausschusses."}
    )
    assert answer.status_code == 303
    (change,) = _changes(editor)
    assert (change.before, change.after) == ("Der Bus fährt jede Stunde.", "Der Bus fährt alle 30 Minuten.")
    assert (change.language, change.reason, change.version_id) == ("de", "Beschluss des Ausschusses.", None)


def test_nothing_changed_is_said(editor: Browser) -> None:
    answer = _save(editor, reason="Nur so.")
    assert answer.status_code == 422
    assert "Es wurde kein Wortlaut geändert." in answer.text


def test_rewording_the_standard_text_leaves_its_twin_stale(editor: Browser) -> None:
    _save(editor, **{"text-title-de": "Der Bus fährt alle 30 Minuten.", "reason": "Neu."})
    assert "veraltet" in editor.get(WORKSPACE).text
    assert _texts(editor)["title", "de-simple"].state is TwinState.REVIEWED


def test_rewording_a_reviewed_twin_drops_its_review(editor: Browser) -> None:
    _save(editor, **{"text-title-leicht": "Der Bus kommt sehr oft.", "reason": "Klarer."})
    twin = _texts(editor)["title", "de-simple"]
    assert (twin.text, twin.state) == ("Der Bus kommt sehr oft.", TwinState.DRAFT)
    assert "veraltet" not in editor.get(WORKSPACE).text


def test_a_twin_that_is_still_right_keeps_its_review(editor: Browser) -> None:
    _save(editor, **{"text-title-de": "Der Bus fährt alle 30 Minuten.", "reason": "Neu."})
    assert _save(editor, still_right="title").status_code == 303
    assert "veraltet" not in editor.get(WORKSPACE).text
    assert _texts(editor)["title", "de-simple"].state is TwinState.REVIEWED


def test_two_editors_lose_nothing(editor: Browser) -> None:
    mine = fields_of(editor.get(WORKSPACE).text)
    _save(editor, **{"text-title-de": "Der Bus der Kollegin.", "reason": "Neu."})
    answer = editor.post(WORKSPACE, mine | {"text-title-de": "Mein Bus.", "reason": "Auch neu."})
    assert answer.status_code == 409
    assert "Der Bus der Kollegin." in answer.text
    assert _texts(editor)["title", "de"].text == "Der Bus der Kollegin."
    again = fields_of(answer.text)
    assert (again["text-title-de"], again["reason"]) == ("Mein Bus.", "Auch neu.")
    assert editor.post(WORKSPACE, again).status_code == 303
    assert [change.after for change in _changes(editor)] == ["Der Bus der Kollegin.", "Mein Bus."]


def test_a_field_that_was_not_touched_never_overwrites(editor: Browser) -> None:
    mine = fields_of(editor.get(WORKSPACE).text)
    _save(editor, **{"text-title-de": "Der Bus der Kollegin.", "reason": "Neu."})
    saved = editor.post(WORKSPACE, mine | {"text-p1-de": "Das gilt jeden Tag.", "reason": "Auch neu."})
    assert saved.status_code == 303
    assert _texts(editor)["title", "de"].text == "Der Bus der Kollegin."
    assert _texts(editor)["p1", "de"].text == "Das gilt jeden Tag."


def test_a_new_paragraph_is_one_block_in_both_languages(editor: Browser) -> None:
    _save(editor, **{"text-new-de": "Auch nachts.", "text-new-leicht": "Auch in der Nacht.", "reason": "Neu."})
    texts = _texts(editor)
    assert texts["p2", "de"].text == "Auch nachts."
    assert texts["p2", "de-simple"].block_id == texts["p2", "de"].block_id
    assert texts["p2", "de-simple"].state is TwinState.DRAFT


def test_a_paragraph_is_taken_out_with_its_twin(editor: Browser) -> None:
    refused = _save(editor, **{"text-p1-de": "", "reason": "Überholt."})
    assert refused.status_code == 422
    assert _save(editor, **{"text-p1-de": "", "text-p1-leicht": "", "reason": "Überholt."}).status_code == 303
    assert ("p1", "de") not in _texts(editor)
    assert _save(editor, **{"text-title-de": "", "reason": "Weg."}).status_code == 422


def test_a_change_cites_comments_ideas_and_sources(browser: Browser) -> None:
    _scene, comment, idea = set_up(
        browser,
        lambda session, scene: a_comment(session, scene).id,
        lambda session, scene: an_idea(session, scene).id,
    )
    signed_in(browser, Role.EDITOR)
    more: dict[str, Any] = {
        "text-title-de": "Der Bus fährt auch am Wochenende.",
        "evidence": [f"comment:{comment}", f"idea:{idea}"],
        "source_kind": "study",
        "source_title": "Nahverkehr auf dem Land",
        "source_link": "https://example.org/studie",
    }
    assert _save(browser, **more).status_code == 303
    with browser.site.database.reading() as session:
        cited = session.exec(select(Evidence)).all()
        assert {row.comment_id for row in cited} == {comment, None}
        assert {row.idea_id for row in cited} == {idea, None}
        assert session.exec(select(Source.title)).one() == "Nahverkehr auf dem Land"
    assert "Nahverkehr auf dem Land" in browser.get(WORKSPACE).text


@pytest.mark.parametrize(
    ("field", "value"), [("source_link", "javascript:alert(1)"), ("source_kind", ""), ("source_day", "gestern")]
)
def test_a_source_that_cannot_be_used_is_refused(editor: Browser, field: str, value: str) -> None:
    source = {"source_kind": "study", "source_title": "Studie", "source_link": "", "source_day": ""} | {field: value}
    answer = _save(editor, **{"text-title-de": "Neu."}, **source)
    assert answer.status_code == 422
    assert 'value="Studie"' in answer.text


def test_what_is_not_public_is_neither_shown_nor_cited(browser: Browser) -> None:
    pending = ContributionState.PENDING
    _scene, comment = set_up(browser, lambda session, scene: a_comment(session, scene, "Ungeprüft.", pending).id)
    signed_in(browser, Role.EDITOR)
    assert "Ungeprüft." not in browser.get(WORKSPACE).text
    answer = _save(browser, **{"text-title-de": "Neu.", "evidence": f"comment:{comment}"})
    assert answer.status_code == 422
    assert fields_of(answer.text)["text-title-de"] == "Neu."
    assert _changes(browser) == []


def test_a_new_goal_stands_below_a_field_with_its_own_thread(editor: Browser) -> None:
    address = f"{NEW}?unter=mobilitaet"
    form = fields_of(editor.get(address).text)
    form |= {"text-title-de": "Übergänge für Räder", "text-title-leicht": "Gute Wege für Räder", "number": "1.2"}
    assert editor.post(NEW, form).status_code == 422
    assert (
        editor.post(NEW, form | {"reason": "Fehlte bisher."})
        .headers["location"]
        .endswith("z-uebergaenge-fuer-raeder#saved")
    )
    with editor.site.database.reading() as session:
        made = session.exec(select(Element).where(Element.key == "z-uebergaenge-fuer-raeder")).one()
        field = session.exec(select(Element).where(Element.key == "mobilitaet")).one()
        assert (made.parent_id, made.kind, made.number) == (field.id, Kind.STRATEGIC_GOAL, "1.2")
    texts = _texts(editor, "z-uebergaenge-fuer-raeder")
    assert texts["title", "de-simple"].text == "Gute Wege für Räder"
    assert "Übergänge für Räder" in editor.get("/de/verwaltung/ziele/zukunft/").text


def test_a_new_goal_needs_a_title_and_a_place(editor: Browser) -> None:
    form = fields_of(editor.get(f"{NEW}?unter=mobilitaet").text)
    assert editor.post(NEW, form | {"reason": "Weil."}).status_code == 422
    assert editor.get(f"{NEW}?unter=nirgends").status_code == 404


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.ANALYST])
def test_other_roles_do_not_draft(browser: Browser, role: Role) -> None:
    set_up(browser)
    signed_in(browser, role)
    publish = "/de/verwaltung/strategien/zukunft/veroeffentlichen"
    for address in (WORKSPACE, "/de/verwaltung/ziele/", f"{NEW}?unter=mobilitaet", publish):
        assert browser.get(address).status_code == 404
    for address in (WORKSPACE, NEW, publish):
        assert browser.post(address, {"reason": "x"}).status_code == 404


def test_editors_of_another_region_do_not_draft(browser: Browser) -> None:
    with browser.site.database.writing() as session:
        a_scene(session)
        elsewhere = a_region(session, "marbach", "Landkreis Marbach")
    browser.site.refresh()
    signed_in(browser, Role.EDITOR, elsewhere)
    for region in ("lindenau", "marbach"):
        assert browser.get(f"/de/{region}/verwaltung/ziele/zukunft/z-bus").status_code == 404
        assert browser.post(f"/de/{region}/verwaltung/ziele/zukunft/z-bus", {"reason": "x"}).status_code == 404
