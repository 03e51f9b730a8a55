"""From the lines of a document to its tree: what a part is follows from its mark, number and wording and its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from participation.strategy.importing.contents_page import without_contents_page
from participation.strategy.importing.finishing import finish
from participation.strategy.importing.furniture import without_furniture
from participation.strategy.importing.items import headed, item, linked
from participation.strategy.importing.labels import labelled
from participation.strategy.importing.lines import Line, Part
from participation.strategy.importing.numbering import numbered, repeated
from participation.strategy.importing.paragraphs import paragraphs
from participation.strategy.importing.reading import Reading
from participation.strategy.importing.tree import Recognition
from participation.strategy.importing.wording import label

# Each takes a part (and perhaps some after it) and says how many it took; the first that takes any decides.
_STEPS: tuple[Callable[[Reading, int, Part], int], ...] = (labelled, repeated, linked, numbered, headed, item)
_LONGEST_TITLE = 200
_NAMES_STRATEGY = re.compile(
    r"(?!(?:Und|Im|Am|Auf|Das|Die|Der|So|Es|Dies\w*|In|Mit|Für)\s)[A-ZÄÖÜ]\w*[^.,:;!?„“]{0,80}(?:[Ss]trategie|konzept|[Ll]eitbild)\b[^.,:;!?„“]{0,80}"
)


def recognise(lines: Sequence[Line], title: str = "") -> Recognition:
    """The tree of a document.

    Args:
        lines: as its file gives them.
        title: the document's title if its file says it; else its first heading or line.
    """
    parts, titles = without_contents_page(paragraphs(without_furniture(lines)))
    reading = Reading(parts, titles)
    index = 0
    while index < len(parts):
        taken = next((taken for step in _STEPS if (taken := step(reading, index, parts[index]))), 0)
        if not taken:
            reading.text(parts[index])
        index += max(taken, 1)
    finish(reading)
    return Recognition(title or _title(lines, parts), reading.registry.roots, reading.registry.contradictions)


def _title(lines: Sequence[Line], parts: Sequence[Part]) -> str:
    """What the document is about: its subject line, the first line that names a strategy, or its first heading."""
    subject = [after.text for part, after in pairwise(parts) if part.text.lower().strip(" :") == "betreff"]
    short = [
        line.text
        for line in lines
        if len(line.text) <= _LONGEST_TITLE and not line.bullet and "\t" not in line.text and label(line.text) is None
    ]
    named = sorted((text for text in short if _NAMES_STRATEGY.fullmatch(text)), key=_names_no_place)
    headings = [part.text for part in parts if part.heading]
    return next(iter([*subject, *named, *headings, *short]), "")[:_LONGEST_TITLE]


def _names_no_place(text: str) -> bool:
    return not re.search(r"\b(?:(?:land)?kreis(?:es)?|region|stadt|gemeinde)\b", text.split(None, 1)[-1], re.IGNORECASE)
