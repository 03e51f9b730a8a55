"""What editors hand in for a question: read from the form's fields, each mistake named at its field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from participation.core.text import msgid
from participation.surveys.editor.changing import code_from, free_code
from participation.surveys.editor.conditions import Asked, condition_of
from participation.surveys.editor.question_fields import (
    MISSING_WORDS,
    OWN_OPTIONS,
    WITH_LIMITS,
    WITH_MISSING,
    WITH_NUMBER_CHOSEN,
    WITH_SCALE,
    YES,
)
from participation.surveys.editor.rows import Fields, rows_of
from participation.surveys.questionnaire import Item, Option, Question, QuestionKind, missing_option
from participation.surveys.questionnaire.checks import CODE, OPTION_CODE
from participation.surveys.questionnaire.kinds import CAN_BE_OPEN, CAN_BE_SHUFFLED, WITH_ROWS
from participation.surveys.questionnaire.question import Limit
from participation.surveys.scales import DE, MISSING_CODES, MISSING_TEXTS, SCALES, STATEMENT_VOTES, YES_NO, Texts
from participation.web.languages import GERMAN, LANGUAGES

LONGEST_TEXT = 2000
MOST_CHARACTERS = 10_000
_READY_MADE = {QuestionKind.YES_NO: YES_NO, QuestionKind.STATEMENTS: STATEMENT_VOTES}
_RESERVED = {*MISSING_CODES, *map(str, MISSING_CODES.values())}
_WHOLE = msgid("Please enter a whole number that fits.")
_NUMBER = msgid("Please enter a number.")
_DATE = msgid("Please enter a date.")


@dataclass
class QuestionSheet:
    """The fields of a question's form; `problems` maps a field's name to a msgid.

    Attributes:
        before: the question as it was; None for a new one.
        known: what conditions can look at.
        taken: codes of the other questions, those of matrices that may go on here left out.
        places: the options of a question for the municipality.
    """

    fields: Fields
    before: Question | None
    known: Sequence[Asked]
    taken: AbstractSet[str]
    places: Sequence[Option]
    problems: dict[str, str] = field(default_factory=dict)

    def question(self) -> Question:
        """The question that the fields say; worth something only if there are no problems."""
        kind = self._kind()
        text = self._texts("text", is_needed=True)
        question = Question(
            code=self._code(text),
            kind=kind,
            text=text,
            hint=self._texts("hint"),
            items=self._items() if kind in WITH_ROWS else (),
            options=self._options(kind),
            scale=self._scale(kind),
            is_required=self.fields.get("required") == YES,
            is_shuffled=self.fields.get("shuffle") == YES and kind in CAN_BE_SHUFFLED,
            show_if=self._condition(),
            revision=self.before.revision if self.before else 1,
        )
        return replace(question, **self._limits(kind))

    def _kind(self) -> QuestionKind:
        given = self.fields.get("kind", "")
        return QuestionKind(given) if given in set(QuestionKind) else QuestionKind.SINGLE

    def _texts(self, name: str, *, is_needed: bool = False) -> Texts:
        typed = {language: self.fields.get(f"{name}_{language.slug}", "") for language in LANGUAGES}
        for language, text in typed.items():
            if len(text) > LONGEST_TEXT:
                self.problems[f"{name}_{language.slug}"] = msgid("This text is too long: at most 2,000 characters.")
        if is_needed and not self.fields.get(f"{name}_{GERMAN.slug}"):
            self.problems[f"{name}_{GERMAN.slug}"] = msgid("Please enter the text in German.")
        return {language.tag: text for language, text in typed.items() if text}

    def _code(self, text: Texts) -> str:
        typed = self.fields.get("code", "")
        if not typed:
            return code_from(text.get(DE, ""), self.taken, "question")
        if not CODE.fullmatch(typed):
            self.problems["code"] = msgid("A code begins with a letter and has lower case letters, digits and _ only.")
        elif typed in self.taken:
            self.problems["code"] = msgid("Another question has this code already.")
        return typed

    def _rows(self, name: str) -> list[tuple[int, Fields, Texts]]:
        """The rows with something in them: number, fields, texts."""
        found: list[tuple[int, Fields, Texts]] = []
        for number, row in enumerate(rows_of(self.fields, name), start=1):
            texts = {one.tag: row[one.slug] for one in LANGUAGES if row.get(one.slug)}
            if not texts and not row.get("code"):
                continue
            if DE not in texts:
                self.problems[f"{name}-{number}-{GERMAN.slug}"] = msgid("Please enter the text in German.")
            if any(len(one) > LONGEST_TEXT for one in texts.values()):
                self.problems[f"{name}-{number}-{GERMAN.slug}"] = msgid(
                    "This text is too long: at most 2,000 characters."
                )
            found.append((number, row, texts))
        return found

    def _items(self) -> tuple[Item, ...]:
        rows = self._rows("item")
        taken = {row["code"] for _, row, _ in rows if row.get("code")}
        items: list[Item] = []
        for number, row, texts in rows:
            code = row.get("code") or code_from(texts.get(DE, ""), taken, "row")
            if not CODE.fullmatch(code) or code in {item.code for item in items}:
                self.problems[f"item-{number}-code"] = msgid("Each row needs a code of its own, like public_transport.")
            taken.add(code)
            items.append(Item(code, texts, row.get("element", "")))
        if not items:
            self.problems["item-1-de"] = msgid("Please enter at least one row.")
        return tuple(items)

    def _scale(self, kind: QuestionKind) -> str:
        scale = self.fields.get("scale", "")
        return scale if kind in WITH_SCALE and scale in SCALES else ""

    def _options(self, kind: QuestionKind) -> tuple[Option, ...]:
        if kind is QuestionKind.MUNICIPALITY:
            return tuple(self.places)
        missing = self._missing() if kind in WITH_MISSING else ()
        if scale := self._scale(kind):
            return (*(Option(code, texts) for code, texts in SCALES[scale]), *missing)
        if kind in _READY_MADE:
            kept = self.before.valid_options if self.before and self.before.kind is kind else ()
            return (*(kept or (Option(code, texts) for code, texts in _READY_MADE[kind])), *missing)
        if kind not in OWN_OPTIONS:
            return ()
        return (*self._own_options(kind), *missing)

    def _missing(self) -> tuple[Option, ...]:
        names = [name for name in MISSING_TEXTS if self.fields.get(f"missing-{name}") == YES]
        return tuple(missing_option(name, self._missing_words(name)) for name in names)

    def _missing_words(self, name: str) -> Texts:
        """As they were typed; the ready-made ones where there are none in German."""
        typed = self._texts(f"{MISSING_WORDS}{name}")
        return typed if DE in typed else MISSING_TEXTS[name]

    def _own_options(self, kind: QuestionKind) -> tuple[Option, ...]:
        rows = self._rows("option")
        if not rows:
            self.problems["option-1-de"] = msgid("Please enter at least one option.")
        taken = {row["code"] for _, row, _ in rows if row.get("code")}
        options: list[Option] = []
        for number, row, texts in rows:
            code: Any = row.get("code") or self._suggested(kind, texts, taken, len(rows) - len(options))
            taken.add(str(code))
            known = {*_RESERVED, *(str(one.code) for one in options)}
            if not OPTION_CODE.fullmatch(str(code)) or str(code) in known:
                self.problems[f"option-{number}-code"] = msgid(
                    "Each option needs a code of its own, like bus or 18-24."
                )
            if kind in WITH_SCALE and str(code).isdecimal():
                code = int(code)
            options.append(self._option(kind, code, texts, row))
        if sum(option.is_open for option in options) > 1:
            self.problems["option-1-de"] = msgid("Only one option can ask for words.")
        return tuple(options)

    @staticmethod
    def _suggested(kind: QuestionKind, texts: Texts, taken: AbstractSet[str], position: int) -> str:
        """On scales the number counted from below, else a word from the German text."""
        if kind is QuestionKind.SCALE:
            return str(position)
        return free_code(code_from(texts.get(DE, ""), (), "option"), taken)

    @staticmethod
    def _option(kind: QuestionKind, code: Any, texts: Texts, row: Mapping[str, str]) -> Option:
        return Option(
            code,
            texts,
            is_exclusive=row.get("exclusive") == YES and kind is QuestionKind.MULTIPLE,
            is_open=row.get("open") == YES and kind in CAN_BE_OPEN,
            image=row.get("image", ""),
        )

    def _condition(self) -> Any:
        if self.fields.get("if-kept") == YES and self.before:
            return self.before.show_if
        return condition_of(self.fields, self.known, self.problems)

    def _limits(self, kind: QuestionKind) -> dict[str, Any]:
        """Whatever belongs to some kinds only."""
        limits: dict[str, Any] = {}
        if self.fields.get("required") == YES:
            limits["why"] = self._texts("why")
            if DE not in limits["why"]:
                self.problems["why_de"] = msgid("Please say in German why this question has to be answered.")
        if kind is QuestionKind.TEXT:
            limits["max_length"] = self._number("max_length", 1000, 1, MOST_CHARACTERS)
            limits["lines"] = self._number("lines", 6, 1, 30)
        if kind in WITH_LIMITS:
            limits |= {name: self._limit(name, kind) for name in ("minimum", "maximum")}
            limits["classes"] = self._classes(kind)
        if kind is QuestionKind.NUMBER:
            limits |= {"decimals": self._number("decimals", 0, 0, 6), "unit": self._texts("unit")}
        if kind in WITH_NUMBER_CHOSEN:
            limits |= {name: self._number(name, None, 1, 100) for name in ("least", "most")}
        if kind is QuestionKind.MATRIX:
            limits["beside"] = self.fields.get("beside", "")
        return limits

    def _number(self, name: str, otherwise: int | None, low: int, high: int) -> int | None:
        typed = self.fields.get(name, "")
        if not typed:
            return otherwise
        if not typed.isdecimal() or not low <= int(typed) <= high:
            self.problems[name] = _WHOLE
            return otherwise
        return int(typed)

    def _limit(self, name: str, kind: QuestionKind) -> Limit | None:
        typed = self.fields.get(name, "")
        if not typed:
            return None
        limit = _read_limit(typed, kind)
        if limit is None:
            self.problems[name] = (
                msgid("Please enter a date.") if kind is QuestionKind.DATE else msgid("Please enter a number.")
            )
        return limit

    def _classes(self, kind: QuestionKind) -> tuple[Limit, ...]:
        parts = [part.strip() for part in self.fields.get("classes", "").split(";") if part.strip()]
        found = [limit for limit in (_read_limit(part, kind) for part in parts) if limit is not None]
        if len(found) < len(parts):
            self.problems["classes"] = msgid(
                "Please enter the lower bounds of the classes, with semicolons in between."
            )
        return tuple(found)


def _read_limit(text: str, kind: QuestionKind) -> Limit | None:
    try:
        if kind is QuestionKind.DATE:
            return date.fromisoformat(text).isoformat()
        number = float(text.replace(",", "."))
    except ValueError:
        return None
    return int(number) if number.is_integer() else number
