"""What all kinds of questions share on their way here: texts, limits, being required, what cannot come along."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from participation.surveys.lss.codes import Codes
from participation.surveys.lss.names import Names, targets_of
from participation.surveys.lss.ready import WHY
from participation.surveys.lss.report import Report, question_name
from participation.surveys.lss.survey import LimeQuestion
from participation.surveys.lss.wording import Wording
from participation.surveys.questionnaire import Code, Question, QuestionKind
from participation.surveys.scales import Texts

_LEFT_OUT = {
    "array_filter": "Die Auswahl der Zeilen nach einer früheren Frage wurde nicht übernommen.",
    "array_filter_exclude": "Der Ausschluss von Zeilen nach einer früheren Frage wurde nicht übernommen.",
    "em_validation_q": "Die Prüfung der Antwort durch einen Ausdruck wurde nicht übernommen.",
    "em_validation_sq": "Die Prüfung der Zeilen durch einen Ausdruck wurde nicht übernommen.",
    "equals_num_value": "Die vorgegebene Summe wurde nicht übernommen.",
    "min_num_value": "Die kleinste Summe wurde nicht übernommen.",
    "max_num_value": "Die größte Summe wurde nicht übernommen.",
    "time_limit": "Die Zeitbegrenzung wurde nicht übernommen.",
    "random_group": "Die zufällige Reihenfolge von Fragen wurde nicht übernommen.",
    "prefix": "Der Text vor dem Eingabefeld wurde nicht übernommen.",
    "exclude_all_others_auto": "Das Ausschließen, wenn alles angekreuzt ist, wurde nicht übernommen.",
    "other_numbers_only": "Bei „Sonstiges“ sind jetzt auch Buchstaben erlaubt.",
}
_LIMITS = {
    "min_answers": "mindestens so viele Antworten",
    "max_answers": "höchstens so viele Antworten",
    "min_num_value_n": "kleinste Zahl",
    "max_num_value_n": "größte Zahl",
    "multiflexible_min": "kleinste Zahl",
    "multiflexible_max": "größte Zahl",
    "date_min": "frühestes Datum",
    "date_max": "spätestes Datum",
}
_YEAR = re.compile(r"\d{4}")
_ENDS_OF_YEAR = {"date_min": "01-01", "date_max": "12-31"}


@dataclass
class Carried:
    """A question of ours with the variables it answers to in LimeSurvey's expressions."""

    question: Question
    variable: str = ""
    codes: Mapping[str, Code] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Carrying:
    """Everything that grows while questions are carried over one after the other."""

    wording: Wording
    report: Report
    codes: Codes
    names: Names

    def text(self, question: LimeQuestion) -> Texts:
        """The question's own words, with its code in their place where there are none."""
        found = self.wording.texts(question.texts, question_name(question.code))
        return found or dict.fromkeys(self.wording.languages.tags.values(), question.code)

    def base(self, question: LimeQuestion, kind: QuestionKind, **more: Any) -> Question:
        """A question with what every kind has; `code` may be among `more`."""
        where = question_name(question.code)
        for name, said in _LEFT_OUT.items():
            if question.attribute(name) not in {"", "0", "N"}:
                self.report.add(where, said)
        if question.pattern:
            self.report.add(where, f"Das Muster {question.pattern} für die Antwort wurde nicht übernommen.")
        if any(part.relevance not in {"", "1"} for part in question.subquestions):
            self.report.add(where, "Bedingungen einzelner Zeilen wurden nicht übernommen.")
        if "code" not in more:
            more["code"] = self.codes.new(question.code)
        hint = self.wording.texts(question.helps, where)
        asked: dict[str, Any] = {"text": self.text(question), "hint": hint, "kind": kind} | more
        return self._required(Question(**asked), question)

    def _required(self, made: Question, question: LimeQuestion) -> Question:
        where = question_name(question.code)
        if question.mandatory == "S":
            self.report.add(where, "Die weiche Pflicht (mit Nachfrage) entfällt; die Frage ist freiwillig.")
        if question.mandatory != "Y" or made.kind is QuestionKind.INFORMATION:
            return made
        self.report.add(where, "Die Frage ist Pflicht. Bitte prüfen, ob das nötig ist, und die Begründung anpassen.")
        return replace(made, is_required=True, why=WHY)

    def keep(self, carried: Carried) -> None:
        """Let later conditions and texts look at a question."""
        for variable, target in targets_of(carried.question, carried.variable, carried.codes, carried.parts).items():
            self.names.put(variable, target)

    def number(self, question: LimeQuestion, attribute: str) -> int | float | None:
        """A limit that is a number; a formula is reported."""
        text = question.attribute(attribute)
        if not text:
            return None
        try:
            value = float(text)
        except ValueError:
            self.report.add(
                question_name(question.code), f"Die Grenze „{_LIMITS[attribute]}“ = {text} wurde nicht übernommen."
            )
            return None
        return int(value) if value.is_integer() else value

    def day(self, question: LimeQuestion, attribute: str) -> str | None:
        """A limit that is a date, as ISO text."""
        text = question.attribute(attribute)
        if not text:
            return None
        try:
            return date.fromisoformat(
                f"{text}-{_ENDS_OF_YEAR[attribute]}" if _YEAR.fullmatch(text) else text[:10]
            ).isoformat()
        except ValueError:
            self.report.add(
                question_name(question.code), f"Die Grenze „{_LIMITS[attribute]}“ = {text} wurde nicht übernommen."
            )
            return None
