"""The pages on files and on the API name every column and every field."""

from __future__ import annotations

from pathlib import Path

from participation.surveys.aggregation.segments import BREAKDOWNS
from participation.surveys.api import SubmissionBody
from participation.surveys.audiences.api import ChallengeItem
from participation.surveys.exports.codebook import HEADER
from participation.surveys.exports.released import COLUMNS
from participation.surveys.models import Channel
from participation.surveys.questionnaire import QuestionKind

REFERENCE = Path(__file__).resolve().parent.parent.parent / "docs" / "referenz"
FILES, API = ((REFERENCE / name).read_text() for name in ("export.md", "api.md"))


def _unnamed(page: str, *names: str) -> list[str]:
    return [name for name in names if f"`{name}`" not in page]


def test_every_column_of_released_tables_and_of_the_codebook_is_explained() -> None:
    assert _unnamed(FILES, *COLUMNS, *HEADER, *BREAKDOWNS) == []


def test_every_kind_of_question_and_every_channel_is_named_among_the_columns_of_answer_sheets() -> None:
    asked = [kind for kind in QuestionKind if kind is not QuestionKind.INFORMATION]
    assert _unnamed(FILES, *asked, *Channel) == []


def test_every_field_of_an_answer_sheet_and_of_a_challenge_is_explained() -> None:
    assert _unnamed(API, *SubmissionBody.model_fields, *ChallengeItem.model_fields) == []
