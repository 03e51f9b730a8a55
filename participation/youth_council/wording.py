"""What young people write: long enough to say something, short enough to read, and without anybody's address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from participation.core.identifiers import digest
from participation.core.text import msgid
from participation.threads.personal_hints import personal_hints
from participation.threads.wording import Problem, one_line, says_something
from participation.web.visit import Form
from participation.youth_council.models.motions import LONGEST_REASON, LONGEST_TITLE, LONGEST_WORDS

_NO_ADDRESSES = msgid("This looks like a phone number, an e-mail or bank account: “%(part)s”. Take it out, please.")
# Contact between children and strangers begins with such data; names and places are left to the moderators.
_NOT_HERE = {"E-mail address", "Telephone number", "Bank account"}


def problems_of_words(field: str, text: str, longest: int, *, needed: bool = True) -> list[Problem]:
    """(field, msgid, values) for a text that is missing, too long, or tells how to reach somebody."""
    if not says_something(text):
        return [(field, msgid("Something is missing here. Write a few words."), {})] if needed else []
    if len(text) > longest:
        return [(field, msgid("This is %(n)s characters too long. Make it shorter."), {"n": len(text) - longest})]
    found = next((hint for hint in personal_hints(text) if hint.label in _NOT_HERE), None)
    return [(field, _NO_ADDRESSES, {"part": found.text})] if found else []


def seen_mark(text: str) -> str:
    """A short mark of the wording that somebody saw when they decided or voted, 16 hexadecimal digits."""
    return digest(text).hex()[:16]


def whole_number(text: str, most: int) -> int | None:
    """A number from 0 to `most`, None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 and int(text) <= most else None  # noqa: PLR2004


def in_words(problems: Iterable[Problem], say: object) -> dict[str, str]:
    """Problems as sentences by field, the first of each; `say` is `visit._`."""
    found: dict[str, str] = {}
    for field, message, values in problems:
        found.setdefault(field, say(message, **values))  # type: ignore[operator]
    return found


@dataclass(frozen=True)
class MotionSheet:
    """A motion as somebody types it; `element` is the id of a field or goal, or empty."""

    client_id: UUID
    title: str = ""
    text: str = ""
    reason: str = ""
    element: str = ""

    @classmethod
    def from_form(cls, form: Form) -> MotionSheet:
        """What was sent."""
        return cls(
            client_id=form.client_id("id"),
            title=one_line(form.text("title")),
            text=form.text("text"),
            reason=form.text("reason"),
            element=form.text("element"),
        )

    @property
    def problems(self) -> list[Problem]:
        """(field, msgid, values) of everything that has to be put right."""
        return [
            *problems_of_words("title", self.title, LONGEST_TITLE),
            *problems_of_words("text", self.text, LONGEST_WORDS),
            *problems_of_words("reason", self.reason, LONGEST_REASON, needed=False),
        ]
