"""LimeSurvey's arrays: matrices, pairs of matrices, and those of numbers or texts, which are taken apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from participation.surveys.lss.carrying import Carried, Carrying
from participation.surveys.lss.codes import Codes, Options, options_of
from participation.surveys.lss.ready import MORE_SAME_LESS, YES_UNSURE_NO, points
from participation.surveys.lss.report import question_name
from participation.surveys.lss.survey import LimeQuestion, Part
from participation.surveys.lss.wording import joined
from participation.surveys.questionnaire import Item, Question, QuestionKind
from participation.surveys.scales import Texts

_MOST_CELLS = 60
_RANDOM_ROWS = "Die zufällige Reihenfolge der Zeilen wurde nicht übernommen."


def array(carrying: Carrying, question: LimeQuestion) -> list[Carried]:
    """F and H: rows with own answers; H only looks different."""
    return _matrix(carrying, question, _own_answers(carrying, question))


def five_point_array(carrying: Carrying, question: LimeQuestion) -> list[Carried]:
    """A: numbers from 1 to 5."""
    return _with_points(carrying, question, 5)


def ten_point_array(carrying: Carrying, question: LimeQuestion) -> list[Carried]:
    """B: numbers from 1 to 10."""
    return _with_points(carrying, question, 10)


def yes_unsure_no_array(carrying: Carrying, question: LimeQuestion) -> list[Carried]:
    """C: "uncertain" is a missing value here."""
    carrying.report.add(question_name(question.code), "„Unsicher“ gilt als fehlender Wert 97 und zählt nicht mit.")
    return _matrix(carrying, question, YES_UNSURE_NO)


def change_array(carrying: Carrying, question: LimeQuestion) -> list[Carried]:
    """E: more, the same, less."""
    return _matrix(carrying, question, MORE_SAME_LESS)


def dual_array(carrying: Carrying, question: LimeQuestion) -> list[Carried]:
    """1: two scales for the same rows are two matrices, the second beside the first."""
    where = question_name(question.code)
    first, second = (
        _one_matrix(carrying, question, _own_answers(carrying, question, scale), f"{question.code}_{suffix}", header)
        for scale, suffix, header in ((0, "a", "dualscale_headerA"), (1, "b", "dualscale_headerB"))
    )
    carrying.report.add(where, "Die doppelte Matrix ist jetzt ein Paar von zwei Matrizen.")
    beside = replace(second.question, beside=first.question.code, hint={})
    return [
        Carried(first.question, question.code, first.codes, {f"{row}_0": item for row, item in first.parts.items()}),
        Carried(beside, question.code, second.codes, {f"{row}_1": item for row, item in second.parts.items()}),
    ]


def text_array(carrying: Carrying, question: LimeQuestion) -> list[Carried]:
    """; : a text for each cell."""
    return _cells(carrying, question, _cell_text)


def number_array(carrying: Carrying, question: LimeQuestion) -> list[Carried]:
    """: a number for each cell, or ticks, which are a multiple choice for each row."""
    if question.is_on("multiflexible_checkbox"):
        return _ticks(carrying, question)
    low, high = (carrying.number(question, f"multiflexible_{end}") for end in ("min", "max"))

    def cell(code: str, text: Texts) -> Question:
        return Question(code=code, kind=QuestionKind.NUMBER, text=text, minimum=low, maximum=high)

    return _cells(carrying, question, cell)


def _with_points(carrying: Carrying, question: LimeQuestion, number: int) -> list[Carried]:
    carrying.report.add(question_name(question.code), f"Die Stufen 1 bis {number} haben keine Worte; bitte ergänzen.")
    return _matrix(carrying, question, points(number))


def _own_answers(carrying: Carrying, question: LimeQuestion, scale: int = 0) -> Options:
    parts = question.on_scale(question.answers, scale)
    return options_of(parts, carrying.wording, question_name(question.code), scores=True)


def _matrix(carrying: Carrying, question: LimeQuestion, options: Options) -> list[Carried]:
    return [_one_matrix(carrying, question, options, question.code)]


def _one_matrix(carrying: Carrying, question: LimeQuestion, options: Options, code: str, header: str = "") -> Carried:
    where = question_name(question.code)
    if question.is_on("random_order") or question.attribute("subquestion_order") == "random":
        carrying.report.add(where, _RANDOM_ROWS)
    items, parts = _items(carrying, question)
    more = carrying.wording.label(question.attributes.get(header, {}), where) if header else {}
    made = carrying.base(
        question,
        QuestionKind.MATRIX,
        code=carrying.codes.new(code),
        text=joined([carrying.text(question), more]),
        items=items,
        options=options.options,
    )
    return Carried(made, question.code, options.codes, parts)


def _items(carrying: Carrying, question: LimeQuestion) -> tuple[tuple[Item, ...], dict[str, str]]:
    where, codes, parts = question_name(question.code), Codes(), {}
    items = []
    for part in question.on_scale(question.subquestions):
        texts = carrying.wording.label(part.texts, where)
        if any("|" in text for text in texts.values()):
            carrying.report.add(where, "Die Beschriftung rechts von den Antworten steht jetzt in der Zeile.")
            texts = {tag: text.replace("|", " – ") for tag, text in texts.items()}
        item = Item(
            codes.new(part.code, "r"), texts or dict.fromkeys(carrying.wording.languages.tags.values(), part.code)
        )
        items.append(item)
        parts[part.code] = item.code
    return tuple(items), parts


def _cells(carrying: Carrying, question: LimeQuestion, cell: Callable[[str, Texts], Question]) -> list[Carried]:
    where = question_name(question.code)
    rows, columns = question.on_scale(question.subquestions), question.on_scale(question.subquestions, 1)
    if not rows or not columns or len(rows) * len(columns) > _MOST_CELLS:
        carrying.report.add(where, f"Die Tabelle mit {len(rows)} × {len(columns)} Feldern wurde nicht übernommen.")
        return []
    carrying.report.add(where, "Jedes Feld der Tabelle ist jetzt eine eigene Frage.")
    found = [heading(carrying, question)]
    for row in rows:
        for column in columns:
            part = f"{row.code}_{column.code}"
            made = cell(carrying.codes.new(f"{question.code}_{part}"), _both(carrying, where, row, column))
            found.append(Carried(made, f"{question.code}_{part}"))
    return found


def _ticks(carrying: Carrying, question: LimeQuestion) -> list[Carried]:
    where = question_name(question.code)
    carrying.report.add(where, "Jede Zeile der Tabelle ist jetzt eine Mehrfachauswahl.")
    found = [heading(carrying, question)]
    for row in question.on_scale(question.subquestions):
        options = options_of(question.on_scale(question.subquestions, 1), carrying.wording, where)
        made = Question(
            code=carrying.codes.new(f"{question.code}_{row.code}"),
            kind=QuestionKind.MULTIPLE,
            text=carrying.wording.label(row.texts, where),
            options=options.options,
        )
        parts = {lime: str(code) for lime, code in options.codes.items()}
        found.append(Carried(made, f"{question.code}_{row.code}", parts=parts))
    return found


def heading(carrying: Carrying, question: LimeQuestion) -> Carried:
    """The common text of a question that is taken apart, as information before its parts."""
    if question.mandatory == "Y":
        carrying.report.add(question_name(question.code), "Die Teile der Pflichtfrage sind freiwillig.")
    question.mandatory = "N"
    return Carried(carrying.base(question, QuestionKind.INFORMATION, code=carrying.codes.new(f"{question.code}_text")))


def _both(carrying: Carrying, where: str, row: Part, column: Part) -> Texts:
    one, two = (carrying.wording.label(part.texts, where) for part in (row, column))
    return {tag: f"{text} – {two[tag]}" if tag in two else text for tag, text in one.items()} or two


def _cell_text(code: str, text: Texts) -> Question:
    return Question(code=code, kind=QuestionKind.TEXT, text=text, max_length=200, lines=1)
