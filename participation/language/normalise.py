"""What a text says, apart from how it is typed: the basis for noticing that a standard text changed."""

from __future__ import annotations

import functools
import hashlib
import re
import unicodedata

from participation.language.spelling import spelled_alike, spelled_out

_INVISIBLE = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])
_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_MINUS = re.compile(r"(?<![\w-])-(?=\d)")
# A point or comma between digits is part of the number: 1,8 is not 18.
_PUNCTUATION = re.compile(r"(?<!\d)[.,:]|[.,:](?!\d)|[^\w\s%§€$&/+=°<>.,:-]|_")
_LONE_DASH = re.compile(r"(?<!\S)-+(?!\S)")


def normalised(text: str) -> str:
    """The text without what changes nothing about its meaning.

    NFKC, no soft hyphens, one kind of dash; quotes, bullets and punctuation dropped (not inside numbers); lower case;
    abbreviations and spelling variants unified; single spaces. Rule: stale detection of the paper on easy language.
    """
    text = unicodedata.normalize("NFKC", text).translate(_INVISIBLE).lower()
    text = _MINUS.sub("minus ", _DASHES.sub("-", text))
    text = _LONE_DASH.sub(" ", _PUNCTUATION.sub(" ", spelled_out(text)))
    text = re.sub(r"(?<=\d)(?=[%€])", " ", text)
    return spelled_alike(" ".join(text.split()))


@functools.lru_cache(maxsize=8192)
def text_hash(text: str) -> str:
    """SHA-256 of the normalised text as 64 hexadecimal digits; equal hashes mean that a twin is in step."""
    return hashlib.sha256(normalised(text).encode()).hexdigest()
