"""Similar contributions: found by what they say, only by who may read them, and gone with their words."""

from __future__ import annotations

import pytest
from sqlmodel import select

from participation.accounts.models import Role
from participation.comments import receipts
from participation.core.database import Database
from participation.crowd.grams import Weights, cosine, keys, vector, weighed
from participation.crowd.jobs import take_in, upkeep
from participation.crowd.models import CrowdEntry, CrowdKey
from participation.crowd.similarity import similar
from participation.crowd.sources import Audience
from participation.joints import CROWD
from participation.procedures.models import PhaseKind, RoundSettings
from participation.threads.models import ContributionState
from tests.browser import Browser
from tests.cast import signed_in
from tests.comments.builders import PUBLIC, Setting, a_comment, a_setting, an_idea

BUS = "Abends nach neun fährt kein Bus mehr von Marbach nach Lindenau, das ist für Jugendliche schlimm."
LIKE_BUS = "Nach neun Uhr abends fährt von Marbach kein Bus mehr nach Lindenau."
TREES = "Entlang der Allee sollten neue Linden gepflanzt werden, damit es Schatten gibt."


def _found(database: Database, setting: Setting, text: str, audience: Audience = Audience.EVERYONE) -> list[str]:
    with database.reading() as session:
        return [one.words.text for one in similar(session, CROWD, setting.region.id, text, audience=audience)]


def test_what_says_the_like_is_found_and_what_does_not_is_not(database: Database) -> None:
    with database.writing() as session:
        setting = a_setting(session)
        for text in (BUS, TREES):
            a_comment(session, setting, text, **PUBLIC)
        an_idea(session, setting, "Spätbus nach Lindenau", **PUBLIC)
    assert take_in(database, CROWD, recent=True) == 3
    assert take_in(database, CROWD, recent=True) == 0
    found = _found(database, setting, LIKE_BUS)
    assert found[0] == BUS
    assert TREES not in found


def test_citizens_find_only_what_is_public_and_of_open_rounds(database: Database) -> None:
    with database.writing() as session:
        setting = a_setting(session)
        other = a_setting(session, "birkenau")
        a_comment(session, setting, BUS)
        a_comment(session, other, BUS + " Birkenau", **PUBLIC)
        idea = an_idea(session, setting, "Idee im Kreis", **PUBLIC)
        idea.text = LIKE_BUS
        session.add(idea)
        session.add(RoundSettings(phase_id=setting.phases[PhaseKind.IDEAS], is_closed=True))
    take_in(database, CROWD, recent=True)
    assert _found(database, setting, BUS) == []
    assert len(_found(database, setting, BUS, Audience.STAFF)) == 2
    assert _found(database, other, BUS) == [BUS + " Birkenau"]


def test_withdrawn_words_leave_the_index_in_the_same_transaction(database: Database) -> None:
    with database.writing() as session:
        setting = a_setting(session)
        key = a_comment(session, setting, BUS, **PUBLIC).receipt_key
    take_in(database, CROWD, recent=True)
    with database.writing() as session:
        assert receipts.withdraw(session, key)
    with database.reading() as session:
        assert session.exec(select(CrowdKey)).all() == []
        assert session.exec(select(CrowdEntry)).all() == []
    assert _found(database, setting, BUS) == []


def test_what_is_hidden_is_not_found_and_upkeep_takes_it_out(database: Database) -> None:
    with database.writing() as session:
        setting = a_setting(session)
        hidden = a_comment(session, setting, BUS, **PUBLIC)
        changed = a_comment(session, setting, TREES, **PUBLIC)
    take_in(database, CROWD, recent=True)
    with database.writing() as session:
        hidden.state, changed.text = ContributionState.HIDDEN, LIKE_BUS
        session.add(hidden)
        session.add(changed)
    assert BUS not in _found(database, setting, BUS)
    upkeep(database, CROWD)
    with database.reading() as session:
        assert [bytes(key) for key in session.exec(select(CrowdEntry.receipt_key))] == [changed.receipt_key]
    assert _found(database, setting, BUS) == [LIKE_BUS]


def test_rare_runs_of_letters_tell_more_than_common_ones() -> None:
    texts = ["der Radweg am Kanal", "der Radweg am Berg", "der Radweg am Wald", "ein Freibad"]
    weights = weighed(texts)
    asked = vector("Freibad am Radweg", weights)
    assert cosine(asked, vector("ein Freibad", weights)) > cosine(asked, vector("der Radweg am Wald", weights))
    assert cosine(vector("Müller", Weights()), vector("MÜLLER!", Weights())) == pytest.approx(1)
    assert vector("!!!", Weights()).keys() <= {b"  "}


def test_keys_of_one_region_are_none_of_another() -> None:
    assert keys(BUS, 1, Weights(), 40).isdisjoint(keys(BUS, 2, Weights(), 40))


def test_similar_ones_are_shown_while_typing_and_without_javascript_before_sending(browser: Browser) -> None:
    with browser.site.database.writing() as session:
        setting = a_setting(session)
        a_comment(session, setting, BUS, **PUBLIC)
    take_in(browser.site.database, CROWD, recent=True)
    browser.site.refresh()
    form = {"id": "x", "thread": str(setting.block_thread), "kind": "remark", "text": LIKE_BUS}
    part = {"hx-request": "true", "hx-request-type": "partial"}
    fragment = browser.post("/de/beitraege/aehnliche/comment", form, headers=part).text
    assert fragment.lstrip().startswith('<div id="similar"')
    assert BUS in fragment
    whole = browser.post("/de/beitraege/aehnliche/comment", form).text
    assert BUS in whole
    assert f'name="thread" value="{setting.block_thread}"' in whole
    assert LIKE_BUS in whole
    assert "data-hx-post" in browser.get(f"/de/kommentare/neu?thread={setting.block_thread}").text
    assert browser.post("/de/beitraege/aehnliche/unsinn", form).status_code == 404


def test_moderators_see_what_else_waits_beside_a_contribution(browser: Browser) -> None:
    with browser.site.database.writing() as session:
        setting = a_setting(session)
        comment = a_comment(session, setting, BUS)
        a_comment(session, setting, LIKE_BUS)
    take_in(browser.site.database, CROWD, recent=True)
    browser.site.refresh()
    address = f"/de/verwaltung/ordnen/aehnliche/comment/{comment.id}"
    assert browser.get(address).status_code == 303
    signed_in(browser, Role.MODERATOR, setting.region)
    assert LIKE_BUS in browser.get(address).text
    assert LIKE_BUS in browser.htmx(address).text
    assert address in browser.get(f"/de/verwaltung/moderation/comment/{comment.id}").text
