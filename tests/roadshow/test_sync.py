"""What tablets hand in is stored exactly once, whatever goes wrong on the way."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import delete, func
from sqlmodel import col, select

from participation.comments.models import Comment
from participation.core.clock import now, standing_at
from participation.core.identifiers import receipt_code
from participation.ideas.models import Idea, IdeaStage
from participation.roadshow.models import (
    Device,
    DeviceItem,
    DeviceKind,
    ItemState,
    RoadshowStop,
    StopCount,
    StopMinutes,
    StopState,
)
from participation.surveys.models import Channel, Pending, Submission
from participation.threads.models import Way
from tests.browser import Browser
from tests.roadshow.builders import Scene, a_scene, phases_end


@pytest.fixture
def scene(browser: Browser) -> Scene:
    return a_scene(browser)


def test_a_sheet_from_a_tablet_counts_as_one_of_the_kiosk(scene: Scene) -> None:
    tablet = scene.tablet()
    assert tablet.statuses(tablet.answered()) == [201]
    with scene.browser.site.database.reading() as session:
        sheet = session.exec(select(Submission)).one()
        assert sheet.channel is Channel.KIOSK
        item = session.exec(select(DeviceItem)).one()
        assert (bytes(item.subject or b""), item.sealed, item.is_late) == (bytes(sheet.key), "", False)


def test_a_doubled_batch_and_a_lost_answer_store_nothing_twice(scene: Scene) -> None:
    tablet = scene.tablet()
    items = [tablet.answered() for _ in range(5)]
    assert tablet.statuses(*items) == [201] * 5
    assert tablet.statuses(*items) == [200] * 5
    assert tablet.statuses(items[0], items[0], tablet.answered()) == [200, 200, 201]
    assert scene.counts() == (6, 6, 0)


def test_the_same_item_twice_in_one_batch_is_stored_once(scene: Scene) -> None:
    tablet = scene.tablet()
    item = tablet.answered()
    assert tablet.statuses(item, item) == [201, 200]
    assert scene.counts()[0] == 1


def test_one_poison_item_among_fifty_never_keeps_the_others_out(scene: Scene) -> None:
    tablet = scene.tablet()
    poison = {"id": str(uuid4()), "stop": tablet.stop, "sealed": "no sealed text at all"}
    items = [tablet.answered() for _ in range(49)]
    items.insert(20, poison)
    expected = [201] * 50
    expected[20] = 422
    assert tablet.statuses(*items) == expected
    assert tablet.statuses(poison) == [422]
    assert scene.counts() == (49, 49, 1)


@pytest.mark.parametrize("odd", ["a text", None, {}, {"id": "no id"}, {"id": str(uuid4()), "stop": 7, "sealed": 5}])
def test_whatever_comes_is_kept_for_a_look(scene: Scene, odd: object) -> None:
    tablet = scene.tablet()
    assert tablet.statuses(odd, tablet.answered()) == [422, 201]
    assert tablet.statuses(odd) == [422]
    assert scene.counts() == (1, 1, 1)


def test_other_content_under_a_known_id_is_kept_and_told(scene: Scene) -> None:
    tablet, own = scene.tablet(), uuid4()
    first, other = tablet.answered(item_id=own), tablet.answered(item_id=own, answers={"wish": "Weniger Busse"})
    assert tablet.statuses(first) == [201]
    assert tablet.statuses(other) == [409]
    assert tablet.statuses(other, first) == [409, 200]
    assert scene.counts() == (1, 1, 1)


def test_other_content_at_once_with_the_first_is_asked_for_again_and_kept_then(scene: Scene) -> None:
    tablet, own = scene.tablet(), uuid4()
    first, other = tablet.answered(item_id=own), tablet.answered(item_id=own, answers={"wish": "Weniger Busse"})
    assert tablet.statuses(first, other) == [201, 503]
    assert scene.counts() == (1, 1, 0)
    assert tablet.statuses(other) == [409]
    assert scene.counts() == (1, 1, 1)


def test_a_contribution_under_a_second_outer_id_is_not_counted_again(scene: Scene) -> None:
    tablet, inner = scene.tablet(), str(uuid4())
    first, second = tablet.answered(id=inner), tablet.answered(id=inner)
    assert tablet.statuses(first) == [201]
    assert tablet.statuses(second) == [422]
    assert scene.counts() == (1, 1, 1)


def test_a_device_locked_out_between_two_batches_fills_the_quarantine(scene: Scene) -> None:
    tablet = scene.tablet()
    assert tablet.statuses(tablet.answered()) == [201]
    scene.changes(Device, revoked_at=now())
    assert tablet.statuses(tablet.answered()) == [422]
    assert scene.counts() == (1, 1, 1)


def test_a_device_is_trusted_for_thirty_days(scene: Scene) -> None:
    tablet = scene.tablet(expires_at=now() - timedelta(minutes=1))
    assert tablet.statuses(tablet.answered()) == [422]


@pytest.mark.parametrize("years", [-1, 1])
def test_a_clock_that_is_wrong_by_a_year_changes_nothing(scene: Scene, years: int) -> None:
    tablet = scene.tablet()
    made_at = (now() + timedelta(days=365 * years)).isoformat()
    assert tablet.statuses(tablet.answered(made_at=made_at)) == [201]
    with scene.browser.site.database.reading() as session:
        item = session.exec(select(DeviceItem)).one()
        assert abs((item.received_on - now().date()).days) <= 1
        assert not item.is_late


def test_a_restored_database_takes_again_what_it_has_lost(scene: Scene) -> None:
    tablet = scene.tablet()
    items = [tablet.answered() for _ in range(3)]
    assert tablet.sends(*items).json()["stop"]["known"] == 3
    with scene.browser.site.database.writing() as session:  # last night's backup knew the first one only
        kept = session.exec(select(DeviceItem.subject)).first()
        session.execute(delete(Pending))
        session.execute(delete(Submission).where(col(Submission.key) != kept))
        session.execute(delete(DeviceItem).where(col(DeviceItem.subject) != kept))
    assert tablet.sends().json()["stop"]["known"] == 1
    assert sorted(tablet.statuses(*items)) == [200, 201, 201]
    assert scene.counts() == (3, 3, 0)


def test_what_was_withdrawn_never_comes_back(scene: Scene) -> None:
    tablet, inner = scene.tablet(), uuid4()
    item = tablet.answered(id=str(inner))
    tablet.sends(item)
    scene.browser.api("POST", "/contributions/withdraw", json={"receipt_code": receipt_code(inner)})
    with scene.browser.site.database.reading() as session:
        assert session.exec(select(DeviceItem.state)).one() is ItemState.WITHDRAWN
    assert tablet.statuses(item) == [410]


def test_sheets_from_before_the_end_are_taken_late_and_flagged(scene: Scene) -> None:
    tablet = scene.tablet()
    phases_end(scene, timedelta(hours=-1))
    assert tablet.statuses(tablet.answered(), tablet.sealed(kind="idea", title="Bank", text="Am Markt.")) == [201, 201]
    with scene.browser.site.database.reading() as session:
        assert session.exec(select(DeviceItem.is_late)).all() == [True, True]


def test_a_stop_after_the_end_of_the_survey_fills_the_quarantine(scene: Scene) -> None:
    tablet = scene.tablet()
    phases_end(scene, timedelta(days=-3))
    assert tablet.statuses(tablet.answered()) == [422]


def test_answers_that_no_questionnaire_allows_wait_for_a_look(scene: Scene) -> None:
    tablet = scene.tablet()
    wrong = (
        tablet.answered(answers={"age_group": "900"}),
        tablet.answered(questionnaire_version=7),
        tablet.answered(survey="andere"),
        tablet.answered(answers=[]),
        tablet.sealed(kind="nonsense"),
        tablet.answered(stop="nirgends"),
    )
    assert tablet.statuses(*wrong) == [422] * len(wrong)
    assert scene.counts() == (0, 0, len(wrong))


def test_ideas_and_comments_of_visitors_wait_for_moderation_as_all_others(scene: Scene) -> None:
    tablet = scene.tablet()
    idea = tablet.sealed(kind="idea", title="Mehr Bänke", text="Am Marktplatz.", element="mobilitaet")
    comment = tablet.sealed(kind="comment", text="Das dauert.", element="mobilitaet", language="de-simple")
    assert tablet.statuses(idea, comment) == [201, 201]
    with scene.browser.site.database.reading() as session:
        stored, said = session.exec(select(Idea)).one(), session.exec(select(Comment)).one()
        assert (stored.title, stored.way, stored.element_id) == ("Mehr Bänke", Way.EVENT, scene.setting.element_id)
        assert (said.thread_id, said.language, said.is_public) == (scene.setting.element_thread, "de-simple", False)
        assert session.exec(select(func.count()).select_from(IdeaStage)).one() == 1


def test_nobody_has_more_dots_than_five(scene: Scene) -> None:
    tablet, question = scene.tablet(), scene.dots_question()
    given: tuple[dict[str, int], ...] = (
        {"bus": 3, "rad": 2},
        {"bus": 6},
        {"bus": 1, "flug": 1},
        {"bus": -1},
        {"bus": True},
        {},
    )
    items = [tablet.sealed(kind="dots", question=question, dots=dots) for dots in given]
    assert tablet.statuses(*items) == [201, 422, 422, 422, 422, 422]
    assert _amounts(scene) == [2, 3]


def test_what_the_team_types_in_becomes_counts_minutes_and_contributions(scene: Scene) -> None:
    tablet, question = scene.tablet(DeviceKind.TEAM), scene.dots_question()
    items = (
        tablet.sealed(kind="headcount", visitors=40),
        tablet.sealed(kind="sticky_dots", question=question, dots={"bus": 31}),
        tablet.sealed(kind="minutes", text="Es war voll."),
        tablet.sealed(kind="conversation", text="Der Bus fehlt am Abend.", element="mobilitaet"),
        tablet.sealed(kind="card", text="Ein Dorfladen\nmit Café", votes=12),
    )
    assert tablet.statuses(*items) == [201] * 5
    assert _amounts(scene) == [12, 31, 40]
    with scene.browser.site.database.reading() as session:
        assert session.exec(select(StopMinutes.text)).one() == "Es war voll."
        assert session.exec(select(Idea.title)).one() == "Ein Dorfladen"
        assert session.exec(select(Comment.text)).one() == "Der Bus fehlt am Abend."


def test_a_visitors_tablet_sends_nothing_of_the_team(scene: Scene) -> None:
    tablet = scene.tablet()
    assert tablet.statuses(tablet.sealed(kind="headcount", visitors=4000)) == [422]
    assert _amounts(scene) == []


def test_whatever_comes_after_the_backup_of_a_closed_stop_asks_for_another_one(scene: Scene) -> None:
    tablet = scene.tablet()
    scene.changes(RoadshowStop, state=StopState.CLOSED, closed_at=now(), backed_up_at=now())
    assert tablet.sends().json()["stop"] == {"state": "closed", "closed": True, "backed_up": True, "known": 0}
    answer = tablet.sends(tablet.answered()).json()
    assert (answer["items"][0]["status"], answer["stop"]["backed_up"]) == (201, False)


def test_the_server_tells_its_time_and_notes_how_a_device_is(scene: Scene) -> None:
    tablet = scene.tablet()
    with standing_at(now()):
        answer = tablet.sends(battery=0.4, waiting=3, sent=9, app_version="1.2")
        assert answer.headers["cache-control"] == "no-store"
    with scene.browser.site.database.reading() as session:
        device = session.exec(select(Device)).one()
        assert (device.battery, device.waiting, device.sent, device.app_version) == (0.4, 3, 9, "1.2")
        assert device.last_contact_at is not None


def test_a_bare_list_of_items_will_do(scene: Scene) -> None:
    tablet = scene.tablet()
    headers = {"authorization": f"Bearer {tablet.secret}"}
    answer = scene.browser.api("POST", "/devices/sync", json=[tablet.answered()], headers=headers)
    assert [item["status"] for item in answer.json()["items"]] == [201]


def test_strangers_and_too_large_batches_are_refused_whole(scene: Scene) -> None:
    tablet = scene.tablet()
    item = tablet.answered()
    assert scene.browser.api("POST", "/devices/sync", json={"items": [item]}).status_code == 401
    assert tablet.sends(*[{}] * 51).status_code == 413
    assert scene.counts() == (0, 0, 0)


def _amounts(scene: Scene) -> list[int]:
    with scene.browser.site.database.reading() as session:
        return sorted(session.exec(select(StopCount.amount)).all())


def test_twenty_tablets_drain_at_once_and_nothing_is_lost_or_doubled(scene: Scene) -> None:
    tablets = [scene.tablet() for _ in range(20)]
    queues = [[tablet.answered() for _ in range(20)] for tablet in tablets]
    with ThreadPoolExecutor(len(tablets)) as pool:
        told = list(pool.map(lambda one: one[0].statuses(*one[1]), zip(tablets, queues, strict=True)))
        again = list(pool.map(lambda one: one[0].statuses(*one[1]), zip(tablets, queues, strict=True)))
    assert {status for one in told for status in one} == {201}
    assert {status for one in again for status in one} == {200}
    assert scene.counts() == (400, 400, 0)
