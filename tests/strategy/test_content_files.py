"""Exporting to content files and loading them gives the same strategy."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from participation.core.content_files import ContentProblem
from participation.core.database import Database
from participation.core.files import FileStore
from participation.regions.models import Region
from participation.strategy.content.folders import strategy_in
from participation.strategy.content.frozen import source_of_version
from participation.strategy.content.loading import add_strategy
from participation.strategy.content.media_files import keep_media
from participation.strategy.content.sources import ElementSource, MediumSource, StrategySource, TwinMark
from participation.strategy.content.writing import content_files
from participation.strategy.models import Kind, MediumKind, TwinState
from participation.strategy.versions import publish_version
from tests.cast import a_region

CONTENT = Path(__file__).resolve().parents[2] / "content"
FOLDERS = sorted(path.parent for path in CONTENT.glob("*/*/strategy.toml"))


def written(files: Mapping[str, str], folder: Path) -> Path:
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def told(source: StrategySource) -> object:
    """All that a strategy says; elements by parent in their order, since files may hold them in any grouping."""
    below: dict[str | None, list[ElementSource]] = {}
    for element in source.elements:
        below.setdefault(element.parent, []).append(element)
    links = {(link.source, link.relation, link.target) for link in source.links}
    titles, summaries = dict(source.titles), {tag: text for tag, text in source.summaries.items() if text}
    return source.slug, source.horizon, dict(source.levels), titles, summaries, below, links, source.milestones


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_content_that_is_loaded_published_exported_and_loaded_again_is_the_same(
    database: Database, tmp_path: Path, folder: Path
) -> None:
    source = strategy_in(folder)
    with database.writing() as session:
        region: Region = a_region(session)
        strategy = add_strategy(session, region, source)
        version = publish_version(session, strategy, "", None)
        frozen = source_of_version(session, strategy, version, FileStore(tmp_path))
    again = strategy_in(written(content_files(frozen), tmp_path / "again"))
    assert told(again) == told(source)


def test_how_far_each_twin_is_comes_back_with_it(database: Database, tmp_path: Path) -> None:
    twin = {"title": TwinMark(TwinState.REVIEWED), "p1": TwinMark(TwinState.IN_CHECKING, is_stale=True)}
    texts = {tag: {"title": "Wege", "p1": "Wege bauen", "p2": "Wege sperren"} for tag in ("de", "de-simple", "en")}
    marks = {"de-simple": twin, "en": {"p2": TwinMark(is_stale=True)}}
    element = ElementSource("wege", Kind.CHAPTER, "", None, ("title", "p1", "p2"), texts, marks)
    source = StrategySource("s", None, {"chapter": {"one": "K", "many": "K"}}, {"de": "S"}, {"de": ""}, (element,))
    loaded = strategy_in(written(content_files(source), tmp_path / "s"))
    with database.writing() as session:
        strategy = add_strategy(session, a_region(session), loaded)
        version = publish_version(session, strategy, "", None)
        frozen = source_of_version(session, strategy, version, FileStore(tmp_path))
    assert strategy_in(written(content_files(frozen), tmp_path / "again")).elements == (element,)


def test_pictures_and_videos_come_back_with_what_they_show(database: Database, tmp_path: Path) -> None:
    folder, store = tmp_path / "content" / "r" / "s", FileStore(tmp_path / "store")
    (folder / "media").mkdir(parents=True)
    picture, video = folder / "media" / "wege.p1.1.jpg", folder / "media" / "wege.p1.2.mp4"
    picture.write_bytes(b"\xff\xd8\xff a picture")
    video.write_bytes(b"....ftypisom a video")
    shows = {"de": "Ein Weg", "de-simple": "Das ist ein Weg."}
    media = (
        MediumSource("wege", "p1", MediumKind.PICTURE, picture.name, shows, "Foto: Demo", picture),
        MediumSource("wege", "p1", MediumKind.SIGN_VIDEO, video.name, {}, "Video: Demo", video),
    )
    element = ElementSource("wege", Kind.CHAPTER, "", None, ("title", "p1"), {"de": {"title": "Wege", "p1": "Bauen"}})
    levels = {"chapter": {"one": "K", "many": "K"}}
    source = StrategySource("s", None, levels, {"de": "S"}, {"de": ""}, (element,), media=media)
    for name, text in content_files(source).items():
        (folder / name).write_text(text, encoding="utf-8")
    keep_media(store, tmp_path / "content")
    with database.writing() as session:
        strategy = add_strategy(session, a_region(session), strategy_in(folder))
        frozen = source_of_version(session, strategy, publish_version(session, strategy, "", None), store)
    assert frozen.media == media
    assert [one.path.read_bytes() for one in frozen.media] == [picture.read_bytes(), video.read_bytes()]


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ('element = "wege"\nblock = "p1"\nfile = "../../secret.jpg"\nrights = "R"', "There is no file"),
        ('element = "wege"\nblock = "p1"\nfile = "gone.jpg"\nrights = "R"', "There is no file"),
        ('element = "wege"\nblock = "p9"\nfile = "a.jpg"\nrights = "R"\ndescription = "D"', "which is no paragraph"),
        ('element = "wege"\nblock = "p1"\nfile = "a.jpg"\nrights = "R"', "needs a description"),
    ],
)
def test_a_medium_that_cannot_be_used_is_named(tmp_path: Path, told: str, sentence: str) -> None:
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "a.jpg").write_bytes(b"\xff\xd8\xff")
    settings = 'slug = "s"\ntitle = "S"\n[levels]\nchapter = {one = "K", many = "K"}\n'
    (tmp_path / "strategy.toml").write_text(f"{settings}[[media]]\n{told}\n", encoding="utf-8")
    (tmp_path / "01.de.md").write_text("# Wege {#wege .chapter}\n\nBauen\n", encoding="utf-8")
    with pytest.raises(ContentProblem, match=sentence):
        strategy_in(tmp_path)


@pytest.mark.parametrize(
    ("language", "braces", "sentence"),
    [
        ("leicht", "{#wege state=finished}", "“finished” is no state"),
        ("leicht", "{#wege kind=chapter}", "kind=chapter in braces is not known"),
        ("de", "{#wege .chapter state=reviewed}", "only twins have a state"),
    ],
)
def test_an_unknown_state_is_named_with_its_line(tmp_path: Path, language: str, braces: str, sentence: str) -> None:
    (tmp_path / "strategy.toml").write_text(
        'slug = "s"\ntitle = "S"\n[levels]\nchapter = {one = "K", many = "K"}\n', encoding="utf-8"
    )
    (tmp_path / "01.de.md").write_text("# Wege {#wege .chapter}\n", encoding="utf-8")
    (tmp_path / f"01.{language}.md").write_text(f"# Wege {braces}\n", encoding="utf-8")
    with pytest.raises(ContentProblem, match=sentence):
        strategy_in(tmp_path)


_WORDS = some.text("abc äß#{}1.*-–„“", min_size=1, max_size=20).map(lambda text: " ".join(text.split()) or "a")
_LINES = some.lists(_WORDS.map(lambda words: f"x {words} y"), min_size=1, max_size=3).map("\n".join)

_MARKS = some.builds(TwinMark, some.sampled_from(TwinState), some.booleans())


@some.composite
def a_tree(draw: some.DrawFn) -> tuple[ElementSource, ...]:
    """Up to nine levels, numbers of every kind, twins with holes."""
    elements: list[ElementSource] = []
    for place in range(draw(some.integers(1, 9))):
        parent = draw(some.sampled_from([None, *(element.key for element in elements)]))
        number = draw(some.sampled_from(["", "1", "1.2", "IV", "A1"]))
        keys = ("title", *(f"p{at}" for at in range(1, draw(some.integers(0, 3)) + 1)), "extra")
        texts = {"de": {key: draw(_WORDS if key == "title" else _LINES) for key in keys}}
        if kept := [key for key in keys if draw(some.booleans())]:
            texts["de-simple"] = {key: draw(_WORDS if key == "title" else _LINES) for key in kept}
        marked = {key: draw(_MARKS) for key in kept}
        marks = {key: mark for key, mark in marked.items() if mark != TwinMark()}
        said = texts, {"de-simple": marks} if marks else {}
        elements.append(ElementSource(f"e{place}", Kind.CHAPTER, number, parent, keys, *said))
    return tuple(elements)


@settings(max_examples=30, deadline=None)
@given(elements=a_tree())
def test_any_tree_survives(tmp_path_factory: pytest.TempPathFactory, elements: tuple[ElementSource, ...]) -> None:
    levels = {"chapter": {"one": "Kapitel", "many": "Kapitel"}}
    source = StrategySource("s", None, levels, {"de": 'Ein "Titel" \\ 2035'}, {"de": ""}, elements)
    folder = tmp_path_factory.mktemp("any") / "s"
    assert told(strategy_in(written(content_files(source), folder))) == told(source)
