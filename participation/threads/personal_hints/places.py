"""Addresses: a street with its number, a postcode with its place."""

from __future__ import annotations

import re
from pathlib import Path

from participation.threads.personal_hints.spans import Spans, spans

_TYPES = (
    "straße|strasse|str\\.|weg|allee|gasse|ring|platz|damm|ufer|steig|stieg|pfad|chaussee|winkel|graben|berg|hof|"
    "siedlung|kamp|wall|markt|promenade"
)
_WORD = r"[A-ZÄÖÜ][\wäöüß-]+"
_BEFORE = r"(?:Alte[rn]?|Neue[rn]?|Große[rn]?|Kleine[rn]?|Lange[rn]?|Breite[rn]?|Obere[rn]?|Untere[rn]?|[A-ZÄÖÜ]\w+er)"
_AT = r"(?:Am|An der|An den|Im|In der|In den|Auf dem|Auf der|Zum|Zur|Unter den|Hinter der)"
_UNITS = r"Uhr|m\b|km|Meter|%|€|cm|ha\b|mm|mal|neue|bis|Jahre"
# A number before another noun counts something: "in der Lindenstraße 12 Bäume".
_NUMBER = (
    r"\s?(?:Nr\.\s?)?[1-9]\d{0,2}\s?[a-hA-H]?(?:\s?[-–/]\s?\d{1,3}[a-h]?)?"
    rf"(?![\w%€°]|[.,:]\d|\s(?:{_UNITS})|\s[A-ZÄÖÜ])"
)
_SEASONS = (
    r"(?!Winter|Sommer|Herbst|Frühjahr|Frühling|Jahr|Monat|Wochenende|Schnitt|Durchschnitt|Umkreis|Artikel|Landkreis)"
)
_STREET = re.compile(
    rf"\b(?:[A-ZÄÖÜ][\wäöüß.-]*(?:{_TYPES})|{_WORD}-(?:{_TYPES.title()})|{_BEFORE}\s(?:{_TYPES.title()})|"
    rf"{_AT}\s(?![\w-]*(?:{_TYPES})){_SEASONS}{_WORD}|{_AT}\s(?:{_TYPES.title()})){_NUMBER}"
)
_PLACE = r"[A-ZÄÖÜ][a-zäöüß]+(?:[ -](?:am|an|der|bei|im|ob|[A-ZÄÖÜ][a-zäöüß]+|\([A-Z][^)]{1,20}\)))*"
_POSTCODE = re.compile(rf"(?<![\d.,/-])(?:D-)?(?!00)\d{{5}}\s({_PLACE})")
# What is counted by five digits; no place.
_COUNTED = tuple(Path(__file__).with_name("counted.txt").read_text(encoding="utf-8").split())


def addresses(text: str) -> Spans:
    """Streets with a number, and postcodes with a place."""
    places = [found.span() for found in _POSTCODE.finditer(text) if not found.group(1).startswith(_COUNTED)]
    return [*spans(_STREET, text), *places]
