"""Answers that LimeSurvey's question types bring with them, in our languages."""

from __future__ import annotations

from participation.surveys.lss.codes import Options
from participation.surveys.questionnaire import Code, Option, missing_option
from participation.surveys.scales import DE, EASY, EN, YES_NO, Texts


def _texts(de: str, easy: str, en: str) -> Texts:
    return {DE: de, EASY: easy, EN: en}


def points(number: int) -> Options:
    """Numbers from 1, without words; the report asks for words."""
    options = tuple(Option(point, _texts(*[str(point)] * 3)) for point in range(1, number + 1))
    return Options(options, {str(option.code): option.code for option in options})


def _options(*rows: tuple[str, Code, Texts]) -> Options:
    return Options(tuple(Option(code, texts) for _, code, texts in rows), {lime: code for lime, code, _ in rows})


YES_OR_NO = Options(tuple(Option(code, texts) for code, texts in YES_NO), {"Y": "yes", "N": "no"})

GENDER = _options(
    ("F", "female", _texts("weiblich", "Ich bin eine Frau", "female")),
    ("M", "male", _texts("männlich", "Ich bin ein Mann", "male")),
)

_UNSURE = missing_option("dont_know", _texts("unsicher", "Ich bin **nicht** sicher", "uncertain"))
YES_UNSURE_NO = Options(
    (*(Option(code, texts) for code, texts in YES_NO), _UNSURE), {"Y": "yes", "N": "no", "U": _UNSURE.code}
)

MORE_SAME_LESS = _options(
    ("I", "increase", _texts("mehr", "Mehr", "increase")),
    ("S", "same", _texts("gleich viel", "Gleich viel", "same")),
    ("D", "decrease", _texts("weniger", "Weniger", "decrease")),
)

OTHER: Texts = _texts("Sonstiges, und zwar:", "Etwas anderes:", "Other, namely:")
COMMENT: Texts = _texts("Möchten Sie dazu etwas schreiben?", "Möchten Sie dazu etwas schreiben?", "Any comment?")
WHY: Texts = _texts(
    "Ohne diese Angabe können wir Ihre Antworten nicht auswerten.",
    "Wir brauchen diese Antwort.",
    "We cannot use your answers without this one.",
)
INTRODUCTION: Texts = _texts(
    "Vielen Dank, dass Sie mitmachen.", "Danke, dass Sie mitmachen.", "Thank you for taking part."
)
THANKS: Texts = _texts("Vielen Dank für Ihre Antworten.", "Danke für Ihre Antworten.", "Thank you for your answers.")
