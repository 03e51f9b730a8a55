"""What is printed small at a box and typed for it: the codes of a scale as they are, else the option's place."""

from __future__ import annotations

from participation.surveys.questionnaire import Code, Question
from participation.surveys.scales import MISSING_CODES

EMPTY = "0"
"""Typed for a question that was left empty on the sheet."""

_RESERVED = {EMPTY, *map(str, MISSING_CODES.values())}


def keys_of(question: Question) -> dict[Code, str]:
    """Option code -> key, in the questionnaire's order; missing values keep 97, 98, 99."""
    valid = [option.code for option in question.valid_options]
    spelled = [str(code) for code in valid]
    if all(one.isdecimal() for one in spelled) and not _RESERVED & set(spelled):
        keys = dict(zip(valid, spelled, strict=True))
    else:
        keys = {code: str(place) for place, code in enumerate(valid, start=1) if str(place) not in _RESERVED}
        # Nobody prints 97 boxes; if somebody does, the last ones are typed by their code.
        keys = {code: keys.get(code, str(code)) for code in valid}
    return keys | {option.code: str(option.code) for option in question.options if option.missing}


def codes_of(question: Question) -> dict[str, Code]:
    """Key -> option code."""
    return {key: code for code, key in keys_of(question).items()}
