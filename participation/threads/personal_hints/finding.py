"""Finds what looks like personal data, the surest kinds first."""

from __future__ import annotations

from dataclasses import dataclass

from participation.core.text import msgid
from participation.threads.personal_hints.names import people
from participation.threads.personal_hints.numbers import accounts, birth_dates, mail_addresses, phone_numbers, plates
from participation.threads.personal_hints.places import addresses
from participation.threads.personal_hints.spans import Spans

# A part of the text belongs to the first kind that finds it.
_KINDS = (
    (msgid("E-mail address"), mail_addresses),
    (msgid("Bank account"), accounts),
    (msgid("Date of birth"), birth_dates),
    (msgid("Address"), addresses),
    (msgid("Number plate"), plates),
    (msgid("Telephone number"), phone_numbers),
    (msgid("Name"), people),
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
    for label, find in _KINDS:
        spans: Spans = find(text)
        for start, end in spans:
            if all(end <= hint.start or start >= hint.end for hint in found):
                found.append(Hint(label, start, end, text[start:end]))
    return tuple(sorted(found, key=lambda hint: hint.start))
