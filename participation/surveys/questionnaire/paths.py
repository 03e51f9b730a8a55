"""All ways through a questionnaire: how many there are, what nobody can reach, which conditions decide nothing.

Answers matter only as far as a condition looks at them, so instead of answers the walk carries the truth of every
comparison. Beginnings of ways that leave the same possibilities open are walked on together; so the number of ways is
exact even where there are millions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from participation.surveys.questionnaire.conditions import All, AnyOf, Comparison, Condition, Given, Not
from participation.surveys.questionnaire.kinds import QuestionKind
from participation.surveys.questionnaire.question import Question
from participation.surveys.questionnaire.stand_ins import MOST_ANSWERS, answers_for
from participation.surveys.questionnaire.whole import Questionnaire, QuestionPage

MOST_STATES = 50_000
MOST_LISTED = 200

Step: TypeAlias = tuple[int, int]
"""A question: its page and its place there, both from 1."""

Path: TypeAlias = tuple[Step, ...]
_Truths: TypeAlias = tuple[bool, ...]
_Front: TypeAlias = dict[frozenset[_Truths], "_Beginnings"]


@dataclass(frozen=True)
class Paths:
    """What there is to know about the ways through a questionnaire.

    Attributes:
        count: how many different sequences of questions people can be asked.
        listed: those ways, at most as many as were wanted.
        unreachable_pages, unreachable: pages (from 1) and questions that nobody is asked.
        always, never: places of conditions that hold for everybody, or for nobody; (page, 0) is a page's own.
        is_complete: False where there were too many combinations; then counts are lower bounds, and what is called
            unreachable was only not reached.
    """

    count: int
    shortest: Path
    longest: Path
    listed: tuple[Path, ...]
    unreachable_pages: tuple[int, ...] = ()
    unreachable: tuple[Step, ...] = ()
    always: tuple[Step, ...] = ()
    never: tuple[Step, ...] = ()
    is_complete: bool = True

    @property
    def is_fine(self) -> bool:
        """Whether everything is reached and every condition decides something."""
        return not (self.unreachable_pages or self.unreachable or self.always or self.never)


def paths_of(questionnaire: Questionnaire, most_listed: int = MOST_LISTED) -> Paths:
    """Every way through the questionnaire; `most_listed` bounds how many are written out."""
    walk = _Walk(questionnaire, most_listed)
    for number, page in enumerate(questionnaire.pages, start=1):
        walk.enter(number, page)
        for place, question in enumerate(page.questions, start=1):
            walk.ask((number, place), page, question)
    return walk.outcome()


@dataclass(frozen=True)
class _Beginnings:
    """Ways up to here that leave the same possibilities open."""

    count: int
    shortest: Path
    longest: Path
    listed: tuple[Path, ...]

    def joined(self, other: _Beginnings, most: int) -> _Beginnings:
        return _Beginnings(
            self.count + other.count,
            min(self.shortest, other.shortest, key=len),
            max(self.longest, other.longest, key=len),
            (self.listed + other.listed)[:most],
        )

    def onward(self, step: Step) -> _Beginnings:
        return replace(
            self,
            shortest=(*self.shortest, step),
            longest=(*self.longest, step),
            listed=tuple((*path, step) for path in self.listed),
        )


@dataclass
class _Walk:
    questionnaire: Questionnaire
    most_listed: int
    comparisons: dict[str, Comparison] = field(init=False)
    last_uses: dict[str, Step] = field(default_factory=dict)
    front: _Front = field(init=False)
    outcomes: dict[Step, set[bool]] = field(default_factory=dict)
    is_complete: bool = True

    def __post_init__(self) -> None:
        conditions = list(self._conditions())
        self.comparisons = {_key(leaf): leaf for _, condition in conditions for leaf in _leaves(condition)}
        for step, condition in conditions:
            self.last_uses |= {_key(leaf): step for leaf in _leaves(condition)}
        nothing = Given({}, self.questionnaire.coded)
        unasked = tuple(leaf.holds(nothing) for leaf in self.comparisons.values())
        self.front = {frozenset({unasked}): _Beginnings(1, (), (), ((),))}

    def _conditions(self) -> Iterator[tuple[Step, Condition]]:
        """Every condition with the step up to which it is needed; that of a page up to its last question."""
        for number, page in enumerate(self.questionnaire.pages, start=1):
            if page.show_if:
                yield (number, 0), page.show_if
            for place, question in enumerate(page.questions, start=1):
                conditions: tuple[Condition | None, ...] = (page.show_if, question.show_if)
                yield from (((number, place), condition) for condition in conditions if condition)

    def enter(self, number: int, page: QuestionPage) -> None:
        """Note for whom the page is there."""
        self._seen((number, 0), page.show_if, (state for states in self.front for state in states))

    def ask(self, step: Step, page: QuestionPage, question: Question) -> None:
        """Part those who are asked the question from those who are not, and let the former answer."""
        done = {place: False for place, key in enumerate(self.comparisons) if self.last_uses.get(key, step) <= step}
        answered = [{**truths, **done} for truths in self._answered(question)]
        after: _Front = {}
        for states, beginnings in self.front.items():
            there = [state for state in states if self._holds(page.show_if, state)]
            self._seen(step, question.show_if, there)
            asked = {state for state in there if self._holds(question.show_if, state)}
            self._go_on(after, {_put(state, done) for state in states - asked}, beginnings)
            told = {_put(state, truths) for state in asked for truths in answered}
            self._go_on(after, told, beginnings.onward(step))
        self.front = after

    def _go_on(self, after: _Front, states: Iterable[_Truths], beginnings: _Beginnings) -> None:
        kept = frozenset(states)
        if len(kept) > MOST_STATES:
            self.is_complete = False
            kept = frozenset(sorted(kept)[:MOST_STATES])
        if kept:
            known = after.get(kept)
            after[kept] = known.joined(beginnings, self.most_listed) if known else beginnings

    def _answered(self, question: Question) -> Iterator[Mapping[int, bool]]:
        """The truths that an answer to the question can bring about, each once; keys are places of comparisons."""
        codes = {question.code, question.other.code if question.other else question.code}
        rows = {item.code for item in question.items}
        about = {
            place: leaf
            for place, leaf in enumerate(self.comparisons.values())
            if (parts := leaf.question.partition("."))[0] in codes and (not question.items or parts[2] in rows)
        }
        if question.kind is QuestionKind.INFORMATION or not about:
            yield {}
            return
        seen = set()
        for number, answers in enumerate(answers_for(question, list(about.values())), start=1):
            self.is_complete &= number < MOST_ANSWERS
            given = Given(answers, self.questionnaire.coded)
            truths = {place: leaf.holds(given) for place, leaf in about.items()}
            if tuple(truths.values()) not in seen:
                seen.add(tuple(truths.values()))
                yield truths

    def _holds(self, condition: Condition | None, state: _Truths) -> bool:
        if condition is None:
            return True
        return _evaluated(condition, dict(zip(self.comparisons, state, strict=True)))

    def _seen(self, step: Step, condition: Condition | None, states: Iterable[_Truths]) -> None:
        self.outcomes.setdefault(step, set()).update(self._holds(condition, state) for state in states)

    def outcome(self) -> Paths:
        """What the walk came to."""
        whole = list(self.front.values())
        total = whole[0]
        for beginnings in whole[1:]:
            total = total.joined(beginnings, self.most_listed)
        never = [step for step, held in self.outcomes.items() if True not in held]
        conditional = {step for step in self.outcomes if self._condition(step)}
        return Paths(
            count=total.count,
            shortest=total.shortest,
            longest=total.longest,
            listed=total.listed,
            unreachable_pages=tuple(page for page, place in never if place == 0),
            unreachable=tuple(step for step in never if step[1]),
            always=tuple(step for step, held in self.outcomes.items() if held == {True} and step in conditional),
            never=tuple(step for step, held in self.outcomes.items() if held == {False} and step in conditional),
            is_complete=self.is_complete,
        )

    def _condition(self, step: Step) -> Condition | None:
        page = self.questionnaire.pages[step[0] - 1]
        return page.questions[step[1] - 1].show_if if step[1] else page.show_if


def _put(state: _Truths, truths: Mapping[int, bool]) -> _Truths:
    return tuple(truths.get(place, held) for place, held in enumerate(state)) if truths else state


def _key(comparison: Comparison) -> str:
    return repr(comparison)


def _leaves(condition: Condition) -> Iterator[Comparison]:
    if isinstance(condition, Comparison):
        yield condition
    elif isinstance(condition, Not):
        yield from _leaves(condition.part)
    else:
        for part in condition.parts:
            yield from _leaves(part)


def _evaluated(condition: Condition, truths: Mapping[str, bool]) -> bool:
    match condition:
        case Comparison():
            return truths[_key(condition)]
        case All():
            return all(_evaluated(part, truths) for part in condition.parts)
        case AnyOf():
            return any(_evaluated(part, truths) for part in condition.parts)
        case Not():
            return not _evaluated(condition.part, truths)
