"""How much a change of a standard text matters to its twin: what changed, ranked, with the words that show it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from participation.language.difference import Change, Run, difference
from participation.language.lists import lowered, replacements, word_list
from participation.language.normalise import normalised

_LITTLE = 2
_SHORTEST_NAME = 5
_YEAR = re.compile(r"(?:19|20|21)\d\d")
_DAY = re.compile(r"\d{1,2}\.\d{1,2}\.?(?:\d{2,4})?")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_WORD = re.compile(r"\w+(?:[-·.,:]\w+)*%?|%")
_ENDING = re.compile(r"(?:e[nrsm]?|n)$")
_NO_NAMES = frozenset({"stadt", "innenstadt", "altstadt", "kreisstadt", "mitte", "heim", "bach", "dorf", "burg"})


class Rank(StrEnum):
    """How soon somebody should look at a twin whose standard text changed."""

    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"


class Matter(StrEnum):
    """What makes a change a weighty one."""

    REMOVED = "removed"
    ADDED = "added"
    NUMBER = "number"
    DATE = "date"
    PLACE = "place"
    NEGATION = "negation"
    MODAL = "modal"
    QUANTITY = "quantity"


@dataclass(frozen=True)
class Ranked:
    """A change of a standard text.

    `matters` are empty unless the rank is high. `shared` are numbers that the twin says, too, and that the standard
    text does not say any more: the surest sign that the twin is wrong now.
    """

    rank: Rank
    matters: tuple[Matter, ...]
    runs: tuple[Run, ...]
    shared: tuple[str, ...] = ()

    @property
    def weight(self) -> int:
        """For sorting: 3 where the twin says a number that is gone, then 2, 1, 0 by rank."""
        return 3 if self.shared else {Rank.HIGH: 2, Rank.NORMAL: 1, Rank.LOW: 0}[self.rank]


def ranked(before: str, after: str, twin: str = "", places: Collection[str] = ()) -> Ranked | None:
    """Rank what changed from one standard text to another; None where they say the same.

    Args:
        before: the wording for which the twin was found right; empty where the text is new.
        after: the wording now; empty where the text is gone.
        twin: the text of the twin.
        places: names of municipalities and their parts, which nobody can tell by their form.

    The ranks are those of the paper on easy language: number, date, place, negation, modal, quantity, and texts added
    or removed are high; one word changed by one or two letters is low; everything else is normal.
    """
    if normalised(before) == normalised(after):
        return None
    runs = difference(before, after)
    if not before or not after:
        return Ranked(Rank.HIGH, (Matter.ADDED if after else Matter.REMOVED,), runs)
    names = frozenset(word.lower() for name in places for word in name.split())
    told = _told(before, names), _told(after, names)
    matters = tuple(matter for matter in Matter if told[0].get(matter) != told[1].get(matter))
    if matters:
        return Ranked(Rank.HIGH, matters, runs, _shared(before, after, twin))
    return Ranked(Rank.LOW if _is_little(runs) else Rank.NORMAL, (), runs)


def _told(text: str, names: frozenset[str]) -> Mapping[Matter, Sequence[str]]:
    """The weighty words of a text in their order, by what they say."""
    told: dict[Matter, list[str]] = {}
    words = _WORD.findall(text)
    for index, word in enumerate(words):
        if (matter := _matter(word, names)) is not None:
            following = words[index + 1].lower() if index + 1 < len(words) else ""
            told.setdefault(matter, []).append(_said(matter, word, following))
    return told


def _matter(word: str, names: frozenset[str]) -> Matter | None:
    low = word.lower()
    if _YEAR.fullmatch(word) or _DAY.fullmatch(word) or low in word_list("months_and_days"):
        return Matter.DATE
    if word[0].isdigit() or word == "%" or low in replacements("number_words"):
        return Matter.NUMBER
    if low in word_list("negations"):
        return Matter.NEGATION
    if low in replacements("modals"):
        return Matter.MODAL
    if _ENDING.sub("", low) in word_list("quantities") or low in word_list("quantities"):
        return Matter.QUANTITY
    return Matter.PLACE if low in names or _looks_like_a_place(word) else None


def _said(matter: Matter, word: str, following: str) -> str:
    """What a weighty word says: "nicht" what comes behind it, "soll" the same as "sollen"."""
    if matter is Matter.NEGATION:
        return f"{word.lower()} {following}"
    if matter is Matter.MODAL:
        return replacements("modals")[word.lower()]
    return replacements("number_words").get(word.lower(), word.lower())


def _looks_like_a_place(word: str) -> bool:
    if not word[0].isupper() or len(word) < _SHORTEST_NAME or word.lower() in _NO_NAMES:
        return False
    return word.lower().endswith(tuple(lowered("endings_of_places")))


def _shared(before: str, after: str, twin: str) -> tuple[str, ...]:
    gone = set(_NUMBER.findall(before)) - set(_NUMBER.findall(after))
    return tuple(number for number in dict.fromkeys(_NUMBER.findall(twin)) if number in gone)


def _is_little(runs: Sequence[Run]) -> bool:
    """Whether one word became another that differs in one or two letters."""
    removed = [run.text.strip() for run in runs if run.change is Change.REMOVED]
    added = [run.text.strip() for run in runs if run.change is Change.ADDED]
    if len(removed) != 1 or len(added) != 1 or any(len(text.split()) > 1 for text in (*removed, *added)):
        return False
    return edit_distance(removed[0], added[0], _LITTLE) <= _LITTLE


def edit_distance(first: str, second: str, most: int) -> int:
    """Letters to insert, delete or replace to make one word of the other (Levenshtein 1966); `most` + 1 if more."""
    if abs(len(first) - len(second)) > most:
        return most + 1
    row = list(range(len(second) + 1))
    for place, letter in enumerate(first, start=1):
        diagonal, row[0] = row[0], place
        for column, other in enumerate(second, start=1):
            diagonal, row[column] = row[column], min(row[column] + 1, row[column - 1] + 1, diagonal + (letter != other))
    return min(row[-1], most + 1)
