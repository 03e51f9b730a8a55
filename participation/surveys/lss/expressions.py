"""The common part of LimeSurvey's expressions (ExpressionScript) as a tree: comparisons, and, or, not, functions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias


class Untranslatable(Exception):  # noqa: N818 - on its way to a line of the report
    """An expression, or a part of one, that has no equal here; the text says why, in German."""


@dataclass(frozen=True)
class Name:
    """A variable: a question's code with what follows it, or an old SGQA name; `suffix` like NAOK or shown.

    `that.` before it means all subquestions of the question, which its bare code means as well here.
    """

    text: str
    suffix: str = ""


@dataclass(frozen=True)
class Literal:
    """A text or a number, as it is written."""

    text: str
    is_text: bool


@dataclass(frozen=True)
class Compare:
    """`left operator right`; the operator is one of == != < <= > >=."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True)
class Junction:
    """All or any of the parts."""

    is_all: bool
    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Negation:
    """Not the part."""

    part: Node


@dataclass(frozen=True)
class Call:
    """A function with its arguments."""

    function: str
    arguments: tuple[Node, ...]


Node: TypeAlias = Name | Literal | Compare | Junction | Negation | Call

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
      | (?P<number>\d+(?:\.\d+)?(?![\w]))
      | (?P<name>(?:that\.)?[A-Za-z0-9_]+(?:[:.][A-Za-z_]+)?)
      | (?P<sign>==|!=|<=|>=|&&|\|\||[<>!(),+\-*/=])
    )""",
    re.VERBOSE,
)
_COMPARING = {
    "eq": "==",
    "ne": "!=",
    "lt": "<",
    "le": "<=",
    "gt": ">",
    "ge": ">=",
    **{sign: sign for sign in ("==", "!=", "<", "<=", ">", ">=")},
}
_DEEPEST, _MOST_TOKENS = 40, 2_000


def parse(expression: str) -> Node:
    """The tree of an expression.

    Raises:
        Untranslatable: it uses something beyond comparisons, and, or, not and functions, or makes no sense.
    """
    parser = _Parser([*_tokens(expression)])
    node = parser.junction("or")
    if parser.kind:
        raise Untranslatable(f"„{parser.value}“ wird hier nicht verstanden")
    return node


def _tokens(expression: str) -> Iterator[tuple[str, str]]:
    at, number = 0, 0
    text = expression.strip()
    while at < len(text):
        found = _TOKEN.match(text, at)
        number += 1
        if found is None or number > _MOST_TOKENS:
            raise Untranslatable(f"ab „{text[at : at + 20]}“ nicht lesbar")
        at = found.end()
        yield str(found.lastgroup), found[str(found.lastgroup)]


class _Parser:
    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0

    @property
    def kind(self) -> str:
        return self._tokens[self._at][0] if self._at < len(self._tokens) else ""

    @property
    def value(self) -> str:
        return self._tokens[self._at][1] if self._at < len(self._tokens) else ""

    def _take(self) -> str:
        taken = self.value
        self._at += 1
        return taken

    def _expect(self, sign: str) -> None:
        if self._take() != sign:
            raise Untranslatable(f"es fehlt „{sign}“")

    def junction(self, word: str) -> Node:
        """Parts joined by `or`; inside them those joined by `and`."""
        signs = {"or": {"or", "||"}, "and": {"and", "&&"}}[word]
        parts = [self._part(word)]
        while self.kind in {"name", "sign"} and self.value.lower() in signs:
            self._take()
            parts.append(self._part(word))
        return parts[0] if len(parts) == 1 else Junction(word == "and", tuple(parts))

    def _part(self, word: str) -> Node:
        return self.junction("and") if word == "or" else self._negation()

    def _negation(self) -> Node:
        if self.value == "!" or (self.kind == "name" and self.value.lower() == "not"):
            self._take()
            return Negation(self._nested(self._negation))
        return self._comparison()

    def _comparison(self) -> Node:
        left = self._operand()
        operator = _COMPARING.get(self.value.lower()) if self.kind in {"sign", "name"} else None
        if operator is None:
            return left
        self._take()
        return Compare(operator, left, self._operand())

    def _operand(self) -> Node:
        kind, value = self.kind, self._take()
        if kind == "text":
            return Literal(re.sub(r"\\(.)", r"\1", value[1:-1]), is_text=True)
        if kind == "number":
            return Literal(value, is_text=False)
        if value == "-" and self.kind == "number":
            return Literal("-" + self._take(), is_text=False)
        if value == "(":
            inside = self._nested(lambda: self.junction("or"))
            self._expect(")")
            return inside
        if kind != "name":
            raise Untranslatable(f"„{value}“ wird nicht verstanden" if value else "der Ausdruck ist nicht zu Ende")
        if self.value == "(":
            return self._call(value)
        text, _, suffix = value.removeprefix("that.").partition(".")
        return Name(text, suffix)

    def _call(self, function: str) -> Node:
        self._expect("(")
        arguments: list[Node] = []
        while self.value != ")":
            arguments.append(self._nested(lambda: self.junction("or")))
            if self.value != ")":
                self._expect(",")
        self._expect(")")
        return Call(function, tuple(arguments))

    def _nested(self, read: Callable[[], Node]) -> Node:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise Untranslatable("der Ausdruck ist zu tief verschachtelt")
        node = read()
        self._depth -= 1
        return node
