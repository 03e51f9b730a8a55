"""What somebody hands in as an idea, and what staff say about its progress."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from participation.core.text import msgid
from participation.ideas.models import LONGEST_SENTENCE, LONGEST_TITLE, Stage
from participation.ideas.pictures import PictureSheet
from participation.ideas.spots import SpotSheet
from participation.threads.wording import Problem, one_line, problems_of_name, problems_of_text
from participation.web.visit import Form


@dataclass(frozen=True)
class IdeaSheet:
    """A filled-in form; `place` is "strategy/element" or "strategy/" as chosen, or empty."""

    client_id: UUID
    title: str = ""
    text: str = ""
    author_name: str = ""
    place: str = ""
    spot: SpotSheet = field(default_factory=SpotSheet)
    picture: PictureSheet = field(default_factory=PictureSheet)

    @classmethod
    def from_form(cls, form: Form) -> IdeaSheet:
        """What was sent; without a usable id it gets a new one."""
        return cls(
            client_id=form.client_id("id"),
            title=one_line(form.text("title")),
            text=form.text("text"),
            author_name=one_line(form.text("author_name")),
            place=form.text("place"),
            spot=SpotSheet.from_form(form),
            picture=PictureSheet.from_form(form),
        )

    @property
    def beside(self) -> str:
        """What is written besides title and text: the place, and what the picture shows."""
        return "\n".join(filter(None, (self.spot.words, self.picture.description)))

    @property
    def problems(self) -> Sequence[Problem]:
        """(field, msgid, values) of everything that has to be put right."""
        return [
            *problems_of_text("title", self.title, LONGEST_TITLE),
            *problems_of_text("text", self.text),
            *problems_of_name("author_name", self.author_name),
            *self.spot.problems,
            *self.picture.problems,
        ]


@dataclass(frozen=True)
class StageSheet:
    """The next step of an idea as staff enter it."""

    stage: str
    sentence: str

    @classmethod
    def from_form(cls, form: Form) -> StageSheet:
        """What was sent."""
        return cls(form.text("stage"), form.text("sentence"))

    @property
    def problems(self) -> Sequence[Problem]:
        """(field, msgid, values) of everything that has to be put right; every step needs its sentence."""
        found: list[Problem] = []
        if self.stage not in set(Stage) - {Stage.SUBMITTED}:
            found.append(("stage", msgid("Please choose a step."), {}))
        return [*found, *problems_of_text("sentence", self.sentence, LONGEST_SENTENCE)]
