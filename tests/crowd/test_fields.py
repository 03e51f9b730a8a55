"""Fields: recognised by seed words and examples, suggested to authors, confirmed by staff, described by words."""

from __future__ import annotations

import random
import re
from uuid import UUID

import pytest
from sqlmodel import Session, select

from participation.accounts.models import Role
from participation.areas import all_jobs
from participation.comments.receipts import withdraw
from participation.core.database import Database
from participation.core.jobs import run_due
from participation.core.settings import Settings
from participation.crowd import learning
from participation.crowd.features import seed_stems
from participation.crowd.fields import keep_seeds, least_sure, seeds_of
from participation.crowd.jobs import learn_region, take_in
from participation.crowd.models import CrowdEntry, CrowdField, CrowdModel
from participation.crowd.training import Example, trained
from participation.joints import CROWD
from participation.regions.actions import publish_change
from participation.strategy.models import Element, Kind, Strategy
from participation.strategy.versions import publish_version
from tests.browser import Browser
from tests.cast import signed_in
from tests.comments.builders import PUBLIC, Setting, _block, _thread, a_comment, a_setting, an_idea
from tools.crowd_evaluation import SEEDS, TEXTS, best

ORDER = "/de/verwaltung/ordnen"
BUS = "Der Bus fährt abends nicht mehr, der Zug auch nicht."
DOCTOR = "Wir brauchen einen Arzt, die Praxis ist zu und die Pflege auch."


def _two_fields(session: Session, slug: str = "lindenau") -> tuple[Setting, UUID]:
    """A region with the fields Mobilität and Gesundheit; the thread of the latter."""
    setting = a_setting(session, slug)
    thread = _thread(session, setting.region)
    element = Element(
        strategy_id=setting.strategy_id, thread_id=thread, key="gesundheit", kind=Kind.ACTION_FIELD, position=2
    )
    session.add(element)
    session.flush()
    _block(session, setting.region, element, "title", "Gesundheit", "Gesundheit")
    publish_version(session, session.get_one(Strategy, setting.strategy_id), "", None)
    keep_seeds(session, setting.region.id, setting.element_thread, "Bus, Zug, Radweg, Haltestelle", None)
    keep_seeds(session, setting.region.id, thread, "Arzt, Praxis, Pflege, Krankenhaus", None)
    return setting, thread


def _taught(database: Database, slug: str = "lindenau") -> tuple[Setting, UUID]:
    with database.writing() as session:
        setting, thread = _two_fields(session, slug)
        for number in range(4):
            an_idea(session, setting, f"{BUS} {number}", element_id=None, text="", **PUBLIC)
            an_idea(session, setting, f"{DOCTOR} {number}", element_id=None, text="", **PUBLIC)
        a_comment(session, setting, DOCTOR + " Bus.", **PUBLIC)
    take_in(database, CROWD, recent=True)
    with database.writing() as session:
        areas = CROWD.areas(session, setting.region.id, "de")
        seeds = {str(thread): seed_stems(said) for thread, said in seeds_of(session, setting.region.id).items()}
        examples = [Example(*one) for one in learning.examples_of(session, CROWD, setting.region.id, areas)]
        model = trained(seeds, examples)
        columns = {"thread_ids": list(seeds), "scale": model.scale, "weights": model.weights, "labels": len(examples)}
        learning.keep_model(session, setting.region.id, columns)
        assert learning.guess_again(session, CROWD, setting.region.id, 0, 100) is None
    return setting, thread


def test_fields_are_recognised_by_seed_words_far_better_than_by_chance() -> None:
    rows = [line.split("\t") for line in TEXTS.read_text().splitlines()]
    random.Random(5).shuffle(rows)  # noqa: S311 - repeatable
    seeds = {field: seed_stems(said) for field, said in SEEDS.items()}
    model = trained(seeds, [Example(text) for _, text in rows])
    right = sum(best(model.chances(text)) == field for field, text in rows)
    assert right / len(rows) >= 0.5


def test_labels_make_the_model_know_words_that_no_seed_names() -> None:
    seeds = {"a": seed_stems("Bus"), "b": seed_stems("Arzt")}
    examples = [Example("Die Schranke ist zu", "a"), Example("Das Rezept fehlt", "b")] * 5
    model = trained(seeds, examples)
    assert model.chances("Schon wieder die Schranke")["a"] > 0.6
    assert model.chances("Wo bleibt mein Rezept")["b"] > 0.6


def test_the_form_suggests_a_field_that_the_author_may_leave(browser: Browser) -> None:
    setting, _ = _taught(browser.site.database)
    browser.site.refresh()
    form = {"id": "x", "title": "Mehr Ärzte", "text": "Ein Arzt und eine Praxis im Ort, bitte", "place": ""}
    part = {"hx-request": "true", "hx-request-type": "partial"}
    fragment = browser.post("/de/beitraege/aehnliche/idea", form, headers=part).text
    assert 'data-fill-with="zukunft/gesundheit"' in fragment
    whole = browser.post("/de/beitraege/aehnliche/idea", form).text
    assert re.search(r'type="checkbox"[^>]*value="zukunft/gesundheit"', whole)
    chosen = form | {"place": "zukunft/mobilitaet"}
    assert "zukunft/gesundheit" not in browser.post("/de/beitraege/aehnliche/idea", chosen, headers=part).text
    assert setting.region.slug == "lindenau"


def test_the_least_sure_contribution_comes_first_and_an_answer_trains(browser: Browser) -> None:
    database = browser.site.database
    setting, thread = _taught(database)
    browser.site.refresh()
    with database.reading() as session:
        waiting = least_sure(session, setting.region.id, 20)
    assert [one.certainty for one in waiting] == sorted(one.certainty or 0 for one in waiting)
    signed_in(browser, Role.MODERATOR, setting.region)
    page = browser.get(f"{ORDER}/zuordnen").text
    assert DOCTOR + " Bus." in page
    entry = re.findall(r'name="entry" value="(\d+)"', page)[0]
    assert browser.post(f"{ORDER}/zuordnen", {"entry": entry, "field": str(thread)}).status_code == 303
    assert browser.post(f"{ORDER}/zuordnen", {"entry": entry, "field": "x"}).status_code == 404
    with database.reading() as session:
        coded = session.exec(select(CrowdEntry).where(CrowdEntry.id == int(entry))).one()
        assert coded.field_id == thread
        examples = learning.examples_of(
            session, CROWD, setting.region.id, CROWD.areas(session, setting.region.id, "de")
        )
    assert (DOCTOR + " Bus.", str(thread)) in examples


def test_staff_enter_seed_words_and_a_job_learns_from_them(browser: Browser) -> None:
    database = browser.site.database
    with database.writing() as session:
        setting, thread = _two_fields(session)
        an_idea(session, setting, BUS, **PUBLIC)
    browser.site.refresh()
    signed_in(browser, Role.EDITOR, setting.region)
    names = [f"seeds-{setting.element_thread}", f"seeds-{thread}"]
    twice = browser.post(f"{ORDER}/felder", dict.fromkeys(names, "Bus, Bahn"))
    assert twice.status_code == 422
    assert "Mobilität" in twice.text
    assert browser.post(f"{ORDER}/felder", dict(zip(names, ("Bus, Bahn", "Arzt"), strict=True))).status_code == 303
    while run_due(database, [job for job in all_jobs(Settings()) if job.every is None]):
        pass
    with database.reading() as session:
        assert session.get_one(CrowdField, thread).seeds == "Arzt"
        assert len(session.exec(select(CrowdModel)).one().thread_ids) == 2


def test_words_that_stand_out_come_with_quotes_of_what_is_public(browser: Browser) -> None:
    with browser.site.database.writing() as session:
        setting = a_setting(session)
        for number in range(4):
            a_comment(session, setting, f"Der Radweg nach Ort {number} fehlt. Sonst ist alles gut.", **PUBLIC)
        a_comment(session, setting, "Der Radweg ist geheim.")
    take_in(browser.site.database, CROWD, recent=True)
    learn_region(browser.site.database, CROWD, {"region": str(setting.region.id)})
    browser.site.refresh()
    signed_in(browser, Role.ANALYST, setting.region)
    page = browser.get(f"{ORDER}/stichworte").text
    assert "Radweg" in page
    assert len(set(re.findall(r"Der Radweg nach Ort \d fehlt\.", page))) == 3  # any three of the four
    assert "geheim" not in page
    assert browser.get(f"{ORDER}/").status_code == 200


@pytest.mark.parametrize("role", [Role.YOUTH_MODERATOR])
def test_who_has_another_role_finds_no_such_pages(browser: Browser, role: Role) -> None:
    with browser.site.database.writing() as session:
        region = a_setting(session).region
    browser.site.refresh()
    signed_in(browser, role, region)
    for page in ("", "dubletten", "felder", "zuordnen", "stichworte", "themen", "zusammenfassungen"):
        assert browser.get(f"{ORDER}/{page}").status_code == 404


def test_everybody_reads_words_of_fields_with_enough_contributions_only(browser: Browser) -> None:
    with browser.site.database.writing() as session:
        setting = a_setting(session)
        rows = [
            a_comment(session, setting, f"Der Abendbus fehlt am Samstag, sagt Haus {number}.", **PUBLIC)
            for number in range(9)
        ]
        a_comment(session, setting, "Der Abendbus ist mein Geheimnis.")
        words = [{"word": "Abendbus", "count": 9, "score": 4.0}, {"word": "Samstag", "count": 4, "score": 3.0}]
        thread = setting.element_thread
        session.add(CrowdField(thread_id=thread, region_id=setting.region.id, keywords=words))
    browser.site.refresh()
    page = "/de/schlagwoerter/"
    assert "Abendbus" not in browser.get(page).text  # nine are too few
    with browser.site.database.writing() as session:
        a_comment(session, setting, "Bäume an der Allee.", **PUBLIC)
        publish_change(session, setting.region.id)
    browser.site.refresh()
    shown = browser.get(page).text
    assert "Der Abendbus fehlt am Samstag, sagt Haus" in shown
    assert "Geheimnis" not in shown
    assert ">Samstag<" not in shown
    with browser.site.database.writing() as session:
        for row in rows[:2]:
            assert withdraw(session, bytes(row.receipt_key))
    browser.site.refresh()
    assert "Abendbus" not in browser.get(page).text
