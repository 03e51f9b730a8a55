"""The words by which German strategies name their levels, and what a line says with them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from participation.strategy.models import Kind

# One and many of each level's name; the second group marks the plural.
_WORDS = {
    Kind.PRIORITY_GROUP: r"priorit[äa](?:ten|ts)?gruppe(n)?",
    Kind.ACTION_CLUSTER: r"(?:handlungs|themen)cl?uster(n)?",
    Kind.ACTION_FIELD: r"(?:handlungsfeld(ern?)?|aktionsr(?:aum|(äumen?))|(?:aktions|themen|zukunfts)feld(ern?)?)",
    Kind.AREA: r"themenbereich(en?)?",
    Kind.GUIDING_PRINCIPLE: r"leits(?:atz|(ätzen?))",
    Kind.MOTTO: r"(?:leitgedanken?|motto|slogan)",
    Kind.VISION: r"(?:leitbild|vision)",
    Kind.PREAMBLE: r"präambel",
    Kind.GUIDING_QUESTION: r"leitfragen?",
    Kind.SUB_GOAL: r"(?:unter|teil)ziel(en?)?",
    Kind.OPERATIONAL_GOAL: r"operatives? ziel(en?)?",
    Kind.STRATEGIC_GOAL: r"(?:(?:strategische[sn]?|langfristige[sn]?) )?(?:ober|leit|haupt|kern)?ziel(en?)?",
    Kind.MEASURE: r"maßnahme(n)?",
    Kind.INDICATOR: r"(?:kennzahl(en)?|indikator(en)?)",
}
_SECTION = r"(?:(?P<section>\d{1,2}(?:\.\d{1,2})*)\s*[.|)]?\s+[|]?\s*)?"
_NUMBER = r"(?P<number>\d{1,2}(?:\.\d{1,2}(?!\d)){0,3}|[IVX]{1,4}(?=\b))?"
_FORMS = {
    kind: re.compile(
        rf"{_SECTION}(?P<word>{word})\b\s*{_NUMBER}\.?\s*(?P<sign>[:|–—/-])?\s*(?P<rest>.*)",
        re.IGNORECASE | re.DOTALL,
    )
    for kind, word in _WORDS.items()
}
_ANYWHERE = {kind: re.compile(rf"\b(?:{word})\b", re.IGNORECASE) for kind, word in _WORDS.items()}
_PLURAL_AT_END = {
    kind: re.compile(rf".{{2,60}}\s[-–|:]\s(?P<word>{word})\s*:?", re.IGNORECASE) for kind, word in _WORDS.items()
}
_PLURAL = re.compile(r"(?:zielen|ziele|felder|feldern|räumen?|gruppen|fragen)$", re.IGNORECASE)
_FINAL = re.compile(r"\b(?:final|endgültig|endfassung|schlussfassung)", re.IGNORECASE)
CONTRIBUTES = re.compile(r"\b(?:trägt|tragen|zahlt|zahlen)\b.*\b(?:bei|ein)\b\W*$", re.IGNORECASE | re.DOTALL)
_LONGEST_LABEL, _LONGEST_TITLE, _SHORT = 400, 260, 60
_UNLIKE = 0.55  # below this nobody asks how unlike two wordings are
_SIGNS = re.compile(r"[^\w]+")


@dataclass(frozen=True)
class Label:
    """What a line says about a level: number and title, if it has them, and whether it is said to be final."""

    kind: Kind
    number: str
    title: str
    section: str = ""
    final: bool = False
    named: bool = False  # a colon or the like stands between the level's name and the title


@lru_cache(maxsize=20_000)
def label(text: str) -> Label | None:
    """The label that a line is or begins with: "Handlungsfeld 2 Gesundheit", "Leitziele:", "4 | Handlungsfeld 1"."""
    if len(text) > _LONGEST_LABEL:
        return None
    for kind, form in _FORMS.items():
        found = form.fullmatch(text)
        if not found:
            continue
        title = found["rest"].strip().strip(":").strip()
        number = found["number"] or ""
        if number and _PLURAL.search(found["word"]):
            return None  # "Ziele 19" is a line of a table of contents
        if _is_title(title, number, found["sign"] or ""):
            named = found["sign"] in {":", "|", "–", "—"}
            return Label(kind, number, title, found["section"] or "", bool(_FINAL.search(text)), named)
    for kind, form in _PLURAL_AT_END.items():
        if form.fullmatch(text):
            return Label(kind, "", "", "-", bool(_FINAL.search(text)))
    return None


def _is_title(title: str, number: str, sign: str) -> bool:
    if not title or title == "/":
        return True
    if number:
        return not title[0].islower() and not title.startswith((",", ")", "(", "."))
    return sign == ":" and not title[0].islower()


def mentions(kind: Kind, text: str) -> bool:
    """Whether a level's name stands anywhere in a text."""
    return bool(_ANYWHERE[kind].search(text))


def announces(text: str) -> Kind | None:
    """The level whose list a sentence announces ("… werden die folgenden Ziele definiert"), if it does."""
    if not re.search(r"\b(?:folgende[nrms]?|nachstehende[nr]?|unten aufgeführte[nr]?)\b", text, re.IGNORECASE):
        return None
    found = [
        (match.start(), kind)
        for kind in (Kind.SUB_GOAL, Kind.OPERATIONAL_GOAL, Kind.STRATEGIC_GOAL, Kind.ACTION_FIELD)
        if (match := _ANYWHERE[kind].search(text))
    ]
    return min(found)[1] if found else None


def is_final(text: str) -> bool:
    """Whether a heading says that what follows is the final wording."""
    return bool(_FINAL.search(text))


@lru_cache(maxsize=50_000)
def plain(text: str) -> str:
    """Words without signs and case, to compare by."""
    return _SIGNS.sub(" ", text.lower().replace("-", "")).strip()


@lru_cache(maxsize=200_000)
def likeness(one: str, other: str) -> float:
    """How much two wordings are alike, 0 to 1, by their letters."""
    first, second = plain(one), plain(other)
    if first == second:
        return 1.0
    if not first or not second or min(len(first), len(second)) * 3 < max(len(first), len(second)):
        return 0.0
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _UNLIKE else 0.0


def is_sentence(text: str) -> bool:
    """Whether a text is prose: it ends like a sentence, or is too long for a title."""
    return len(text) > _LONGEST_TITLE or (text.rstrip('“”"» ').endswith((".", "!", "?")) and len(text) > _SHORT)
