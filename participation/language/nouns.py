"""What the form of a German noun tells: gender, plural, genitive ending."""

from __future__ import annotations

import re
from functools import lru_cache

from participation.language.lexicon import lemma, possible_tags, zipf
from participation.language.lists import lowered, word_list

_FEMININE_ENDING = re.compile(r"(?:ung|heit|keit|schaft|ion|tät|ik|ie|ei|ur|enz|anz|in|sis|thek|age|üre|kunft|erie)$")
_LOOKS_FEMININE = re.compile(
    r"(?:termin|verein|gewinn|sinn|magazin|benzin|vitamin|medizin|stein|wein|schein|rhein|kamin|ruin|brei|papagei|skorpion|spion|champion|polei|flur|azur)$"
)
_NEUTER_E = re.compile(
    r"(?:ende|auge|erbe|interesse|gebäude|gelände|gewerbe|gemüse|gebirge|getreide|gefüge|gefälle|gerede|gebilde)$"
)
_PLURAL_ENDING = re.compile(r"(?:n|e|er|s)$")
_UMLAUT = re.compile(r"[äöü]")
_SAME_PLURAL = re.compile(r"(?:er|el|en|chen|lein)$")
_SHORTEST_ENDING = 4


@lru_cache(maxsize=20_000)
def is_masculine_by_list(noun: str) -> bool:
    """Whether it is a masculine that looks like a feminine or a plural (Verlust, Garten, Name)."""
    low = noun.lower()
    masculine = lowered("masculine")
    return low in masculine or any(len(word) > _SHORTEST_ENDING and low.endswith(word) for word in masculine)


@lru_cache(maxsize=20_000)
def is_feminine(noun: str) -> bool:
    """Whether a noun in the singular is feminine: by its ending, by a list, or by the last part of a compound."""
    low = noun.lower()
    if is_masculine_by_list(noun) or _LOOKS_FEMININE.search(low):
        return False
    if _FEMININE_ENDING.search(low) and len(low) > _SHORTEST_ENDING:
        return True
    if low.endswith("e") and not _NEUTER_E.search(low):
        return True
    feminine = lowered("feminine")
    return low in feminine or any(len(word) >= _SHORTEST_ENDING and low.endswith(word) for word in feminine)


@lru_cache(maxsize=20_000)
def is_plural(noun: str) -> bool:
    """Whether a noun that is not in the dative is seen to be plural by its form (Maßnahmen, Häuser, Kitas)."""
    low = noun.lower()
    if is_masculine_by_list(noun) or not (_PLURAL_ENDING.search(low) or _UMLAUT.search(low)) or low.endswith("ss"):
        return False
    return lemma(noun, "NN").lower() != low


@lru_cache(maxsize=20_000)
def may_be_plural(noun: str) -> bool:
    """Whether singular and plural look alike (Lehrer, Mittel, Zeichen)."""
    return bool(_SAME_PLURAL.search(noun.lower())) and not is_masculine_by_list(noun)


@lru_cache(maxsize=20_000)
def has_genitive_s(noun: str) -> bool:
    """Whether the noun carries the -s or -es of a genitive (Kreises), not one of its own (Kreis)."""
    low = noun.lower()
    base = lemma(noun, "NN").lower()
    return low.endswith("s") and base != low and low.startswith(base[:3])


@lru_cache(maxsize=20_000)
def is_name_in_genitive(name: str) -> bool:
    """Whether it is a proper name with the -s of the genitive (Annas, Deutschlands), not a name in -s (Paris)."""
    name = name.rpartition("-")[2]
    if not name.endswith("s") or name in word_list("names_in_s") or name.isupper() or len(name) < _SHORTEST_ENDING:
        return False
    stem = name[:-1]
    if stem.endswith(("s", "z", "x", "ß")) or zipf(stem) <= zipf(name):
        return False
    return "NE" in possible_tags(stem)
