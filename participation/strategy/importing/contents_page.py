"""The document's own table of contents: it is no text, but it says which title belongs to which number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from participation.strategy.importing.lines import Part
from participation.strategy.importing.wording import label
from participation.strategy.models import Kind

_LEADER = re.compile(r"(.*?\S)[\s.·…_]*?(?:\s|\.{2,}|…)(\d{1,3})(?:\s+\d{1,3})*")
_HEADS = {"inhalt", "inhaltsverzeichnis", "inhaltsübersicht", "gliederung"}
_MOST_OTHERS = 2
_LONGEST_ENTRY = 100

Titles = dict[tuple[Kind, str], str]


def without_contents_page(parts: Sequence[Part]) -> tuple[list[Part], Titles]:
    """The parts without the table of contents, and the titles that it gives to numbered levels."""
    start = next((index for index, part in enumerate(parts) if _bare(part) in _HEADS), None)
    if start is None:
        return list(parts), {}
    end, others = start + 1, 0
    for index in range(start + 1, len(parts)):
        part = parts[index]
        if part.heading:
            break
        named = label(part.text)
        if named and named.number and not named.title and end > start + 1:
            break  # no page's number: the level itself begins
        if _LEADER.fullmatch(part.text):
            end, others = index + 1, 0
        elif others < _MOST_OTHERS and len(part.text) < _LONGEST_ENTRY:
            others += 1
        else:
            break
    titles: Titles = {}
    for part in parts[start + 1 : end]:
        found = _LEADER.fullmatch(part.text)
        named = label(found[1]) if found else None
        if named and named.number and named.title:
            titles[named.kind, named.number] = named.title
    return [*parts[:start], *parts[end:]], titles


def _bare(part: Part) -> str:
    return part.text.lower().strip(" :.")
