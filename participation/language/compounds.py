"""Where a long German noun is put together, and how to write it with hyphens."""

from __future__ import annotations

import re
from functools import lru_cache

from participation.language.lexicon import lemma, morphemes, zipf
from participation.language.lists import word_list
from participation.language.syllables import syllables

_LEXICAL = frozenset({"NN", "NN_VAR", "NE", "ADJ", "VV", "VVnp", "CARD", "ADV", "TRUNC"})
_LINKS = ("", "s", "es", "n", "en", "er", "e")
_SHORTEST_PART = 3
_COMMON_PART = 3.4
_NO_FIRST_PART = frozenset(
    [
        "un",
        "ver",
        "be",
        "ent",
        "er",
        "zer",
        "miss",
        "ge",
        "ab",
        "an",
        "auf",
        "aus",
        "bei",
        "dar",
        "ein",
        "fort",
        "her",
        "hin",
        "los",
        "mit",
        "nach",
        "um",
        "vor",
        "weg",
        "weiter",
        "wieder",
        "zu",
        "über",
        "unter",
        "durch",
        "gegen",
        "haupt",
        "ur",
        "erz",
        "sein",
        "eine",
        "der",
        "die",
        "das",
        "den",
        "dem",
        "ihr",
        "war",
        "hat",
        "man",
        "wir",
        "ich",
        "nun",
        "dann",
        "wenn",
        "schon",
        "noch",
        "inter",
        "anti",
        "poly",
        "mono",
        "bio",
        "geo",
        "auto",
        "tele",
        "mikro",
        "makro",
        "ober",
        "nieder",
        "zusammen",
        "zurück",
        "hinter",
        "innen",
        "außen",
        "selbst",
        "rück",
        "pro",
        "re",
        "de",
        "kon",
        "prä",
        "post",
        "sub",
        "super",
        "ultra",
        "trans",
    ]
)
# Read as one word also inside longer ones.
_ONE_WORD = re.compile(
    r"(?:haushalt|stellungnahme|unterhalt|ehrenamt|feuerwehr|mitglied|zusammenarbeit|zukunft|nachweis|barriere)(?:e?s|e?n|e)?"
)
_NO_LAST_PART = re.compile(
    r"^(?:heit|keit|schaft|schaften|ung|ungen|tum|nis|nisse|chen|lein|innen|sinn?en|ation|tion|tionen|ationen|ismus|ität|isten|eure|ende|enden|erei|eien|"
    r"lich.*|isch.*|bar.*|haft.*|los.*|rinnen|terin|terinnen|rungen|erung|erungen|ierung|ierungen|barkeit|losigkeit|igkeit|igkeiten|ern|ende.*|ten|ter|ren|nen|den)$"
)


@lru_cache(maxsize=20_000)
def compound_parts(noun: str) -> tuple[str, ...]:
    """The lexical parts of a noun without separator, link letters kept (Lebens, Verhältnisse); () for a simple word."""
    if not noun.isalpha() or _is_known(noun):
        return ()
    pieces = _by_analysis(noun) or _by_frequency(noun.lower())
    pieces = _rejoined(pieces)
    return tuple(part[0].upper() + part[1:] for part in pieces) if len(pieces) > 1 else ()


def hyphenated(parts: tuple[str, ...]) -> str:
    """A compound with a hyphen between its parts, the usual way of Leichte Sprache."""
    return "-".join(parts)


def _by_analysis(noun: str) -> list[str]:
    """HanTa's lexical pieces, prefixes and endings glued to their neighbours."""
    parts: list[str] = []
    open_prefix = ""
    for text, kind in morphemes(noun, "NN").pieces:
        if kind.startswith(("PREF", "PTKVZ")):
            open_prefix += text
        elif kind in _LEXICAL or not parts:
            parts.append(open_prefix + text)
            open_prefix = ""
        else:
            parts[-1] += text
    if len(parts) < 2 or any(not _is_part(part, last=place == len(parts) - 1) for place, part in enumerate(parts)):  # noqa: PLR2004
        return []
    return [piece for part in parts for piece in (_by_frequency(part) or [part])]


def _is_known(noun: str) -> bool:
    known = word_list("known_compounds")
    return noun in known or lemma(noun, "NN") in known or noun.removesuffix("n") in known


def _rejoined(pieces: list[str]) -> list[str]:
    joined: list[str] = []
    for piece in pieces:
        if joined and _ONE_WORD.fullmatch((joined[-1] + piece).lower()):
            joined[-1] += piece
        else:
            joined.append(piece)
    return joined


def _is_part(part: str, *, last: bool) -> bool:
    if len(part) < _SHORTEST_PART or (last and _NO_LAST_PART.match(part)):
        return False
    return last or part not in _NO_FIRST_PART


def _by_frequency(word: str) -> list[str]:
    """The cut between two common words that explains the noun best, parts of parts included."""
    best, cut = 0.0, 0
    for place in range(_SHORTEST_PART, len(word) - _SHORTEST_PART):
        first, last = word[:place], word[place:]
        if _is_part(first, last=False) and _is_part(last, last=True) and len(last) > _SHORTEST_PART:
            value = min(_as_first(first), zipf(last))
            if value > best:
                best, cut = value, place
    if best < _COMMON_PART or best <= zipf(word) - 0.5 or syllables(word) < 3:  # noqa: PLR2004
        return []
    first, last = word[:cut], word[cut:]
    return [*(_by_frequency(first) or [first]), *(_by_frequency(last) or [last])]


def _as_first(part: str) -> float:
    """How common the first part is, with or without its link letters."""
    bases = [
        part.removesuffix(link) for link in _LINKS if part.endswith(link) and len(part) - len(link) >= _SHORTEST_PART
    ]
    return max(
        (zipf(base) - (0.4 if base != part else 0.0) for base in bases if base not in _NO_FIRST_PART), default=0.0
    )
