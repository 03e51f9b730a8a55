"""Who sees what: other bodies, other regions, other roles."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

import pytest
from sqlmodel import select

from participation.accounts.models import Role
from participation.areas import PAGES
from participation.core.journal import JournalEntry
from participation.threads.watched_words import store_words
from participation.youth_council.models import YouthCouncil, YouthMember, YouthMotion, YouthReport
from tests.browser import Browser
from tests.cast import a_region, an_account
from tests.youth_council.builders import (
    BODY,
    OFFICE,
    ROOM,
    a_council,
    a_draft,
    a_member,
    as_account,
    as_coordinator,
    as_member,
)


@dataclass
class Setting:
    """Two bodies of one region, each with a member and a draft."""

    council: YouthCouncil
    member: YouthMember
    draft: YouthMotion
    other: YouthCouncil
    stranger: YouthMember

    @property
    def inside(self) -> list[str]:
        """Pages that only insiders of the first body see."""
        return [f"{ROOM}/", f"{ROOM}/vorschlagen", f"{ROOM}/antraege/{self.draft.id}"]


@pytest.fixture
def setting(browser: Browser) -> Setting:
    """The bodies, seen by the running application."""
    with browser.site.database.writing() as session:
        region = a_region(session)
        council, other = a_council(session, region), a_council(session, region, "stadtjugendrat")
        member, stranger = a_member(session, council), a_member(session, other)
        draft = a_draft(session, council, member)
    browser.site.refresh()
    return Setting(council, member, draft, other, stranger)


def test_strangers_are_asked_for_a_code(browser: Browser, setting: Setting) -> None:
    for path in setting.inside:
        assert browser.get(path).headers["location"].startswith("/de/jugend/wieder-da")


def test_a_member_of_one_body_sees_nothing_of_another(browser: Browser, setting: Setting) -> None:
    as_member(browser, setting.stranger)
    assert [browser.get(path).status_code for path in setting.inside] == [404, 404, 404]
    assert browser.get(f"/de/jugend/stadtjugendrat/antraege/{setting.draft.id}").status_code == 404
    form = {"id": str(uuid4()), "text": "Hallo"}
    assert browser.post(f"{ROOM}/antraege/{setting.draft.id}/sagen", form).status_code == 404
    assert browser.post(f"/de/jugend/stadtjugendrat/antraege/{setting.draft.id}/sagen", form).status_code == 404


def test_a_member_sees_no_page_of_the_staff(browser: Browser, setting: Setting) -> None:
    as_member(browser, setting.member)
    paths = [page.path for page in PAGES if page.path.startswith("/verwaltung/jugend") and "{" not in page.path]
    assert paths
    for path in [*paths, "/verwaltung/", f"{BODY.removeprefix('/de')}/mitglieder"]:
        answer = browser.get(f"/de{path}")
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/de/verwaltung/anmelden")


def test_a_member_of_one_region_is_nobody_in_another(browser: Browser, setting: Setting) -> None:
    with browser.site.database.writing() as session:
        a_council(session, a_region(session, "marbach", "Landkreis Marbach"))
    browser.site.refresh()
    as_member(browser, setting.member)
    assert browser.get("/de/lindenau/jugend/jugendkreistag/").status_code == 200
    assert browser.get("/de/marbach/jugend/jugendkreistag/").status_code == 404


@pytest.mark.parametrize("role", [Role.ADMIN, Role.EDITOR, Role.MODERATOR, Role.ANALYST])
def test_staff_without_a_youth_role_see_no_members_and_no_drafts(
    browser: Browser, setting: Setting, role: Role
) -> None:
    with browser.site.database.writing() as session:
        account = an_account(session, role)
    as_account(browser, account)
    hidden = [*setting.inside, f"{BODY}/mitglieder", f"{BODY}/codes", f"{OFFICE}/meldungen/"]
    assert [browser.get(path).status_code for path in hidden] == [404] * len(hidden)


def test_youth_moderators_see_the_talk_but_no_list_of_members(browser: Browser, setting: Setting) -> None:
    with browser.site.database.writing() as session:
        account = an_account(session, Role.YOUTH_MODERATOR)
    as_account(browser, account)
    assert [browser.get(path).status_code for path in setting.inside] == [200, 200, 200]
    assert browser.get(f"{OFFICE}/meldungen/").status_code == 200
    assert browser.get(f"{BODY}/mitglieder").status_code == 404
    form = {"id": str(uuid4()), "text": "Hallo"}
    assert browser.post(f"{ROOM}/antraege/{setting.draft.id}/sagen", form).status_code == 403


def test_a_coordinator_sees_their_own_members_only_and_every_look_is_written_down(
    browser: Browser, setting: Setting
) -> None:
    as_coordinator(browser, setting.other)
    assert browser.get(f"{BODY}/mitglieder").status_code == 404
    assert browser.get(f"{ROOM}/").status_code == 404
    as_coordinator(browser, setting.council)
    assert "Otter" in browser.get(f"{BODY}/mitglieder").text
    assert browser.post(f"{BODY}/mitglieder/{setting.stranger.id}/pause", {"paused": "yes"}).status_code == 404
    with browser.site.database.reading() as session:
        looks = select(JournalEntry).where(JournalEntry.action == "looked at members of")
        assert [entry.subject_id for entry in session.exec(looks)] == [setting.council.id]


def test_a_word_of_the_regions_list_is_pointed_out_and_decides_nothing(browser: Browser, setting: Setting) -> None:
    with browser.site.database.writing() as session:
        store_words(session, setting.council.region_id, ["Dummkopf"])
    as_member(browser, setting.member)
    path = f"{ROOM}/antraege/{setting.draft.id}"
    for text in ("Alles gut.", "Ihr seid Dummköpfe."):
        browser.post(f"{path}/sagen", {"id": str(uuid4()), "text": text})
    assert "Ihr seid Dummköpfe." in browser.get(path).text
    as_coordinator(browser, setting.council)
    page = browser.get(f"{OFFICE}/meldungen/").text
    assert "Ihr seid Dummköpfe." in page
    assert "Alles gut." not in page
    with browser.site.database.reading() as session:
        report = session.exec(select(YouthReport)).one()
    browser.post(f"{OFFICE}/meldungen/{report.id}", {"act": "hide"})
    as_member(browser, setting.member)
    assert "Ihr seid Dummköpfe." not in browser.get(path).text


def test_anybody_reports_a_worry_and_only_the_youth_team_reads_it(browser: Browser, setting: Setting) -> None:
    as_member(browser, setting.member)
    for _ in range(3):
        browser.post(f"{ROOM}/antraege/{setting.draft.id}/sorgen")
    browser.cookies.clear()
    form = {"id": str(uuid4()), "text": "Jemand will meine Adresse."}
    assert browser.post("/de/jugend/hilfe", {"text": " "}).status_code == 422
    for _ in range(2):
        sent = browser.post("/de/jugend/hilfe", form, follow=True)
    assert "Deine Nachricht ist da" in sent.text
    assert "116 111" in sent.text
    with browser.site.database.reading() as session:
        reports = session.exec(select(YouthReport)).all()
        assert sorted(report.text for report in reports) == ["", form["text"]]
    as_coordinator(browser, setting.council)
    page = browser.get(f"{OFFICE}/meldungen/").text
    assert "Jemand will meine Adresse." in page
    assert setting.draft.text in page
    for report in reports:
        browser.post(f"{OFFICE}/meldungen/{report.id}", {"act": "done"})
    assert "Keine Meldung wartet." in browser.get(f"{OFFICE}/meldungen/").text
