"""Everything that can be said about a questionnaire without asking anybody: faults, ways, missing texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from participation.surveys.questionnaire.checks import problems_of
from participation.surveys.questionnaire.completeness import begun_languages, missing_texts
from participation.surveys.questionnaire.paths import Path, Paths, Step, paths_of
from participation.surveys.questionnaire.whole import Questionnaire
from participation.surveys.scales import DE

_MOST_SHOWN = 20


@dataclass(frozen=True)
class Checked:
    """The outcome; `missing` counts texts by language, only of languages that were begun, and by place."""

    questionnaire: Questionnaire
    faults: tuple[str, ...]
    paths: Paths | None
    missing: dict[str, dict[str, int]]

    @property
    def is_fine(self) -> bool:
        """Whether it can be asked, everything is reached, every condition decides, every language is complete."""
        return not self.faults and not self.missing and self.paths is not None and self.paths.is_fine

    def as_document(self) -> dict[str, Any]:
        """JSON-ready values; pages by number, questions by code."""
        found: dict[str, Any] = {"ok": self.is_fine, "problems": list(self.faults), "missing_texts": self.missing}
        if self.paths is None:
            return found
        return found | {
            "paths": self.paths.count,
            "complete": self.paths.is_complete,
            "shortest": self._codes(self.paths.shortest),
            "longest": self._codes(self.paths.longest),
            "listed": [self._codes(path) for path in self.paths.listed],
            "unreachable_pages": list(self.paths.unreachable_pages),
            "unreachable_questions": [self._code(step) for step in self.paths.unreachable],
            "always": [self._place(step) for step in self.paths.always],
            "never": [self._place(step) for step in self.paths.never],
        }

    def lines(self) -> list[str]:
        """The same in English sentences, for a terminal."""
        said = [*self.faults]
        for tag, places in self.missing.items():
            said.append(f"{tag}: {sum(places.values())} texts missing: {_some(places)}")
        if self.paths is None:
            return said
        paths = self.paths
        count = f"{paths.count}" if paths.is_complete else f"at least {paths.count}"
        said.append(
            f"{count} paths; the shortest asks {len(paths.shortest)} questions, the longest {len(paths.longest)}."
        )
        said += [f"page {page}: nobody comes here." for page in paths.unreachable_pages]
        said += self._each(paths.unreachable, "question {}: nobody is asked it.", self._code)
        said += self._each(paths.never, "{}: its condition never holds.", self._place)
        said += self._each(paths.always, "{}: its condition always holds.", self._place)
        return [*said, "everything is in order." if self.is_fine else "something is wrong."]

    @staticmethod
    def _each(steps: Iterable[Step], sentence: str, named: Callable[[Step], str]) -> list[str]:
        return [sentence.format(named(step)) for step in steps]

    def _codes(self, path: Path) -> list[str]:
        return [self._code(step) for step in path]

    def _code(self, step: Step) -> str:
        return self.questionnaire.pages[step[0] - 1].questions[step[1] - 1].code

    def _place(self, step: Step) -> str:
        return f"question {self._code(step)}" if step[1] else f"page {step[0]}"


def checked(questionnaire: Questionnaire) -> Checked:
    """Look at a questionnaire from all sides; ways are only walked where nothing is wrong with it."""
    faults = tuple(map(str, problems_of(questionnaire)))
    wanted = sorted(begun_languages(questionnaire) | {DE})
    missing = {tag: missing_texts(questionnaire, tag) for tag in wanted}
    named = {
        tag: {
            where.question or (f"page {where.page}" if where.page else "whole"): count for where, count in one.items()
        }
        for tag, one in missing.items()
        if one
    }
    return Checked(questionnaire, faults, None if faults else paths_of(questionnaire, _MOST_SHOWN), named)


def _some(places: Iterable[str]) -> str:
    several = list(places)
    return ", ".join(several[:_MOST_SHOWN]) + (" …" if len(several) > _MOST_SHOWN else "")
