"""The rules of easy language that a machine can check, by the identifiers of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping

from participation.language.reading import Rule
from participation.language.rules import address, choice, grammar, numbers, sentences, text, words

RULES: Mapping[str, Rule] = {
    **words.RULES,
    **choice.RULES,
    **sentences.RULES,
    **grammar.RULES,
    **address.RULES,
    **numbers.RULES,
    **text.RULES,
}
