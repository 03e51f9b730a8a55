"""Random orders of options: drawn by lot from the client's secret id, so that every page and retry shows the same."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from participation.core.text import msgid
from participation.surveys.answers import Problem
from participation.surveys.questionnaire import Code, Option, Question, Questionnaire

WRONG_ORDER = msgid("An order names all options of a question whose options are shown in random order, each once.")


def order_of(question: Question, client_id: UUID) -> tuple[Option, ...]:
    """The options as this person sees them; exclusive, open and missing ones keep their place at the end.

    Sorting by SHA-256 of id, question and option makes every order equally likely.
    """
    if not question.is_shuffled:
        return question.options
    fixed = [option for option in question.options if option.missing or option.is_exclusive or option.is_open]
    free = (option for option in question.options if option not in fixed)
    return (*sorted(free, key=lambda option: _lot(client_id, question, option)), *fixed)


def orders_shown(questionnaire: Questionnaire, answers: Mapping[str, Any], client_id: UUID) -> dict[str, list[Code]]:
    """Question -> codes in the order shown, for the shuffled questions that were answered; recorded with the sheet."""
    return {
        code: [option.code for option in order_of(question, client_id)]
        for code, question in questionnaire.questions.items()
        if question.is_shuffled and code in answers
    }


def _lot(client_id: UUID, question: Question, option: Option) -> bytes:
    return hashlib.sha256(f"{client_id}:{question.code}:{option.code}".encode()).digest()


def check_orders(questionnaire: Questionnaire, orders: Mapping[str, list[Code]]) -> list[Problem]:
    """What is wrong with the orders that a client says it has shown: each holds every option exactly once."""
    wrong = []
    for code, order in orders.items():
        question = questionnaire.questions.get(code)
        offered = sorted(str(option.code) for option in question.options) if question else []
        if question is None or not question.is_shuffled or sorted(map(str, order)) != offered:
            wrong.append(Problem(code, question.text if question else {}, WRONG_ORDER))
    return wrong
