"""LimeSurvey's names of variables, and what they stand for in our questionnaire."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from participation.surveys.lss.expressions import Name, Untranslatable
from participation.surveys.questionnaire import Code, Question, QuestionKind

_SGQA = re.compile(r"(?:INSERTANS:)?\d+X\d+X(\d+)(\w*)")
_BY_ID = re.compile(r"Q(\d+)(?:_S(\w+))?")
_VALUES = frozenset({"", "NAOK", "code", "value", "shown", "valueNAOK"})


@dataclass(frozen=True)
class Target:
    """A question of ours with what a variable means of it.

    Attributes:
        question: as it was carried over, with all its options and items.
        item: the row of a matrix, empty otherwise.
        chosen: the option of a multiple choice whose tick the variable is; None where it is an answer.
        codes: LimeSurvey's answer code -> ours, for comparisons.
    """

    question: Question
    item: str = ""
    chosen: Code | None = None
    codes: Mapping[str, Code] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """As conditions and repeated answers name it."""
        return f"{self.question.code}.{self.item}" if self.item else self.question.code


@dataclass
class Names:
    """The variables of all questions that were carried over so far; later ones cannot be looked at."""

    _known: dict[str, Target] = field(default_factory=dict)
    _by_number: dict[str, str] = field(default_factory=dict)
    _when: str = "vorher"

    def put(self, variable: str, target: Target) -> None:
        """A variable like Q1, Q1_SQ001, Q1_other."""
        self._known[variable] = target

    def number(self, qid: str, code: str) -> None:
        """The question's number in LimeSurvey, which old names are made of."""
        self._by_number[qid] = code

    def items(self) -> Iterable[tuple[str, Target]]:
        """Every variable with what it stands for."""
        return self._known.items()

    def copy(self) -> Names:
        """The same for the texts of the next page, which does not grow with these."""
        return Names(dict(self._known), dict(self._by_number), "auf einer früheren Seite")

    def find(self, name: Name) -> Target:
        """What a variable stands for.

        Raises:
            Untranslatable: there is no such question, it comes later, was not carried over, or is not asked for its
                answer.
        """
        if name.suffix not in _VALUES:
            raise Untranslatable(f"„{name.text}.{name.suffix}“ hat hier keine Entsprechung")
        for variable in self._spellings(name.text):
            if variable in self._known:
                return self._known[variable]
        raise Untranslatable(f"„{name.text}“ wird nicht {self._when} gefragt oder wurde nicht übernommen")

    def _spellings(self, text: str) -> Iterable[str]:
        yield text
        for pattern in (_SGQA, _BY_ID):
            found = pattern.fullmatch(text)
            if found:
                yield from self._of_number(found[1], found[2] or "")

    def _of_number(self, qid: str, rest: str) -> Iterable[str]:
        """In SGQA names a question's number runs into the code of its part: 1X2X34SQ001."""
        for end in range(len(qid), 0, -1):
            code = self._by_number.get(qid[:end])
            if code is not None:
                part = (qid[end:] + rest).strip("_")
                yield f"{code}_{part}" if part else code


def targets_of(question: Question, variable: str, codes: Mapping[str, Code], parts: Mapping[str, str]) -> Names:
    """The variables of one question.

    Args:
        question: ours.
        variable: LimeSurvey's name of it.
        codes: LimeSurvey's answer code -> ours.
        parts: LimeSurvey's code of a subquestion -> our item, or for multiple choice our option.
    """
    names = Names()
    if question.kind is QuestionKind.MULTIPLE:
        names.put(variable, Target(question, codes=parts))
        for part, option in parts.items():
            names.put(f"{variable}_{part}", Target(question, chosen=option))
    elif question.items:
        for part, item in parts.items():
            names.put(f"{variable}_{part}", Target(question, item, codes=codes))
    else:
        names.put(variable, Target(question, codes=codes))
    if question.other:
        names.put(f"{variable}_other", Target(question.other))
    return names
