"""What moderators keep for their region: the word list, prepared texts, departments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from participation.core.text import msgid
from participation.threads.contributions import LONGEST_REASON, LONGEST_TEXT
from participation.threads.models import RejectionReason
from participation.threads.prepared_texts import unknown_placeholders
from participation.threads.watched_words import MOST_WORDS, entries_of
from participation.threads.wording import Problem, one_line
from participation.web.visit import Form

LONGEST_NAME = 120
_LONGEST_ADDRESS = 254


@dataclass(frozen=True)
class WordsSheet:
    """A word list as it was typed, pasted or uploaded: one entry a line."""

    text: str

    @classmethod
    def from_form(cls, form: Form) -> WordsSheet:
        """What was sent; a file goes before what stands in the field."""
        file = form.file("file")
        return cls(file[1].decode("utf-8-sig", errors="replace") if file else form.text("words"))

    @property
    def entries(self) -> list[str]:
        """The entries."""
        return entries_of(self.text)

    @property
    def problems(self) -> Sequence[Problem]:
        """(field, msgid, values) of everything that has to be put right."""
        if len(self.entries) > MOST_WORDS:
            return [("words", msgid("A word list has at most %(n)s entries."), {"n": MOST_WORDS})]
        return []


@dataclass(frozen=True)
class TextsSheet:
    """Prepared texts: for each reason, and replies by name."""

    rejections: dict[str, str]
    replies: Sequence[tuple[str, str]]

    @classmethod
    def from_form(cls, form: Form) -> TextsSheet:
        """What was sent; a reply without name or text is left out."""
        pairs = zip(form.many("name"), form.many("text"), strict=False)
        replies = [(one_line(name), text) for name, text in pairs if one_line(name) and text]
        return cls({reason.value: form.text(f"reason-{reason.value}") for reason in RejectionReason}, replies)

    @property
    def problems(self) -> Sequence[Problem]:
        """(field, msgid, values) of everything that has to be put right."""
        found: list[Problem] = []
        for reason, text in self.rejections.items():
            if len(text) > LONGEST_REASON:
                found.append((f"reason-{reason}", msgid("This text is too long."), {}))
        for number, (name, text) in enumerate(self.replies):
            if len(name) > LONGEST_NAME or len(text) > LONGEST_TEXT:
                found.append((f"text-{number}", msgid("This text is too long."), {}))
            if unknown := unknown_placeholders(text):
                names = ", ".join(f"{{{one}}}" for one in unknown)
                found.append((f"text-{number}", msgid("Nothing is known for %(names)s."), {"names": names}))
        if len({name for name, _text in self.replies}) < len(self.replies):
            found.append(("replies", msgid("Two texts have the same name."), {}))
        return found


@dataclass(frozen=True)
class DepartmentSheet:
    """A department; without an id it is a new one."""

    id: UUID | None
    name: str
    email: str
    is_active: bool

    @classmethod
    def from_form(cls, form: Form) -> DepartmentSheet:
        """What was sent."""
        return cls(form.id("id"), one_line(form.text("name")), one_line(form.text("email")), "active" in form)

    @property
    def problems(self) -> Sequence[Problem]:
        """(field, msgid, values) of everything that has to be put right."""
        found: list[Problem] = []
        if not self.name or len(self.name) > LONGEST_NAME:
            found.append(("name", msgid("Please enter a name with at most %(n)s characters."), {"n": LONGEST_NAME}))
        local, _, host = self.email.partition("@")
        is_address = local and "." in host and not any(sign in self.email for sign in " ,;<>\"'")
        if self.email and (not is_address or len(self.email) > _LONGEST_ADDRESS):
            found.append(("email", msgid("Please enter one e-mail address."), {}))
        return found
