"""What stands in content files is what is read later; a mistake in them is one clear sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func
from sqlmodel import Session, SQLModel, col, select

from participation.core.content_files import ContentProblem
from participation.core.database import Database
from participation.regions.content import load_region
from participation.regions.models import Municipality, PopulationGroup, Region
from participation.strategy.content import load
from participation.strategy.models import Element, Kind, Strategy, Version, VersionText
from participation.web.folders import folder
from tests.cast import a_region
from tests.strategy.builders import EASY, STANDARD, STRATEGY_TOML, a_strategy, strategy_files

COUNTS = {
    "zukunftsstrategie-2030": {Kind.ACTION_CLUSTER: 4, Kind.ACTION_FIELD: 22, Kind.STRATEGIC_GOAL: 47},
    "kreisentwicklungskonzept": {
        Kind.PRIORITY_GROUP: 2,
        Kind.ACTION_FIELD: 7,
        Kind.AREA: 17,
        Kind.GUIDING_PRINCIPLE: 17,
        Kind.STRATEGIC_GOAL: 38,
    },
    "strategische-oberziele-2018": {Kind.STRATEGIC_GOAL: 3, Kind.SUB_GOAL: 12},
    "strategische-ziele-2035": {Kind.STRATEGIC_GOAL: 3, Kind.ACTION_FIELD: 6},
    "leitbild": {Kind.ACTION_FIELD: 6},
}


def _load_everything(session: Session) -> int:
    return sum(load(session, path.parent, load_region(session, path.parent)) for path in _regions())


def _regions() -> list[Path]:
    return sorted(folder("content").glob("*/region.toml"))


def _size(session: Session) -> dict[str, int]:
    return {
        name: session.scalar(select(func.count()).select_from(table)) or 0
        for name, table in SQLModel.metadata.tables.items()
    }


def _goals_below(session: Session, cluster: Element) -> int:
    goals = select(func.count(col(Element.id))).where(
        Element.parent_id == cluster.id, Element.kind == Kind.STRATEGIC_GOAL
    )
    return session.exec(goals).one()


def test_all_five_strategies_are_complete(database: Database) -> None:
    with database.writing() as session:
        assert _load_everything(session) == 5
        for strategy in session.exec(select(Strategy)):
            kinds = session.exec(
                select(Element.kind, func.count(col(Element.id)))
                .where(Element.strategy_id == strategy.id)
                .group_by(col(Element.kind))
            )
            present = dict(kinds.all())
            assert {kind: present[kind] for kind in COUNTS[strategy.slug]} == COUNTS[strategy.slug]
        clusters = session.exec(
            select(Element).where(Element.kind == Kind.ACTION_CLUSTER).order_by(col(Element.number))
        )
        assert [_goals_below(session, cluster) for cluster in clusters] == [9, 15, 18, 5]


def test_every_field_of_salzlandkreis_and_boerde_has_its_twin(database: Database) -> None:
    with database.writing() as session:
        _load_everything(session)
        fields = (
            select(Element.id)
            .join(Strategy, col(Strategy.id) == col(Element.strategy_id))
            .where(
                Element.kind == Kind.ACTION_FIELD,
                col(Strategy.slug).in_({"zukunftsstrategie-2030", "kreisentwicklungskonzept"}),
            )
        )
        texts = {
            tag: session.exec(
                select(func.count(col(VersionText.id))).where(
                    col(VersionText.element_id).in_(fields), VersionText.language == tag
                )
            ).one()
            for tag in ("de", "de-simple")
        }
    assert texts["de"] == texts["de-simple"] > 29 * 3


def test_loading_twice_changes_nothing(database: Database) -> None:
    with database.writing() as session:
        _load_everything(session)
        before, ids = _size(session), set(session.exec(select(Element.id)))
    with database.writing() as session:
        assert _load_everything(session) == 0
        assert _size(session) == before
        assert set(session.exec(select(Element.id))) == ids


def test_a_region_comes_with_its_municipalities_and_population(database: Database) -> None:
    with database.writing() as session:
        region = load_region(session, folder("content") / "boerde")
        version = region.published_version
        towns = session.exec(select(Municipality).where(Municipality.region_id == region.id)).all()
        people = session.exec(select(func.sum(PopulationGroup.people))).one()
        again = load_region(session, folder("content") / "boerde")
    assert {town.name for town in towns} > {"Haldensleben", "Wolmirstedt"}
    assert people == region.population_total
    assert again.published_version == version


def test_a_loaded_strategy_is_published_as_version_one(database: Database, tmp_path: Path) -> None:
    with database.writing() as session:
        strategy = a_strategy(session, a_region(session), tmp_path)
        version = session.exec(select(Version)).one()
    assert (strategy.latest_version, version.number, version.published_at is not None) == (1, 1, True)


def test_a_files_first_heading_can_hang_below_an_element_of_another(database: Database, tmp_path: Path) -> None:
    chapter = "# Anhang {#anhang .chapter parent=unterwegs}\n"
    with database.writing() as session:
        region = a_region(session)
        load(session, strategy_files(tmp_path, background=chapter), region)
        elements = {element.key: element for element in session.exec(select(Element))}
    assert elements["anhang"].parent_id == elements["unterwegs"].id


@pytest.mark.parametrize(
    ("files", "place", "sentence"),
    [
        ({"standard": STANDARD.replace(" {#radwege .action_field}", "")}, "01-unterwegs.de.md, line 13", "no {#id}"),
        ({"standard": STANDARD.replace("#radwege", "#mobilitaet")}, "01-unterwegs.de.md, line 13", "used twice"),
        ({"standard": STANDARD.replace(".action_cluster", ".haufen")}, "01-unterwegs.de.md, line 1", "no kind"),
        ({"standard": STANDARD.replace("#radwege", "#fassungen")}, "01-unterwegs.de.md, line 13", "address of its own"),
        ({"standard": "Vorweg.\n\n" + STANDARD}, "01-unterwegs.de.md, line 1", "before the first heading"),
        ({"easy": EASY + "\n## Fremd {#fremd}\n"}, "01-unterwegs.leicht.md, line 12", "no element “fremd”"),
        (
            {"easy": EASY.replace("Hier geht", "Eins.\n\nHier geht")},
            "01-unterwegs.leicht.md, line 5",
            "no paragraph “p2”",
        ),
        ({"strategy": STRATEGY_TOML.replace("ziel-bus", "ziel-zug")}, "strategy.toml", "ziel-zug"),
        ({"strategy": STRATEGY_TOML.replace("action_field =", "area =")}, "strategy.toml", "does not name the kind"),
        ({"strategy": STRATEGY_TOML + "]"}, "strategy.toml", "no valid TOML"),
        ({"background": "# Anhang {#anhang .chapter parent=weg}\n"}, "90-anfang.de.md, line 1", "no element “weg”"),
    ],
)
def test_a_mistake_in_a_file_is_named_with_its_place(
    tmp_path: Path, database: Database, files: dict[str, str], place: str, sentence: str
) -> None:
    strategy_files(tmp_path, **files)
    with database.writing() as session:
        region: Region = a_region(session)
        with pytest.raises(ContentProblem) as problem:
            load(session, tmp_path, region)
    assert place in str(problem.value)
    assert sentence in str(problem.value)
