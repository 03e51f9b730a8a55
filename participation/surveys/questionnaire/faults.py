"""What is wrong with a questionnaire, as a message that can be translated and a place that can be linked to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from participation.core.text import msgid

WHOLE = msgid("the questionnaire")
PAGE = msgid("page %(page)s")
QUESTION = msgid("question '%(question)s'")


@dataclass(frozen=True)
class Where:
    """A place in a questionnaire: a question by code, a page by number (from 1), or the whole."""

    question: str = ""
    page: int = 0

    @property
    def message(self) -> str:
        """The msgid that names it."""
        return QUESTION if self.question else PAGE if self.page else WHOLE

    def names(self, translate: Callable[..., str]) -> str:
        """What it is called in a language; `translate` takes a msgid and values."""
        return translate(self.message, question=self.question, page=self.page)


@dataclass(frozen=True)
class Fault:
    """One mistake; `message` is an English msgid whose %(where)s is the place."""

    where: Where
    message: str
    params: Mapping[str, object] = field(default_factory=dict)

    def sentence(self, translate: Callable[..., str]) -> str:
        """The sentence in a language."""
        return translate(self.message, where=self.where.names(translate), **self.params)

    def __str__(self) -> str:
        """The sentence in English, for files and commands."""
        return self.sentence(_english)


def _english(message: str, **values: object) -> str:
    return message % values
