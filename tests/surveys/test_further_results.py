"""Groups compared, samples apart, weights beside the counts, waves: all from what was released."""

from __future__ import annotations

import re
from copy import deepcopy
from hashlib import sha256
from typing import Any
from uuid import uuid4

import pytest
from sqlmodel import Session, select

from participation.core.clock import now
from participation.procedures.models import Procedure
from participation.regions.models import PopulationGroup, Region
from participation.surveys.drafting import draft_release
from participation.surveys.models import Admission, Audience, CodeBatch, CodeKind, InvitationCode, ReleaseTable, Survey
from participation.surveys.questionnaire import Questionnaire
from participation.surveys.release_figures import figured, figured_here
from participation.surveys.results.comparing import signed
from participation.surveys.results.words import Words
from participation.web.languages import GERMAN
from tests.browser import Browser
from tests.surveys.answer_sheets import hand_in, people, release, running
from tests.surveys.builders import SOURCE, a_survey, an_open_survey

PAGE = "/de/umfragen/umfrage/ergebnisse"
URGENT = {"importance": {"mobility": 5, "health": 4}, "satisfaction": {"mobility": 1, "health": 4}}
CALM = {"importance": {"mobility": 3, "health": 4}, "satisfaction": {"mobility": 4, "health": 4}}


def an_audience(session: Session, survey: Survey, slug: str, invited: int = 0, **more: Any) -> None:
    audience = Audience(survey_id=survey.id, slug=slug, names={"de": slug.title(), "en": slug}, **more)
    session.add(audience)
    session.flush()
    if invited:
        batch = CodeBatch(audience_id=audience.id, kind=CodeKind.PERSON, size=invited, made_at=now())
        session.add(batch)
        session.flush()
        session.add_all(
            InvitationCode(
                id=uuid4(), batch_id=batch.id, number=number, code_hash=sha256(f"{slug}{number}".encode()).digest()
            )
            for number in range(1, invited + 1)
        )


def two_audiences(browser: Browser, **of_council: Any) -> Survey:
    survey = an_open_survey(browser)
    with browser.site.database.writing() as session:
        an_audience(session, survey, "citizens", position=1)
        an_audience(session, survey, "council", position=2, **of_council)
    browser.site.refresh()
    return survey


def cells(html: str) -> list[list[str]]:
    rows = re.findall(r"<tr class=\"kern-table__row\">(.*?)</tr>", html, re.DOTALL)
    return [
        [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)]
        for row in rows
    ]


def test_audiences_stand_beside_each_other_and_different_views_are_marked(browser: Browser) -> None:
    survey = two_audiences(browser)
    database = browser.site.database
    hand_in(database, running(database, survey), *people(80, **URGENT), audience="citizens")
    hand_in(database, running(database, survey), *people(60, **CALM), audience="council")
    release(database, running(database, survey), "audience")
    browser.site.refresh()
    page = browser.get(f"{PAGE}/vergleich")
    rows = cells(page.text)
    assert ["Mobilität", "Gruppe 1 (sicher)", "Gruppe 3 (sicher)", "Unterschiedliche Sicht"] in rows
    assert ["Gesundheit", "Gruppe 2 (sicher)", "Gruppe 2 (sicher)", ""] in rows
    (means,) = [row for row in rows if row[0] == "Mobilität" and row[1].startswith("5")]
    # All of the council gave 3 where all citizens gave 5: nobody of it is higher in any pair.
    assert means[2:] == ["3,0", "0", "Council (−2,0)"]
    sentence = (
        "In 100 von 100 zufälligen Paaren gibt der Mensch aus „Citizens“ die höhere Antwort, nicht der aus „Council“"
    )
    assert f"Mobilität: {sentence}" in page.text
    assert sentence in browser.get(f"{PAGE}/bericht").text
    (told,) = [
        one
        for one in browser.api("GET", "/surveys/umfrage/results?by=audience").json()["differences"]
        if one["name"] == "importance.mobility"
    ]
    assert (told["group"], told["first"], told["delta"], told["superiority"]) == ("council", "citizens", -2.0, 0.0)
    assert told["is_different"]
    assert "Gruppen im Vergleich" in browser.get(PAGE).text
    for language in ("leicht", "en"):
        assert browser.get(f"/{language}/umfragen/umfrage/ergebnisse/vergleich").status_code == 200


def test_where_nobody_sees_it_differently_nothing_is_marked(browser: Browser) -> None:
    survey = two_audiences(browser)
    database = browser.site.database
    for audience in ("citizens", "council"):
        hand_in(database, running(database, survey), *people(40, **URGENT), *people(40, **CALM), audience=audience)
    release(database, running(database, survey), "audience")
    browser.site.refresh()
    page = browser.get(f"{PAGE}/vergleich").text
    assert "Unterschiedliche Sichten: 0" in page
    assert not [
        row for row in cells(page) if row[-1].startswith(("Council (", "Unterschiedliche Sicht")) and row[0] != "Thema"
    ]


def test_without_groups_there_is_no_comparison(browser: Browser) -> None:
    survey = an_open_survey(browser)
    hand_in(browser.site.database, running(browser.site.database, survey), *people(40, **URGENT))
    release(browser.site.database, running(browser.site.database, survey))
    browser.site.refresh()
    for page in ("vergleich", "gewichtet", "frueher"):
        assert browser.get(f"{PAGE}/{page}").status_code == 404


def test_a_sample_is_never_put_together_with_others_and_alone_has_spans(browser: Browser) -> None:
    survey = two_audiences(browser, is_sample=True, admission=Admission.CODES, invited=120, population=5000)
    database = browser.site.database
    sheets = people(50, **URGENT, relation=["live"]), people(40, **CALM, relation=["live"])
    hand_in(database, running(database, survey), *sheets[0], audience="citizens")
    hand_in(database, running(database, survey), *sheets[1], *people(20, relation=["work"]), audience="council")
    frozen = release(database, running(database, survey), "audience", "language")
    browser.site.refresh()
    with database.reading() as session:
        tables = session.exec(select(ReleaseTable).where(ReleaseTable.release_id == frozen.id)).all()
    assert {table.dimensions for table in tables if table.question} == {"audience"}
    page = browser.get(PAGE).text
    assert "Hier steht jede Gruppe für sich" in page
    assert "nie mit Antworten über den offenen Link zusammengerechnet" in page
    (asked,) = [row for row in cells(page) if row[0] == "Council" and len(row) == 5]
    assert (asked[2], asked[4]) == ("120", "5.000")
    assert asked[3].endswith("%")
    by = browser.get(f"{PAGE}?nach=audience&frage=relation").text
    spans = [row for row in cells(by) if len(row) == 4 and "–" in row[3]]
    assert {row[0] for row in spans} == {"Council"}
    assert "Spannweite der Anteile" in by


def test_an_open_link_has_no_span(browser: Browser) -> None:
    survey = two_audiences(browser)
    database = browser.site.database
    for audience in ("citizens", "council"):
        hand_in(database, running(database, survey), *people(40, **URGENT), audience=audience)
    release(database, running(database, survey), "audience")
    browser.site.refresh()
    assert "Spannweite" not in browser.get(f"{PAGE}?nach=audience&frage=relation").text
    assert "keine Fehlerspanne" in browser.get(PAGE).text


def weighable(browser: Browser, young: int, old: int) -> Survey:
    survey = an_open_survey(browser)
    database = browser.site.database
    with database.writing() as session:
        for age, number in (("18-24", 6000), ("25-34", 4000)):
            group = PopulationGroup(region_id=survey.region_id, age_group=age, gender="female", people=number)
            session.add(group)
    hand_in(
        database,
        running(database, survey),
        *people(young, **URGENT, age_group="18-24"),
        *people(old, **CALM, age_group="25-34"),
    )
    release(database, running(database, survey), "age")
    browser.site.refresh()
    return survey


def test_weighted_figures_stand_beside_the_counted_ones(browser: Browser) -> None:
    weighable(browser, 60, 140)
    page = browser.get(f"{PAGE}/gewichtet").text
    (mobility, *_) = [row for row in cells(page) if row[0] == "Mobilität"]
    _, counted, weighted = mobility
    assert counted == "3,60"
    # 60 of 100 people of the population are young and said 5, the others said 3; the noise is at most 4 of 200 answers.
    assert abs(float(weighted.replace(",", ".")) - 4.2) < 0.08
    assert "Design-Effekt" in page
    assert "nicht" in page
    assert "Gewichtet" in browser.get(PAGE).text
    assert browser.get("/leicht/umfragen/umfrage/ergebnisse/gewichtet").status_code == 200


def test_weights_are_refused_with_the_reason(browser: Browser) -> None:
    weighable(browser, 0, 140)
    reason = "Aus einer Gruppe haben weniger als 10 Menschen geantwortet. Nach Alter: Antwort 18-24."
    assert reason in browser.get(f"{PAGE}/gewichtet").text
    assert "Nach Alter: Antwort 18-24" in browser.get(PAGE).text


def test_the_figures_are_frozen_with_the_release_and_the_same_elsewhere(browser: Browser) -> None:
    survey = weighable(browser, 60, 140)
    with browser.site.database.reading() as session:
        draft = draft_release(session, session.get_one(Survey, survey.id), ["age"])
    known = figured_here(draft)
    assert figured(draft).facts["figures"] == known.facts["figures"]
    assert known.sha256(1) != draft.sha256(1)
    assert known.facts["figures"]["groups"][""]["importance*satisfaction.mobility"]["group"] in {1, 2, 3}


def test_a_wave_is_compared_with_the_one_before(browser: Browser) -> None:
    survey = an_open_survey(browser)
    database = browser.site.database
    again: dict[str, Any] = deepcopy({**SOURCE, "slug": "wieder"})
    relation = again["pages"][2]["questions"][2]
    relation["options"] = [{**option, "code": f"{option['code']}_now"} for option in relation["options"]]
    with database.writing() as session:
        procedure, region = session.get_one(Procedure, survey.procedure_id), session.get_one(Region, survey.region_id)
        second = a_survey(session, procedure, region, again)
        second.previous_wave_id = survey.id
        session.add(second)
    hand_in(database, running(database, survey), *people(60, **URGENT, relation=["live"]))
    hand_in(database, running(database, second), *people(80, **CALM, relation=["live_now"]))
    for one in (survey, second):
        release(database, running(database, one))
    browser.site.refresh()
    page = browser.get("/de/umfragen/wieder/ergebnisse/frueher").text
    mobility = [row for row in cells(page) if row[0] == "Mobilität"]
    assert mobility == [
        ["Mobilität", "5,0", "3,0", "−2,0", "ja, weniger"],
        ["Mobilität", "1,0", "4,0", "+3,0", "ja, mehr"],
    ]
    assert [row[3:] for row in cells(page) if row[0] == "Gesundheit"] == [["±0,0", "nein"]] * 2
    assert "Nicht vergleichbar, weil geändert" in page
    assert page.index("Was verbindet Sie?") > page.index("weil geändert")
    assert browser.get(f"{PAGE}/frueher").status_code == 404


def test_sensitive_surveys_are_shown_from_twenty_answers_on(browser: Browser) -> None:
    survey = an_open_survey(browser)
    database = browser.site.database
    with database.writing() as session:
        session.get_one(Survey, survey.id).is_sensitive = True
    here, there = {"municipality": "15000001"}, {"municipality": "15000002"}
    hand_in(database, running(database, survey), *people(60, **URGENT, **here), *people(19, **CALM, **there))
    release(database, running(database, survey), "municipality")
    browser.site.refresh()
    rows = browser.api("GET", "/surveys/umfrage/results?by=municipality").json()["tables"][1]["rows"]
    assert all(row["status"] == "changed" or row["base_label"] in {"<50", "20–49"} for row in rows)
    assert "weniger als 20 Antworten" in browser.get(PAGE).text


@pytest.mark.parametrize(
    ("delta", "is_share", "shown"),
    [
        (0.04, False, "±0,0"),
        (-0.04, False, "±0,0"),
        (0.06, False, "+0,1"),
        (-1.26, False, "−1,3"),
        (0.004, True, "±0 points"),
    ],
)
def test_a_difference_that_is_printed_as_zero_has_no_sign(delta: float, shown: str, *, is_share: bool) -> None:
    words = Words(Questionnaire({}, {}, {}, ()), GERMAN, lambda text, **values: text % values)
    assert signed(words, delta, is_share=is_share) == shown
