"""One Markdown file of a strategy: headings are elements, what stands between blank lines are blocks."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from participation.core.content_files import ContentProblem
from participation.core.slugs import SLUG
from participation.strategy.content.sources import BlockSource, HeadingSource, TwinMark
from participation.strategy.models import TwinState

_HEADING = re.compile(r"(#{1,6})\s+(.*\S)\s*")
_ATTRIBUTES = re.compile(r"(.*?)\s*\{([^{}]*)\}")
_BLOCK_KEY = re.compile(r"\s*\{#([^{}\s]+)((?:\s+[^{}\s]+)*)\s*\}\s*$")
_STALE = "stale"
_NUMBER = re.compile(r"(\d+(?:\.\d+)*)\.?\s+(.+)")


def headings(path: Path) -> tuple[HeadingSource, ...]:
    """The headings of a file in their order, each with its parent's key (by depth, or as `parent=` says) and blocks.

    Raises:
        ContentProblem: a heading without id, text before the first heading, a depth left out, a key used twice.
    """
    found: list[HeadingSource] = []
    above: dict[int, str] = {}
    paragraph: list[str] = []

    def finish_paragraph(line: int) -> None:
        if paragraph:
            found[-1] = _with_block(path, found[-1], paragraph, line - len(paragraph))
            paragraph.clear()

    lines = path.read_text(encoding="utf-8").splitlines()
    for line, text in enumerate([*lines, ""], start=1):
        if heading := _HEADING.fullmatch(text):
            finish_paragraph(line)
            depth = len(heading[1])
            element = _heading(path, line, heading[2], above.get(depth - 1))
            if depth > 1 and depth - 1 not in above:
                raise ContentProblem(path, f"A heading of depth {depth} needs one of depth {depth - 1} above it.", line)
            above = {known: key for known, key in above.items() if known < depth} | {depth: element.key}
            found.append(element)
        elif not text.strip():
            finish_paragraph(line)
        elif not found:
            raise ContentProblem(path, "There is text before the first heading.", line)
        else:
            paragraph.append(text.rstrip())
    return tuple(found)


def _heading(path: Path, line: int, text: str, parent: str | None) -> HeadingSource:
    parts = _ATTRIBUTES.fullmatch(text)
    if not parts:
        raise ContentProblem(path, "The heading has no {#id}.", line)
    element = HeadingSource(key="", title=parts[1], line=line, parent=parent)
    for word in parts[2].split():
        if word.startswith("#"):
            element = replace(element, key=word[1:])
        elif word.startswith("."):
            element = replace(element, kind=word[1:])
        elif word.startswith("parent="):
            element = replace(element, parent=word.removeprefix("parent="))
        elif word.startswith("number="):
            element = replace(element, number=word.removeprefix("number="))
        else:
            element = replace(element, mark=_marked(path, line, element.mark, word))
    if not SLUG.fullmatch(element.key):
        raise ContentProblem(path, f"The id “{element.key}” is not made of a-z, 0-9 and hyphens.", line)
    if not element.title and element.kind:  # a twin may have paragraphs without a title
        raise ContentProblem(path, "The heading has no words.", line)
    return element


def _marked(path: Path, line: int, mark: TwinMark, word: str) -> TwinMark:
    """A twin's mark with what one more word in braces says."""
    if word == _STALE:
        return replace(mark, is_stale=True)
    state = word.removeprefix("state=")
    if state == word:
        raise ContentProblem(
            path,
            f"{word} in braces is not known. There may be #id, .kind, parent=id, number=…, state=… and stale.",
            line,
        )
    if state not in set(TwinState):
        raise ContentProblem(path, f"“{state}” is no state; those are {', '.join(TwinState)}.", line)
    return replace(mark, state=TwinState(state))


def mark_words(mark: TwinMark) -> list[str]:
    """The words in braces that say a twin's mark; none for a draft that is in step."""
    words = [] if mark.state is TwinState.DRAFT else [f"state={mark.state.value}"]
    return [*words, _STALE] if mark.is_stale else words


def _with_block(path: Path, element: HeadingSource, lines: list[str], line: int) -> HeadingSource:
    text = "\n".join(lines).strip()
    key, mark = f"p{len(element.blocks) + 1}", TwinMark()
    if named := _BLOCK_KEY.search(text):
        key, text = named[1], text[: named.start()]
        for word in named[2].split():
            mark = _marked(path, line, mark, word)
    if not SLUG.fullmatch(key) or key == "title":
        raise ContentProblem(path, f"“{key}” cannot be the id of a paragraph.", line)
    if any(block.key == key for block in element.blocks):
        raise ContentProblem(path, f"The paragraph id “{key}” is used twice below “{element.key}”.", line)
    return replace(element, blocks=(*element.blocks, BlockSource(key, text, line, mark)))


def numbered(title: str) -> tuple[str, str]:
    """A heading's official number and its words; the number is empty if there is none."""
    found = _NUMBER.fullmatch(title)
    return (found[1], found[2]) if found else ("", title)
