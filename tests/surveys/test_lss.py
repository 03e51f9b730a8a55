"""LimeSurvey's files: both layouts, every type of question, conditions, and a report of what stayed behind."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

import pytest

from participation.core.errors import Invalid
from participation.surveys.answers import check_answers
from participation.surveys.lss import Imported, read_lss
from participation.surveys.lss.html import to_markdown
from participation.surveys.questionnaire import Question, Questionnaire
from participation.surveys.questionnaire.checks import problems_of

DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="module")
def old() -> Imported:
    """A file in the layout of version 3, with every type of question."""
    return read_lss((DATA / "limesurvey-3.lss").read_bytes())


@pytest.fixture(scope="module")
def new() -> Imported:
    """A file in the layout of version 6."""
    return read_lss((DATA / "limesurvey-6.lss").read_bytes())


def _question(imported: Imported, code: str) -> Question:
    return next(one for page in imported.questionnaire.pages for one in page.questions if one.code == code)


def _said(imported: Imported, where: str) -> str:
    kind, _, code = where.partition(" ")
    return " ".join(
        line["what"]
        for line in imported.report
        if line["where"] == where or (line["where"].startswith(f"{kind}n ") and code in line["where"][7:].split(", "))
    )


def _shown_if(question: Question) -> dict[str, Any] | None:
    return question.show_if.as_document() if question.show_if else None


def lss_of(questions: list[tuple[str, str, str]], mandatory: str = "N", attributes: Mapping[str, str] = {}) -> bytes:
    """A file with one group of these questions: code, type, German text."""
    rows = [
        {
            "qid": str(n),
            "gid": "1",
            "type": kind,
            "title": code,
            "question": text,
            "language": "de",
            "mandatory": mandatory,
        }
        for n, (code, kind, text) in enumerate(questions, start=1)
    ]
    given = [{"qid": "1", "attribute": name, "value": value} for name, value in attributes.items()]
    tables = {
        "surveys": [{"sid": "1", "language": "de"}],
        "surveys_languagesettings": [{"surveyls_language": "de", "surveyls_title": "Probe"}],
        "groups": [{"gid": "1", "group_name": "Eins", "language": "de"}],
        "questions": rows,
        "question_attributes": given,
    }
    root = Element("document")
    SubElement(root, "LimeSurveyDocType").text = "Survey"
    for table, fields in tables.items():
        place = SubElement(SubElement(root, table), "rows")
        for row in fields:
            into = SubElement(place, "row")
            for name, value in row.items():
                SubElement(into, name).text = value
    return tostring(root)


@pytest.mark.parametrize("version", [3, 6])
def test_what_is_read_can_be_asked_and_survives_being_stored(version: int) -> None:
    questionnaire = read_lss((DATA / f"limesurvey-{version}.lss").read_bytes()).questionnaire
    assert problems_of(questionnaire) == []
    assert Questionnaire.from_document(questionnaire.as_document()) == questionnaire


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("ort", "single"),
        ("land", "single"),
        ("gut", "single"),
        ("gut_comment", "text"),
        ("note", "scale"),
        ("eigentum", "yes_no"),
        ("geschlecht", "single"),
        ("mittel", "multiple"),
        ("gruende", "multiple"),
        ("rang", "ranking"),
        ("km", "number"),
        ("kosten_text", "information"),
        ("kosten_bus", "number"),
        ("tag", "date"),
        ("urteil", "matrix"),
        ("spalten", "matrix"),
        ("fuenf", "matrix"),
        ("zehn", "matrix"),
        ("sicher", "matrix"),
        ("trend", "matrix"),
        ("paar_a", "matrix"),
        ("paar_b", "matrix"),
        ("texte_a", "text"),
        ("hinweis", "information"),
        ("kurz", "text"),
        ("lang", "text"),
        ("riesig", "text"),
        ("zahlen", "number"),
        ("karte", "place"),
        ("tabelle_r1_c2", "text"),
        ("mengen_r1_c1", "number"),
        ("haken_r1", "multiple"),
    ],
)
def test_every_type_of_question_finds_its_kind(old: Imported, code: str, kind: str) -> None:
    assert _question(old, code).kind == kind


def test_answers_keep_their_codes_order_and_texts_in_every_language(old: Imported, new: Imported) -> None:
    ort = _question(old, "ort")
    assert [option.code for option in ort.options] == ["a1", "a2", "other", 97]
    assert ort.options[0].text == {"de": "In der Kreisstadt", "en": "In the county town"}
    assert (ort.options[2].is_open, ort.options[2].text["de"]) == (True, "Anderswo")
    assert (ort.is_shuffled, ort.is_required, bool(ort.why["de"])) == (True, True, True)
    assert ort.hint == {"de": "Der Hauptwohnsitz zählt.", "en": "Your main home."}
    assert [option.code for option in _question(old, "urteil").options] == [1, 2, 3, 99]
    assert _question(new, "g01q02").options[1].text == {"de": "Schwimmbad", "de-simple": "Schwimm-Bad"}
    assert new.questionnaire.languages == {"de", "de-simple"}
    assert old.questionnaire.languages == {"de", "en"}


def test_limits_come_along(old: Imported) -> None:
    mittel, km, tag = (_question(old, code) for code in ("mittel", "km", "tag"))
    assert (mittel.least, mittel.most) == (1, 2)
    assert [option.code for option in mittel.options if option.is_exclusive] == ["sq003"]
    assert (km.minimum, km.maximum, km.decimals, km.unit["de"]) == (0, 250, 2, "km")
    assert _question(old, "kosten_bus").decimals == 0
    assert (tag.minimum, tag.maximum) == ("2020-01-01", None)
    assert _question(old, "rang").most == 2
    assert (_question(old, "kurz").max_length, _question(old, "kurz").lines) == (40, 1)


def test_a_dual_array_becomes_two_matrices_side_by_side(old: Imported) -> None:
    one, two = _question(old, "paar_a"), _question(old, "paar_b")
    assert two.beside == one.code
    assert [item.code for item in one.items] == [item.code for item in two.items] == ["sq001", "sq002"]
    assert one.text["de"].endswith("Wichtigkeit")
    assert two.options[0].text["de"] == "unzufrieden"


def test_relevance_becomes_conditions(old: Imported, new: Imported) -> None:
    assert _shown_if(_question(old, "note")) == {"question": "ort", "is": "a2"}
    assert _shown_if(_question(old, "gruende")) == {
        "all": [{"question": "mittel", "contains": "sq001"}, {"question": "note", "answered": True}]
    }
    assert _shown_if(_question(old, "hinweis")) == {"question": "urteil.sq001", "is": 3}
    page = next(page for page in new.questionnaire.pages if page.show_if)
    assert page.show_if
    assert page.show_if.as_document() == {"question": "g01q01", "is": "ao02"}
    assert _shown_if(_question(new, "g02q01")) == {
        "all": [
            {"any": [{"question": "g01q02", "contains": "sq001"}, {"question": "g01q02", "contains": "sq002"}]},
            {"not": {"question": "g01q01", "is": "ao01"}},
        ]
    }


def test_the_older_table_of_conditions_joins_questions_by_and_answers_by_or(old: Imported) -> None:
    assert _shown_if(_question(old, "geschlecht")) == {
        "all": [
            {"any": [{"question": "gut", "is": "j"}, {"question": "gut", "is": "n"}]},
            {"question": "eigentum", "is": "yes"},
        ]
    }


def test_people_walk_the_same_way_as_in_limesurvey(old: Imported) -> None:
    asked = {"ort": "a2", "note": 3, "eigentum": "yes", "km": "12,5", "mittel": ["sq001"], "gruende": ["1"]}
    answers, problems = check_answers(old.questionnaire, asked)
    assert (problems, answers["km"], answers["gruende"]) == ([], 12.5, ["1"])
    hidden, _ = check_answers(old.questionnaire, {**asked, "ort": "a1"})
    assert {"note", "km", "gruende"}.isdisjoint(hidden)


def test_earlier_answers_are_repeated_in_texts(old: Imported, new: Imported) -> None:
    assert _question(old, "mittel").text["de"].endswith("Sie wohnen: {{ort}}")
    assert _question(old, "kurz").text["de"] == "Ein Stichwort? Ihre Note war {{note}}, Ihr Name ist …."
    assert "{{g01q01}}" in _question(new, "g02q03").text["de"]


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("Frage Regex", 'Die Bedingung regexMatch("/bus/", Lang.NAOK) wurde nicht übernommen'),
        ("Frage Spaeter", "„Nirgends“ wird nicht vorher gefragt"),
        ("Frage Datei", "Dateien können hier nicht hochgeladen werden"),
        ("Frage Rechnung", "Berechnungen gibt es hier nicht"),
        ("Frage Sprache", "Nicht übernommen"),
        ("Frage Versteckt", "Die Frage war versteckt"),
        ("Frage Kurz", "Das Muster /^[a-z]+$/"),
        ("Frage Kurz", "{TOKEN:FIRSTNAME}"),
        ("Frage Hinweis", "Im Text fehlt ein Bild"),
        ("Frage Kosten", "Die vorgegebene Summe"),
        ("Frage Tag", "Die Uhrzeit"),
        ("Frage Tag", "„spätestes Datum“ = today"),
        ("Frage Zehn", "zufällige Reihenfolge der Zeilen"),
        ("Frage Lang", "weiche Pflicht"),
        ("Frage Ort", "fehlender Wert 97"),
        ("Fragebogen", "Quoten (1)"),
    ],
)
def test_what_stays_behind_is_named_with_its_place(old: Imported, where: str, said: str) -> None:
    assert said in _said(old, where)


def test_what_holds_for_several_questions_is_said_once() -> None:
    questions = [("A", "T", "Frage?"), ("B", "T", "Noch eine?"), ("C", "T", "{x()} {y()} {z()} {w()} ?")]
    report = read_lss(lss_of(questions, mandatory="Y")).report
    assert [line["where"] for line in report] == ["Fragen A, B, C", "Frage C"]
    assert report[1]["what"] == "In den Texten fehlen 4 Einschübe, zum Beispiel {x()}, {y()}."


def test_a_text_that_is_calculated_only_is_left_out_and_named() -> None:
    imported = read_lss(lss_of([("A", "T", "Frage?"), ("X", "X", "<b>{if(A == '', 'a', 'b')}</b>")]))
    assert list(imported.questionnaire.questions) == ["a"]
    assert "nur aus Berechnungen" in _said(imported, "Frage X")


def test_a_year_is_a_limit_for_dates() -> None:
    data = lss_of([("T", "D", "Wann?")], attributes={"date_min": "2007", "date_max": "2050"})
    question = _question(read_lss(data), "t")
    assert (question.minimum, question.maximum) == ("2007-01-01", "2050-12-31")


def test_a_language_that_we_do_not_speak_is_named(new: Imported) -> None:
    assert "„fr“" in _said(new, "Fragebogen")
    assert "Entwurf" in _said(new, "Fragebogen")


def test_a_short_name_and_words_at_both_ends(old: Imported, new: Imported) -> None:
    assert (old.slug, new.slug) == ("wohnen-wege-im-kreis-lindenau", "freizeit")
    assert old.questionnaire.introduction["de"].startswith("Herzlich willkommen.\n- Es dauert **fünf** Minuten.")
    assert old.questionnaire.thanks["de"] == "Vielen Dank für Ihre Antworten."
    assert new.questionnaire.introduction["de-simple"] == "Eine Umfrage.\nGuten Tag"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Ein <strong> Wort</strong> hier</p>", "Ein **Wort** hier"),
        ("Eins<br/>Zwei &amp; <em>drei</em>", "Eins\nZwei & *drei*"),
        ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
        (
            '<a href="https://kreis.example/x">Mehr</a> <a href="javascript:x()">nie</a>',
            "[Mehr](https://kreis.example/x) nie",
        ),
        ("<script>alert(1)</script>Text<b></b>", "Text"),
        ("5 < 6 und 7 > 2", "5 < 6 und 7 > 2"),
    ],
)
def test_html_becomes_markdown(html: str, text: str) -> None:
    assert to_markdown(html)[0] == text


DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><document>&b;</document>'


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (DOCTYPE, "document type"),
        (DOCTYPE.decode().replace("?>", ' encoding="utf-16"?>', 1).encode("utf-16"), "document type"),
        (b"<document>", "no whole XML"),
        (b"no xml at all", "no whole XML"),
        (b"<document><LimeSurveyDocType>Group</LimeSurveyDocType></document>", "no survey"),
        (b"<document>" + b" " * 4_000_001 + b"</document>", "too large"),
    ],
)
def test_what_is_no_survey_or_dangerous_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(Invalid, match=said):
        read_lss(data)
