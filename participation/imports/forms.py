"""What is handed in on the pages of imports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from participation.core.identifiers import uuid_or_none
from participation.core.text import msgid
from participation.imports.models import Decision
from participation.strategy.models import Kind
from participation.web.visit import Form
from participation.writing.texts import LONGEST_TITLE

LONGEST_NUMBER, LONGEST_TEXT = 20, 100_000
_NO_TITLE = msgid("Please type a title.")
_NO_KIND = msgid("Please choose what it is.")
_LONG_TITLE = msgid("A title may have %(most)s characters.")
_LONG_TEXT = msgid("This text is too long.")


@dataclass(frozen=True)
class GuessSheet:
    """A guess as it was put right; `problems` maps a field to an English msgid and its values."""

    kind: str
    number: str
    title: str
    text: str
    parent_id: UUID | None
    decision: str
    problems: Mapping[str, tuple[str, dict[str, object]]] = field(default_factory=dict)

    @classmethod
    def from_form(cls, form: Form, parents: set[UUID]) -> GuessSheet:
        """What was sent; a parent that is none of `parents` is no parent."""
        kind, title, text = form.text("kind"), " ".join(form.text("title").split()), form.text("text")
        parent = form.id("parent")
        decision = form.text("decision", Decision.ACCEPTED.value)
        problems: dict[str, tuple[str, dict[str, object]]] = {}
        if kind not in set(Kind):
            problems["kind"] = (_NO_KIND, {})
        if not title:
            problems["title"] = (_NO_TITLE, {})
        elif len(title) > LONGEST_TITLE:
            problems["title"] = (_LONG_TITLE, {"most": LONGEST_TITLE})
        if len(text) > LONGEST_TEXT:
            problems["text"] = (_LONG_TEXT, {})
        return cls(
            kind,
            form.text("number")[:LONGEST_NUMBER],
            title,
            text,
            parent if parent in parents else None,
            decision if decision in {Decision.OPEN, Decision.ACCEPTED, Decision.DROPPED} else Decision.ACCEPTED.value,
            problems,
        )


def chosen_ids(form: Form) -> list[UUID]:
    """The ids of the guesses that were ticked."""
    return [found for text in form.many("guess") if (found := uuid_or_none(text))]
