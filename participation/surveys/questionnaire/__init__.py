"""A questionnaire: pages of questions with stable codes and a text for each language, conditions between them."""

from __future__ import annotations

from participation.surveys.questionnaire.kinds import QuestionKind
from participation.surveys.questionnaire.question import Code, Item, Option, Question, missing_option
from participation.surveys.questionnaire.whole import Questionnaire, QuestionPage

__all__ = ["Code", "Item", "Option", "Question", "QuestionKind", "QuestionPage", "Questionnaire", "missing_option"]
