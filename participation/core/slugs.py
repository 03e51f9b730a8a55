"""Slugs: names in addresses and files, made of small letters from a to z, digits and single hyphens."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_OTHER = re.compile(r"[^a-z0-9]+")


def slug_of(words: str, longest: int | None = None, otherwise: str = "") -> str:
    """A slug that reads like the words: ä becomes ae, é becomes e.

    Args:
        words: a title or a name, mostly German.
        longest: how many signs it may have; None is as many as it takes.
        otherwise: what it is where no sign of the words can be kept.
    """
    plain = unicodedata.normalize("NFKD", words.lower().translate(_GERMAN)).encode("ascii", "ignore").decode()
    return _OTHER.sub("-", plain).strip("-")[:longest].rstrip("-") or otherwise


def free(wanted: str, taken: Iterable[str], joint: str = "-") -> str:
    """The slug itself, or with the first number from 2 that makes it free."""
    known, number, slug = set(taken), 2, wanted
    while slug in known:
        slug, number = f"{wanted}{joint}{number}", number + 1
    return slug
