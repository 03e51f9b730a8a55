"""How the answers of a sheet find their counters, for every kind of question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from participation.surveys.aggregation.codes import ASKED, BASE, MISSING, SHEETS
from participation.surveys.aggregation.meanings import class_of
from participation.surveys.aggregation.plan import Plan
from participation.surveys.aggregation.slots import NOWHERE, Made, Slots
from participation.surveys.questionnaire import Question, QuestionKind
from participation.surveys.questionnaire.conditions import Given
from participation.surveys.questionnaire.kinds import CHOOSE_ONE, WITH_ROWS
from participation.web.maps import cell_of

_Way: TypeAlias = Callable[[Any, list[int], list[int]], None]
"""Takes an answer and adds the numbers of its counters: first those of all segments, then those counted together."""


class Ways:
    """The counters of the sheets of one questionnaire version."""

    def __init__(self, plan: Plan, slots: Slots, together: Slots) -> None:
        """Prepare the ways.

        Args:
            plan: of the version.
            slots: what is counted in every segment.
            together: what is counted for everyone and by audience only: answers to two questions, preferences.
        """
        self._sheet = [slots.number(SHEETS, ""), slots.number(SHEETS, str(plan.number))]
        self._rows = {one.code: slots.rows(one.counted_code) for one in plan.questions if one.kind in WITH_ROWS}
        self._single = {one.code: slots.codes[one.counted_code] for one in plan.questions if one.kind in CHOOSE_ONE}
        self._others = {one.code: _WAYS[one.kind](one, slots, together) for one in plan.questions if one.kind in _WAYS}
        self._coded = plan.coded
        self._parts = [(part.conditions, [slots.number(name, ASKED) for name in part.names]) for part in plan.parts]
        self._paired = _paired(plan.paired, together) if plan.paired else None

    def of(self, answers: Mapping[str, Any]) -> tuple[list[int], list[int]]:
        """The numbers of the counters of a sheet: of all segments, and of those counted together."""
        found, together = self._sheet.copy(), list[int]()
        rows, single = self._rows, self._single
        for question, answer in answers.items():
            if question in rows:
                found += map(rows[question].__getitem__, answer.items())
            elif question in single:
                found.append(single[question][answer])
            elif question in self._others:
                self._others[question](answer, found, together)
        if self._paired:
            self._paired(answers, together)
        if self._parts:
            given = Given(answers, self._coded)
            for conditions, numbers in self._parts:
                if all(condition.holds(given) for condition in conditions):
                    found += numbers
        return found, together


def _paired(paired: tuple[Question, Question], together: Slots) -> Callable[[Mapping[str, Any], list[int]], None]:
    wanted, given = (question.code for question in paired)
    name = f"{paired[0].counted_code}*{paired[1].counted_code}"

    def number(item: str, one: Any, other: Any) -> int:
        if one in MISSING or other in MISSING:
            return NOWHERE
        return together.number(f"{name}.{item}", f"{one},{other}")

    numbers = Made(lambda item: Made(lambda one: Made(lambda other: number(item, one, other))))

    def add(answers: Mapping[str, Any], found: list[int]) -> None:
        if wanted in answers and given in answers:
            others = answers[given]
            found += [numbers[item][one][others[item]] for item, one in answers[wanted].items() if item in others]

    return add


def _several(question: Question, slots: Slots, _: Slots) -> _Way:
    codes = slots.codes[question.counted_code]

    def add(answer: list[Any], found: list[int], _together: list[int]) -> None:
        found += [codes[code] for code in answer]
        if answer and answer[0] not in MISSING:
            found.append(codes[BASE])

    return add


def _ranking(question: Question, slots: Slots, together: Slots) -> _Way:
    whole, places = slots.codes[question.counted_code], slots.rows(question.counted_code)
    options = [option.code for option in question.valid_options]
    before = Made(lambda two: together.number(f"{question.counted_code}>{two[0]}", str(two[1])))

    def add(answer: list[Any], found: list[int], preferred: list[int]) -> None:
        if answer[0] in MISSING:
            found += [whole[code] for code in answer]
            return
        found.append(whole[BASE])
        behind = dict.fromkeys(options)
        for place, code in enumerate(answer, start=1):
            found.append(places[code, place])
            behind.pop(code, None)
            preferred += [before[code, other] for other in behind]

    return add


def _written(question: Question, slots: Slots, _: Slots) -> _Way:
    base = slots.number(question.counted_code, BASE)
    if not question.classes:
        return lambda _answer, found, _together: found.append(base)
    codes, find = slots.codes[question.counted_code], class_of(question)

    def add(answer: Any, found: list[int], _together: list[int]) -> None:
        found += (base, codes[find(answer)])

    return add


def _place(question: Question, slots: Slots, _: Slots) -> _Way:
    codes = slots.codes[question.counted_code]

    def add(answer: Mapping[str, Any], found: list[int], _together: list[int]) -> None:
        found.append(codes[BASE])
        if "lat" in answer:
            found.append(codes[cell_of(answer["lat"], answer["lon"])])

    return add


_WAYS: dict[QuestionKind, Callable[[Question, Slots, Slots], _Way]] = {
    QuestionKind.MULTIPLE: _several,
    QuestionKind.RANKING: _ranking,
    QuestionKind.TEXT: _written,
    QuestionKind.NUMBER: _written,
    QuestionKind.DATE: _written,
    QuestionKind.PLACE: _place,
}
