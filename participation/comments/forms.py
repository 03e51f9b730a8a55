"""What somebody hands in as a comment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from participation.comments.models import CommentKind
from participation.core.text import msgid
from participation.threads.wording import Problem, one_line, problems_of_name, problems_of_text
from participation.web.visit import Form


@dataclass(frozen=True)
class CommentSheet:
    """A filled-in form; `kind` is a code as sent, which may be wrong. A reply names the comment that it answers."""

    client_id: UUID
    kind: str = CommentKind.REMARK.value
    text: str = ""
    author_name: str = ""
    parent_id: UUID | None = None

    @classmethod
    def from_form(cls, form: Form, parent_id: UUID | None = None) -> CommentSheet:
        """What was sent; without a usable id it gets a new one. Nobody is asked what kind a reply is."""
        return cls(
            client_id=form.client_id("id"),
            kind=CommentKind.REMARK.value if parent_id else form.text("kind"),
            parent_id=parent_id,
            text=form.text("text"),
            author_name=one_line(form.text("author_name")),
        )

    @property
    def problems(self) -> Sequence[Problem]:
        """(field, msgid, values) of everything that has to be put right."""
        found: list[Problem] = []
        if self.kind not in set(CommentKind):
            found.append(("kind", msgid("Please choose what your comment is."), {}))
        return [*found, *problems_of_text("text", self.text), *problems_of_name("author_name", self.author_name)]
