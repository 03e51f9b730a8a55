"""A strategy as content files: what `folders.strategy_in` reads back as the same strategy; pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from participation.strategy.content.folders import TWINS
from participation.strategy.content.markdown_files import mark_words, numbered
from participation.strategy.content.sources import (
    ElementSource,
    MediumSource,
    MilestoneSource,
    StrategySource,
    TwinMark,
)
from participation.strategy.models import Precision
from participation.strategy.texts import TITLE
from participation.web.languages import GERMAN, LANGUAGES

_DEEPEST = 6
_BLANK_LINES = re.compile(r"\n\s*\n")
_HEADING_LIKE = re.compile(r"^(?=#{1,6}\s)", re.MULTILINE)


def content_files(source: StrategySource) -> dict[str, str]:
    """The files of a strategy's folder: name -> text.

    What one cannot say in the format is written as near to it as it can be: an empty line inside a paragraph becomes a
    line break, a line in it that looks like a heading gets a backslash before it.
    """
    files = {"strategy.toml": _settings(source)}
    below: dict[str | None, list[ElementSource]] = {}
    for element in source.elements:
        below.setdefault(element.parent, []).append(element)
    roots = below.get(None, [])
    width = max(len(str(len(roots))), 2)
    for place, root in enumerate(roots, start=1):
        for language in LANGUAGES:
            text = "\n\n".join(_branch(root, below, language.tag))
            if text:
                files[f"{place:0{width}}-{root.key}.{language.slug}.md"] = f"{text}\n"
    return files


def _branch(root: ElementSource, below: Mapping[str | None, list[ElementSource]], tag: str) -> Iterator[str]:
    """A top element and what hangs below it, as the Markdown of one language."""
    depth_before = 0

    def walk(element: ElementSource, depth: int) -> Iterator[str]:
        nonlocal depth_before
        if element.texts.get(tag):
            # A twin may lack the element above; its place in the tree follows from the standard text.
            level = depth if tag == GERMAN.tag else min(depth, depth_before + 1)
            depth_before = min(level, _DEEPEST)
            yield _heading(element, tag, level)
            yield from _blocks(element, tag)
        for child in below.get(element.key, ()):
            yield from walk(child, depth + 1)

    yield from walk(root, 1)


def _heading(element: ElementSource, tag: str, depth: int) -> str:
    title = " ".join(element.texts[tag].get(TITLE, "").split())
    attributes = [f"#{element.key}"]
    shown = f"{element.number} {title}".strip() if title else ""
    if tag == GERMAN.tag:
        attributes.append(f".{element.kind.value}")
        if numbered(shown) != (element.number, title):
            shown = title
            attributes.append(f"number={''.join(element.number.split())}")
        if depth > _DEEPEST and element.parent:
            attributes.append(f"parent={element.parent}")
    else:
        if numbered(shown) != (element.number, title):
            shown = title
        attributes += mark_words(_mark(element, tag, TITLE))
    return f"{'#' * min(depth, _DEEPEST)} {shown} {{{' '.join(attributes)}}}".replace("  ", " ")


def _blocks(element: ElementSource, tag: str) -> Iterator[str]:
    written = 0
    for key in element.blocks:
        text = element.texts[tag].get(key, "").strip()
        if key == TITLE or not text:
            continue
        written += 1
        text = _HEADING_LIKE.sub(r"\\", _BLANK_LINES.sub("\n", text))
        words = mark_words(_mark(element, tag, key))
        yield text if key == f"p{written}" and not words else f"{text} {{{' '.join([f'#{key}', *words])}}}"


def _mark(element: ElementSource, tag: str, key: str) -> TwinMark:
    return element.marks.get(tag, {}).get(key, TwinMark())


def _settings(source: StrategySource) -> str:
    lines = [f"slug = {_quoted(source.slug)}"]
    for name, values in (("title", source.titles), ("summary", source.summaries)):
        lines += [f"{key} = {_quoted(text)}" for key, text in _translated(name, values) if text or key == "title"]
    if source.horizon is not None:
        lines.append(f"horizon = {source.horizon}")
    if source.levels:
        lines += ["", "[levels]"]
    for kind, names in source.levels.items():
        inner = ", ".join(f"{name} = {_quoted(text)}" for name, text in names.items())
        lines.append(f"{kind} = {{ {inner} }}")
    for link in source.links:
        lines += ["", "[[links]]", f"source = {_quoted(link.source)}"]
        lines += [f"relation = {_quoted(link.relation.value)}", f"target = {_quoted(link.target)}"]
    for milestone in source.milestones:
        lines += ["", "[[milestones]]", *_milestone(milestone)]
    for medium in source.media:
        lines += ["", "[[media]]", *_medium(medium)]
    return "\n".join(lines) + "\n"


def _medium(medium: MediumSource) -> Iterator[str]:
    said = {"element": medium.element, "block": medium.block, "kind": medium.kind.value, "file": medium.name}
    yield from (f"{key} = {_quoted(text)}" for key, text in said.items())
    yield from (f"{key} = {_quoted(text)}" for key, text in _translated("description", medium.descriptions))
    yield f"rights = {_quoted(medium.rights)}"


def _milestone(milestone: MilestoneSource) -> Iterator[str]:
    yield f"date = {_quoted(milestone.day.isoformat())}"
    if milestone.precision != Precision.DAY:
        yield f"precision = {_quoted(milestone.precision.value)}"
    yield from (f"{key} = {_quoted(text)}" for key, text in _translated("title", milestone.titles))


def _translated(name: str, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if GERMAN.tag in values:
        yield name, values[GERMAN.tag]
    yield from ((f"{name}_{language.slug}", values[language.tag]) for language in TWINS if language.tag in values)


def _quoted(text: str) -> str:
    """A TOML basic string; JSON's escapes are a part of TOML's, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
