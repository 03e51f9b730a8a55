"""Inside a body: proposing, discussing, amending, voting, handing in, protocols."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlmodel import select

from participation.core.clock import now, standing_at
from participation.procedures.days import local_day
from participation.youth_council.jobs import forget
from participation.youth_council.models import (
    Amendment,
    Ballot,
    BodyVote,
    MotionState,
    YouthComment,
    YouthCouncil,
    YouthMember,
    YouthMotion,
)
from participation.youth_council.wording import seen_mark
from tests.browser import Browser
from tests.cast import a_region
from tests.youth_council.builders import (
    ROOM,
    a_carried_vote,
    a_council,
    a_draft,
    a_member,
    as_coordinator,
    as_member,
)


@dataclass
class Setting:
    """A body with two members and a draft of the first."""

    council: YouthCouncil
    author: YouthMember
    other: YouthMember
    draft: YouthMotion

    @property
    def path(self) -> str:
        """The draft's page."""
        return f"{ROOM}/antraege/{self.draft.id}"


@pytest.fixture
def setting(browser: Browser) -> Setting:
    """The body, seen by the running application."""
    with browser.site.database.writing() as session:
        council = a_council(session, a_region(session))
        author, other = a_member(session, council, "Otter"), a_member(session, council, "Fuchs")
        draft = a_draft(session, council, author)
    browser.site.refresh()
    return Setting(council, author, other, draft)


def _text(browser: Browser, setting: Setting) -> str:
    with browser.site.database.reading() as session:
        return session.get_one(YouthMotion, setting.draft.id).text


def _amend(browser: Browser, setting: Setting, text: str) -> None:
    form = {"id": str(uuid4()), "text": text, "reason": "Weil das Kino so lange geht."}
    assert browser.post(f"{setting.path}/aendern", form).status_code == 303


def _amendment(browser: Browser) -> Amendment:
    with browser.site.database.reading() as session:
        return session.exec(select(Amendment)).one()


def test_a_member_proposes_and_the_body_reads_it(browser: Browser, setting: Setting) -> None:
    as_member(browser, setting.author)
    form = {"id": str(uuid4()), "title": "Ein Skatepark", "text": "Wir wollen einen Skatepark.\nMit Licht."}
    first = browser.post(f"{ROOM}/vorschlagen", form)
    assert browser.post(f"{ROOM}/vorschlagen", form).headers["location"] == first.headers["location"]
    as_member(browser, setting.other)
    page = browser.get(first.headers["location"]).text
    assert "Ein Skatepark" in page
    assert "Otter" in page
    assert "Ein Skatepark" not in browser.get("/de/jugend/").text


def test_nobody_gives_away_how_to_reach_them(browser: Browser, setting: Setting) -> None:
    as_member(browser, setting.author)
    answer = browser.post(f"{setting.path}/sagen", {"text": "Schreib mir an otter@demo.example"})
    assert answer.status_code == 422
    assert "otter@demo.example" in answer.text
    assert browser.post(f"{setting.path}/sagen", {"text": "Ruf an: 03471 555 123 4"}).status_code == 422


def test_they_talk_and_the_youth_team_can_hide_what_hurts(browser: Browser, setting: Setting) -> None:
    as_member(browser, setting.other)
    form = {"id": str(uuid4()), "text": "Das finde ich <b>gut</b>."}
    for _ in range(2):
        browser.post(f"{setting.path}/sagen", form)
    page = browser.get(setting.path).text
    assert page.count("Das finde ich &lt;b&gt;gut&lt;/b&gt;.") == 1
    with browser.site.database.reading() as session:
        comment = session.exec(select(YouthComment)).one()
    hide = {"comment": str(comment.id), "hidden": "yes"}
    assert browser.post(f"{setting.path}/ausblenden", hide).status_code == 403
    as_coordinator(browser, setting.council)
    assert browser.post(f"{setting.path}/ausblenden", hide).status_code == 303
    as_member(browser, setting.author)
    page = browser.get(setting.path).text
    assert "Das finde ich" not in page
    assert "ausgeblendet" in page


def test_an_amendment_shows_the_changed_words_and_its_author_takes_it_over(browser: Browser, setting: Setting) -> None:
    as_member(browser, setting.other)
    _amend(browser, setting, "Der letzte Bus soll um 23 Uhr fahren.")
    page = browser.get(setting.path).text
    assert re.search(r"<del>(<span.*?</span>)22 ?<", page)
    assert re.search(r"<ins>(<span.*?</span>)23 ?<", page)
    assert 'value="accept"' not in page
    decide = f"{setting.path}/aenderungen/{_amendment(browser).id}"
    assert browser.post(decide, {"decision": "accept"}).status_code == 403
    as_member(browser, setting.author)
    seen = re.search(r'name="seen" value="(\w+)"', browser.get(setting.path).text)
    assert seen
    assert browser.post(decide, {"decision": "accept", "seen": "0" * 16}).status_code == 409
    assert browser.post(decide, {"decision": "accept", "seen": seen.group(1)}).status_code == 303
    assert _text(browser, setting) == "Der letzte Bus soll um 23 Uhr fahren."
    assert browser.post(decide, {"decision": "decline"}).status_code == 409


def test_what_authors_change_themselves_holds_at_once_and_the_body_declines_others(
    browser: Browser, setting: Setting
) -> None:
    as_member(browser, setting.author)
    _amend(browser, setting, "Der letzte Bus soll um 0 Uhr fahren.")
    assert _text(browser, setting) == "Der letzte Bus soll um 0 Uhr fahren."
    as_member(browser, setting.other)
    _amend(browser, setting, "Kein Bus.")
    with browser.site.database.reading() as session:
        second = session.exec(select(Amendment).where(Amendment.position == 2)).one()
    as_coordinator(browser, setting.council)
    browser.post(f"{setting.path}/aenderungen/{second.id}", {"decision": "decline"})
    assert "vom Gremium entschieden" in browser.get(setting.path).text
    assert _text(browser, setting) == "Der letzte Bus soll um 0 Uhr fahren."


def test_authors_put_title_and_reason_right_and_others_do_not(browser: Browser, setting: Setting) -> None:
    as_member(browser, setting.other)
    form = {"title": "Mehr Busse am Freitag", "reason": "Dann ist Kino.", "text": "Etwas anderes"}
    assert browser.post(f"{setting.path}/bearbeiten", form).status_code == 403
    as_member(browser, setting.author)
    assert browser.post(f"{setting.path}/bearbeiten", form | {"title": " "}).status_code == 422
    assert browser.post(f"{setting.path}/bearbeiten", form, follow=True).text.count("Mehr Busse am Freitag") > 0
    assert "Dann ist Kino." in browser.get(setting.path).text
    assert _text(browser, setting) == setting.draft.text


def _online_vote(browser: Browser, setting: Setting) -> BodyVote:
    as_coordinator(browser, setting.council)
    last = local_day(now()) + timedelta(days=3)
    assert browser.post(f"{setting.path}/abstimmung", {"last_day": last.isoformat()}).status_code == 303
    with browser.site.database.reading() as session:
        return session.exec(select(BodyVote)).one()


def test_thirty_votes_of_one_member_at_once_count_one_and_nobody_sees_them_before_the_end(
    browser: Browser, setting: Setting
) -> None:
    vote = _online_vote(browser, setting)
    as_member(browser, setting.author)
    with ThreadPoolExecutor(30) as pool:
        answers = pool.map(lambda number: _vote(browser, vote, ["for", "against"][number % 2]), range(30))
    assert {answer.status_code for answer in answers} == {303}
    as_member(browser, setting.other)
    _vote(browser, vote, "abstain")
    with browser.site.database.reading() as session:
        stored = session.get_one(BodyVote, vote.id)
        assert (stored.votes_for + stored.votes_against, stored.abstained) == (1, 1)
        assert len(session.exec(select(Ballot)).all()) == 2
    page = browser.get(setting.path).text
    assert "Deine Stimme ist gezählt" in page
    assert "enthalten" not in page
    with standing_at(now() + timedelta(days=5)):
        assert "1 enthalten" in browser.get(setting.path).text
        assert _vote(browser, vote, "for").status_code == 403


def _vote(browser: Browser, vote: BodyVote, choice: str) -> Any:
    path = f"{ROOM}/antraege/{vote.motion_id}/abstimmungen/{vote.id}"
    return browser.post(path, {"choice": choice, "seen": vote.wording})


def test_who_has_voted_is_forgotten_a_day_after_the_end(browser: Browser, setting: Setting) -> None:
    vote = _online_vote(browser, setting)
    as_member(browser, setting.other)
    _vote(browser, vote, "for")
    with standing_at(now() + timedelta(days=6)):
        forget(browser.site.database, {})
    with browser.site.database.reading() as session:
        assert session.exec(select(Ballot)).all() == []
        assert session.get_one(BodyVote, vote.id).votes_for == 1


def test_only_what_the_body_has_voted_for_is_handed_in_and_then_stands_still(
    browser: Browser, setting: Setting
) -> None:
    as_coordinator(browser, setting.council)
    hand_in = {"addressee": "youth_welfare_committee"}
    assert browser.post(f"{setting.path}/einreichen", hand_in).status_code == 422
    today = local_day(now()).isoformat()
    seen = seen_mark(setting.draft.text)
    vote = {"voted_on": today, "votes_for": "3", "votes_against": "9", "abstained": "1", "seen": seen}
    assert browser.post(f"{setting.path}/im-raum", vote).status_code == 303
    assert browser.post(f"{setting.path}/einreichen", hand_in).status_code == 422
    assert browser.post(f"{setting.path}/im-raum", vote | {"votes_for": "10"}).status_code == 303
    assert browser.post(f"{setting.path}/einreichen", {}).status_code == 422
    handed_in = browser.post(f"{setting.path}/einreichen", hand_in, follow=True)
    assert "Jugendhilfeausschuss" in handed_in.text
    assert "10 dafür, 9 dagegen, 1 enthalten" in handed_in.text
    assert "Otter" not in handed_in.text
    as_member(browser, setting.author)
    assert browser.post(f"{setting.path}/sagen", {"text": "Noch etwas"}).status_code == 403
    assert browser.post(f"{setting.path}/aendern", {"text": "Anders"}).status_code == 403


def test_members_neither_record_votes_nor_hand_in(browser: Browser, setting: Setting) -> None:
    with browser.site.database.writing() as session:
        a_carried_vote(session, setting.draft)
    as_member(browser, setting.author)
    for act in ("im-raum", "abstimmung", "einreichen"):
        assert browser.post(f"{setting.path}/{act}", {"addressee": "administration"}).status_code == 403
    assert browser.post(f"{ROOM}/treffen", {"title": "Treffen"}).status_code == 403


def test_authors_take_their_draft_off_the_list(browser: Browser, setting: Setting) -> None:
    as_member(browser, setting.other)
    assert browser.post(f"{setting.path}/zurueckziehen").status_code == 403
    as_member(browser, setting.author)
    assert browser.post(f"{setting.path}/zurueckziehen").status_code == 303
    assert browser.get(setting.path).status_code == 404
    with browser.site.database.reading() as session:
        assert session.get_one(YouthMotion, setting.draft.id).state is MotionState.CLOSED


def test_a_protocol_is_for_everybody_only_when_the_body_publishes_it(browser: Browser, setting: Setting) -> None:
    as_coordinator(browser, setting.council)
    form = {
        "title": "Erstes Treffen",
        "held_on": local_day(now()).isoformat(),
        "place": "Bernburg",
        "attendance": "17",
        "agenda": "Begrüßung\nBusse",
        "text": "Wir haben über Busse gesprochen.",
    }
    kept = browser.post(f"{ROOM}/treffen", form)
    inside = kept.headers["location"]
    public = f"/de/jugend/protokolle/{inside.rsplit('/', 1)[1]}"
    assert browser.get(public).status_code == 404
    as_member(browser, setting.other)
    assert "Wir haben über Busse gesprochen." in browser.get(inside).text
    as_coordinator(browser, setting.council)
    browser.post(f"{ROOM}/treffen", form | {"meeting": inside.rsplit("/", 1)[1], "public": "yes"})
    assert "17" in browser.get(public).text
    assert "Erstes Treffen" in browser.get("/de/jugend/").text
