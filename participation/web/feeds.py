"""Atom feeds: the media type, and letters that XML cannot carry."""

from __future__ import annotations

import re

ATOM = "application/atom+xml; charset=utf-8"
# The Char production of XML 1.0 (fifth edition), section 2.2.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def without_forbidden_letters(text: str) -> str:
    """The text as an XML document may have it."""
    return _FORBIDDEN.sub("", text)
