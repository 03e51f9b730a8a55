"""LimeSurvey's relevance and conditions as ours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from participation.surveys.lss.document import Row
from participation.surveys.lss.expressions import (
    Call,
    Compare,
    Junction,
    Literal,
    Name,
    Negation,
    Node,
    Untranslatable,
    parse,
)
from participation.surveys.lss.names import Names, Target
from participation.surveys.questionnaire.conditions import All, AnyOf, Comparison, Condition, Not, Operator
from participation.surveys.questionnaire.kinds import WITH_OPTIONS, QuestionKind

_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
_ORDERED = {"<": Operator.BELOW, "<=": Operator.AT_MOST, ">": Operator.ABOVE, ">=": Operator.AT_LEAST}
_YES = frozenset({"Y", "1"})
_TRANSPARENT = frozenset({"intval", "floatval", "trim", "strval"})
_COUNTING = frozenset({"strlen", "count"})
_EMPTY = frozenset({"is_empty", "empty", "is_null"})
ALWAYS = frozenset({"", "1", "(1)", "true"})
"""Relevance that hides nothing."""


def condition_of(expression: str, names: Names) -> Condition | None:
    """The condition of a relevance expression; None if it always holds.

    Raises:
        Untranslatable: it cannot be said in our conditions; then nothing of it is carried over, since half a condition
            would show the question to other people.
    """
    if expression.strip().lower() in ALWAYS:
        return None
    return _translated(parse(expression), names)


def condition_of_rows(rows: Iterable[Row], names: Names) -> Condition:
    """The condition of LimeSurvey's older table.

    Several answers of one question: any of them. Several questions in a scenario: all. Several scenarios: any.

    Raises:
        Untranslatable: a row cannot be said in our conditions.
    """
    scenarios = []
    ordered = sorted(rows, key=lambda row: (row.get("scenario", "1"), row.get("cfieldname", "")))
    for _, scenario in groupby(ordered, key=lambda row: row.get("scenario", "1")):
        questions = []
        for _, same in groupby(scenario, key=lambda row: row.get("cfieldname", "")):
            questions.append(_joined(AnyOf, [_of_row(row, names) for row in same]))
        scenarios.append(_joined(All, questions))
    return _joined(AnyOf, scenarios)


def _of_row(row: Row, names: Names) -> Condition:
    method = row.get("method", "==").strip() or "=="
    if method not in _MIRRORED:
        raise Untranslatable(f"der Vergleich „{method}“ hat hier keine Entsprechung")
    name = Name(row.get("cfieldname", "").lstrip("+").partition(".")[0])
    return _compared(method, names.find(name), row.get("value", "").strip())


def _joined(kind: type[All | AnyOf], parts: list[Condition]) -> Condition:
    return parts[0] if len(parts) == 1 else kind(tuple(parts))


def _translated(node: Node, names: Names) -> Condition:
    if isinstance(node, Junction):
        return (All if node.is_all else AnyOf)(tuple(_translated(part, names) for part in node.parts))
    if isinstance(node, Negation):
        return _not(_translated(node.part, names))
    if isinstance(node, Compare):
        return _comparison(node, names)
    if isinstance(node, Call) and node.function.lower() in _EMPTY and len(node.arguments) == 1:
        return _is_answered(_target(node.arguments[0], names), is_given=False)
    if isinstance(node, Call) and node.function.lower() in _COUNTING and len(node.arguments) == 1:
        return _is_answered(_target(node.arguments[0], names), is_given=True)
    if isinstance(node, Name):
        return _is_answered(names.find(node), is_given=True)
    said = f"die Funktion „{node.function}“" if isinstance(node, Call) else "ein fester Wert"
    raise Untranslatable(f"{said} hat hier keine Entsprechung")


def _comparison(node: Compare, names: Names) -> Condition:
    operator, left, right = node.operator, node.left, node.right
    if isinstance(left, Literal):
        operator, left, right = _MIRRORED[operator], right, left
    if isinstance(left, Call) and left.function.lower() in _COUNTING and isinstance(right, Literal):
        return _counted(operator, left, right, names)
    if not isinstance(right, Literal):
        raise Untranslatable("zwei Antworten werden miteinander verglichen")
    return _compared(operator, _target(left, names), right.text.strip())


def _counted(operator: str, call: Call, limit: Literal, names: Names) -> Condition:
    """Whether there is any text, or any tick: the only lengths and numbers that can be asked for."""
    if len(call.arguments) != 1 or (operator, limit.text) not in {(">", "0"), (">=", "1"), ("!=", "0"), ("==", "0")}:
        raise Untranslatable(f"die Funktion „{call.function}“ hat hier keine Entsprechung")
    return _is_answered(_target(call.arguments[0], names), is_given=operator != "==")


def _target(node: Node, names: Names) -> Target:
    if isinstance(node, Call) and node.function.lower() in _TRANSPARENT and len(node.arguments) == 1:
        return _target(node.arguments[0], names)
    if isinstance(node, Name):
        return names.find(node)
    raise Untranslatable("statt einer Antwort wird etwas Berechnetes verglichen")


def _is_answered(target: Target, *, is_given: bool) -> Condition:
    if target.chosen is not None:
        ticked = Comparison(target.name, Operator.CONTAINS, target.chosen)
        return ticked if is_given else Not(ticked)
    return Comparison(target.name, Operator.ANSWERED, is_given)


def _compared(operator: str, target: Target, value: str) -> Condition:
    if value == "" and operator in {"==", "!="}:
        return _is_answered(target, is_given=operator == "!=")
    if target.chosen is not None:
        if operator not in {"==", "!="} or value not in _YES:
            raise Untranslatable(f"eine Mehrfachauswahl wird mit „{value}“ verglichen")
        return _is_answered(target, is_given=operator == "==")
    if target.question.kind in {QuestionKind.RANKING, QuestionKind.PLACE}:
        raise Untranslatable("eine Rangfolge wird verglichen")
    if target.question.kind is QuestionKind.MULTIPLE:
        raise Untranslatable("eine Mehrfachauswahl wird als Ganzes verglichen")
    if target.question.kind in WITH_OPTIONS:
        return _coded(operator, target, value)
    return _written(operator, target, value)


def _coded(operator: str, target: Target, value: str) -> Condition:
    if operator in {"==", "!="}:
        code = _code(target.codes, value)
        return Comparison(target.name, Operator.IS if operator == "==" else Operator.IS_NOT, code)
    fitting = [code for lime, code in target.codes.items() if _is_number(lime) and _holds(operator, lime, value)]
    if not fitting:
        raise Untranslatable(f"keine Antwort von „{target.question.code}“ ist {operator} {value}")
    return Comparison(target.name, Operator.ONE_OF, list(dict.fromkeys(fitting)))


def _code(codes: Mapping[str, int | str], value: str) -> int | str:
    if value not in codes:
        raise Untranslatable(f"die Antwort „{value}“ gibt es nicht")
    return codes[value]


def _holds(operator: str, lime: str, value: str) -> bool:
    if not _is_number(value):
        raise Untranslatable(f"„{value}“ ist keine Zahl")
    one, other = float(lime), float(value)
    return {"<": one < other, "<=": one <= other, ">": one > other, ">=": one >= other}[operator]


def _written(operator: str, target: Target, value: str) -> Condition:
    is_number = target.question.kind is QuestionKind.NUMBER
    if is_number and not _is_number(value):
        raise Untranslatable(f"eine Zahl wird mit „{value}“ verglichen")
    limit: int | float | str = (float(value) if "." in value else int(value)) if is_number else value[:10]
    if operator in {"==", "!="}:
        return Comparison(target.name, Operator.IS if operator == "==" else Operator.IS_NOT, limit)
    if target.question.kind is QuestionKind.TEXT:
        raise Untranslatable("ein Text wird der Größe nach verglichen")
    return Comparison(target.name, _ORDERED[operator], limit)


def _is_number(text: str) -> bool:
    whole, _, rest = text.removeprefix("-").partition(".")
    return whole.isdecimal() and (rest.isdecimal() or not rest)


def _not(condition: Condition) -> Condition:
    """The opposite, without two negations in a row."""
    if isinstance(condition, Not):
        return condition.part
    if isinstance(condition, Comparison) and condition.operator is Operator.ANSWERED:
        return Comparison(condition.question, Operator.ANSWERED, not condition.value)
    return Not(condition)
