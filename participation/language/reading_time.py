"""How long reading a text takes."""

from __future__ import annotations

from collections.abc import Iterable

# IReST: grown-ups read 179 German words a minute (Trauzettel-Klosinski and Dietz, IOVS 2012). Whoever needs Leichte
# Sprache reads slower and oftener twice; nobody has measured how much, so half of it is our assumption.
_WORDS_A_MINUTE, _EASY_WORDS_A_MINUTE = 179, 90


def reading_minutes(texts: Iterable[str], *, is_easy: bool) -> int:
    """Whole minutes for all the texts together, at least one; 0 where there is nothing to read."""
    words = sum(len(text.split()) for text in texts)
    speed = _EASY_WORDS_A_MINUTE if is_easy else _WORDS_A_MINUTE
    return max(1, round(words / speed)) if words else 0
