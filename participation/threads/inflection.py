"""German inflection as far as a word list needs it: which roots a written word may belong to."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_FOLDED = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})
_SPELLED_OUT = re.compile(r"(?<![aeq])([aou])e")  # "sauer" has none
_NOUN = ("", "e", "en", "ens", "n", "ns", "s", "es", "er", "ern", "in", "innen")
_ADJECTIVE = (
    "e",
    "en",
    "er",
    "es",
    "em",
    "n",
    "ere",
    "eren",
    "erer",
    "eres",
    "erem",
    "st",
    "ste",
    "sten",
    "ster",
    "stes",
    "stem",
)
_VERB = ("t", "te", "ten", "test", "tet", "et", "ete", "eten", "etest", "est", "end", "ende", "enden", "ender", "endes")
_OTHER = ("", *_ADJECTIVE, *_VERB)
_WITH_UMLAUT = {"er", "ern"}  # Blödmänner, but "sauer" is no sow
_SHORTEST_ROOT = 3
_SHORTEST_PARTICIPLE = 5


class Form(NamedTuple):
    """A word that may stand in a text: its root, and whether that root is a noun's."""

    root: str
    is_noun: bool


def folded(word: str) -> str:
    """Lower case, umlauts as their vowels, ß as ss."""
    return word.lower().translate(_FOLDED)


def spellings(word: str) -> tuple[str, ...]:
    """The word folded; and once more with ae, oe and ue read as umlauts, if it has any."""
    plain = folded(word)
    umlauts = _SPELLED_OUT.sub(r"\1", plain)
    return (plain,) if umlauts == plain else (plain, umlauts)


def roots_of(entry: str) -> tuple[Form, ...]:
    """What all forms of an entry have in common: a noun without its last e, a verb without -en."""
    plain, is_noun = folded(entry), entry[:1].isupper()
    endings = ("e",) if is_noun else ("en", "n", "e")
    shorter = next((plain.removesuffix(ending) for ending in endings if plain.endswith(ending)), plain)
    roots = dict.fromkeys(root for root in (plain, shorter) if len(root) >= _SHORTEST_ROOT)
    return tuple(Form(root, is_noun) for root in roots)


@lru_cache(maxsize=50_000)
def possible_forms(word: str) -> frozenset[Form]:
    """Every root that the word may be a form of; not every one is a word."""
    has_umlaut = any(letter in "äöü" for letter in word.lower()) or bool(_SPELLED_OUT.search(word.lower()))
    found: set[Form] = set()
    for plain in spellings(word):
        for ending in _NOUN:
            root = plain.removesuffix(ending)
            needs_umlaut = ending in _WITH_UMLAUT and any(vowel in root for vowel in "aou")
            if plain.endswith(ending) and len(root) >= _SHORTEST_ROOT and (has_umlaut or not needs_umlaut):
                found.add(Form(root, is_noun=True))
        for ending in _OTHER:
            root = plain.removesuffix(ending)
            if plain.endswith(ending) and len(root) >= _SHORTEST_ROOT:
                found.add(Form(root, is_noun=False))
                if root.startswith("ge") and len(root) >= _SHORTEST_PARTICIPLE:
                    found.add(Form(root[2:], is_noun=False))
    return frozenset(found)
