"""LimeSurvey's questions to choose from: lists, multiple choice, rankings."""

from __future__ import annotations

from dataclasses import replace

from participation.surveys.lss.carrying import Carried, Carrying
from participation.surveys.lss.codes import Options, options_of
from participation.surveys.lss.ready import COMMENT, GENDER, OTHER, YES_OR_NO, points
from participation.surveys.lss.report import question_name
from participation.surveys.lss.survey import LimeQuestion
from participation.surveys.questionnaire import Option, Question, QuestionKind
from participation.surveys.questionnaire.conditions import Comparison, Operator

_OTHER_CODE = "-oth-"


def listed(carrying: Carrying, question: LimeQuestion) -> list[Carried]:
    """L and !: one of several answers."""
    options = _with_other(carrying, question, _answers(carrying, question))
    return [_chosen(carrying, question, QuestionKind.SINGLE, options)]


def listed_with_comment(carrying: Carrying, question: LimeQuestion) -> list[Carried]:
    """O: one of several answers, and a text beside it, which becomes a question of its own."""
    (chosen,) = listed(carrying, question)
    carrying.report.add(question_name(question.code), "Der Kommentar ist jetzt eine eigene Frage danach.")
    comment = Question(
        code=carrying.codes.new(f"{chosen.question.code}_comment"),
        kind=QuestionKind.TEXT,
        text=COMMENT,
        lines=3,
        show_if=Comparison(chosen.question.code, Operator.ANSWERED, value=True),
    )
    return [chosen, Carried(comment, f"{question.code}_comment")]


def yes_or_no(carrying: Carrying, question: LimeQuestion) -> list[Carried]:
    """Y."""
    return [_chosen(carrying, question, QuestionKind.YES_NO, YES_OR_NO)]


def gender(carrying: Carrying, question: LimeQuestion) -> list[Carried]:
    """G: it knows two answers only, which the report says."""
    carrying.report.add(question_name(question.code), "Es gibt nur „weiblich“ und „männlich“; bitte „divers“ ergänzen.")
    return [_chosen(carrying, question, QuestionKind.SINGLE, GENDER)]


def five_points(carrying: Carrying, question: LimeQuestion) -> list[Carried]:
    """5: numbers from 1 to 5."""
    carrying.report.add(question_name(question.code), "Die Stufen 1 bis 5 haben keine Worte; bitte ergänzen.")
    return [_chosen(carrying, question, QuestionKind.SCALE, points(5))]


def several(carrying: Carrying, question: LimeQuestion) -> list[Carried]:
    """M: any number of answers, which LimeSurvey has as subquestions."""
    where = question_name(question.code)
    parts = question.on_scale(question.subquestions)
    options = options_of(parts, carrying.wording, where)
    excluding = set(filter(None, question.attribute("exclude_all_others").replace(",", ";").split(";")))
    alone = {str(options.codes[code]) for code in excluding if code in options.codes}
    marked = tuple(
        replace(option, is_exclusive=str(option.code) in alone and not option.missing) for option in options.options
    )
    whole = _with_other(carrying, question, Options(marked, options.codes), "other")
    made = carrying.base(
        question,
        QuestionKind.MULTIPLE,
        options=whole.options,
        least=carrying.number(question, "min_answers"),
        most=carrying.number(question, "max_answers"),
        is_shuffled=_is_random(question),
    )
    return [Carried(_within(made), question.code, parts={lime: str(code) for lime, code in whole.codes.items()})]


def several_with_comments(carrying: Carrying, question: LimeQuestion) -> list[Carried]:
    """P: the same; the comments beside each answer stay behind."""
    carrying.report.add(question_name(question.code), "Die Kommentare neben den Antworten wurden nicht übernommen.")
    return several(carrying, question)


def ranking(carrying: Carrying, question: LimeQuestion) -> list[Carried]:
    """R: what is ranked are answers, in the newest files subquestions."""
    parts = question.on_scale(question.answers) or question.on_scale(question.subquestions)
    options = options_of(parts, carrying.wording, question_name(question.code))
    made = carrying.base(
        question,
        QuestionKind.RANKING,
        options=options.options,
        least=carrying.number(question, "min_answers"),
        most=carrying.number(question, "max_answers"),
        is_shuffled=_is_random(question),
    )
    return [Carried(_within(made), question.code, options.codes)]


def _answers(carrying: Carrying, question: LimeQuestion) -> Options:
    return options_of(question.on_scale(question.answers), carrying.wording, question_name(question.code))


def _with_other(carrying: Carrying, question: LimeQuestion, options: Options, lime: str = _OTHER_CODE) -> Options:
    if not question.has_other:
        return options
    own = carrying.wording.label(question.attributes.get("other_replace_text", {}), question_name(question.code))
    taken = {str(option.code) for option in options.options}
    code = next(one for one in ("other", "other_2", "other_3") if one not in taken)
    other = Option(code, own or OTHER, is_open=True)
    valid = [option for option in options.options if not option.missing]
    missing = [option for option in options.options if option.missing]
    return Options((*valid, other, *missing), {**options.codes, lime: code})


def _chosen(carrying: Carrying, question: LimeQuestion, kind: QuestionKind, options: Options) -> Carried:
    is_shuffled = kind is QuestionKind.SINGLE and _is_random(question)
    made = carrying.base(question, kind, options=options.options, is_shuffled=is_shuffled)
    return Carried(made, question.code, options.codes)


def _is_random(question: LimeQuestion) -> bool:
    return question.is_on("random_order") or question.attribute("answer_order") == "random"


def _within(question: Question) -> Question:
    """No more answers asked for than there are, none where 0 was meant as "no limit"."""
    number = len(question.valid_options)
    least = question.least if question.least and question.least <= number else None
    most = question.most if question.most and question.most <= number else None
    return replace(question, least=least, most=most if most is None or most >= (least or 0) else None)
