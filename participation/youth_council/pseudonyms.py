"""Pseudonyms: what can be one, what makes two the same, and when somebody should think again."""

from __future__ import annotations

import re
import unicodedata

from participation.core.text import msgid
from participation.threads.personal_hints.names import people
from participation.threads.wording import Problem
from participation.youth_council.models.bodies import LONGEST_PSEUDONYM

SHORTEST = 3
HURTS = msgid("This name could hurt somebody. Choose another one.")
_ALLOWED = re.compile(r"[^\W_]+(?:[ ._-][^\W_]+)*")
# A year in which a member could be born.
_YEAR = re.compile(r"(?<!\d)(?:19[89]\d|20[0-2]\d)(?!\d)")
_OFFICE = ("admin", "moderat", "koordin", "jugendamt", "verwaltung", "landrat", "ehemalig", "klasse")
_INSULTS = ("arsch", "fick", "fotze", "hure", "hitler", "kanake", "missgeburt", "nazi", "neger", "nutte", "schlampe",
            "schwuchtel", "spast", "wichs")  # fmt: skip


def pseudonym_key(pseudonym: str) -> str:
    """What two pseudonyms that can be mistaken for one another have in common: letters and digits, small."""
    folded = unicodedata.normalize("NFKD", pseudonym).casefold()
    return "".join(letter for letter in folded if letter.isalnum())


def problems_of_pseudonym(pseudonym: str, *, is_sure: bool) -> list[Problem]:
    """(field, msgid, values) of what is wrong with it.

    Args:
        pseudonym: as typed, in one line.
        is_sure: whether they were asked already and said that it is not their real name.
    """
    name = pseudonym_key(pseudonym)
    if len(name) < SHORTEST or not _ALLOWED.fullmatch(pseudonym):
        return [("pseudonym", msgid("Choose at least 3 letters or numbers. No special characters."), {})]
    if len(pseudonym) > LONGEST_PSEUDONYM:
        return [("pseudonym", msgid("This is too long: at most %(n)s characters."), {"n": LONGEST_PSEUDONYM})]
    if any(part in name for part in _INSULTS):
        return [("pseudonym", HURTS, {})]
    if any(part in name for part in _OFFICE):
        return [("pseudonym", msgid("This name sounds like an office. Choose another one."), {})]
    if looks_real(pseudonym) and not is_sure:
        return [("pseudonym", msgid("This looks like your real name or your year of birth. Better make one up."), {})]
    return []


def looks_real(pseudonym: str) -> bool:
    """Whether somebody may have typed their own name or their year of birth."""
    return bool(people(pseudonym) or _YEAR.search(pseudonym))
