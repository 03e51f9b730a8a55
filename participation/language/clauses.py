"""Clauses of a sentence, as far as punctuation and verbs show them."""

from __future__ import annotations

from participation.language.lists import word_list
from participation.language.sentences import Sentence

_RELATIVES = frozenset(
    [
        "der",
        "die",
        "das",
        "dem",
        "den",
        "deren",
        "dessen",
        "denen",
        "welcher",
        "welche",
        "welches",
        "welchem",
        "welchen",
        "wo",
        "was",
        "wer",
        "wie",
        "um",
        "ohne",
        "als",
        "je",
    ]
)
NOUNS = frozenset({"NN", "NE", "NNA", "NNI", "ACR_NE"})
FINITE = frozenset({"VV(FIN)", "VA(FIN)", "VM(FIN)"})
# A full stop inside a sentence belongs to an abbreviation.
_BREAKS = frozenset(":;!?")


def opens_subordinate_clause(sentence: Sentence, index: int) -> bool:
    """Whether the token begins a subordinate clause: a conjunction, or a relative or question word behind a comma."""
    words = sentence.words
    low = words[index].low
    behind_comma = index > 0 and words[index - 1].text == ","
    behind_preposition = index > 1 and words[index - 2].text == "," and sentence.tags[index - 1] == "APPR"
    if low in word_list("subordinators"):
        begins = index == 0 and any(word.text == "," for word in words) and words[-1].text != "?"
        return behind_comma or begins or (index > 0 and sentence.tags[index] == "KOUS")
    return low in _RELATIVES and (behind_comma or behind_preposition)


def main_clause_after(sentence: Sentence, index: int) -> list[int]:
    """The tokens behind a verb that belong to its clause, embedded subordinate clauses left out."""
    found: list[int] = []
    position = index + 1
    while position < len(sentence.words):
        text = sentence.words[position].text
        if text in _BREAKS:
            break
        if text == "," and position + 1 < len(sentence.words) and opens_subordinate_clause(sentence, position + 1):
            position = _closing_comma(sentence, position + 1)
            if position < 0:
                break
        else:
            found.append(position)
        position += 1
    return found


def _closing_comma(sentence: Sentence, start: int) -> int:
    """The comma behind an embedded clause (after its verb), or -1."""
    seen_verb = False
    for position in range(start, len(sentence.words)):
        seen_verb = seen_verb or sentence.tags[position].startswith(("VV", "VA", "VM"))
        if sentence.words[position].text == "," and seen_verb:
            return position
    return -1
