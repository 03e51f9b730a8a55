"""Council papers from the draft to the council's decision, through the front door."""

from __future__ import annotations

from typing import Any

import pytest
from sqlmodel import Session, select

from participation.accounts.models import Role
from participation.core.errors import Conflict, NotNow
from participation.goals.models import GoalChange
from participation.papers.amendments import amendable
from participation.papers.models import OrganizationKind, Paper, PaperState, Result
from participation.papers.queries import outcome_of, steps_of
from participation.papers.results import BodyResult, record_result
from participation.papers.staff import actions, amending, deliberation
from participation.papers.staff.forms import AmendmentSheet, OrganizationSheet
from participation.strategy.models import BlockText, Strategy
from participation.strategy.versions import current_version
from tests.browser import Browser
from tests.cast import signed_in
from tests.goals.builders import Scene, a_comment, a_release, a_scene, fields_of, set_up
from tests.papers.builders import (
    COMMITTEE_DAY,
    a_draft,
    a_public_paper,
    a_step,
    bodies,
    brought_to,
    sheet_of,
    steps_by_body,
)


def test_staff_begin_write_and_hand_in_a_paper(browser: Browser) -> None:
    scene, made = set_up(browser, bodies)
    signed_in(browser, Role.EDITOR, scene.region)
    begun = browser.post("/de/verwaltung/vorlagen/neu", {"strategy": "zukunft", "subject": "Ziele bis 2035"})
    form = begun.headers["location"]
    assert "Der Bus fährt jede Stunde." in browser.get(form).text
    paper = form.removesuffix("bearbeiten")
    page = browser.get(paper).text
    assert "Die Vorlage hat noch keine Beratungsfolge." in page
    step = {"organization": str(made[1].id), "meeting_on": "2031-03-19", "is_public": "yes"}
    assert browser.post(f"{paper}beratung/", step).status_code == 303
    fields = {"subject": "Ziele bis 2035", "day": "2031-02-01", "serial": "7", "opening": "Es gilt:"}
    boxes = {"check-un_brk": "yes", "check-climate": "not_apt", "annexes": ["strategy"]}
    assert browser.post(form, fields | boxes | goals_in(browser, form)).status_code == 303
    assert 'id="obstacles"' not in browser.get(paper).text
    assert browser.post(f"{paper}weiter", {"state": "draft"}).status_code == 303
    assert "7/2031" in browser.get(paper).text


def goals_in(browser: Browser, form: str) -> dict[str, Any]:
    """The fields of the goals as the form holds them."""
    return {name: value for name, value in fields_of(browser.get(form).text).items() if name.startswith("goal-")}


def test_other_words_than_those_of_the_version_block_handing_in(browser: Browser) -> None:
    with browser.site.database.writing() as session:
        scene = a_scene(session)
        paper = a_draft(session, scene)
        changed = sheet_of(session, paper, words={str(scene.goal_id): "1.1 Der Bus fährt jede halbe Stunde."})
        actions.save_paper(session, paper, changed, None)
        with pytest.raises(NotNow):
            actions.advance(session, paper, None)
        actions.take_frozen_words(session, paper, None)
        actions.advance(session, paper, None)
        assert paper.state is PaperState.HANDED_IN


def test_nobody_reads_a_paper_before_the_members_have_it(browser: Browser) -> None:
    _scene, paper = set_up(browser, a_draft)
    address = f"/de/beschluesse/{paper.id}"
    for state in (PaperState.HANDED_IN, PaperState.DISPATCHED):
        with browser.site.database.writing() as session:
            brought_to(session, session.get_one(Paper, paper.id), state)
        browser.site.refresh()
        assert browser.get(address).status_code == 404
        assert browser.api("GET", f"/papers/{paper.id}").status_code == 404
        assert browser.api("GET", "/papers").json()["items"] == []
    with browser.site.database.writing() as session:
        brought_to(session, session.get_one(Paper, paper.id), PaperState.RELEASED)
    browser.site.refresh()
    for language in ("de", "leicht", "en"):
        assert browser.get(f"/{language}/beschluesse/{paper.id}").status_code == 200
        assert "Ziele bis 2035" in browser.get(f"/{language}/beschluesse/").text


def test_the_api_knows_papers_by_the_slug_of_their_region(browser: Browser) -> None:
    scene, paper = set_up(browser, a_public_paper)
    found = [browser.api("GET", f"/papers?region={slug}").json()["items"] for slug in (scene.region.slug, "nirgends")]
    assert [[(one["id"], one["region"]) for one in items] for items in found] == [
        [(str(paper.id), scene.region.slug)],
        [],
    ]
    assert browser.api("GET", f"/papers/{paper.id}").json()["region"] == scene.region.slug
    assert browser.api("GET", "/papers/keine-kennung").status_code == 404


def test_of_a_closed_meeting_only_the_day_is_told(browser: Browser) -> None:
    _scene, paper = set_up(browser, a_public_paper)
    with browser.site.database.writing() as session:
        closed = steps_by_body(session, paper.id)["Kreisausschuss"]
        said = BodyResult(Result.REJECTED, (3, 8, 1), "Geheim.")
        record_result(session, session.get_one(Paper, paper.id), closed, said, None)
    browser.site.refresh()
    page = browser.get(f"/de/beschluesse/{paper.id}").text
    assert "5. März 2031" in page
    answers = [browser.api("GET", f"/papers/{paper.id}{shape}").text for shape in ("", "?shape=oparl")]
    for told in (page, *answers):
        assert "Kreistag" in told
        for secret in ("Kreisausschuss", "Geheim.", "rejected", "Abgelehnt"):
            assert secret not in told
    assert COMMITTEE_DAY.isoformat() in answers[0]


def test_what_a_closed_body_decides_is_told_to_nobody(browser: Browser) -> None:
    scene, paper = set_up(browser, a_public_paper)
    with browser.site.database.writing() as session:
        council = steps_by_body(session, paper.id)["Kreistag"]
        council.is_public = False
        session.add(council)
        said = BodyResult(Result.REJECTED, (3, 8, 1))
        record_result(session, session.get_one(Paper, paper.id), council, said, None)
    browser.site.refresh()
    assert browser.api("GET", f"/papers/{paper.id}").json()["outcome"] is None
    for address in (f"/de/beschluesse/{paper.id}", "/de/beschluesse/", f"/opendata/{scene.region.slug}/papers.csv"):
        told = browser.get(address).text
        assert "Ziele bis 2035" in told
        assert "rejected" not in told
        assert "Abgelehnt" not in told


def test_a_second_press_on_the_same_page_goes_no_further(browser: Browser) -> None:
    scene, paper = set_up(browser, _handed_in)
    signed_in(browser, Role.EDITOR, scene.region)
    for status in (303, 409):
        pressed = browser.post(f"/de/verwaltung/vorlagen/{paper.id}/weiter", {"state": "handed_in"})
        assert pressed.status_code == status
    with browser.site.database.reading() as session:
        assert session.get_one(Paper, paper.id).state is PaperState.DISPATCHED


def _handed_in(session: Session, scene: Scene) -> Paper:
    return brought_to(session, a_draft(session, scene), PaperState.HANDED_IN)


def test_the_result_of_the_council_stands_on_the_page_with_its_votes(browser: Browser) -> None:
    scene, paper = set_up(browser, a_public_paper)
    signed_in(browser, Role.EDITOR, scene.region)
    with browser.site.database.reading() as session:
        council = steps_by_body(session, paper.id)["Kreistag"]
    address = f"/de/verwaltung/vorlagen/{paper.id}/beratung/{council.id}/"
    assert browser.post(address, {"result": "adopted", "votes_for": "viele"}).status_code == 422
    votes = {"result": "adopted", "votes_for": "31", "votes_against": "9", "abstained": "2"}
    assert browser.post(address, votes).status_code == 303
    browser.site.refresh()
    page = browser.get(f"/de/beschluesse/{paper.id}").text
    assert "31 dafür, 9 dagegen, 2 Enthaltungen" in page
    told = browser.api("GET", f"/papers/{paper.id}").json()
    assert (told["outcome"], told["consultations"][1]["votes_for"]) == ("adopted", 31)


def test_a_supplement_takes_its_number_from_its_parent(browser: Browser) -> None:
    with browser.site.database.writing() as session:
        scene = a_scene(session)
        parent = brought_to(session, a_draft(session, scene), PaperState.HANDED_IN)
        version = current_version(session, session.get_one(Strategy, scene.strategy_id))
        numbers = [actions.supplement_paper(session, parent, version, None).number for _again in range(2)]
        assert numbers == [f"69-1/{parent.year}", f"69-2/{parent.year}"]


def test_every_council_of_an_association_decides(browser: Browser) -> None:

    with browser.site.database.writing() as session:
        scene = a_scene(session)
        paper = a_draft(session, scene)
        councils = [
            deliberation.add_organization(
                session,
                scene.region.id,
                OrganizationSheet("Gemeinderat", town, OrganizationKind.MUNICIPAL_COUNCIL, {}),
                None,
            )
            for town in ("Lindenau", "Marbach")
        ]
        a_step(session, paper, councils[0], COMMITTEE_DAY)
        with pytest.raises(NotNow):
            actions.advance(session, paper, None)
        a_step(session, paper, councils[1], COMMITTEE_DAY)
        brought_to(session, paper, PaperState.DISPATCHED)
        for step in steps_of(session, [paper.id])[paper.id]:
            assert outcome_of(steps_of(session, [paper.id])[paper.id]) is None
            said = BodyResult(Result.ADOPTED)
            if step.decides:
                record_result(session, paper, step.consultation, said, None)
        assert outcome_of(steps_of(session, [paper.id])[paper.id]) is Result.ADOPTED


def test_the_figures_of_a_paper_are_those_of_the_api(browser: Browser) -> None:
    _scene, _release, _comment, paper = set_up(browser, a_release, a_comment, a_public_paper)
    told = browser.api("GET", f"/papers/{paper.id}").json()["content"]
    [survey] = told["surveys"]
    results = browser.api("GET", f"/surveys/{survey['survey']}/results").json()
    means = {table["name"].partition(".")[0]: table["rows"][0]["mean"] for table in results["tables"] if table["rows"]}
    assert survey["release"] == results["release"]["number"]
    for field in survey["fields"]:
        assert {name: field[name] for name in means} == means
    assert told["contributions"]["published"] == len(browser.api("GET", "/comments").json()["items"]) == 1
    browser.get(f"/de/beschluesse/{paper.id}")


def test_oparl_names_paper_and_consultations(browser: Browser) -> None:
    _scene, paper = set_up(browser, a_public_paper)
    told = browser.api("GET", f"/papers/{paper.id}?shape=oparl").json()
    assert told["type"] == "https://schema.oparl.org/1.1/Paper"
    assert (told["reference"], told["paperType"]) == (paper.number, "Beschlussvorlage")
    assert [one["type"] for one in told["consultation"]] == ["https://schema.oparl.org/1.1/Consultation"] * 2


def test_an_amendment_is_merged_into_the_draft_with_its_reason(browser: Browser) -> None:
    scene, paper = set_up(browser, a_public_paper)
    signed_in(browser, Role.EDITOR, scene.region)
    address = f"/de/verwaltung/vorlagen/{paper.id}/antraege/"
    with browser.site.database.reading() as session:
        block = next(block_id for block_id, words in amendable(session, paper) if "jede Stunde" in words)
    wording = {"wording": "Der Bus fährt jede halbe Stunde.", "reason": "Das hilft Schulkindern."}
    sent = browser.post(address, {"council_group": "Gruppe Linde", "day": "2031-03-01", "block": str(block)} | wording)
    amendment = sent.headers["location"].rpartition("antrag-")[2]
    browser.site.refresh()
    assert "Gruppe Linde" in browser.get(f"/de/beschluesse/{paper.id}").text
    assert browser.post(f"{address}{amendment}/", {"act": "merge"}).status_code == 303
    assert browser.post(f"{address}{amendment}/", {"act": "merge"}).status_code == 403
    with browser.site.database.reading() as session:
        [change] = session.exec(select(GoalChange)).all()
        assert (change.before, change.after) == ("Der Bus fährt jede Stunde.", wording["wording"])
        assert "Gruppe Linde" in change.reason


def test_an_amendment_of_a_text_that_changed_meanwhile_is_joined_by_a_person(browser: Browser) -> None:
    with browser.site.database.writing() as session:
        scene = a_scene(session)
        paper = a_public_paper(session, scene)
        block = next(block_id for block_id, words in amendable(session, paper) if "jede Stunde" in words)
        sheet = AmendmentSheet(str(block), "Gruppe Linde", COMMITTEE_DAY, "Der Bus fährt nachts.", "", {})
        amendment = amending.submit_amendment(session, paper, sheet, None)
        text = session.exec(select(BlockText).where(BlockText.block_id == block, BlockText.language == "de")).one()
        text.text = "Der Bus fährt oft."
        session.add(text)
        session.flush()
        with pytest.raises(Conflict):
            amending.merge_amendment(session, paper, amendment, None)
