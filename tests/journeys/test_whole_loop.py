"""The whole loop, at phone size and in Leichte Sprache, with scripts and without, each on one of the databases."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from participation.core.database import Database
from participation.surveys.aggregation.folding import fold_pending
from participation.surveys.running import surveys_in
from participation.surveys.simulation.storing import store_simulated
from tests.journeys import acts
from tests.served import Server

OTHERS = 60


def _others_answer(county: Server) -> None:
    database = Database(county.database_url, threads=2)
    with database.reading() as session:
        survey = surveys_in(session).named(acts.SURVEY)
    store_simulated(database, survey, OTHERS, seed=11)
    fold_pending(database)
    database.close()


@pytest.mark.journey
@pytest.mark.parametrize(
    ("county", "who"),
    [("file", "phone"), ("server", "plain_phone")],
    indirect=["county"],
    ids=["scripts", "no scripts"],
)
def test_from_reading_to_the_words_that_changed(
    county: Server, office: Page, request: pytest.FixtureRequest, who: str
) -> None:
    citizen: Page = request.getfixturevalue(who)
    _others_answer(county)
    acts.read_a_goal(citizen)
    acts.answer_the_survey(citizen)
    code = acts.comment_on_the_goal(citizen)
    citizen.goto(f"/leicht/strategien/{acts.STRATEGY}/{acts.GOAL}")
    expect(citizen.locator("main")).not_to_contain_text(acts.COMMENT)
    acts.publish_what_waits(office)
    acts.release_the_results(office)
    citizen.goto(f"/leicht/umfragen/{acts.SURVEY}/ergebnisse")
    expect(citizen.locator("main svg[role='img']").first).to_be_visible()
    acts.redraft_the_goal(office)
    acts.publish_version_two(office)
    citizen.goto(f"/leicht/strategien/{acts.STRATEGY}/{acts.GOAL}")
    expect(citizen.locator("main")).to_contain_text(acts.COMMENT)
    acts.follow_up(citizen, code)
