"""What somebody brings along from page to page while they answer: their group, their code, when they began."""

from __future__ import annotations

from dataclasses import dataclass, replace

from participation.web.visit import Form

AUDIENCE, CODE, STARTED = "_audience", "_code", "_started"
LONGEST_CODE = 60
_LONGEST = 200


@dataclass(frozen=True)
class Entrance:
    """How somebody came in; a code says the group itself, so that a group beside it is not kept."""

    audience: str = ""
    code: str = ""
    started: str = ""

    @classmethod
    def read(cls, form: Form) -> Entrance:
        """What the form carries; nonsense is refused where it is used."""
        code = form.text(CODE)[:LONGEST_CODE]
        return cls("" if code else form.text(AUDIENCE)[:_LONGEST], code, form.text(STARTED)[:_LONGEST])

    def begun(self, started: str) -> Entrance:
        """The same, begun at the signed moment."""
        return replace(self, started=started)

    def hidden(self) -> list[tuple[str, str]]:
        """The hidden fields of a page."""
        fields = ((AUDIENCE, self.audience), (CODE, self.code), (STARTED, self.started))
        return [(name, value) for name, value in fields if value]
