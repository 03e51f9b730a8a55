"""The codebook: what each column of the raw answer sheets means, in every language, with codes and changes."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from typing import Any

from sqlmodel import Session, col, select

from participation.surveys.exports.cells import Cell, safe
from participation.surveys.exports.columns import Column
from participation.surveys.exports.raw import RawSheets
from participation.surveys.models import QuestionnaireVersion
from participation.surveys.questionnaire import Question
from participation.surveys.scales import DE, EASY, EN, Texts
from participation.surveys.wording import plain

TAGS = (DE, EASY, EN)
HEADER = (
    "column",
    "spss_name",
    "question",
    "type",
    "level",
    *(f"question_{tag}" for tag in TAGS),
    *(f"part_{tag}" for tag in TAGS),
    "code",
    "spss_value",
    *(f"answer_{tag}" for tag in TAGS),
    "is_missing",
    "minimum",
    "maximum",
    "unit",
    "condition",
    "versions",
    "changes",
)
"""A line for each code of each column; a column without codes has one line."""

_CHOSEN: Mapping[str, Texts] = {
    "1": {DE: "ausgewählt", EASY: "Ausgewählt", EN: "chosen"},
    "0": {DE: "nicht ausgewählt", EASY: "**Nicht** ausgewählt", EN: "not chosen"},
}
_CHANGES = {
    "wording": "Wortlaut geändert",
    "structure": "Aufbau geändert, wird seither getrennt gezählt",
    "added": "neu",
    "removed": "entfallen",
}


@dataclass(frozen=True)
class Codebook:
    """What a codebook tells: the raw columns, the questions behind them, in which versions they were asked."""

    sheets: RawSheets
    questions: Mapping[str, Question]
    versions: Mapping[str, tuple[int, ...]]
    changes: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, session: Session, sheets: RawSheets) -> Codebook:
        """The codebook of a raw export."""
        questions: dict[str, Question] = {}
        versions: dict[str, tuple[int, ...]] = {}
        for number, version in sorted(sheets.survey.versions.items()):
            for question in version.questionnaire.questions.values():
                questions[question.counted_code] = question
                versions[question.counted_code] = (*versions.get(question.counted_code, ()), number)
        return cls(sheets, questions, versions, _changes(session, sheets))

    def lines(self) -> Iterator[dict[str, Cell]]:
        """One for each code of each column, by the names of HEADER."""
        for column in self.sheets.columns:
            question = self.questions.get(column.question)
            about = self._about(column, question)
            for code, label in column.codes or ((None, ""),):
                texts = _answer_texts(question, column, code, label)
                yield about | {
                    "code": code,
                    "spss_value": None if code is None else column.numbers[str(code)],
                    **{f"answer_{tag}": plain(texts, tag) if tag in texts else "" for tag in TAGS},
                    "is_missing": None if code is None else int(code in column.missing),
                }

    def _about(self, column: Column, question: Question | None) -> dict[str, Cell]:
        texts: Texts = question.text if question else {DE: column.label}
        parts = _part_texts(question, column)
        return {
            "column": column.name,
            "spss_name": column.spss,
            "question": column.question,
            "type": question.kind.value if question else column.shape.value,
            "level": column.measure.value,
            **{f"question_{tag}": plain(texts, tag) if tag in texts else "" for tag in TAGS},
            **{f"part_{tag}": plain(parts, tag) if tag in parts else "" for tag in TAGS},
            "minimum": question.minimum if question else None,
            "maximum": question.maximum if question else None,
            "unit": plain(question.unit, DE) if question else "",
            "condition": _condition(question),
            "versions": ", ".join(map(str, self.versions.get(column.question, sorted(self.sheets.survey.versions)))),
            "changes": "; ".join(self.changes.get(column.question.partition("~")[0], ())),
        }


def codebook_csv(codebook: Codebook) -> str:
    """The codebook as CSV, safe for spreadsheets."""
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(HEADER)
    for line in codebook.lines():
        writer.writerow([safe(cell) if isinstance(cell := line[name], str) else cell for name in HEADER])
    return stream.getvalue()


def _changes(session: Session, sheets: RawSheets) -> dict[str, tuple[str, ...]]:
    rows = session.exec(
        select(QuestionnaireVersion.number, QuestionnaireVersion.changes)
        .where(QuestionnaireVersion.survey_id == sheets.survey.id)
        .order_by(col(QuestionnaireVersion.number))
    )
    told: dict[str, tuple[str, ...]] = {}
    for number, changes in rows:
        for change in changes:
            code = str(change.get("question", ""))
            said = _CHANGES.get(str(change.get("kind")), "geändert")
            told[code] = (*told.get(code, ()), f"Fassung {number}: {said}")
    return told


def _part_texts(question: Question | None, column: Column) -> Texts:
    if question is None or not column.part:
        return {}
    if column.part in question.item_codes:
        return question.item_codes[column.part].text
    named = {str(option.code): option.text for option in question.options}
    return named.get(column.part, {DE: column.part})


def _answer_texts(question: Question | None, column: Column, code: Any, label: str) -> Texts:
    if code is None:
        return {}
    if column.shape.value == "flag" and str(code) in _CHOSEN:
        return _CHOSEN[str(code)]
    texts = {str(option.code): option.text for option in question.options} if question else {}
    return texts.get(str(code), {DE: label})


def _condition(question: Question | None) -> str:
    if question is None or question.show_if is None:
        return ""
    return ", ".join(sorted(question.show_if.names()))
