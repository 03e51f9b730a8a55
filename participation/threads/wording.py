"""What people write into forms: names in one line, texts that say something and are not too long."""

from __future__ import annotations

import unicodedata

from participation.core.text import msgid
from participation.threads.contributions import LONGEST_NAME, LONGEST_TEXT

Problem = tuple[str, str, dict[str, object]]


def one_line(text: str) -> str:
    """The text with every run of white space as one space."""
    return " ".join(text.split())


def says_something(text: str) -> bool:
    """Whether there is anything to see in it: a letter, a number, a sign, an emoji."""
    return any(unicodedata.category(letter)[0] in "LNPS" for letter in text)


def problems_of_text(field: str, text: str, longest: int = LONGEST_TEXT) -> list[Problem]:
    """(field, msgid, values) for a text that is missing or longer than `longest` characters."""
    if not says_something(text):
        return [(field, msgid("Please write something here."), {})]
    if len(text) > longest:
        return [(field, msgid("This is %(n)s characters too long. Please shorten it."), {"n": len(text) - longest})]
    return []


def problems_of_name(field: str, name: str) -> list[Problem]:
    """(field, msgid, values) for a name that is too long; having none is fine."""
    if len(name) > LONGEST_NAME:
        return [(field, msgid("A name has at most %(n)s characters."), {"n": LONGEST_NAME})]
    return []
