"""Codes of questions, rows and options: LimeSurvey's as far as possible, in our spelling, each only once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from participation.surveys.lss.survey import Part
from participation.surveys.lss.wording import Wording
from participation.surveys.questionnaire import Code, Option, missing_option
from participation.surveys.scales import MISSING_CODES, Texts

_LONGEST = 56
_NAMES = {str(number): name for name, number in MISSING_CODES.items()}
_PHRASES = {
    "weiß nicht": "dont_know",
    "weiss nicht": "dont_know",
    "weiß ich nicht": "dont_know",
    "don't know": "dont_know",
    "kann ich nicht beurteilen": "not_applicable",
    "cannot judge": "not_applicable",
    "trifft nicht zu": "not_applicable",
    "keine angabe": "no_answer",
    "keine antwort": "no_answer",
    "no answer": "no_answer",
    "prefer not to say": "no_answer",
}


@dataclass
class Codes:
    """Codes that are taken in one place (the questionnaire, a question)."""

    taken: set[str] = field(default_factory=set)

    def new(self, lime: str, first: str = "q") -> str:
        """A code for LimeSurvey's; `first` is put before what begins with no letter (rows and questions must)."""
        plain = re.sub(r"[^a-z0-9]+", "_", lime.lower()).strip("_")
        if first and not plain[:1].isalpha():
            plain = f"{first}{plain}"
        wanted, number = (plain or "a")[:_LONGEST], 1
        code = wanted
        while code in self.taken:
            number += 1
            code = f"{wanted[: _LONGEST - 3]}_{number}"
        self.taken.add(code)
        return code


@dataclass(frozen=True)
class Options:
    """Options with the way from LimeSurvey's codes to ours."""

    options: tuple[Option, ...]
    codes: Mapping[str, Code]


def options_of(parts: Iterable[Part], wording: Wording, where: str, *, scores: bool = False) -> Options:
    """Options of LimeSurvey's answers.

    Answers with the codes 97, 98, 99 or the words for missing values become those, and the report says so.

    Args:
        parts: in their order.
        wording: for their texts.
        where: for the report.
        scores: whether codes that are numbers stay numbers, as in a matrix.
    """
    given = list(parts)
    taken, found, codes, used = Codes(), [], {}, set()
    is_scored = scores and all(part.code.isdecimal() for part in given)
    for part in given:
        texts = wording.label(part.texts, where)
        missing = _missing_name(part.code, texts)
        if missing and missing not in used:
            used.add(missing)
            option = missing_option(missing, texts)
            wording.report.add(
                where, f"Die Antwort {part.code} gilt als fehlender Wert {option.code} und zählt nicht mit."
            )
        else:
            code = int(part.code) if is_scored else taken.new(part.code, first="")
            option = Option(code, texts)
        found.append(option)
        codes[part.code] = option.code
    found.sort(key=lambda option: bool(option.missing))
    return Options(tuple(found), codes)


def _missing_name(code: str, texts: Texts) -> str:
    said = (_PHRASES.get(text.replace("*", "").replace("’", "'").strip().lower(), "") for text in texts.values())
    return _NAMES.get(code) or next((name for name in said if name), "")
