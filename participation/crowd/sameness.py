"""Whether two texts may say the same: alike in their letters, and no word of substance put in the place of another.

"Mehr Platz für Autos" and "Mehr Platz für Radfahrer" are alike in nearly every letter and say the opposite. So the
words are laid side by side: where a word stands in the place of another one, or a short text gains or loses a
negation, the two are not proposed, however alike they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from participation.crowd.grams import SILENT, words
from participation.crowd.misspelling import is_misspelt, stem

NEARLY_THE_SAME = 0.5  # the cosine from which two contributions are looked at
_DENYING = frozenset({"nicht", "kein", "nie", "niemals", "ohne", "stat", "gegen", "weder", "keinesfals"})
_NUMBER = re.compile(r"\d")
_FEW_WORDS = 15  # among more words one that is missing does not turn the whole round
_MOST_WORDS = 300  # of a text; laying more of them side by side can take a minute if somebody wants it to
_HARDLY_ANY = 3  # among fewer words of substance each one that comes makes it another subject


def may_be_the_same(first: str, second: str) -> bool:
    """Whether nothing in the words of two texts speaks against their being one contribution sent twice.

    Words may be misspelt, left out, added or in another order. They may not replace one another, in short texts no
    word that denies may come or go, and numbers that stand in both texts must be the same. Only the first 300 words are
    looked at.
    """
    one, other = words(first)[:_MOST_WORDS], words(second)[:_MOST_WORDS]
    only_one, only_other = _unmatched(one, other)
    return not (
        _says_hardly_anything(one, other, only_one, only_other)
        or _denies(one, other, only_one, only_other)
        or _counts_differently(one, other, only_one, only_other)
        or _replaces(one, other, only_one, only_other)
    )


def _unmatched(one: Sequence[str], other: Sequence[str]) -> tuple[set[int], set[int]]:
    """Places of the words of each that the other does not have, in whatever order; endings and typing errors aside."""
    left: dict[str, list[int]] = {}
    for place, word in enumerate(other):
        left.setdefault(stem(word), []).append(place)
    alone = []
    for place, word in enumerate(one):
        if places := left.get(stem(word)):
            places.pop(0)
        else:
            alone.append(place)
    return _without_misspelt(one, other, alone, [place for places in left.values() for place in places])


def _without_misspelt(
    one: Sequence[str], other: Sequence[str], alone: Sequence[int], rest: Sequence[int]
) -> tuple[set[int], set[int]]:
    kept, remaining = set[int](), sorted(rest)
    for place in alone:
        match = next((at for at in remaining if is_misspelt(one[place], other[at])), None)
        if match is None:
            kept.add(place)
        else:
            remaining.remove(match)
    return kept, set(remaining)


def _says_hardly_anything(one: Sequence[str], other: Sequence[str], only_one: set[int], only_other: set[int]) -> bool:
    """Whether a text is a catchword or two and the other says something else besides."""
    shorter = min(sum(word not in SILENT for word in said) for said in (one, other))
    return shorter < _HARDLY_ANY and (
        _has_substance(one, only_one, range(len(one))) or _has_substance(other, only_other, range(len(other)))
    )


def _denies(one: Sequence[str], other: Sequence[str], only_one: set[int], only_other: set[int]) -> bool:
    """Whether a short text gains or loses a negation."""
    if min(len(one), len(other)) > _FEW_WORDS:
        return False
    alone = {one[place] for place in only_one} | {other[place] for place in only_other}
    return any(stem(word) in _DENYING for word in alone)


def _counts_differently(one: Sequence[str], other: Sequence[str], only_one: set[int], only_other: set[int]) -> bool:
    """Whether each has a number that the other does not have."""
    return all(
        any(_NUMBER.search(said[place]) for place in places) for said, places in ((one, only_one), (other, only_other))
    )


def _replaces(one: Sequence[str], other: Sequence[str], only_one: set[int], only_other: set[int]) -> bool:
    """Whether somewhere a word of substance stands in the place of another one."""
    matcher = SequenceMatcher(None, [stem(word) for word in one], [stem(word) for word in other], autojunk=False)
    return any(
        kind == "replace"
        and _has_substance(one, only_one, range(a, b))
        and _has_substance(other, only_other, range(c, d))
        for kind, a, b, c, d in matcher.get_opcodes()
    )


def _has_substance(said: Sequence[str], places: set[int], part: range) -> bool:
    return any(place in places and said[place] not in SILENT for place in part)
