"""People weigh ideas in a phase by points or by a ranking; results come after its end, as far as they may."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlmodel import col, select

from participation.accounts.models import Role
from participation.core.clock import now, standing_at
from participation.core.codes import new_code
from participation.core.identifiers import digest
from participation.ideas.codes import store_codes
from participation.ideas.models import Idea, Stage
from participation.ideas.priorities.counting import result_of
from participation.ideas.priorities.models import Ballot, Method, WeighedIdea, Weighing
from participation.procedures.models import Phase, PhaseKind, Procedure
from participation.statistics.published import Status
from participation.threads.models import ContributionState
from tests.browser import Browser
from tests.cast import signed_in
from tests.comments.builders import PUBLIC, Setting, a_setting, an_idea, code_on, filled_in

TITLES = ("Rufbus", "Radweg", "Dorfladen")


@pytest.fixture
def setting(browser: Browser) -> Setting:
    with browser.site.database.writing() as session:
        made = a_setting(session)
        for at, title in enumerate(TITLES):
            idea = an_idea(session, made, title, **PUBLIC | {"stage": Stage.CHECKED})
            session.add(WeighedIdea(phase_id=made.phases[PhaseKind.PRIORITIES], idea_id=idea.id, position=at))
    browser.site.refresh()
    return made


def _path(setting: Setting) -> str:
    return f"/de/ideen/gewichten/{setting.phases[PhaseKind.PRIORITIES]}"


def _ideas(browser: Browser) -> list[UUID]:
    with browser.site.database.reading() as session:
        return list(session.exec(select(WeighedIdea.idea_id).order_by(col(WeighedIdea.position))))


def _send(browser: Browser, setting: Setting, *numbers: int, **more: str) -> Any:
    form = filled_in(browser, _path(setting)) | {"device": str(uuid4())}
    given = {f"idea-{idea}": str(number) for idea, number in zip(_ideas(browser), numbers, strict=False)}
    return browser.post(_path(setting), form | given | more)


def _ballots(browser: Browser) -> list[tuple[bool, list[Any]]]:
    with browser.site.database.reading() as session:
        return [(one.is_verified, [value[1] for value in one.choices]) for one in session.exec(select(Ballot))]


def _code(browser: Browser, setting: Setting) -> str:
    made = new_code()
    with browser.site.database.writing() as session:
        phase = session.get_one(Phase, setting.phases[PhaseKind.PRIORITIES])
        store_codes(session, session.get_one(Procedure, phase.procedure_id), [made], "", None)
    return made


def _set_method(browser: Browser, setting: Setting, method: Method) -> None:
    with browser.site.database.writing() as session:
        session.add(Weighing(phase_id=setting.phases[PhaseKind.PRIORITIES], method=method, places=2))
    browser.site.refresh()


@pytest.mark.parametrize("language", ["de", "leicht", "en"])
@pytest.mark.parametrize("method", list(Method))
def test_the_pages_stand_in_every_language(browser: Browser, setting: Setting, language: str, method: Method) -> None:
    _set_method(browser, setting, method)
    phase = setting.phases[PhaseKind.PRIORITIES]
    for path in ("ideen/gewichten/", f"ideen/gewichten/{phase}"):
        assert browser.get(f"/{language}/{path}").status_code == 200
    assert "gewichten" in browser.get("/de/beteiligung/beteiligung").text


def test_points_are_stored_and_sent_again_they_replace_the_former(browser: Browser, setting: Setting) -> None:
    device = str(uuid4())
    thanks = _send(browser, setting, 3, 2, device=device)
    assert thanks.status_code == 303
    assert len(code_on(browser.get(thanks.headers["location"]).text)) == 19
    _send(browser, setting, 0, 1, 3, device=device)
    _send(browser, setting, 1)
    assert sorted(sorted(points) for _, points in _ballots(browser)) == [[1], [1, 3]]


def test_a_receipt_code_changes_the_choice_from_another_device(browser: Browser, setting: Setting) -> None:
    thanks = _send(browser, setting, 3, 2)
    code = code_on(browser.get(thanks.headers["location"]).text)
    assert _send(browser, setting, 1, code=code).status_code == 303
    assert _ballots(browser) == [(False, [1])]
    assert _send(browser, setting, 1, code=code).status_code == 422


def test_a_choice_is_taken_back_by_receipt_code_until_the_end(browser: Browser, setting: Setting) -> None:
    codes = [code_on(browser.get(_send(browser, setting, 1).headers["location"]).text) for _ in range(2)]
    follow, withdraw = "/de/nachverfolgen", "/de/nachverfolgen/zurueckziehen"
    assert "Ihre Gewichtung von Ideen" in browser.post(follow, {"code": codes[0]}).text
    browser.post(withdraw, {"code": codes[0]})
    assert len(_ballots(browser)) == 1
    with standing_at(now() + timedelta(days=40)):
        browser.post(withdraw, {"code": codes[1]})
    assert len(_ballots(browser)) == 1


def test_a_code_makes_a_verified_ballot_and_only_one(browser: Browser, setting: Setting) -> None:
    code = _code(browser, setting)
    _send(browser, setting, 3)

    def send(_number: int) -> int:
        return int(_send(browser, setting, 1, 2, code=code).status_code)

    with ThreadPoolExecutor(10) as pool:
        assert set(pool.map(send, range(10))) == {303}
    assert sorted(is_verified for is_verified, _ in _ballots(browser)) == [False, True]


@pytest.mark.parametrize(
    ("method", "numbers"),
    [
        (Method.POINTS, ()),
        (Method.POINTS, (3, 3)),
        (Method.POINTS, (4,)),
        (Method.RANKING, (1, 1)),
        (Method.RANKING, (1, 2, 3)),
    ],
)
def test_what_does_not_add_up_is_told_and_kept(
    browser: Browser, setting: Setting, method: Method, numbers: tuple[int, ...]
) -> None:
    _set_method(browser, setting, method)
    answer = _send(browser, setting, *numbers)
    assert answer.status_code == 422
    assert 'href="#weights"' in answer.text
    assert _ballots(browser) == []
    if numbers == (3, 3):
        assert answer.text.count('<option value="3" selected>') == 2


def test_results_come_after_the_end_and_only_from_enough_people(browser: Browser, setting: Setting) -> None:
    ideas = _ideas(browser)
    _add_ballots(browser, setting, 9, [[str(ideas[0]), 3], [str(ideas[1]), 1]])
    assert "Too few" not in browser.get(_path(setting)).text
    end = now() + timedelta(days=40)
    with standing_at(end):
        assert "Zu wenige haben mitgemacht" in browser.get(_path(setting)).text
        assert _send_late(browser, setting).status_code == 403
    _add_ballots(browser, setting, 31, [[str(ideas[0]), 1], [str(ideas[2]), 2]], is_verified=True)
    browser.site.refresh()
    with standing_at(end):
        page = browser.get(_path(setting)).text
    assert "Mitgemacht haben: 40" in page
    first = page[page.index("<tbody") : page.index("</tbody>")]
    assert [first.index(title) for title in ("Dorfladen", "Rufbus", "Radweg")] == sorted(
        first.index(title) for title in TITLES
    )
    assert ">62<" in first
    assert ">58<" in first
    assert "Ohne Code: zu wenige Personen" in page
    with standing_at(end):
        points = {item["title"]: item["points"] for item in browser.api("GET", "/ideas").json()["items"]}
    assert points == {"Dorfladen": 62, "Rufbus": 58, "Radweg": 9}


def test_an_idea_that_is_hidden_meanwhile_is_left_out_of_the_results(browser: Browser, setting: Setting) -> None:
    ideas = _ideas(browser)
    _add_ballots(browser, setting, 30, [[str(one), 1] for one in ideas])
    with browser.site.database.writing() as session:
        hidden = session.get_one(Idea, ideas[0])
        hidden.state = ContributionState.HIDDEN
        session.add(hidden)
    browser.site.refresh()
    with standing_at(now() + timedelta(days=40)):
        page = browser.get(_path(setting)).text
    assert "Rufbus" not in page
    assert "1 Idee ist nicht mehr öffentlich" in page


def test_a_small_group_shows_rounded_shares_and_no_points() -> None:
    ballots = [_ballot(uuid4(), number, ["a", "b"] if number < 7 else ["a"]) for number in range(12)]
    result = result_of(ballots, Method.RANKING, ["a", "b", "c"])
    assert (result.overall.status, result.order) == (Status.SMALL_GROUP, None)
    assert [one.points for one in result.ideas] == [None] * 3
    assert {one.idea_id: one.people.share for one in result.ideas if one.people}["b"] == 0.6


def test_rankings_count_as_borda_says() -> None:
    ranked = [["m", "n", "c", "k"]] * 42 + [["n", "c", "k", "m"]] * 26 + [["c", "k", "n", "m"]] * 15
    ranked += [["k", "c", "n", "m"]] * 17
    result = result_of([_ballot(uuid4(), at, one) for at, one in enumerate(ranked)], Method.RANKING, list("mnck"))
    assert {one.idea_id: one.points for one in result.ideas} == {"n": 194, "c": 173, "m": 126, "k": 107}
    assert result.order
    assert result.order.pairwise_winner == "n"


def test_editors_set_a_phase_up_until_somebody_has_weighed(browser: Browser, setting: Setting) -> None:
    signed_in(browser, Role.EDITOR, setting.region)
    phase = setting.phases[PhaseKind.PRIORITIES]
    path, ideas = f"/de/verwaltung/ideen/gewichten/{phase}", _ideas(browser)
    assert browser.get("/de/verwaltung/ideen/gewichten/").status_code == 200
    form = {"method": "ranking", "points": "5", "most_each": "3", "places": "2", "idea": [str(one) for one in ideas]}
    assert browser.post(path, form | {"idea": str(ideas[0])}).status_code == 422
    assert browser.post(path, form).status_code == 303
    assert _send(browser, setting, 1, 2).status_code == 303
    assert browser.post(path, form).status_code == 403
    assert "Es wurde schon gewichtet." in browser.get(path).text


def _send_late(browser: Browser, setting: Setting) -> Any:
    return browser.post(_path(setting), {f"idea-{_ideas(browser)[0]}": "1"})


def _add_ballots(browser: Browser, setting: Setting, number: int, choices: list[Any], **more: Any) -> None:
    phase_id = setting.phases[PhaseKind.PRIORITIES]
    with browser.site.database.writing() as session:
        session.add_all(_ballot(phase_id, at, choices, **more) for at in range(number))


def _ballot(phase_id: UUID, number: int, choices: list[Any], **more: Any) -> Ballot:
    secret = str(uuid4())
    return Ballot(
        phase_id=phase_id,
        key=digest(f"key:{secret}"),
        payload_hash=digest(secret),
        receipt_key=digest(f"receipt:{secret}"),
        voter_key=digest(f"voter:{secret}"),
        choices=choices,
        cell_key=number * 97_003_211 % 2**32,
        received_on=now().date(),
        **more,
    )
