"""Texts: marking them for translation, and cleaning what people send."""

from __future__ import annotations

import re
import unicodedata

MOST_MARKS = 4
"""Combining marks on one letter: more than any living script needs, fewer than it takes to cover the lines above."""

_LINE_ENDS = re.compile("\r\n|[\r\u0085\u2028\u2029]")
# Control characters but for tab and line feed; what turns the direction of a line or marks text invisibly; halves of
# characters and places where Unicode has none.
_GONE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e0fff]"
)
_MAY_HAVE_MARKS = re.compile("[\u0300-\u1fff\u20d0-\U0010ffff]")


def msgid(text: str) -> str:
    """The text itself; the catalogue extractor collects it, and whoever shows it translates it."""
    return text


def cleaned(text: str) -> str:
    """Text as a person meant it, the same whatever device it was typed on.

    Plain line ends, composed characters (NFC, Unicode Standard Annex 15), no space around, nothing invisible that
    controls or turns a line; letters of every script, joiners and emoji stay. Doing it twice changes nothing more.
    """
    plain = _GONE.sub("", _LINE_ENDS.sub("\n", text))
    if not plain.isascii():
        plain = unicodedata.normalize("NFC", plain)
        plain = _with_few_marks(plain) if _MAY_HAVE_MARKS.search(plain) else plain
    return plain.strip()


def _with_few_marks(text: str) -> str:
    kept, marks = [], 0
    for letter in text:
        marks = marks + 1 if unicodedata.category(letter) in {"Mn", "Me"} else 0
        if marks <= MOST_MARKS:
            kept.append(letter)
    return "".join(kept)
