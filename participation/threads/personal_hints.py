"""Personal data in a text, pointed out to a moderator; a hit never decides anything."""

from __future__ import annotations

import re
from dataclasses import dataclass

from participation.core.text import msgid

_MAIL = re.compile(r"[\w.+-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}", re.IGNORECASE)
# A German number begins with 0 or +49/0049; 7 to 15 digits (ITU-T E.164), in groups of any common writing.
_PHONE = re.compile(r"(?<![\w.,])(?:\+|00)?\d(?:[ /().-]{0,2}\d){6,14}(?![\w])")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b")
_KINDS = (
    (msgid("E-mail address"), _MAIL),
    (msgid("Bank account"), _IBAN),
    (msgid("Telephone number"), _PHONE),
)


@dataclass(frozen=True, slots=True)
class Hint:
    """What a part of a text (start and end in characters) may be; `label` is a msgid."""

    label: str
    start: int
    end: int
    text: str


def personal_hints(text: str) -> tuple[Hint, ...]:
    """Parts of the text that look like personal data, in their order, without overlaps."""
    found: list[Hint] = []
    for label, pattern in _KINDS:
        for hit in pattern.finditer(text):
            if label == "Telephone number" and not hit.group().startswith(("0", "+")):
                continue
            if all(hit.end() <= hint.start or hit.start() >= hint.end for hint in found):
                found.append(Hint(label, hit.start(), hit.end(), hit.group()))
    return tuple(sorted(found, key=lambda hint: hint.start))
