"""Codes that the machine proposes for sentences, from the keywords of the codes; a person confirms each."""

from __future__ import annotations

from collections.abc import Sequence

from participation.coding.models import Code
from participation.coding.sentences import Stretch
from participation.crowd.features import hits, seed_stems


def proposed(codes: Sequence[Code], text: str, sentences: Sequence[Stretch]) -> list[list[Code]]:
    """For each sentence the codes of which a keyword stands in it, longer keywords inside compounds, too."""
    stems = [(code, seed_stems(code.keywords)) for code in codes if code.keywords]
    return [[code for code, words in stems if hits(words, sentence.of(text))] for sentence in sentences]
