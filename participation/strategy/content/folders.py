"""A strategy's folder: its TOML and its Markdown files in all languages, put together and checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from participation.core.content_files import ContentProblem, required, toml_file
from participation.core.slugs import SLUG
from participation.strategy.content.markdown_files import headings, numbered
from participation.strategy.content.media_files import media_in
from participation.strategy.content.sources import (
    ElementSource,
    HeadingSource,
    LinkSource,
    MilestoneSource,
    StrategySource,
    TwinMark,
)
from participation.strategy.models import Kind, Precision, Relation
from participation.web.languages import GERMAN, LANGUAGES, Language

# Addresses below a strategy that are no elements.
RESERVED = frozenset({"fassungen", "vergleich"})
TWINS = tuple(language for language in LANGUAGES if language != GERMAN)
# The county's names of a level, in further languages where it gives them: one, many, one_leicht, many_leicht …
LEVEL_NAMES = frozenset(
    name + suffix for name in ("one", "many") for suffix in ("", *(f"_{language.slug}" for language in TWINS))
)
_Located = tuple[Path, HeadingSource]


def strategy_in(folder: Path) -> StrategySource:
    """The strategy that a folder holds.

    Raises:
        ContentProblem: anything in its files cannot be used.
    """
    path = folder / "strategy.toml"
    settings = toml_file(path)
    elements = _elements(folder)
    known = {element.key for element in elements}
    return StrategySource(
        slug=_slug(path, settings),
        horizon=settings.get("horizon"),
        levels=_levels(path, settings, elements),
        titles={GERMAN.tag: str(required(path, settings, "title"))} | _translated(settings, "title"),
        summaries={GERMAN.tag: str(settings.get("summary", "")).strip()} | _translated(settings, "summary"),
        elements=elements,
        links=tuple(_link(path, link, known) for link in settings.get("links", [])),
        milestones=tuple(_milestone(path, milestone) for milestone in settings.get("milestones", [])),
        media=tuple(media_in(folder, settings, {element.key: element for element in elements})),
    )


def _slug(path: Path, settings: dict[str, Any]) -> str:
    slug = str(required(path, settings, "slug"))
    if not SLUG.fullmatch(slug):
        raise ContentProblem(path, f"The slug “{slug}” is not made of a-z, 0-9 and hyphens.")
    return slug


def _translated(settings: dict[str, Any], name: str) -> dict[str, str]:
    """Values such as `title_leicht` by language tag."""
    return {
        language.tag: str(settings[f"{name}_{language.slug}"]).strip()
        for language in TWINS
        if f"{name}_{language.slug}" in settings
    }


def _levels(path: Path, settings: dict[str, Any], elements: Sequence[ElementSource]) -> dict[str, dict[str, str]]:
    levels = settings.get("levels", {})
    for kind, names in levels.items():
        if kind not in set(Kind) or not {"one", "many"} <= set(names) <= LEVEL_NAMES:
            sentence = f"levels.{kind} is not a known kind with its names `one` and `many` (and `one_leicht` …)."
            raise ContentProblem(path, sentence)
    for element in elements:
        if element.kind.value not in levels:
            raise ContentProblem(
                path, f"levels does not name the kind {element.kind.value}, which “{element.key}” has."
            )
    return dict(levels)


def _elements(folder: Path) -> tuple[ElementSource, ...]:
    located = list(_headings(folder, GERMAN))
    by_key: dict[str, _Located] = {}
    for path, heading in located:
        if heading.key in by_key:
            raise ContentProblem(path, f"The id “{heading.key}” is used twice in this strategy.", heading.line)
        by_key[heading.key] = (path, heading)
    twins = {language.tag: _twins(folder, language, by_key) for language in TWINS}
    elements = {key: _element(*found, twins) for key, found in by_key.items()}
    return tuple(elements[key] for key in _parents_first(by_key))


def _headings(folder: Path, language: Language) -> Iterator[_Located]:
    for path in sorted(folder.glob(f"*.{language.slug}.md")):
        for heading in headings(path):
            yield path, heading


def _twins(folder: Path, language: Language, standard: dict[str, _Located]) -> dict[str, HeadingSource]:
    twins: dict[str, HeadingSource] = {}
    for path, twin in _headings(folder, language):
        if twin.key not in standard:
            raise ContentProblem(path, f"The standard text has no element “{twin.key}”.", twin.line)
        if twin.key in twins:
            raise ContentProblem(path, f"The id “{twin.key}” is used twice in this language.", twin.line)
        known = {block.key for block in standard[twin.key][1].blocks}
        for block in twin.blocks:
            if block.key not in known:
                sentence = f"The standard text of “{twin.key}” has no paragraph “{block.key}”."
                raise ContentProblem(path, sentence, block.line)
        twins[twin.key] = twin
    return twins


def _element(path: Path, heading: HeadingSource, twins: dict[str, dict[str, HeadingSource]]) -> ElementSource:
    if heading.kind not in set(Kind):
        raise ContentProblem(path, f"“{heading.key}” has no kind, or one that is not known.", heading.line)
    if heading.key in RESERVED:
        raise ContentProblem(path, f"“{heading.key}” is an address of its own and no id of an element.", heading.line)
    number, title = numbered(heading.title) if heading.number is None else (heading.number, heading.title)
    texts, marks = {GERMAN.tag: _texts(heading, title)}, dict[str, dict[str, TwinMark]]()
    if _marks(heading):
        raise ContentProblem(path, f"“{heading.key}”: only twins have a state or can be stale.", heading.line)
    for tag, found in twins.items():
        if twin := found.get(heading.key):
            own_number, words = numbered(twin.title)
            texts[tag] = _texts(twin, words if number and own_number == number else twin.title)
            if marked := _marks(twin):
                marks[tag] = marked
    blocks = ("title", *(block.key for block in heading.blocks))
    return ElementSource(heading.key, Kind(heading.kind), number, heading.parent, blocks, texts, marks)


def _texts(heading: HeadingSource, title: str) -> dict[str, str]:
    return ({"title": title} if title else {}) | {block.key: block.text for block in heading.blocks}


def _marks(heading: HeadingSource) -> dict[str, TwinMark]:
    marked = {"title": heading.mark if heading.title else TwinMark()} | {one.key: one.mark for one in heading.blocks}
    return {key: mark for key, mark in marked.items() if mark != TwinMark()}


def _parents_first(by_key: dict[str, _Located]) -> list[str]:
    """The keys in reading order, each after its parent."""
    ordered: dict[str, None] = {}
    waiting = dict(by_key)
    while waiting:
        ready = [key for key, (_, heading) in waiting.items() if heading.parent is None or heading.parent in ordered]
        if not ready:
            path, heading = next(iter(waiting.values()))
            raise ContentProblem(path, f"There is no element “{heading.parent}” to hang below.", heading.line)
        ordered |= dict.fromkeys(ready)
        waiting = {key: found for key, found in waiting.items() if key not in ordered}
    return list(ordered)


def _link(path: Path, link: dict[str, Any], known: set[str]) -> LinkSource:
    for end in ("source", "target"):
        if link.get(end) not in known:
            raise ContentProblem(path, f"A link names “{link.get(end)}”, which is no element.")
    if link.get("relation") not in set(Relation):
        raise ContentProblem(path, f"A link from “{link['source']}” has no known relation.")
    return LinkSource(link["source"], Relation(link["relation"]), link["target"])


def _milestone(path: Path, milestone: dict[str, Any]) -> MilestoneSource:
    try:
        day = date.fromisoformat(str(milestone["date"]))
        precision = Precision(milestone.get("precision", Precision.DAY))
        title = str(milestone["title"])
    except (KeyError, ValueError) as problem:
        raise ContentProblem(path, f"A milestone needs a date, a title and a known precision: {problem}.") from problem
    return MilestoneSource(day, precision, {GERMAN.tag: title} | _translated(milestone, "title"))
