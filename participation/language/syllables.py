"""Syllables of German words, counted as groups of vowels."""

from __future__ import annotations

import re
from functools import lru_cache

# A plural in -ien or -een speaks the second vowel (Fe-ri-en, I-de-en); so do a few words in -ie (Fa-mi-li-e).
_SPOKEN_APART = re.compile(
    r"(?<=[aeiouäöüy])(?P<before>[^aeiouäöüy]+)(?:ien|een)(?=s?$)"
    r"|(?:famil|(?<![a-z])lin|(?<![a-z])ser|(?<![a-z])akt|fol|stud|präm|lil|petersil|tragöd|komöd|batter)ie(?=$)"
)
_HARD_PREFIX = re.compile(r"^(be|ge)(?=e(?!r|t))")
_VOWEL_GROUP = re.compile(r"aa|ee|oo|ie|ei|ai|au|eu|äu|ey|ay|oi|ou|[aeiouäöüyéèáà]")
_SPLIT_VOWELS = {
    "museum": "muse-um",
    "beinhalt": "be-inhalt",
    "beurteil": "be-urteil",
    "beunruh": "be-unruh",
    "koordin": "ko-ordin",
    "mausoleum": "mausole-um",
    "jubiläum": "jubilä-um",
    "wiederein": "wieder-ein",
}


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """The number of spoken syllables of one word without hyphen or Mediopunkt; at least 1 for a word with letters."""
    word = word.lower().replace("qu", "qw")
    for together, apart in _SPLIT_VOWELS.items():
        word = word.replace(together, apart)
    word = re.sub(r"(?<![aeiouäöü])y(?=[aeiouäöü])", "j", word)
    groups = len(_VOWEL_GROUP.findall(word))
    groups += bool(_SPOKEN_APART.search(word)) + bool(_HARD_PREFIX.search(word))
    return max(groups, 1)
