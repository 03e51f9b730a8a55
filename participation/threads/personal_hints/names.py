"""People by name: after a form of address, or a common first name with another word in capitals behind it."""

from __future__ import annotations

import re
from pathlib import Path

from participation.threads.personal_hints.spans import Spans, spans


def _words(file: str) -> frozenset[str]:
    return frozenset(Path(__file__).with_name(file).read_text(encoding="utf-8").split())


FIRST_NAMES = _words("first_names.txt")
_NAME = r"[A-ZÄÖÜÇŞİ][a-zäöüßéèçğşı]+(?:-[A-ZÄÖÜ][a-zäöüßé]+)?"
_PARTICLE = r"(?:(?:von|van|zu|de)\s(?:der\s|den\s)?)?"
_TITLED = re.compile(
    rf"\b(?:Herrn?|Hr\.|Frau|Fr\.|Familie|Fam\.|Dr\.|Prof\.)\s(?:(?:Dr\.|Prof\.|med\.|Dipl\.-Ing\.)\s?){{0,3}}({_PARTICLE}{_NAME}(?:\s{_PARTICLE}{_NAME})?)"
)
_PAIR = re.compile(rf"(?<![\w-])({_NAME})\s(?:[A-Z]\.\s)?({_PARTICLE}{_NAME})(?![\w-])")
# Offices and streets that bear a name, and words that follow a first name without being one.
_NO_SURNAME = _words("no_surnames.txt")
_OFFICES = _words("offices.txt")


def people(text: str) -> Spans:
    """Names of people; an office alone ("Herr Landrat") is none."""
    titled = [
        (start, end) for start, end in spans(_TITLED, text, 1) if text[start:end].partition(" ")[0] not in _OFFICES
    ]
    return [*titled, *_pairs(text)]


def _pairs(text: str) -> list[tuple[int, int]]:
    found, place = [], 0
    while hit := _PAIR.search(text, place):
        first, last = hit.group(1), hit.group(2)
        is_name = all(part in FIRST_NAMES for part in first.split("-")) and last not in _NO_SURNAME
        if is_name:
            found.append(hit.span())
        place = hit.end() if is_name else hit.end(1)
    return found
