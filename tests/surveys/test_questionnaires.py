"""Questionnaires: what the format allows, what it refuses, and what loading the content folder does."""

from __future__ import annotations

import copy
import json
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from participation.core.content_files import ContentProblem
from participation.core.database import Database
from participation.procedures.content import load as load_procedures
from participation.procedures.models import Phase, Topic
from participation.surveys.content import load as load_surveys
from participation.surveys.models import QuestionnaireVersion, Survey
from participation.surveys.questionnaire import Option, Questionnaire
from participation.surveys.scales import MISSING_TEXTS, SCALES
from participation.surveys.toml_format import QuestionnaireError, questionnaire_from_toml
from participation.web.folders import folder
from tests.cast import a_region
from tests.surveys.builders import SOURCE

PLACES = (Option("15000001", {"de": "Lindenau"}, group="Nord"),)


def changed(path: list[Any], value: Any) -> dict[str, Any]:
    source = copy.deepcopy(SOURCE)
    place: Any = source
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return source


FIRST = ["pages", 0, "questions", 0]


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        (["title"], {"en": "No German"}, "no German text"),
        (["title"], {"de": "A", "fr": "B"}, "unknown language 'fr'"),
        (["pages"], [], "no questions"),
        ([*FIRST, "code"], "Not A Code", "lower case letters"),
        ([*FIRST, "type"], "guess", "no type 'guess'"),
        ([*FIRST, "scale"], "mood", "no ready-made scale"),
        ([*FIRST, "items"], [], "a matrix has items"),
        ([*FIRST, "code"], "satisfaction", "stands on two pages"),
        ([*FIRST, "items", 1, "code"], "mobility", "uses a code twice"),
        (["pages", 2, "questions", 0, "options"], [], "nothing to choose from"),
        (["pages", 2, "questions", 0, "options", 0, "code"], "a b", "no code for an option"),
    ],
)
def test_a_mistake_is_named(path: list[Any], value: Any, sentence: str) -> None:
    with pytest.raises(QuestionnaireError, match=sentence):
        questionnaire_from_toml(changed(path, value), PLACES)


def test_a_matrix_may_go_on_over_pages() -> None:
    more = copy.deepcopy(SOURCE["pages"][0]["questions"][0])
    more["items"] = [{"code": "culture", "text": {"de": "Kultur"}}]
    source = changed(["pages", 1, "questions"], [more])
    whole = questionnaire_from_toml(source, PLACES)
    assert [item.code for item in whole.questions["importance"].items] == ["mobility", "health", "culture"]
    assert whole.page_fields[1] == {"importance.culture"}


def test_a_frozen_document_gives_the_same_questionnaire_back() -> None:
    whole = questionnaire_from_toml(SOURCE, PLACES)
    document = json.loads(json.dumps(whole.as_document()))
    assert Questionnaire.from_document(document) == whole


def test_scales_are_written_out_in_every_language_and_direction() -> None:
    for options in SCALES.values():
        assert [code for code, _ in options] == [5, 4, 3, 2, 1]
        assert all(set(texts) == {"de", "de-simple", "en"} for _, texts in options)
    assert all(set(texts) == {"de", "de-simple", "en"} for texts in MISSING_TEXTS.values())


def _copied(target: Path) -> Path:
    return Path(shutil.copytree(folder("content") / "boerde", target / "boerde"))


def test_content_is_loaded_once(database: Database) -> None:
    content = folder("content") / "boerde"
    with database.writing() as session:
        region = a_region(session, "boerde", "Landkreis Börde")
        assert (load_procedures(session, content, region), load_surveys(session, content, region)) == (1, 1)
        assert (load_procedures(session, content, region), load_surveys(session, content, region)) == (0, 0)
        survey = session.exec(select(Survey)).one()
        version = session.exec(select(QuestionnaireVersion)).one()
        phase = session.get_one(Phase, survey.phase_id)
        topics = set(session.exec(select(Topic.code)))
    assert (survey.slug, survey.latest_version, version.number) == ("wichtig-in-boerde", 1, 1)
    assert phase.kind == "survey"
    questions = Questionnaire.from_document(version.document).questions
    assert {item.code for item in questions["importance"].items} <= topics
    assert questions["municipality"].codes.keys() == {"15000001", "15000002", "outside", "99", "no_answer"}


def test_a_survey_without_a_phase_is_refused_with_its_file(database: Database, tmp_path: Path) -> None:
    content = _copied(tmp_path)
    plan = content / "kreisentwicklungskonzept" / "procedure.toml"
    plan.write_text(plan.read_text().replace('survey = "wichtig-in-boerde"', ""))
    with database.writing() as session:
        region = a_region(session, "boerde", "Landkreis Börde")
        load_procedures(session, content, region)
        with pytest.raises(ContentProblem, match="names 'wichtig-in-boerde'"):
            load_surveys(session, content, region)


@pytest.mark.parametrize("file", sorted(folder("content").glob("*/*/surveys/*.toml")), ids=lambda path: path.stem)
def test_every_survey_of_the_content_speaks_three_languages(file: Path) -> None:
    whole = questionnaire_from_toml(tomllib.loads(file.read_text()), PLACES)
    assert whole.languages == {"de", "de-simple", "en"}
    assert {"importance", "satisfaction", "wish", "age_group", "gender", "municipality", "relation"} <= set(
        whole.questions
    )
