"""Releases: frozen, protected, audited; asked for by a button and made in the background."""

from __future__ import annotations

from typing import Any

import pytest
from sqlmodel import col, select, update

from participation.accounts.models import Role
from participation.core.database import Database
from participation.core.jobs import run_due
from participation.core.journal import JournalEntry
from participation.statistics.published import Note, PublishedTable, Status
from participation.surveys import releasing
from participation.surveys.aggregation.folding import fold_pending
from participation.surveys.jobs import JOBS
from participation.surveys.models import Counter, Release, ReleaseTable, Survey
from participation.surveys.release_audit import Problem, audited, problems
from participation.surveys.releases import released_tables
from tests.browser import Browser
from tests.cast import signed_in
from tests.surveys.answer_sheets import a_counted_survey, hand_in, people, release, running
from tests.surveys.builders import an_open_survey

PAGE = "/de/umfragen/umfrage/ergebnisse"
STAFF = "/de/verwaltung/umfragen/umfrage"
HERE, THERE = {"municipality": "15000001"}, {"municipality": "15000002"}
HAPPY = {"importance": {"mobility": 5}, "satisfaction": {"mobility": 4}}
UNHAPPY = {"importance": {"mobility": 4}, "satisfaction": {"mobility": 1}}


@pytest.fixture(autouse=True)
def _audit_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(releasing, "audited", problems)


def _tables(database: Database, frozen: Release, breakdown: str = "") -> dict[str, PublishedTable]:
    with database.reading() as session:
        return released_tables(session, frozen.id, breakdown)


def test_one_more_answer_changes_nothing_that_is_public(browser: Browser) -> None:
    survey = an_open_survey(browser)
    database, asked = browser.site.database, running(browser.site.database, survey)
    hand_in(database, asked, *people(40, **HAPPY, **HERE), *people(40, **UNHAPPY, **THERE))
    release(database, asked, "municipality")
    browser.site.refresh()

    def everything_public() -> list[str]:
        pages = [PAGE, f"{PAGE}?nach=municipality", f"{PAGE}.csv", f"{PAGE}.json", "/en/umfragen/umfrage/ergebnisse"]
        api = ["/surveys/umfrage/results", "/surveys/umfrage/results?by=municipality"]
        return [browser.get(page).text for page in pages] + [browser.api("GET", path).text for path in api]

    before = everything_public()
    hand_in(database, asked, *people(1, **HAPPY, **HERE))
    fold_pending(database)
    browser.site.refresh()
    assert everything_public() == before


def test_few_new_answers_leave_the_next_release_as_it_was(database: Database) -> None:
    survey = a_counted_survey(database)
    hand_in(database, survey, *people(60, **HAPPY, **HERE), *people(60, **UNHAPPY, **THERE))
    first = release(database, survey, "municipality")
    hand_in(database, survey, *people(9, **UNHAPPY, **HERE))
    second = release(database, survey, "municipality")
    for breakdown in ("", "municipality"):
        old, new = (_tables(database, frozen, breakdown) for frozen in (first, second))
        assert {name: _numbers(table) for name, table in new.items()} == {n: _numbers(t) for n, t in old.items()}
    hand_in(database, survey, *people(1, **UNHAPPY, **HERE))
    third = _tables(database, release(database, survey))["importance.mobility"].rows[0]
    assert third.base == 130
    assert not third.is_kept


def test_a_table_that_a_release_left_out_is_compared_with_the_one_that_had_it(database: Database) -> None:
    """Else whoever kept the first table could see in which cells the few new answers are: only their noise is new."""
    survey = a_counted_survey(database)
    hand_in(database, survey, *people(40, **HAPPY, **HERE), *people(40, **UNHAPPY, **THERE))
    first = _tables(database, release(database, survey, "municipality"), "municipality")
    release(database, survey)
    hand_in(database, survey, *people(5, **UNHAPPY, **HERE))
    third = _tables(database, release(database, survey, "municipality"), "municipality")
    assert {name: _numbers(table) for name, table in third.items()} == {n: _numbers(t) for n, t in first.items()}


def _numbers(table: PublishedTable) -> Any:
    return [(row.segment, row.base_label, row.cells, row.missing, row.mean) for row in table.rows]


def test_a_small_group_is_not_shown(database: Database) -> None:
    survey = a_counted_survey(database)
    hand_in(database, survey, *people(50, **HAPPY, **HERE), *people(9, **UNHAPPY, municipality="outside"))
    table = _tables(database, release(database, survey, "municipality"), "municipality")["importance.mobility"]
    small = table.row("outside")
    assert small is not None
    assert small.status is Status.WITHHELD
    assert (small.base, small.cells, small.missing, small.mean) == (None, (), (), None)


def test_young_people_are_protected_more(database: Database) -> None:
    ages = {"code": "age_group", "type": "single", "text": {"de": "Alter?"}}
    options = [{"code": code, "text": {"de": code}} for code in ("14-17", "25-34")]
    source = {
        "slug": "jugend",
        **{name: {"de": name} for name in ("title", "introduction", "thanks")},
        "pages": [{"questions": [{**ages, "options": options}, _busses()]}],
    }
    survey = a_counted_survey(database, source)
    hand_in(database, survey, *people(19, age_group="14-17", bus="yes"), *people(25, age_group="25-34", bus="no"))
    rows = _tables(database, release(database, survey, "age"), "age")[""].rows
    assert {row.segment: row.base_label for row in rows} == {("under-18",): "<50", ("25-34",): "10–29"}


def _busses() -> dict[str, Any]:
    options = [{"code": code, "text": {"de": code}} for code in ("yes", "no")]
    return {"code": "bus", "type": "single", "text": {"de": "Fahren Sie Bus?"}, "options": options}


def test_how_many_people_of_a_group_took_part_is_never_told_exactly(database: Database) -> None:
    survey = a_counted_survey(database)
    hand_in(database, survey, *people(43, **HAPPY, **HERE), *people(38, **HAPPY, **THERE))
    frozen = release(database, survey, "municipality")
    assert "municipality" not in _tables(database, frozen)
    assert all(row.base is not None and row.base % 5 == 0 for row in _tables(database, frozen, "municipality")[""].rows)


def test_the_checksum_covers_every_table(database: Database) -> None:
    survey = a_counted_survey(database)
    hand_in(database, survey, *people(40, **HAPPY))
    one = releasing.prepare(database, survey.id, []).draft
    hand_in(database, survey, *people(1, **HAPPY))
    other = releasing.prepare(database, survey.id, []).draft
    same_moment = {"cut_off_at": one.cut_off_at}
    assert one.sha256(1) != type(other)(**{**vars(other), **same_moment}).sha256(1)


def test_an_analyst_releases_by_a_button_and_the_journal_knows(browser: Browser) -> None:
    survey = an_open_survey(browser)
    database = browser.site.database
    hand_in(database, running(database, survey), *people(40, **HAPPY, **HERE))
    fold_pending(database)
    analyst = signed_in(browser, Role.ANALYST)
    assert browser.get(PAGE).text.count("noch keine Ergebnisse") == 1
    answer = browser.post(f"{STAFF}/freigeben", {"breakdown": ["municipality"]})
    assert answer.headers["location"] == f"{STAFF}#release"
    assert "wird vorbereitet" in browser.get(STAFF).text
    assert "every 3s" in browser.htmx(STAFF).text
    assert browser.post(f"{STAFF}/freigeben", {}).status_code == 409
    assert run_due(database, JOBS)
    browser.site.refresh()
    assert "Die Freigabe ist öffentlich" in browser.get(STAFF).text
    assert "Frage nach importance" in browser.get(PAGE).text
    with database.reading() as session:
        entries = session.exec(select(JournalEntry).where(JournalEntry.subject == "release")).all()
    assert [(entry.action, entry.actor_id) for entry in entries] == [
        ("requested", analyst.id),
        ("released", analyst.id),
    ]


def test_others_than_analysts_see_no_live_numbers(browser: Browser) -> None:
    an_open_survey(browser)
    signed_in(browser, Role.EDITOR)
    assert browser.get(STAFF).status_code == 404
    assert browser.post(f"{STAFF}/freigeben", {}).status_code == 404


def test_wrong_counters_stop_a_release_and_staff_read_why(browser: Browser) -> None:
    survey = an_open_survey(browser)
    database = browser.site.database
    hand_in(database, running(database, survey), *people(40, **HAPPY))
    fold_pending(database)
    with database.writing() as session:
        session.execute(update(Counter).where(col(Counter.question) == "importance.mobility").values(n=3))
    _ask_and_work(browser, survey)
    assert "stimmen nicht mit den Antwortbögen überein" in browser.get(STAFF).text
    with database.reading() as session:
        assert session.exec(select(Release)).first() is None


def test_nine_answers_are_no_release(browser: Browser) -> None:
    survey = an_open_survey(browser)
    hand_in(browser.site.database, running(browser.site.database, survey), *people(9, **HAPPY))
    _ask_and_work(browser, survey)
    assert "weniger als 10 Antworten" in browser.get(STAFF).text


def test_a_table_that_gives_somebody_away_is_left_out_and_staff_read_which(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    survey = an_open_survey(browser)
    database = browser.site.database
    hand_in(database, running(database, survey), *people(40, **HAPPY, **HERE), *people(40, **HAPPY, **THERE))
    found: Problem = {
        "kind": "determined",
        "question": "importance.mobility",
        "dimensions": "municipality",
        "segment": ["15000002"],
        "code": 4,
        "hint": "audit.merge_segment",
    }

    def audit(tables: list[PublishedTable], **_: Any) -> list[Problem]:
        names = {(table.question, ",".join(table.dimensions)) for table in tables}
        return [found] if ("importance.mobility", "municipality") in names else []

    monkeypatch.setattr(releasing, "audited", audit)
    _ask_and_work(browser, survey, "municipality")
    page = browser.get(STAFF).text
    assert "Einige Tabellen wurden weggelassen" in page
    assert "Marbach" in page
    with database.reading() as session:
        kept = session.exec(select(ReleaseTable.question).where(ReleaseTable.dimensions == "municipality")).all()
    assert "importance.mobility" not in kept
    assert "satisfaction.mobility" in kept
    by = "nach=municipality&frage=importance.mobility"
    assert "wird nicht nach Gruppen gezeigt" in browser.get(f"{PAGE}?{by}").text


def test_a_reason_for_no_answer_that_gives_somebody_away_is_hidden_and_the_table_stays(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    survey = a_counted_survey(database)
    hand_in(database, survey, *people(40, **HAPPY, **HERE), *people(35, **HAPPY, **THERE), *people(5, **THERE))
    seen: list[int] = []

    def audit(tables: list[PublishedTable], **_: Any) -> list[Problem]:
        seen.append(len(tables))
        found = {"kind": "determined", "question": "importance.mobility", "dimensions": "municipality"}
        return [{**found, "segment": ["15000002"], "code": "skipped", "hint": "audit.merge_segment"}][: 2 - len(seen)]

    monkeypatch.setattr(releasing, "audited", audit)
    table = _tables(database, release(database, survey, "municipality"), "municipality")["importance.mobility"]
    assert len(seen) == 2
    assert all(cell.n is None for row in table.rows for cell in row.missing if cell.code == "skipped")
    assert all(cell.n is not None for row in table.rows for cell in row.cells)
    assert Note.RARE in table.notes


def test_the_audit_in_its_own_process_finds_what_it_finds_in_this_one(database: Database) -> None:
    survey = a_counted_survey(database)
    hand_in(database, survey, *people(200, **HAPPY, **HERE), *people(60, **UNHAPPY, **THERE))
    fold_pending(database)
    draft = releasing.prepare(database, survey.id, ["municipality"]).draft
    assert audited(draft.tables) == problems(draft.tables)


def _ask_and_work(browser: Browser, survey: Survey, *breakdowns: str) -> None:
    signed_in(browser, Role.ANALYST)
    fold_pending(browser.site.database)
    browser.post(f"{STAFF}/freigeben", {"breakdown": list(breakdowns)})
    assert run_due(browser.site.database, JOBS)
    browser.site.refresh()
    assert survey.slug == "umfrage"
