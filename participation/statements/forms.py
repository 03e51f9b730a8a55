"""What addressees and staff hand in: a statement in sections, and facts about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from participation.core.text import msgid
from participation.statements.models import LONGEST_ORGANISATION, LONGEST_SECTION
from participation.threads.wording import one_line, says_something
from participation.web.visit import Form

MOST_SECTIONS = 60
NO_DATE = msgid("Please enter a date.")
_NOTHING = msgid("Please write your statement, or attach it as a file.")
_TOO_LONG = msgid("This is %(n)s characters too long. Please shorten it.")


@dataclass(frozen=True)
class SectionSheet:
    """What is said about one place; `place` is the id of a thread, empty for the whole text."""

    place: str = ""
    text: str = ""


@dataclass(frozen=True)
class StatementSheet:
    """A statement as it is being written; `base` is the revision of the draft that it goes on from."""

    sections: Sequence[SectionSheet] = (SectionSheet(),)
    author: str = ""
    is_subject_to_council: bool = False
    expected_on: date | None = None
    base: int = 0
    problems: dict[str, tuple[str, dict[str, object]]] = field(default_factory=dict)

    @property
    def said(self) -> list[SectionSheet]:
        """The sections with words in them."""
        return [section for section in self.sections if says_something(section.text)]

    @property
    def document(self) -> dict[str, Any]:
        """What a draft stores."""
        return {
            "sections": [[section.place, section.text] for section in self.sections],
            "author": self.author,
            "is_subject_to_council": self.is_subject_to_council,
            "expected_on": self.expected_on.isoformat() if self.expected_on else "",
        }

    def with_section(self, place: str) -> StatementSheet:
        """The same with one more section, if there is not an empty one for that place."""
        if any(section.place == place and not section.text for section in self.sections):
            return self
        kept = [section for section in self.sections if section.text or section.place]
        return replace(self, sections=[*kept, SectionSheet(place)][:MOST_SECTIONS])

    def without_section(self, number: int) -> StatementSheet:
        """The same without one section (from 0); one always stays."""
        kept = [section for at, section in enumerate(self.sections) if at != number]
        return replace(self, sections=kept or [SectionSheet()])

    def to_hand_in(self, *, has_files: bool) -> dict[str, tuple[str, dict[str, object]]]:
        """Everything that keeps it from being handed in, by field."""
        problems = dict(self.problems)
        if not self.said and not has_files:
            problems["text-0"] = (_NOTHING, {})
        for number, section in enumerate(self.sections):
            if (over := len(section.text) - LONGEST_SECTION) > 0:
                problems[f"text-{number}"] = (_TOO_LONG, {"n": over})
        if len(self.author) > LONGEST_ORGANISATION:
            problems["author"] = (_TOO_LONG, {"n": len(self.author) - LONGEST_ORGANISATION})
        return problems


def statement_sheet(form: Form) -> StatementSheet:
    """What was sent; a date that is none is a problem."""
    problems: dict[str, tuple[str, dict[str, object]]] = {}
    texts, at = form.many("text"), form.many("place")
    sections = [SectionSheet(place, text) for place, text in zip(at, texts, strict=False)]
    base = form.text("base", "0")
    return StatementSheet(
        sections=sections[:MOST_SECTIONS] or [SectionSheet()],
        author=one_line(form.text("author")),
        is_subject_to_council="is_subject_to_council" in form,
        expected_on=day_of(form, "expected_on", problems),
        base=int(base) if base.isdecimal() and len(base) < 10 else 0,  # noqa: PLR2004 - a number of revisions
        problems=problems,
    )


def stored_sheet(document: Mapping[str, Any], revision: int) -> StatementSheet:
    """The sheet of a stored draft."""
    expected = document.get("expected_on", "")
    sections = [SectionSheet(place, text) for place, text in document.get("sections", [])]
    return StatementSheet(
        sections=sections or [SectionSheet()],
        author=document.get("author", ""),
        is_subject_to_council=bool(document.get("is_subject_to_council")),
        expected_on=date.fromisoformat(expected) if expected else None,
        base=revision,
    )


def day_of(
    form: Form, name: str, problems: dict[str, tuple[str, dict[str, object]]], *, required: bool = False
) -> date | None:
    """A day from a date field; None if it is empty, and what is wrong goes to `problems`."""
    day = form.day(name)
    if day is None and (form.text(name) or required):
        problems[name] = (NO_DATE, {})
    return day
