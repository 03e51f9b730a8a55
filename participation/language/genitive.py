"""Where a sentence uses the genitive: articles and adjectives that fit no other case, and names in -s."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from participation.language.clauses import NOUNS
from participation.language.lists import replacements
from participation.language.nouns import (
    has_genitive_s,
    is_feminine,
    is_masculine_by_list,
    is_name_in_genitive,
    is_plural,
    may_be_plural,
)
from participation.language.sentences import Sentence
from participation.language.words import Word, WordKind

_POSSESSIVE_ES = re.compile(r"^(?:ein|kein|mein|dein|sein|ihr|unser|unsr|eur)es$")
_DEMONSTRATIVE_ES = frozenset(["dieses", "jenes", "jedes", "welches", "manches", "solches", "desselben", "desjenigen"])
_DEMONSTRATIVE_ER = frozenset(
    ["der", "dieser", "jener", "jeder", "welcher", "solcher", "mancher", "derjenigen", "derselben"]
)
_POSSESSIVE_ER = re.compile(r"^(?:ein|kein|mein|dein|sein|ihr|unser|unsr|eur)er$")
_QUANTITY_ER = frozenset(
    [
        "aller",
        "beider",
        "vieler",
        "mehrerer",
        "einiger",
        "etlicher",
        "zweier",
        "dreier",
        "sämtlicher",
        "zahlreicher",
        "anderer",
        "verschiedener",
    ]
)
_NO_GENITIVE = frozenset(["weniger", "mehr", "lauter", "immer", "sehr", "Berliner"])
_ADVERBIAL = frozenset({"weiteren", "öfteren"})
_INSIDE = frozenset({"ADJ(A)", "ADJ(D)", "ADV", "CARD", "PIAT", "TRUNC", "VV(PP)"})
_LONGEST_PHRASE = 7


class Kind(StrEnum):
    """How the genitive shows."""

    ARTICLE = "article"
    NAME = "name"
    PRONOUN = "pronoun"
    PREPOSITION = "preposition"


@dataclass(frozen=True)
class Genitive:
    """A genitive from its first to its last token."""

    first: int
    last: int
    kind: Kind


def genitives(sentence: Sentence) -> list[Genitive]:
    """The genitives of a sentence in order."""
    found: list[Genitive] = []
    for index in range(len(sentence.words)):
        genitive = _genitive_at(sentence, index)
        if genitive and not (found and genitive.first <= found[-1].last):
            found.append(genitive)
    return found


def _genitive_at(sentence: Sentence, index: int) -> Genitive | None:
    low = sentence.words[index].low
    if low in {"deren", "dessen"}:
        return Genitive(index, index, Kind.PRONOUN)
    if sentence.tags[index] in {"NE", "NN"} and _is_name_beside_noun(sentence, index):
        return Genitive(index, index, Kind.NAME)
    head = _head(sentence, index)
    if head is None or not _is_marked(sentence, index, head):
        return None
    if _before(sentence, index).low in replacements("genitive_prepositions"):
        return Genitive(index - 1, head, Kind.PREPOSITION)
    return Genitive(index, head, Kind.ARTICLE)


def _is_marked(sentence: Sentence, index: int, head: int) -> bool:
    low, noun = sentence.words[index].low, sentence.words[head].joined
    if low == "des" or _POSSESSIVE_ES.match(low):
        return sentence.words[index + 1].low not in _ADVERBIAL
    if low in _DEMONSTRATIVE_ES:
        return has_genitive_s(noun) or is_plural(noun)
    if low in _DEMONSTRATIVE_ER:
        return _is_der_genitive(sentence, index, head)
    if _POSSESSIVE_ER.match(low):
        return _behind_noun(sentence, index) or _behind_preposition(sentence, index)
    return _is_bare_genitive(sentence, index, head)


def _is_der_genitive(sentence: Sentence, index: int, head: int) -> bool:
    """An article "der" before a plural is genitive, before a feminine behind a noun too; else dative or nominative."""
    noun = sentence.words[head].joined
    adjectives = [place for place in range(index + 1, head) if sentence.tags[place] == "ADJ(A)"]
    if any(sentence.words[place].low.endswith("e") for place in adjectives):
        return False
    if _behind_preposition(sentence, index):
        return True
    before = _before(sentence, index)
    if before.text == "," or (index == 0 and not is_plural(noun)) or sentence.tags[index - 1] in {"APPR", "APPRART"}:
        return False
    if is_plural(noun) and index > 0 and sentence.tags[head] != "NE":
        return True
    inflected = any(sentence.words[place].low.endswith("en") for place in adjectives)
    fits = is_feminine(noun) or inflected or (may_be_plural(noun) and sentence.tags[head] in {"NN", "NNA"})
    if is_feminine(noun) and _gives_dative(sentence):
        return False
    return _behind_noun(sentence, index) and fits and not (is_masculine_by_list(noun) and not inflected)


def _gives_dative(sentence: Sentence) -> bool:
    """Whether something belongs to somebody: "gehört der Gemeinde", but not "gehört zu den Seen der Region"."""
    low = {word.low for word in sentence.words}
    return bool(low & {"gehört", "gehören", "gehörte", "gehörten"}) and not low & {"zu", "zum", "zur"}


def _is_bare_genitive(sentence: Sentence, index: int, head: int) -> bool:
    """A strong adjective or quantity without article: gleichwertiger Verhältnisse, aller Menschen, nächsten Jahres."""
    word, tag = sentence.words[index], sentence.tags[index]
    noun = sentence.words[head].joined
    if word.low in _NO_GENITIVE and _behind_preposition(sentence, index):
        return is_plural(noun)
    if word.text[0].isupper() or word.low in _NO_GENITIVE:
        return False
    anchored = _behind_noun(sentence, index) or _behind_preposition(sentence, index)
    if word.low in _QUANTITY_ER:
        free = sentence.tags[index - 1] not in {"APPR", "APPRART"} if index else True
        return anchored or (free and is_plural(noun))
    if tag != "ADJ(A)":
        return False
    if word.low.endswith("er"):
        return anchored and (is_plural(noun) or is_feminine(noun))
    return anchored and word.low.endswith("en") and has_genitive_s(noun)


def _head(sentence: Sentence, index: int) -> int | None:
    """The noun that an article, pronoun or adjective belongs to."""
    last = min(len(sentence.words), index + _LONGEST_PHRASE)
    for place in range(index + 1, last):
        word, tag = sentence.words[place], sentence.tags[place]
        if tag in NOUNS and word.text[0].isupper():
            return None if _is_truncated(sentence, place) and place + 1 == last else _behind_truncation(sentence, place)
        joins = word.text in {"und", ",", "oder", "„", "“"} and place > index + 1
        quoted = word.text in {"„", '"', "»"}
        ordinal = word.text == "." and sentence.words[place - 1].kind is WordKind.NUMBER
        if tag not in _INSIDE and not joins and not quoted and not ordinal:
            return None
    return None


def _is_truncated(sentence: Sentence, place: int) -> bool:
    return sentence.words[place].text.endswith("-")


def _behind_truncation(sentence: Sentence, place: int) -> int:
    """For "Rad- und Fußwege" the noun that is whole."""
    while _is_truncated(sentence, place) and place + 2 < len(sentence.words):
        place += 2
    return place


def _before(sentence: Sentence, index: int) -> Word:
    place = index - 1
    if place > 0 and sentence.words[place].text in {")", "“", '"', "«", "”"}:
        place -= 1
    return sentence.words[max(place, 0)]


def _behind_noun(sentence: Sentence, index: int) -> bool:
    if index == 0:
        return False
    place = index - 1
    if place > 0 and sentence.words[place].text in {")", "“", '"', "«", "”"}:
        place -= 1
    word = sentence.words[place]
    is_noun = sentence.tags[place] in NOUNS and word.text[0].isupper()
    return is_noun or sentence.tags[place] in {"CARD", "PIS"} or word.text == "%"


def _behind_preposition(sentence: Sentence, index: int) -> bool:
    return index > 0 and _before(sentence, index).low in replacements("genitive_prepositions")


def _is_name_beside_noun(sentence: Sentence, index: int) -> bool:
    if not is_name_in_genitive(sentence.words[index].text):
        return False
    before = sentence.tags[index - 1] if index else ""
    behind = sentence.tags[index + 1 : index + 3]
    if _behind_preposition(sentence, index):
        return True
    return before in NOUNS or any(tag in NOUNS for tag in behind[:1]) or tuple(behind) == ("ADJ(A)", "NN")
