"""The tree of a draft: moved, split, merged, taken out; ids and comments stay, two people cannot corrupt it."""

from __future__ import annotations

from typing import Any

from sqlmodel import col, select

from participation.core.journal import JournalEntry
from participation.strategy.models import Block, Element, Strategy, TwinState
from participation.strategy.passages import passages
from participation.strategy.twins import find_right
from participation.writing.numbering import proposed_numbers
from participation.writing.tree import draft_tree
from tests.browser import Browser
from tests.writing.builders import published_anew, text_of

DESK = "/de/verwaltung/texte/zukunft"
FIELD = f"{DESK}/teile/mobilitaet"
PUBLIC = "/de/strategien/zukunft"


def _revision(browser: Browser) -> str:
    page = browser.get(f"{DESK}/neu").text
    return str(page.split('name="revision" value="')[1].split('"')[0])


def _act(browser: Browser, path: str, **fields: str) -> Any:
    return browser.post(path, {"revision": _revision(browser)} | fields)


def _rows(browser: Browser) -> dict[str, Element]:
    with browser.site.database.reading() as session:
        return {one.key: one for one in session.exec(select(Element))}


def _order(browser: Browser) -> list[str]:
    with browser.site.database.reading() as session:
        tree = draft_tree(session, session.exec(select(Strategy)).one(), "de-simple")
        return [f"{branch.depth} {branch.element.key}" for branch in tree.walk()]


def _blocks(browser: Browser, element: str) -> dict[str, Block]:
    with browser.site.database.reading() as session:
        rows = session.exec(
            select(Block).join(Element, col(Element.id) == col(Block.element_id)).where(Element.key == element)
        )
        return {one.key: one for one in rows}


def test_an_element_is_added_moved_and_renamed_and_keeps_its_key(editor: Browser) -> None:
    answer = _act(editor, f"{DESK}/neu", below="unterwegs", kind="action_field", number="1.3", title="Zu Fuß")
    assert answer.headers["location"].startswith(f"{DESK}/teile/zu-fuss")
    walk = f"{DESK}/teile/zu-fuss"
    assert _act(editor, f"{walk}/verschieben", step="up").status_code == 303
    assert _order(editor)[1:5] == ["1 ziel-bus", "1 mobilitaet", "1 zu-fuss", "1 radwege"]
    assert _act(editor, f"{walk}/verschieben", below="mobilitaet").status_code == 303
    assert _order(editor)[2:4] == ["1 mobilitaet", "2 zu-fuss"]
    assert _act(editor, f"{walk}/benennen", kind="strategic_goal", number="A").status_code == 303
    row = _rows(editor)["zu-fuss"]
    assert (row.kind.value, row.number) == ("strategic_goal", "A")
    with editor.site.database.reading() as session:
        acts = session.exec(select(JournalEntry).where(JournalEntry.action == "changed structure")).all()
        assert [act.details["act"] for act in acts] == ["add", "move", "move", "rename"]


def test_what_was_planned_on_another_tree_is_refused_and_changes_nothing(editor: Browser) -> None:
    seen = _revision(editor)
    _act(editor, f"{FIELD}/verschieben", step="up")
    before = _order(editor)
    answer = editor.post(f"{DESK}/teile/radwege/verschieben", {"revision": seen, "step": "up"})
    assert answer.status_code == 409
    assert "Jemand anderes hat die Gliederung inzwischen geändert." in answer.text
    assert _order(editor) == before
    assert _revision(editor) in answer.text


def test_nothing_moves_below_itself(editor: Browser) -> None:
    answer = _act(editor, f"{DESK}/teile/unterwegs/verschieben", below="mobilitaet")
    assert answer.status_code == 409
    assert _order(editor)[0] == "0 unterwegs"


def test_a_part_is_put_right_before_or_behind_another_one(editor: Browser) -> None:
    _act(editor, f"{DESK}/teile/radwege/verschieben", before="ziel-bus")
    assert _order(editor)[:4] == ["0 unterwegs", "1 radwege", "1 ziel-bus", "1 mobilitaet"]
    _act(editor, f"{DESK}/teile/radwege/verschieben", behind="mobilitaet")
    assert _order(editor)[:4] == ["0 unterwegs", "1 ziel-bus", "1 mobilitaet", "1 radwege"]
    _act(editor, f"{DESK}/teile/radwege/verschieben", before="unterwegs")
    assert _order(editor)[:2] == ["0 radwege", "0 unterwegs"]


def test_a_part_stays_where_it_is_beside_itself_below_itself_and_beside_nothing(editor: Browser) -> None:
    before = _order(editor)
    assert _act(editor, f"{DESK}/teile/radwege/verschieben", before="radwege").status_code == 422
    assert _act(editor, f"{DESK}/teile/unterwegs/verschieben", behind="radwege").status_code == 409
    assert _act(editor, f"{DESK}/teile/radwege/verschieben", behind="nirgends").status_code == 422
    assert _order(editor) == before


def test_the_last_change_is_undone_and_the_undoing_as_well(editor: Browser) -> None:
    before = _order(editor)
    _act(editor, f"{DESK}/teile/radwege/verschieben", below="mobilitaet")
    after = _order(editor)
    assert after != before
    assert _act(editor, f"{DESK}/zurueck").status_code == 303
    assert _order(editor) == before
    assert _act(editor, f"{DESK}/zurueck").status_code == 303
    assert _order(editor) == after


def test_a_taken_out_element_goes_with_what_stands_below_it_and_comes_back_with_it(editor: Browser) -> None:
    before = _order(editor)
    _act(editor, f"{DESK}/teile/unterwegs/herausnehmen")
    assert _order(editor) == ["0 anfang"]
    assert "Unterwegs" in editor.get(f"{DESK}/").text
    _act(editor, f"{DESK}/teile/unterwegs/zurueckholen")
    assert sorted(_order(editor)) == sorted(before)


def test_a_split_keeps_paragraphs_with_their_ids_and_says_where_the_new_part_comes_from(editor: Browser) -> None:
    before = _blocks(editor, "mobilitaet")
    answer = _act(editor, f"{FIELD}/teilen", first="p2", new_number="1.1a", new_title="Rufbusse")
    assert answer.status_code == 303
    moved = _blocks(editor, "rufbusse")["p2"]
    assert (moved.id, moved.thread_id) == (before["p2"].id, before["p2"].thread_id)
    assert _order(editor)[2:4] == ["1 mobilitaet", "1 rufbusse"]
    assert "Rufbusse ergänzen das Netz." in editor.get(f"{PUBLIC}/mobilitaet").text
    assert editor.get(f"{PUBLIC}/rufbusse").status_code == 404
    published_anew(editor)
    page = editor.get(f"{PUBLIC}/rufbusse").text
    assert "Dieser Teil ist entstanden aus" in page
    assert f'href="{PUBLIC}/mobilitaet"' in page
    assert "Rufbusse ergänzen das Netz." not in editor.get(f"{PUBLIC}/mobilitaet").text


def test_what_is_said_about_a_paragraph_stays_with_the_published_part_until_the_next_version(editor: Browser) -> None:
    thread = _blocks(editor, "mobilitaet")["p2"].thread_id
    _act(editor, f"{FIELD}/teilen", first="p2", new_number="", new_title="Rufbusse")
    with editor.site.database.reading() as session:
        assert passages(session, [thread])[thread].element_key == "mobilitaet"
    published_anew(editor)
    with editor.site.database.reading() as session:
        assert passages(session, [thread])[thread].element_key == "rufbusse"


def test_the_address_of_a_merged_part_tells_where_it_went(editor: Browser) -> None:
    paragraph = _blocks(editor, "radwege")["p1"]
    assert _act(editor, f"{DESK}/teile/radwege/verbinden", into="mobilitaet").status_code == 303
    merged = _blocks(editor, "mobilitaet")
    assert merged["p3"].id == paragraph.id
    assert editor.get(f"{PUBLIC}/radwege").status_code == 200
    published_anew(editor)
    answer = editor.get(f"{PUBLIC}/radwege")
    assert answer.status_code == 410
    assert f'href="{PUBLIC}/mobilitaet"' in answer.text
    assert "Neue Radwege entstehen." in editor.get(f"{PUBLIC}/mobilitaet").text


def test_links_of_a_merged_part_go_with_it_and_come_back_when_that_is_undone(editor: Browser) -> None:
    goal = f"{DESK}/teile/ziel-bus"
    assert "Mobilität" in _links(editor, goal)
    _act(editor, f"{FIELD}/verbinden", into="radwege")
    assert "Radwege" in _links(editor, goal)
    _act(editor, f"{DESK}/zurueck")
    assert "Mobilität" in _links(editor, goal)


def _links(browser: Browser, path: str) -> str:
    return str(browser.get(path).text.split('<ul class="links">')[1].split("</ul>")[0])


def test_a_split_is_undone_with_its_paragraphs_and_its_ancestry(editor: Browser) -> None:
    _act(editor, f"{FIELD}/teilen", first="p2", new_number="", new_title="Rufbusse")
    _act(editor, f"{DESK}/zurueck")
    assert {"title", "p1", "p2"} <= set(_blocks(editor, "mobilitaet"))
    published_anew(editor)
    assert "Daraus ist entstanden" not in editor.get(f"{PUBLIC}/mobilitaet").text
    assert editor.get(f"{PUBLIC}/rufbusse").status_code == 404


def test_a_split_without_a_title_is_refused_and_keeps_what_was_typed(editor: Browser) -> None:
    answer = _act(editor, f"{FIELD}/teilen", first="p2", new_number="9.9", new_title="")
    assert answer.status_code == 422
    assert 'value="9.9"' in answer.text


def test_a_paragraph_is_cut_and_joined_again(editor: Browser) -> None:
    editor.post(
        f"{FIELD}/absaetze/p1",
        {"text-p1-de": "Erster Satz. Zweiter Satz.", "base-text-p1-de": _base(editor)},
    )
    assert "Zweiter Satz." in editor.get(f"{FIELD}/absaetze/p1/schneiden").text
    assert _act(editor, f"{FIELD}/absaetze/p1/schneiden", at="1").status_code == 303
    assert [_text(editor, key) for key in ("p1", "p3", "p2")] == [
        "Erster Satz.",
        "Zweiter Satz.",
        "Rufbusse ergänzen das Netz.",
    ]
    assert _act(editor, f"{FIELD}/absaetze/p3/schieben", step="up").status_code == 303
    assert _act(editor, f"{FIELD}/absaetze/p3/anfuegen").status_code == 303
    assert _text(editor, "p3") == "Zweiter Satz. Erster Satz."
    assert _text(editor, "p1") == ""


def _base(browser: Browser) -> str:
    page = browser.get(FIELD).text
    return str(page.split('name="base-text-p1-de" value="')[1].split('"')[0])


def _text(browser: Browser, block: str) -> str:
    with browser.site.database.reading() as session:
        row = text_of(session, "mobilitaet", block, "de")
        return row.text if row else ""


def test_renumbering_is_proposed_first_and_gives_only_what_was_chosen(editor: Browser) -> None:
    _act(editor, f"{DESK}/teile/radwege/verschieben", step="up")
    page = editor.get(f"{DESK}/nummern").text
    assert "1.2" in page
    _act(editor, f"{DESK}/nummern", element="radwege")
    rows = _rows(editor)
    assert (rows["radwege"].number, rows["mobilitaet"].number) == ("1.1", "1.1")
    _act(editor, f"{DESK}/nummern", element="mobilitaet")
    assert _rows(editor)["mobilitaet"].number == "1.2"


def test_nothing_is_renumbered_in_a_strategy_as_it_was_loaded(editor: Browser) -> None:
    with editor.site.database.reading() as session:
        tree = draft_tree(session, session.exec(select(Strategy)).one(), "de-simple")
        assert proposed_numbers(tree.roots) == []


def test_structure_stands_still_in_review(editor: Browser) -> None:
    editor.post(f"{DESK}/stand", {"to": "review"})
    assert _act(editor, f"{FIELD}/verschieben", step="up").status_code == 403


def test_a_cut_is_undone_with_what_its_twin_said_and_how_far_that_was(editor: Browser) -> None:
    editor.post(f"{FIELD}/absaetze/p1", {"text-p1-de": "Eins gilt. Zwei gilt.", "base-text-p1-de": _base(editor)})
    with editor.site.database.writing() as session:
        twin = text_of(session, "mobilitaet", "p1")
        assert twin is not None
        find_right(session, twin, None)
        twin.state = TwinState.REVIEWED
    before = _twin(editor)
    _act(editor, f"{FIELD}/absaetze/p1/schneiden", at="1")
    assert "Absatz geteilt" in editor.get(FIELD).text
    assert _act(editor, f"{DESK}/zurueck").status_code == 303
    assert [_text(editor, key) for key in ("p1", "p3", "p2")] == [
        "Eins gilt. Zwei gilt.",
        "",
        "Rufbusse ergänzen das Netz.",
    ]
    assert _twin(editor) == before
    assert _act(editor, f"{DESK}/zurueck").status_code == 303
    assert (_text(editor, "p1"), _text(editor, "p3")) == ("Eins gilt.", "Zwei gilt.")


def test_joined_paragraphs_come_apart_again_with_their_twins(editor: Browser) -> None:
    before = {key: (_text(editor, key), _twin(editor, key)) for key in ("p1", "p2")}
    _act(editor, f"{FIELD}/absaetze/p1/anfuegen")
    assert _text(editor, "p2") == ""
    assert _act(editor, f"{DESK}/zurueck").status_code == 303
    assert {key: (_text(editor, key), _twin(editor, key)) for key in ("p1", "p2")} == before


def test_a_cut_stays_once_somebody_has_written_on(editor: Browser) -> None:
    _act(editor, f"{FIELD}/absaetze/p1/anfuegen")
    editor.post(f"{FIELD}/absaetze/p1", {"text-p1-de": "Ganz anders.", "base-text-p1-de": _base(editor)})
    assert f'action="{DESK}/zurueck"' not in editor.get(FIELD).text
    assert _act(editor, f"{DESK}/zurueck").status_code == 409
    assert _text(editor, "p1") == "Ganz anders."


def _twin(browser: Browser, block: str = "p1") -> Any:
    with browser.site.database.reading() as session:
        row = text_of(session, "mobilitaet", block)
        return (row.text, row.state, row.source_hash) if row else None
