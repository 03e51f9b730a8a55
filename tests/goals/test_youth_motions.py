"""A motion of a youth council as evidence of a wording, and what its readers learn of that."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlmodel import Session, select

from participation.accounts.models import Role
from participation.goals.models import Evidence
from participation.youth_council.models import YouthMotion
from tests.browser import Browser
from tests.cast import a_region, signed_in
from tests.goals.builders import fields_of, set_up
from tests.youth_council.builders import a_council, a_draft, a_handed_in_motion

WORKSPACE = "/de/verwaltung/ziele/zukunft/z-bus"
PUBLISH = "/de/verwaltung/strategien/zukunft/veroeffentlichen"
DAY = date(2026, 3, 2)


def _motion(session: Session, scene: Any) -> YouthMotion:
    motion = a_handed_in_motion(session, a_council(session, scene.region), DAY, DAY + timedelta(weeks=8))
    motion.element_id = scene.goal_id
    session.add(motion)
    session.flush()
    return motion


def _cite(browser: Browser, motion: YouthMotion) -> None:
    form = fields_of(browser.get(WORKSPACE).text)
    form |= {"text-title-de": "Der Bus fährt auch am Abend.", "evidence": f"youth_motion:{motion.id}"}
    assert browser.post(WORKSPACE, form).status_code == 303


def test_a_youth_motion_leads_to_words_and_its_page_tells(browser: Browser) -> None:
    _scene, motion = set_up(browser, _motion)
    signed_in(browser, Role.EDITOR)
    assert motion.title in browser.get(WORKSPACE).text
    _cite(browser, motion)
    browser.post(PUBLISH, fields_of(browser.get(PUBLISH).text) | {"note": "Der Bus fährt abends."})
    browser.cookies.clear()
    assert motion.text in browser.get("/de/ziele/zukunft/z-bus").text
    told = browser.get(f"/de/jugend/antraege/{motion.id}").text
    assert "Was daraus wurde" in told
    assert "/de/ziele/zukunft/z-bus#version-2" in told
    assert motion.text in str(browser.api("GET", "/goals").json())


def test_drafts_and_motions_of_other_regions_are_no_evidence(browser: Browser) -> None:
    _scene, draft, other = set_up(
        browser,
        lambda session, scene: a_draft(session, a_council(session, scene.region)),
        lambda session, _scene: a_handed_in_motion(
            session, a_council(session, a_region(session, "marbach", "Landkreis Marbach")), DAY, DAY
        ),
    )
    signed_in(browser, Role.EDITOR)
    workspace = WORKSPACE.replace("/de/", "/de/lindenau/")
    for motion in (draft, other):
        page = browser.get(workspace).text.replace("/de/lindenau/", "/de/")
        form = fields_of(page) | {"text-title-de": "Neu.", "evidence": f"youth_motion:{motion.id}"}
        browser.post(workspace, form)
    with browser.site.database.reading() as session:
        assert session.exec(select(Evidence)).all() == []
