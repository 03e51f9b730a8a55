"""A reported barrier as it is filled in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from participation.core.text import msgid
from participation.pages.barriers.models import LONGEST_CONTACT, LONGEST_PLACE, LONGEST_TEXT
from participation.threads.wording import Problem, one_line, problems_of_text
from participation.web.visit import Form

_TOO_LONG = msgid("This is too long. At most %(n)s characters.")


@dataclass(frozen=True)
class BarrierSheet:
    """A filled-in form."""

    client_id: UUID
    text: str = ""
    place: str = ""
    contact: str = ""

    @classmethod
    def from_form(cls, form: Form) -> BarrierSheet:
        """What was sent; without a usable id it gets a new one."""
        return cls(
            form.client_id("id"), form.text("text"), one_line(form.text("place")), one_line(form.text("contact"))
        )

    @property
    def problems(self) -> Sequence[Problem]:
        """(field, msgid, values) of everything that has to be put right."""
        lines = (("place", self.place, LONGEST_PLACE), ("contact", self.contact, LONGEST_CONTACT))
        too_long: list[Problem] = [(name, _TOO_LONG, {"n": most}) for name, said, most in lines if len(said) > most]
        return [*problems_of_text("text", self.text, LONGEST_TEXT), *too_long]
