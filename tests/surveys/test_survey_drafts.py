"""A survey before its first publication: how it stands, its address and procedure; the menu around it."""

from __future__ import annotations

from sqlmodel import select

from participation.accounts.models import Role
from participation.procedures.models import Procedure, ProcedureText
from participation.surveys.models import Survey
from tests.browser import Browser
from tests.cast import signed_in
from tests.surveys.builders import an_open_survey, survey_phase
from tests.surveys.editor.builders import Editing

COURSE = "/de/verwaltung/umfragen/umfrage/ablauf"
GROUPS = "/de/verwaltung/umfragen/umfrage/zielgruppen"


def test_a_draft_in_an_open_phase_says_that_it_is_not_published(browser: Browser) -> None:
    editing = Editing(browser)
    with browser.site.database.writing() as session:
        phase = survey_phase(session, editing.procedure)
    editing.begin("Wie wohnen Sie?", phase=f"{editing.procedure.id}:{phase.id}")
    for path in (COURSE, GROUPS):
        page = browser.get(path).text
        assert "Wie wohnen Sie?" in page
        assert "noch nicht veröffentlicht" in page
        assert ">offen<" not in page
    assert "Neuer letzter Tag" not in browser.get(COURSE).text
    assert browser.post(f"{GROUPS}/neu", {"name_de": "Rat", "admission": "codes"}).status_code == 303
    assert browser.post(f"{GROUPS}/rat/entfernen").status_code == 303


def test_address_and_procedure_can_be_chosen_until_the_first_publication(browser: Browser) -> None:
    editing = Editing(browser)
    with browser.site.database.writing() as session:
        other = Procedure(region_id=editing.region.id, slug="anderes")
        session.add(other)
        session.flush()
        session.add(ProcedureText(procedure_id=other.id, language="de", title="Anderes Verfahren"))
    editing.begin("Wie wohnen Sie?")
    moved = browser.post(f"{COURSE}/adresse", {"slug": "wohnen", "procedure": str(other.id)})
    assert moved.status_code == 303
    assert moved.headers["location"].startswith("/de/verwaltung/umfragen/wohnen/ablauf")
    with browser.site.database.reading() as session:
        survey = session.exec(select(Survey)).one()
    assert (survey.slug, survey.procedure_id, survey.phase_id) == ("wohnen", other.id, None)
    wrong = browser.post(
        "/de/verwaltung/umfragen/wohnen/ablauf/adresse", {"slug": "So nicht", "procedure": str(other.id)}
    )
    assert wrong.status_code == 422
    assert 'value="So nicht"' in wrong.text


def test_the_address_of_a_published_survey_stays(browser: Browser) -> None:
    survey = an_open_survey(browser)
    signed_in(browser, Role.EDITOR)
    assert "Adresse und Verfahren bleiben, wie sie sind" in browser.get(COURSE).text
    sent = browser.post(f"{COURSE}/adresse", {"slug": "neu", "procedure": str(survey.procedure_id)})
    assert sent.status_code == 409
    assert browser.get(COURSE).status_code == 200


def test_the_menu_marks_where_an_editor_is(browser: Browser) -> None:
    an_open_survey(browser)
    signed_in(browser, Role.EDITOR)
    for path in (COURSE, GROUPS, "/de/verwaltung/umfragen/umfrage/druck", "/de/verwaltung/frageboegen/"):
        marked = [
            link for link in browser.get(path).text.split("staff-nav__link")[1:] if 'aria-current="page"' in link[:120]
        ]
        assert len(marked) == 1
        assert "Fragebögen" in marked[0][:160]
