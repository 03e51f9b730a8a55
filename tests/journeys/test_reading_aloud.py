"""What a screen reader says in a survey: each answer with its topic, its question and its place among the answers."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from sqlmodel import select

from participation.core.database import Database
from participation.regions.models import Region
from participation.surveys.actions import freeze_questionnaire
from participation.surveys.content import place_options
from participation.surveys.models import Survey
from participation.surveys.running import surveys_in
from participation.surveys.toml_format import questionnaire_from_toml
from tests.journeys import acts
from tests.served import filled, serving

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}
EVERY_KIND = Path(__file__).parents[1] / "surveys" / "data" / "every_kind.toml"
CONTROLS = {"radio": "Optionsfeld", "checkbox": "Kontrollfeld", "combobox": "Auswahlliste", "button": "Schalter"}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A county that asks every kind of question."""
    folder = tmp_path_factory.mktemp("aloud")
    url = f"sqlite:///{folder / 'aloud.db'}"
    filled(url, folder / "content", "boerde", demo=True)
    database = Database(url, threads=2)
    with database.writing() as session:
        region = session.exec(select(Region)).one()
        known = session.get_one(Survey, surveys_in(session).named(acts.SURVEY).id)
        source = tomllib.loads(EVERY_KIND.read_text())
        survey = Survey(
            region_id=region.id, procedure_id=known.procedure_id, phase_id=known.phase_id, slug=source["slug"]
        )
        session.add(survey)
        session.flush()
        freeze_questionnaire(session, survey, questionnaire_from_toml(source, place_options(session, region)))
    database.close()
    with serving(url, PARTICIPATION_DEMO="1") as server:
        yield server.address


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def rows(request: pytest.FixtureRequest, chromium: Browser, address: str) -> Iterator[Page]:
    """The page of the survey with matrices, statements and a ranking."""
    context = chromium.new_context(viewport=request.param, base_url=address)
    page = context.new_page()
    page.goto("/de/umfragen/alle-fragearten")
    with page.expect_navigation():
        page.locator("main form button").first.click()
    page.locator("#survey-form button[name='_go']").first.click()
    page.get_by_role("heading", name="Reihen").wait_for()
    yield page
    context.close()


@dataclass
class Reading:
    """What is said at each control, in order: the groups around it, its name, what it is, and which of how many."""

    said: list[str] = field(default_factory=list)
    lists: list[int] = field(default_factory=list)
    _radios: list[tuple[int, str]] = field(default_factory=list)

    @classmethod
    def of(cls, page: Page) -> Reading:
        """Read the form from Chromium's accessibility tree."""
        nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
        reading, by_id = cls(), {node["nodeId"]: node for node in nodes}
        form = next(node for node in nodes if _role(node) == "form")
        reading._walk(form, by_id, ())
        reading._number()
        return reading

    def _walk(self, node: dict[str, Any], by_id: dict[str, Any], groups: tuple[str, ...]) -> None:
        role, name = _role(node), node.get("name", {}).get("value", "").strip()
        described = node.get("description", {}).get("value", "").strip()
        if role in {"group", "radiogroup"}:
            groups = (*groups, name)
        if role == "list":
            self.lists.append(sum(_role(by_id[child]) == "listitem" for child in node["childIds"] if child in by_id))
        if role in CONTROLS:
            if role == "radio":
                self._radios.append((len(self.said), " > ".join(groups)))
            self.said.append(", ".join([*groups, name, *([described] if described else []), CONTROLS[role]]))
        for child in node.get("childIds", []):
            if child in by_id:
                self._walk(by_id[child], by_id, groups)

    def _number(self) -> None:
        """Radio buttons of one group are counted, as screen readers do."""
        groups: dict[str, list[int]] = {}
        for place, group in self._radios:
            groups.setdefault(group, []).append(place)
        for places in groups.values():
            for number, place in enumerate(places, start=1):
                self.said[place] += f" {number} von {len(places)}"


def _role(node: dict[str, Any]) -> str:
    return "" if node.get("ignored") else str(node["role"]["value"])


@pytest.mark.journey
def test_every_answer_of_paired_rows_says_its_topic_and_which_of_both_questions(rows: Page) -> None:
    said = Reading.of(rows).said
    both = "Wie wichtig sind Ihnen diese Themen? Wie zufrieden sind Sie heute?"
    assert f"{both}, Busse, Wichtigkeit, sehr wichtig, Optionsfeld 1 von 6" in said
    assert f"{both}, Busse, Wichtigkeit, weiß nicht, Optionsfeld 6 von 6" in said
    assert f"{both}, Busse, Zufriedenheit, sehr zufrieden, Optionsfeld 1 von 6" in said
    assert f"{both}, Schulen, Zufriedenheit, sehr unzufrieden, Optionsfeld 5 von 6" in said
    assert sum(one.startswith(both) for one in said) == 2 * 2 * 6


@pytest.mark.journey
def test_every_answer_of_a_row_says_the_question_and_the_row(rows: Page) -> None:
    said = Reading.of(rows).said
    asked = "Wie stehen Sie zu diesen Sätzen?"
    assert [one for one in said if one.startswith(asked)] == [
        f"{asked}, {sentence}, {vote}, Optionsfeld {number} von 3"
        for sentence in ("Der Bus soll nichts kosten.", "Nachts soll ein Bus fahren.")
        for number, vote in enumerate(("Stimme zu", "Stimme nicht zu", "Überspringen"), start=1)
    ]


@pytest.mark.journey
def test_a_ranking_names_the_option_at_every_list_and_button_once(rows: Page) -> None:
    asked = "Was soll zuerst geschehen?"
    reading = Reading.of(rows)
    said = [one.removeprefix(f"{asked}, ") for one in reading.said if one.startswith(asked)]
    options = ("Schulen sanieren", "Radwege bauen", "Ärzte gewinnen", "Bäume pflanzen")
    expected = [
        line
        for option in options
        for line in (f"{option}, Auswahlliste", f"{option}: Auf den nächsten Platz setzen, Schalter")
    ]
    assert said == [*expected, "weiß nicht, Kontrollfeld"]
    assert reading.lists[0] == len(options)


@pytest.mark.journey
def test_a_ranking_says_where_an_option_stands_now(rows: Page) -> None:
    rows.get_by_role("button", name="Ärzte gewinnen: Auf den nächsten Platz setzen").click()
    voice = rows.locator("[data-ranking] + [aria-live='polite']")
    assert voice.text_content() == "Ärzte gewinnen: Platz 1"
    names = [one for one in Reading.of(rows).said if "Ärzte gewinnen:" in one]
    assert any(one.endswith("Ärzte gewinnen: Herausnehmen, Schalter") for one in names)
