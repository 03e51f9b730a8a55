"""A vote holds for the words that were voted on; when they change, members vote again."""

# ruff: noqa: F811 - the fixture is that of the other tests of the room
from __future__ import annotations

from participation.core.clock import now
from participation.procedures.days import local_day
from participation.youth_council.models import BodyVote, YouthMeeting
from participation.youth_council.wording import seen_mark
from tests.browser import Browser
from tests.youth_council.builders import ROOM, a_carried_vote, as_coordinator, as_member
from tests.youth_council.test_working_together import (
    Setting,
    _amend,
    _online_vote,
    _vote,
    setting,  # noqa: F401
)


def _present(browser: Browser, vote: BodyVote) -> BodyVote:
    with browser.site.database.reading() as session:
        return session.get_one(BodyVote, vote.id)


def test_when_the_words_change_everybody_votes_again_on_the_new_ones(browser: Browser, setting: Setting) -> None:
    vote = _online_vote(browser, setting)
    as_member(browser, setting.other)
    _vote(browser, vote, "for")
    as_member(browser, setting.author)
    _amend(browser, setting, "Der letzte Bus soll um 1 Uhr fahren.")
    as_member(browser, setting.other)
    page = browser.get(setting.path).text
    assert "stimme bitte noch einmal ab" in page
    assert _vote(browser, vote, "for").status_code == 409  # from a page with the earlier words
    again = _present(browser, vote)
    assert (again.votes_for, again.wording) == (0, seen_mark("Der letzte Bus soll um 1 Uhr fahren."))
    assert f'name="seen" value="{again.wording}"' in page
    assert _vote(browser, again, "against").status_code == 303
    assert _present(browser, vote).votes_against == 1
    assert "stimme bitte noch einmal ab" not in browser.get(setting.path).text


def test_only_a_vote_on_the_present_words_lets_a_motion_be_handed_in(browser: Browser, setting: Setting) -> None:
    with browser.site.database.writing() as session:
        a_carried_vote(session, setting.draft)
    as_member(browser, setting.author)
    _amend(browser, setting, "Kein Bus.")
    as_coordinator(browser, setting.council)
    page = browser.get(setting.path).text
    assert "über den ersten Wortlaut" in page
    assert "zählt nicht mehr" in page
    assert browser.post(f"{setting.path}/einreichen", {"addressee": "administration"}).status_code == 422
    today = {"voted_on": local_day(now()).isoformat(), "votes_for": "9"}
    earlier = today | {"seen": seen_mark(setting.draft.text)}
    assert browser.post(f"{setting.path}/im-raum", earlier).status_code == 409
    assert browser.post(f"{setting.path}/im-raum", today | {"seen": seen_mark("Kein Bus.")}).status_code == 303
    handed_in = browser.post(f"{setting.path}/einreichen", {"addressee": "administration"}, follow=True)
    assert "9 dafür" in handed_in.text
    assert "7 dafür" not in handed_in.text


def test_a_protocol_says_which_words_were_voted_on(browser: Browser, setting: Setting) -> None:
    with browser.site.database.writing() as session:
        meeting = YouthMeeting(
            council_id=setting.council.id, held_on=local_day(now()), place="Bernburg", attendance=8, title="Treffen"
        )
        session.add(meeting)
        session.flush()
        vote = a_carried_vote(session, setting.draft)
        vote.meeting_id = meeting.id
    as_member(browser, setting.author)
    _amend(browser, setting, "Kein Bus.")
    page = browser.get(f"{ROOM}/treffen/{meeting.id}").text
    assert "7 dafür, 1 dagegen" in page
    assert "über den ersten Wortlaut" in page
    assert setting.draft.text in page
