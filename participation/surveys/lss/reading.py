"""A LimeSurvey survey as a questionnaire of ours: groups become pages, what cannot come along is reported."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import chain

from participation.core.slugs import slug_of
from participation.surveys.lss import arrays, choices, written
from participation.surveys.lss.carrying import Carried, Carrying
from participation.surveys.lss.codes import Codes
from participation.surveys.lss.conditions import ALWAYS, condition_of, condition_of_rows
from participation.surveys.lss.document import tables_of
from participation.surveys.lss.expressions import Untranslatable
from participation.surveys.lss.languages import Languages
from participation.surveys.lss.names import Names
from participation.surveys.lss.ready import INTRODUCTION, THANKS
from participation.surveys.lss.report import WHOLE, Report, group_name, question_name
from participation.surveys.lss.survey import LimeGroup, LimeQuestion, LimeSurvey, survey_of
from participation.surveys.lss.wording import Wording, joined
from participation.surveys.questionnaire import Question, QuestionKind, Questionnaire, QuestionPage
from participation.surveys.questionnaire.conditions import All, Condition
from participation.surveys.scales import DE, Texts

_Way = Callable[[Carrying, LimeQuestion], list[Carried]]
_WAYS: dict[str, _Way] = {
    "L": choices.listed,
    "!": choices.listed,
    "O": choices.listed_with_comment,
    "Y": choices.yes_or_no,
    "G": choices.gender,
    "5": choices.five_points,
    "M": choices.several,
    "P": choices.several_with_comments,
    "R": choices.ranking,
    "F": arrays.array,
    "H": arrays.array,
    "A": arrays.five_point_array,
    "B": arrays.ten_point_array,
    "C": arrays.yes_unsure_no_array,
    "E": arrays.change_array,
    "1": arrays.dual_array,
    ";": arrays.text_array,
    ":": arrays.number_array,
    "S": written.short_text,
    "T": written.long_text,
    "U": written.huge_text,
    "N": written.number,
    "K": written.several_numbers,
    "Q": written.several_texts,
    "D": written.day,
    "X": written.information,
}
_NEVER = {
    "I": "Die Auswahl der Sprache steht hier auf jeder Seite.",
    "|": "Dateien können hier nicht hochgeladen werden.",
    "*": "Berechnungen gibt es hier nicht.",
}
_EXTRAS = {
    "quota": "Nicht übernommen: Quoten ({number}).",
    "assessments": "Nicht übernommen: Bewertungen mit Punkten ({number}).",
    "defaultvalues": "Nicht übernommen: Vorbelegungen ({number}); hier ist nie etwas vorausgewählt.",
}


@dataclass(frozen=True)
class Imported:
    """A questionnaire with a short name for its survey, and {"where", "what"} for everything that is not as before."""

    questionnaire: Questionnaire
    slug: str
    report: list[dict[str, str]] = field(default_factory=list)


def read_lss(data: bytes) -> Imported:
    """The questionnaire of a LimeSurvey structure file (.lss), of version 1.9 or later.

    Raises:
        Invalid: it is no such file, too large, or nothing of it can be asked here.
    """
    survey = survey_of(tables_of(data))
    report = Report()
    languages = Languages.of(survey.language, survey.further, report)
    carrying = Carrying(Wording(languages, Names(), report), report, Codes(), Names())
    title = carrying.wording.label(survey.texts["title"], WHOLE) or {DE: "Umfrage"}
    pages = [
        page for number, group in enumerate(survey.groups, start=1) if (page := _page(carrying, survey, group, number))
    ]
    for name, number in survey.extras.items():
        if number:
            report.add(WHOLE, _EXTRAS[name].format(number=number))
    questionnaire = Questionnaire(
        title,
        _or_ours(joined(_texts(carrying, survey, "description", "welcometext")), INTRODUCTION, languages),
        _or_ours(joined(_texts(carrying, survey, "endtext")), THANKS, languages),
        tuple(pages),
    )
    return Imported(questionnaire, _slug(title), list(report))


def _texts(carrying: Carrying, survey: LimeSurvey, *names: str) -> list[Texts]:
    return [carrying.wording.texts(survey.texts[name], WHOLE) for name in names]


def _or_ours(texts: Texts, ours: Texts, languages: Languages) -> Texts:
    """The texts, with ours in the languages in which there are none: a survey never begins or ends without a word."""
    return {tag: texts.get(tag) or ours[tag] for tag in languages.tags.values()}


def _page(carrying: Carrying, survey: LimeSurvey, group: LimeGroup, number: int) -> QuestionPage | None:
    carrying.wording = replace(carrying.wording, names=carrying.names.copy())
    title = carrying.wording.label(group.titles, f"Gruppe {number}")
    where = group_name(number, title.get(DE) or next(iter(title.values()), ""))
    if group.random:
        carrying.report.add(where, "Die zufällige Reihenfolge der Gruppen wurde nicht übernommen.")
    shown = _relevance(carrying, group.relevance, where)
    found = [_description(carrying, group, where)]
    found += [_questions(carrying, survey, question) for question in group.questions]
    questions = tuple(chain.from_iterable(found))
    if not questions:
        carrying.report.add(where, "Die Gruppe hat keine Fragen, die übernommen wurden; sie entfällt.")
        return None
    return QuestionPage(title, questions, shown)


def _description(carrying: Carrying, group: LimeGroup, where: str) -> list[Question]:
    text = carrying.wording.texts(group.descriptions, where)
    code = carrying.codes.new(f"text_{group.gid}") if text else ""
    return [Question(code=code, kind=QuestionKind.INFORMATION, text=text)] if text else []


def _questions(carrying: Carrying, survey: LimeSurvey, question: LimeQuestion) -> list[Question]:
    where = question_name(question.code)
    way = _WAYS.get(question.kind)
    if way is None:
        carrying.report.add(
            where, f"Nicht übernommen: {_NEVER.get(question.kind, f'Die Art „{question.kind}“ ist nicht bekannt.')}"
        )
        return []
    if question.is_on("hidden"):
        carrying.report.add(where, "Nicht übernommen: Die Frage war versteckt.")
        return []
    condition = _condition(carrying, survey, question)
    carried = [one for one in way(carrying, question) if _can_be_asked(carrying, one.question, where)]
    for one in carried:
        one.question = _shown_if(one.question, condition)
        if one.variable:
            carrying.keep(one)
    carrying.names.number(question.qid, question.code)
    return [one.question for one in carried]


def _can_be_asked(carrying: Carrying, question: Question, where: str) -> bool:
    lacks = question.kind is QuestionKind.MATRIX and not question.items
    if lacks or (question.kind in _NEED_OPTIONS and not question.valid_options):
        carrying.report.add(where, "Nicht übernommen: Die Frage hat keine Antworten oder Zeilen.")
        return False
    return True


_NEED_OPTIONS = frozenset({QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.MATRIX, QuestionKind.RANKING})


def _shown_if(question: Question, condition: Condition | None) -> Question:
    if condition is None:
        return question
    own = question.show_if
    return replace(question, show_if=All((condition, own)) if own else condition)


def _condition(carrying: Carrying, survey: LimeSurvey, question: LimeQuestion) -> Condition | None:
    """Relevance says everything in files since 2.0; only where it says nothing, the older table is read."""
    where = question_name(question.code)
    rows = survey.conditions.get(question.qid, [])
    if question.relevance.strip() not in ALWAYS or not rows:
        return _relevance(carrying, question.relevance, where)
    try:
        return condition_of_rows(rows, carrying.names)
    except Untranslatable as problem:
        told = ", ".join(f"{row.get('cfieldname')} {row.get('method')} {row.get('value')}" for row in rows)
        carrying.report.add(where, f"Die Bedingung {told} wurde nicht übernommen ({problem}); sie gilt jetzt für alle.")
        return None


def _relevance(carrying: Carrying, expression: str, where: str) -> Condition | None:
    try:
        return condition_of(expression, carrying.names)
    except Untranslatable as problem:
        carrying.report.add(
            where, f"Die Bedingung {expression} wurde nicht übernommen ({problem}); gezeigt wird jetzt allen."
        )
        return None


def _slug(title: Texts) -> str:
    return slug_of(title.get(DE) or next(iter(title.values())), 60, "umfrage")
