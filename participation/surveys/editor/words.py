"""The editor's names for kinds, operators and parts of questions."""

from __future__ import annotations

from participation.core.text import msgid
from participation.surveys.editor.conditions import ALL, ANY, NONE, NOT_ANSWERED
from participation.surveys.questionnaire import QuestionKind
from participation.surveys.questionnaire.conditions import Operator

KINDS = {
    QuestionKind.SINGLE: msgid("Single choice"),
    QuestionKind.MULTIPLE: msgid("Multiple choice"),
    QuestionKind.SCALE: msgid("Scale"),
    QuestionKind.MATRIX: msgid("Matrix: several rows on one scale"),
    QuestionKind.STATEMENTS: msgid("Statements: agree, disagree, pass"),
    QuestionKind.RANKING: msgid("Ranking"),
    QuestionKind.YES_NO: msgid("Yes or no"),
    QuestionKind.PICTURE: msgid("Choice of pictures"),
    QuestionKind.NUMBER: msgid("Number, with unit and range"),
    QuestionKind.DATE: msgid("Date"),
    QuestionKind.TEXT: msgid("Text in own words"),
    QuestionKind.MUNICIPALITY: msgid("Municipality"),
    QuestionKind.PLACE: msgid("Place on a map"),
    QuestionKind.INFORMATION: msgid("Information, no question"),
}
OPERATORS = {
    Operator.IS.value: msgid("is"),
    Operator.IS_NOT.value: msgid("is not"),
    Operator.ONE_OF.value: msgid("is one of"),
    Operator.CONTAINS.value: msgid("contains"),
    Operator.AT_LEAST.value: msgid("is at least"),
    Operator.AT_MOST.value: msgid("is at most"),
    Operator.ABOVE.value: msgid("is greater than"),
    Operator.BELOW.value: msgid("is smaller than"),
    Operator.ANSWERED.value: msgid("was answered"),
    NOT_ANSWERED: msgid("was not answered"),
}
MODES = {
    ALL: msgid("all of these hold"),
    ANY: msgid("at least one of these holds"),
    NONE: msgid("none of these holds"),
}
SCALES = {
    "importance": msgid("Importance (very important … very unimportant)"),
    "satisfaction": msgid("Satisfaction (very satisfied … very dissatisfied)"),
    "agreement": msgid("Agreement (agree completely … do not agree at all)"),
}
MISSING = {
    "dont_know": msgid("Don’t know"),
    "not_applicable": msgid("Cannot judge"),
    "no_answer": msgid("Prefer not to say"),
}
PARTS = {
    "kind": msgid("the kind of question"),
    "options": msgid("options added, removed or with another code"),
    "exclusive": msgid("what goes with no other option"),
    "open": msgid("which option asks for words"),
    "items": msgid("rows added, removed or with another code"),
    "scale": msgid("the scale"),
    "limits": msgid("smallest or largest answer, decimals"),
    "classes": msgid("the classes it is counted in"),
    "unit": msgid("the unit"),
    "chosen": msgid("how many may be chosen"),
    "show_if": msgid("who is asked"),
    "apart": msgid("a new meaning, as the editors decided"),
    "text": msgid("text"),
    "hint": msgid("hint"),
    "why": msgid("why it has to be answered"),
    "required": msgid("whether it has to be answered"),
    "shuffle": msgid("the order drawn by lot"),
    "beside": msgid("the matrix beside it"),
    "max_length": msgid("the longest answer"),
    "lines": msgid("the lines of the field"),
    "pictures": msgid("pictures"),
    "elements": msgid("links to the strategy"),
    "title": msgid("title"),
    "introduction": msgid("introduction"),
    "thanks": msgid("thanks at the end"),
    "option": msgid("an option"),
    "item": msgid("a row"),
    "page": msgid("the title of a page"),
}
