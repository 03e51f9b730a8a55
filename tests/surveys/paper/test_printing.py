"""The printed questionnaire: every question, keys, conditions as instructions, tagged PDF."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pypdf import PdfReader
from sqlmodel import select

from participation.accounts.models import Role
from participation.core.clock import now
from participation.surveys.models import QuestionnaireDraft, QuestionnaireVersion, Survey
from tests.browser import Browser
from tests.cast import signed_in
from tests.surveys.builders import an_open_survey
from tests.surveys.paper.every_kind import EVERY_KIND

PATH = "/de/verwaltung/umfragen/umfrage/druck"


@pytest.fixture
def staff(browser: Browser) -> Browser:
    an_open_survey(browser, EVERY_KIND)
    signed_in(browser, Role.EDITOR)
    return browser


def read(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_the_printed_questionnaire_asks_everything_with_numbers_and_keys(staff: Browser) -> None:
    text = " ".join(staff.get(f"{PATH}/vorschau?sprache=de").text.split())
    for question in (
        "Wie wichtig ist Ihnen das?",
        "Haben Sie ein Auto?",
        "Wo wohnen Sie?",
        "Wo fehlt eine Haltestelle?",
    ):
        assert question in text
    assert '<span class="asked__number">1</span> Wie wichtig' in text
    assert '<span class="key">97</span>' in text
    assert "Nun geht es um Ihren Ort." in text
    assert "Bitte kreuzen Sie höchstens 2 Kästchen an." in text


def test_the_draft_of_a_questionnaire_that_nobody_changed_is_the_published_one(staff: Browser) -> None:
    assert "Haben Sie ein Auto?" in staff.get(f"{PATH}/vorschau?sprache=de&fassung=entwurf").text
    preview = staff.get("/de/verwaltung/umfragen/umfrage/fragebogen/vorschau").text
    assert "/druck.pdf?sprache=de&amp;fassung=entwurf" in preview


def test_conditions_stand_as_instructions_with_the_numbers_of_the_sheet(staff: Browser) -> None:
    text = " ".join(staff.get(f"{PATH}/vorschau?sprache=de").text.split())
    assert (
        "Nur wenn Sie bei Frage 5 „mit dem Bus“ angekreuzt haben und "
        "Ihre Antwort auf Frage 1 (Zeile „Bus und Bahn in den Dörfern“) „teils/teils“ oder mehr ist." in text
    )
    assert "Nur wenn Sie bei Frage 4 „keine Angabe“ nicht angekreuzt haben." in text
    assert "Was wünschen Sie sich zu (Ihre Antwort auf Frage 5)?" in text


def test_large_print_and_leichte_sprache_set_matrices_row_by_row(staff: Browser) -> None:
    normal = staff.get(f"{PATH}/vorschau?sprache=de").text
    assert '<table class="grid grid--pair">' in normal
    large = staff.get(f"{PATH}/vorschau?sprache=de&schrift=gross").text
    assert "document--large" in large
    easy = staff.get(f"{PATH}/vorschau?sprache=de-simple").text
    assert 'lang="de-simple"' in easy
    for page in (large, easy):
        assert "<table" not in page
        assert page.count("Ärztinnen und Ärzte in der Nähe") == 1


def test_the_pdf_is_tagged_speaks_its_language_and_says_where_to_hand_it_in(staff: Browser) -> None:
    answer = staff.get(f"{PATH}.pdf?sprache=de-simple&schrift=gross&abgabe=Rathaus+Lindenau")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == 'attachment; filename="umfrage-leicht-gross.pdf"'
    document: Any = PdfReader(io.BytesIO(answer.content))
    assert document.trailer["/Root"]["/Lang"] == "de-simple"
    assert document.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "Rathaus Lindenau" in read(answer.content)


def test_only_staff_print_and_an_unknown_version_is_not_found(staff: Browser) -> None:
    assert staff.get(PATH).status_code == 200
    assert staff.get(f"{PATH}/vorschau?fassung=7").status_code == 404
    signed_in(staff, Role.MODERATOR)
    assert staff.get(PATH).status_code == 404


def test_a_draft_is_printed_before_anybody_else_sees_it(staff: Browser) -> None:
    with staff.site.database.writing() as session:
        survey = session.exec(select(Survey)).one()
        version = session.exec(select(QuestionnaireVersion)).one()
        document = {**version.document, "title": {"de": "Noch ein Entwurf"}}
        session.add(QuestionnaireDraft(survey_id=survey.id, document=document, changed_at=now()))
    assert "Noch ein Entwurf" in staff.get(f"{PATH}/vorschau?fassung=entwurf").text
    assert "Noch ein Entwurf" not in staff.get(f"{PATH}/vorschau").text
    with staff.site.database.writing() as session:
        session.delete(session.exec(select(QuestionnaireVersion)).one())
    staff.site.refresh()
    assert "Noch ein Entwurf" in staff.get(PATH).text
