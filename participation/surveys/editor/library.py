"""Ready questions to copy from: our own library, and the other questionnaires of the region."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from participation.core.content_files import toml_file
from participation.surveys.questionnaire import Option, Question, QuestionKind
from participation.surveys.toml_format import question_from_toml
from participation.web.folders import folder


@dataclass(frozen=True)
class Ready:
    """A question of the library; `theme` groups them (German)."""

    theme: str
    question: Question


@cache
def ready_questions() -> tuple[Ready, ...]:
    """The library as it stands in content/library/questions.toml."""
    source = toml_file(folder("content") / "library" / "questions.toml")
    return tuple(Ready(one["theme"], question_from_toml(one)) for one in source["questions"])


def taken_over(question: Question, code: str, places: Iterable[Option]) -> Question:
    """A copy for another questionnaire: nothing in it points to questions that are not there."""
    options = tuple(places) if question.kind is QuestionKind.MUNICIPALITY else question.options
    return replace(question, code=code, options=options, show_if=None, beside="", revision=1)
