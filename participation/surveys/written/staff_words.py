"""What analysts are told about quotes that cannot be taken."""

from __future__ import annotations

from participation.core.text import msgid

EMPTY = msgid("Please leave some words of the answer.")
TOO_LONG = msgid("Please shorten the quote to %(most)s characters.")
NOT_THE_WORDS = msgid("Please change no word. You may only leave words out and write […] in their place.")
