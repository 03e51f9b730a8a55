"""Where a sentence speaks in the passive voice: a form of "werden" with the participle of its clause."""

from __future__ import annotations

import re

from participation.language.clauses import FINITE, NOUNS, main_clause_after
from participation.language.lexicon import possible_tags
from participation.language.lists import word_list
from participation.language.sentences import Sentence

_PRESENT = frozenset({"werde", "wirst", "wird", "werden", "werdet"})
_PAST = frozenset({"wurde", "wurdest", "wurden", "wurdet", "würde", "würden", "würdest", "würdet"})
_SHAPE = re.compile(
    r"^(?:[a-zäöü]*ge[a-zäöüß]{2,}(?:t|en)|[a-zäöüß]+iert|(?:[a-zäöü]{2,6})?(?:be|ver|er|ent|emp|zer|miss|über|unter|wider|hinter|voll|durch|um|wieder)"
    r"[a-zäöüß]{2,}(?:t|en))$"
)
_PERFECT = frozenset({"haben", "sein"})
_SUBJECTS = frozenset({"ich", "du", "er", "sie", "wir", "ihr", "es", "man"})
_ACCUSATIVES = frozenset(["einen", "keinen", "den", "meinen", "seinen", "ihren", "unseren", "diesen", "jeden"])


def passives(sentence: Sentence) -> list[tuple[int, int]]:
    """First and last token of each passive; Zustandspassiv ("ist geschlossen") and future ("wird regnen") are none."""
    found: list[tuple[int, int]] = []
    for index, word in enumerate(sentence.words):
        if word.low == "worden":
            found.append((max(index - 1, 0), index))
        elif word.low in _PRESENT | _PAST and not (word.text[0].isupper() and index and sentence.tags[index] in NOUNS):
            partner = _partner(sentence, index)
            if partner is not None:
                found.append((min(index, partner), max(index, partner)))
    return _without_overlap(found)


def _partner(sentence: Sentence, index: int) -> int | None:
    """The participle that makes a passive with the form of "werden" at `index`."""
    before = index - 2 if index > 1 and sentence.words[index - 1].low == "zu" else index - 1
    if before >= 0 and _is_participle(sentence, before) and not _is_infinitive(sentence, index, before):
        return before
    for position in main_clause_after(sentence, index):
        if _is_participle(sentence, position) and _ends_clause(sentence, position):
            return None if _is_infinitive(sentence, index, position) else position
        if sentence.tags[position] in FINITE:
            return None
    return None


def _is_participle(sentence: Sentence, index: int) -> bool:
    word, tag = sentence.words[index], sentence.tags[index]
    if word.low in word_list("states") or (word.text[0].isupper() and index > 0) or not word.counts:
        return False
    if tag == "VV(PP)":
        return True
    shaped = bool(_SHAPE.match(word.low))
    return shaped and tag in {"ADJ(D)", "VV(FIN)", "VV(INF)", "ADV"} and "VV(PP)" in possible_tags(word.low)


def _ends_clause(sentence: Sentence, index: int) -> bool:
    """Whether the verb group ends here and is no perfect infinitive ("wird gegangen sein")."""
    if index + 1 == len(sentence.words):
        return True
    following, tag = sentence.words[index + 1], sentence.tags[index + 1]
    return following.low not in _PERFECT and tag not in {"NN", "NNA", "ADJ(A)"}


def _is_infinitive(sentence: Sentence, auxiliary: int, participle: int) -> bool:
    """Whether a form that is participle and infinitive at once ("erhalten") is meant as future."""
    low = sentence.words[participle].low
    if sentence.words[auxiliary].low in _PAST:
        return False
    if low not in word_list("inf_participles"):
        return sentence.tags[participle] == "VV(INF)"
    clause = {word.low for word in sentence.words}
    if participle == auxiliary - 1 and any(tag.startswith("VM") for tag in sentence.tags):
        return False
    beside = {sentence.words[place].low for place in (auxiliary - 1, auxiliary + 1) if 0 <= place < len(sentence.words)}
    return bool(beside & _SUBJECTS) or bool(clause & _ACCUSATIVES)


def _without_overlap(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if not kept or first > kept[-1][1]:
            kept.append((first, last))
    return kept
