"""Everybody takes away what is public, all of it, and nothing else."""

from __future__ import annotations

import csv
import io
import json
import tracemalloc
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import Session

from participation.comments import datasets as comments
from participation.comments.models import Comment
from participation.joints import DATASETS
from participation.open_data.files import written
from participation.procedures.models import RoundSettings
from participation.regions.actions import publish_change
from participation.surveys import datasets as surveys
from participation.threads import given_away
from participation.threads.models import ContributionState
from participation.web.pages import Place
from tests.browser import Browser
from tests.goals.builders import Scene, a_comment, a_release, a_scene, an_idea, set_up
from tests.indicators.builders import measured
from tests.measures.builders import a_measure_with_a_step
from tests.papers.builders import COMMITTEE_DAY, a_draft, a_public_paper


def _lines(browser: Browser, dataset: str, region: str = "lindenau") -> list[dict[str, str]]:
    response = browser.get(f"/opendata/{region}/{dataset}.csv")
    assert response.status_code == 200, response.text
    return list(csv.DictReader(io.StringIO(response.text)))


def _objects(browser: Browser, dataset: str) -> Any:
    response = browser.get(f"/opendata/lindenau/{dataset}.json")
    assert response.headers["content-type"] == "application/json"
    return json.loads(response.text)


def _formula(session: Session, scene: Scene) -> Comment:
    return a_comment(session, scene, '=HYPERLINK("https://example.org")\n"Zitat", Komma')


def test_both_formats_have_the_columns_that_are_explained(browser: Browser) -> None:
    set_up(browser, a_comment, an_idea, a_release, measured((2022, 30)), a_measure_with_a_step)
    for dataset in DATASETS:
        names = [column.name for column in dataset.columns]
        rows = _objects(browser, dataset.slug)
        lines = _lines(browser, dataset.slug)
        assert len(rows) == len(lines)
        assert all(list(row) == names for row in [*rows, *lines])
        assert rows or dataset.slug in {"goal-evidence", "papers", "stops"}


def test_a_spreadsheet_calculates_nothing_that_somebody_wrote(browser: Browser) -> None:
    _scene, comment = set_up(browser, _formula)
    (line,) = _lines(browser, "comments")
    assert line["text"] == "'" + comment.text
    assert line["id"] == str(comment.id)
    assert _objects(browser, "comments")[0]["text"] == comment.text


def test_no_author_is_named(browser: Browser) -> None:
    set_up(browser, _formula, an_idea)
    for path in ("comments.csv", "comments.json", "ideas.csv", "ideas.json"):
        assert "Erika Beispiel" not in browser.get(f"/opendata/lindenau/{path}").text


def test_only_public_contributions_are_given_away(browser: Browser) -> None:
    def all_states(session: Session, scene: Scene) -> None:
        for state in ContributionState:
            a_comment(session, scene, state.value, state)

    set_up(browser, all_states)
    assert {line["text"]: line["is_redacted"] for line in _lines(browser, "comments")} == {
        "published": "0",
        "published_redacted": "1",
    }


def test_nothing_of_an_invited_circle_is_given_away(browser: Browser) -> None:
    def closed(session: Session, scene: Scene) -> None:
        session.add(RoundSettings(phase_id=scene.phase_id, is_closed=True))
        a_comment(session, scene)
        an_idea(session, scene)

    scene, _ = set_up(browser, closed)
    assert _lines(browser, "comments") == []
    assert _lines(browser, "ideas") == []
    assert str(scene.phase_id) not in {line["phase_id"] for line in _lines(browser, "procedures")}
    assert _objects(browser, "comments") == []


def test_of_private_meetings_only_the_day_is_told(browser: Browser) -> None:
    set_up(browser, a_public_paper)
    private, council = _lines(browser, "papers")
    assert (private["is_public"], private["organization"], private["result"]) == ("0", "", "")
    assert private["meeting_on"] == COMMITTEE_DAY.isoformat()
    assert (council["is_public"], council["organization"], council["decides"]) == ("1", "Kreistag", "1")


def test_papers_are_given_away_after_their_release(browser: Browser) -> None:
    set_up(browser, a_draft)
    assert _lines(browser, "papers") == []


def test_regions_are_kept_apart(browser: Browser) -> None:
    set_up(browser, a_comment)
    with browser.site.database.writing() as session:
        a_scene(session, "anderswo")
    browser.site.refresh()
    assert _lines(browser, "comments", "anderswo") == []
    assert len(_lines(browser, "goals", "anderswo")) == 1
    assert browser.get("/opendata/nirgends/comments.csv").status_code == 404
    assert browser.get("/opendata/lindenau/account.csv").status_code == 404


def test_results_are_those_of_the_survey_s_own_file(browser: Browser) -> None:
    set_up(browser, a_release)
    assert _objects(browser, "results") == browser.get("/de/umfragen/wichtig/ergebnisse.json").json()


def test_results_are_whole_however_many_tables_are_read_at_once(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up(browser, a_release)
    at_once = _lines(browser, "results")
    monkeypatch.setattr(surveys, "_TABLES_AT_ONCE", 1)
    assert _lines(browser, "results") == at_once


def test_a_file_is_sent_again_only_when_something_was_published(browser: Browser) -> None:
    scene, _ = set_up(browser, a_comment)
    first = browser.get("/opendata/lindenau/comments.csv")
    seen = {"if-none-match": first.headers["etag"]}
    assert browser.get("/opendata/lindenau/comments.csv", headers=seen).status_code == 304
    assert browser.get("/opendata/lindenau/comments.json", headers=seen).status_code == 200
    with browser.site.database.writing() as session:
        a_comment(session, scene, "Noch etwas.")
        publish_change(session, scene.region.id)
    again = browser.get("/opendata/lindenau/comments.csv", headers=seen)
    assert again.status_code == 200
    assert "Noch etwas." in again.text


def test_many_comments_are_whole_and_memory_stays_flat(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(given_away, "AT_ONCE", 50)

    def many(session: Session, scene: Scene) -> list[UUID]:
        return [a_comment(session, scene, f"Nummer {number} " + "x" * 4_000).id for number in range(400)]

    scene, ids = set_up(browser, many)
    place = Place(scene.region.id, scene.region.slug, scene.region.name, scene.region.short_name)
    found, most = [], 0
    tracemalloc.start()
    for text in written(browser.site.database, comments.DATASETS[0], place, "json"):
        found += [json.loads(line.rstrip(","))["id"] for line in text.splitlines() if line.startswith("{")]
        most = max(most, tracemalloc.get_traced_memory()[1])
    tracemalloc.stop()
    assert sorted(found) == sorted(str(one) for one in ids)
    assert most < 400 * 4_000
