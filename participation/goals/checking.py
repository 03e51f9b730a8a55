"""What a goal's text leaves open: hints after Doran (1981), with indicator and budget product as German counties plan.

Pure. It looks for words only, so it may be wrong both ways: hints never block.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from participation.core.text import msgid


class Aspect(StrEnum):
    """What makes a goal one that can be checked."""

    SPECIFIC = "specific"
    MEASURABLE = "measurable"
    DATE = "date"
    OWNER = "owner"
    INDICATOR = "indicator"
    PRODUCT = "product"


HINTS = {
    Aspect.SPECIFIC: msgid("“%(words)s” can mean many things. What will be different when the goal is reached?"),
    Aspect.MEASURABLE: msgid("There is no number. How much, how many or how often?"),
    Aspect.DATE: msgid("There is no date. By when?"),
    Aspect.OWNER: msgid("Nobody is named. Who is responsible?"),
    Aspect.INDICATOR: msgid("The text names no indicator. How can one tell that the goal is reached?"),
    Aspect.PRODUCT: msgid("The text names no product of the budget. What is it paid from?"),
}

# Verbs and adjectives that say a direction and no state; stems, so that every form is found.
_VAGUE = re.compile(
    r"\b(?:ge)?(?:stärk|förder|unterstütz|verbesser|optimier|weiterentwick|ausbau|ausgebau|ausbaut|sensibilisier|"
    r"intensivier|attraktiv|bedarfsgerecht|nachhaltig|zukunftsfähig|zukunftsorientiert|angemessen|ausreichend)\w*",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b20\d\d\b")
_DAY = re.compile(r"\b\d{1,2}\.\s?(?:\d{1,2}\.|[A-ZÄÖÜ]\w+)\s?20\d\d\b")
_PRODUCT = re.compile(r"\b(?:Produkte?s?|Produktn\w+|Teilhaushalt\w*|Haushaltsstelle\w*)\b")
_PRODUCT_NUMBER = re.compile(r"\bProdukt\w*\s+[\d.\-]+")
_NUMBER = re.compile(
    r"\d|\b(?:eine[nmrs]?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)\s+(?:Mal|Prozent|Stunden?|Tage?n?)\b"
    r"|\b(?:jede[nmrs]?|alle|keine[nmrs]?|täglich|wöchentlich|monatlich|stündlich|jährlich|halbier\w*|verdoppel\w*)\b",
    re.IGNORECASE,
)
_OWNER = re.compile(
    r"\b(?:Fachdienst\w*|Fachbereich\w*|Dezernat\w*|Stabsstelle\w*|Eigenbetrieb\w*|Kreisverwaltung|Landkreis(?:es)?|"
    r"Landrat|Landrätin|Gemeinden?|\w*[aA]mt(?:es)?|zuständig\w*|verantwortlich\w*|federführend\w*)\b"
)
_INDICATOR = re.compile(r"\b(?:Kennzahl\w*|Indikator\w*|Messgröße\w*|gemessen|Zielwert\w*)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Hint:
    """What is open, as a sentence (a msgid) with its values."""

    aspect: Aspect
    sentence: str
    values: Mapping[str, str]


def goal_hints(text: str) -> list[Hint]:
    """What the standard German text of a goal (title and paragraphs) leaves open; nothing about an empty one."""
    if not text.strip():
        return []
    vague = list(dict.fromkeys(found[0] for found in _VAGUE.finditer(text)))
    said = {
        Aspect.SPECIFIC: not vague,
        Aspect.MEASURABLE: bool(_NUMBER.search(_without_dates(text))),
        Aspect.DATE: bool(_YEAR.search(text)),
        Aspect.OWNER: bool(_OWNER.search(text)),
        Aspect.INDICATOR: bool(_INDICATOR.search(text)),
        Aspect.PRODUCT: bool(_PRODUCT.search(text)),
    }
    values = {Aspect.SPECIFIC: {"words": "“, “".join(vague)}}
    return [Hint(aspect, HINTS[aspect], values.get(aspect, {})) for aspect, is_said in said.items() if not is_said]


def _without_dates(text: str) -> str:
    """The text without years, days and numbers of products: they measure nothing."""
    for pattern in (_PRODUCT_NUMBER, _DAY, _YEAR):
        text = pattern.sub(" ", text)
    return text
