"""Ways through questionnaires: the exact walk finds what trying every single answer finds."""

from __future__ import annotations

from itertools import chain, combinations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from participation.surveys.questionnaire import Item, Option, Question, QuestionKind, Questionnaire, QuestionPage
from participation.surveys.questionnaire.conditions import All, AnyOf, Comparison, Condition, Given, Not, Operator
from participation.surveys.questionnaire.paths import Path, Paths, paths_of

TEXT = {"de": "Text"}
MISSING = Option(99, TEXT, missing="no_answer")


def _options(*codes: str) -> tuple[Option, ...]:
    return tuple(Option(code, TEXT) for code in codes)


def _question(number: int, kind: str, *, required: bool) -> Question:
    code = f"q{number}"
    if kind == "single":
        return Question(code, QuestionKind.SINGLE, TEXT, options=(*_options("a", "b"), MISSING), is_required=required)
    if kind == "other":
        words = (Option("a", TEXT), Option("b", TEXT, is_open=True))
        return Question(code, QuestionKind.SINGLE, TEXT, options=words, is_required=required)
    if kind == "multiple":
        options = (*_options("a", "b", "c"), Option("none", TEXT, is_exclusive=True))
        return Question(code, QuestionKind.MULTIPLE, TEXT, options=options, is_required=required, most=2)
    if kind == "matrix":
        items = (Item("x", TEXT), Item("y", TEXT))
        return Question(code, QuestionKind.MATRIX, TEXT, items=items, options=_options("a", "b"), is_required=required)
    return Question(code, QuestionKind.NUMBER, TEXT, minimum=0, maximum=4, is_required=required)


def every_answer(question: Question) -> list[dict[str, Any]]:
    """All there are, without any thought."""
    codes = [option.code for option in question.options]
    found: list[Any] = [] if question.is_required else [None]
    if question.kind is QuestionKind.NUMBER:
        found += [0, 1, 2, 3, 4]
    elif question.kind is QuestionKind.MULTIPLE:
        found += [["none"], *map(list, chain(combinations("abc", 1), combinations("abc", 2)))]
    elif question.kind is QuestionKind.MATRIX:
        rows = codes if question.is_required else [None, *codes]
        pairs = [{"x": x, "y": y} for x in rows for y in rows]
        found = [{row: code for row, code in pair.items() if code} or None for pair in pairs]
    elif question.other:
        given: list[dict[str, Any]] = [] if question.is_required else [{}]
        words = [{question.code: "b", question.other.code: text} for text in ("ja", "nein", "ja nein")]
        return [*given, {question.code: "a"}, {question.code: "b"}, *words]
    else:
        found += codes
    return [{} if one is None else {question.code: one} for one in found]


def tried(whole: Questionnaire) -> tuple[set[Path], dict[tuple[int, int], set[bool]]]:
    """The ways and what conditions came to, by giving every answer to every question."""
    ways: list[tuple[Path, dict[str, Any]]] = [((), {})]
    outcomes: dict[tuple[int, int], set[bool]] = {}
    for number, page in enumerate(whole.pages, start=1):
        steps = [(place, question) for place, question in enumerate(page.questions, start=1)]
        entered: list[tuple[Path, dict[str, Any], bool]] = [
            (path, answers, page.show_if is None or page.show_if.holds(Given(answers, whole.coded)))
            for path, answers in ways
        ]
        outcomes[number, 0] = {there for _, _, there in entered}
        for place, question in steps:
            outcomes.setdefault((number, place), set())
            after: list[tuple[Path, dict[str, Any], bool]] = []
            for path, answers, there in entered:
                if there:
                    shown = question.show_if is None or question.show_if.holds(Given(answers, whole.coded))
                    outcomes[number, place].add(shown)
                if there and shown:
                    after += [
                        ((*path, (number, place)), {**answers, **answer}, there) for answer in every_answer(question)
                    ]
                else:
                    after.append((path, answers, there))
            entered = after
        ways = [(path, answers) for path, answers, _ in entered]
    return {path for path, _ in ways}, outcomes


@st.composite
def conditions(draw: st.DrawFn, earlier: list[Question], depth: int = 2) -> Condition:
    if depth and draw(st.integers(0, 3)) == 0:
        parts = tuple(draw(conditions(earlier, depth - 1)) for _ in range(draw(st.integers(1, 2))))
        joined: list[Condition] = [All(parts), AnyOf(parts), Not(parts[0])]
        return draw(st.sampled_from(joined))
    question = draw(st.sampled_from(earlier))
    if question.kind is QuestionKind.NUMBER:
        operator = draw(st.sampled_from([Operator.AT_LEAST, Operator.BELOW, Operator.IS, Operator.ABOVE]))
        return Comparison(question.code, operator, draw(st.integers(-1, 5)))
    name = f"{question.code}.{draw(st.sampled_from('xy'))}" if question.items else question.code
    if question.other and draw(st.booleans()):
        return Comparison(question.other.code, Operator.CONTAINS, draw(st.sampled_from(["ja", "nein"])))
    if draw(st.integers(0, 3)) == 0:
        return Comparison(name, Operator.ANSWERED, draw(st.booleans()))
    if question.kind is QuestionKind.MULTIPLE:
        return Comparison(name, Operator.CONTAINS, draw(st.sampled_from(["a", "b", "none"])))
    operator = draw(st.sampled_from([Operator.IS, Operator.IS_NOT]))
    return Comparison(name, operator, draw(st.sampled_from(["a", "b"])))


@st.composite
def questionnaires(draw: st.DrawFn) -> Questionnaire:
    earlier: list[Question] = []
    pages = []
    for _ in range(draw(st.integers(1, 3))):
        is_conditional = draw(st.booleans())
        shown = draw(conditions(earlier)) if earlier and is_conditional else None
        questions = []
        for _ in range(draw(st.integers(1, 2))):
            kind = draw(st.sampled_from(["single", "multiple", "number", "matrix", "other"]))
            question = _question(len(earlier), kind, required=draw(st.booleans()))
            is_conditional = draw(st.booleans())
            if earlier and is_conditional:
                object.__setattr__(question, "show_if", draw(conditions(earlier)))
            questions.append(question)
            earlier.append(question)
            if len(earlier) == 4:
                break
        pages.append(QuestionPage(TEXT, tuple(questions), shown))
        if len(earlier) == 4:
            break
    return Questionnaire(TEXT, TEXT, TEXT, tuple(pages))


@settings(max_examples=80, deadline=None)
@given(questionnaires())
def test_the_walk_finds_exactly_the_ways_that_all_answers_lead_to(whole: Questionnaire) -> None:
    ways, outcomes = tried(whole)
    found = paths_of(whole, most_listed=10_000)
    assert set(found.listed) == ways
    assert found.count == len(ways) == len(found.listed)
    assert len(found.shortest) == min(map(len, ways))
    assert len(found.longest) == max(map(len, ways))
    unreached = {step for step, held in outcomes.items() if True not in held}
    assert {*found.unreachable, *((page, 0) for page in found.unreachable_pages)} == unreached
    conditional = {
        (number, place)
        for number, page in enumerate(whole.pages, start=1)
        for place, shown in enumerate((page.show_if, *(question.show_if for question in page.questions)))
        if shown
    }
    assert set(found.always) == {step for step in conditional if outcomes[step] == {True}}
    assert set(found.never) == {step for step in conditional if outcomes[step] == {False}}


def _chain(length: int) -> Questionnaire:
    """Every filter question has a follow-up of its own."""
    questions: list[Question] = []
    for number in range(length):
        questions.append(Question(f"f{number}", QuestionKind.YES_NO, TEXT, options=_options("yes", "no")))
        shown = Comparison(f"f{number}", Operator.IS, "yes")
        questions.append(Question(f"t{number}", QuestionKind.TEXT, TEXT, show_if=shown))
    return Questionnaire(TEXT, TEXT, TEXT, (QuestionPage(TEXT, tuple(questions)),))


def test_a_billion_ways_are_counted_exactly() -> None:
    found: Paths = paths_of(_chain(30))
    assert found.count == 2**30
    assert found.is_complete
    assert (len(found.shortest), len(found.longest)) == (30, 60)
    assert len(found.listed) == 200


def test_what_nobody_reaches_is_named() -> None:
    never = All((Comparison("f0", Operator.IS, "yes"), Comparison("f0", Operator.IS, "no")))
    whole = _chain(1)
    lost = QuestionPage(TEXT, (Question("lost", QuestionKind.TEXT, TEXT),), show_if=never)
    found = paths_of(Questionnaire(TEXT, TEXT, TEXT, (*whole.pages, lost)))
    assert (found.unreachable_pages, found.unreachable, found.never) == ((2,), ((2, 1),), ((2, 0),))
    assert not found.is_fine
