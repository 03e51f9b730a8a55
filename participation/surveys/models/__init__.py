"""Tables of surveys: what is asked (frozen versions), who, what was answered, what is counted, what was released."""

from __future__ import annotations

from participation.surveys.models.answered import Channel, Pending, Submission
from participation.surveys.models.asked import Brake, QuestionnaireDraft, QuestionnaireVersion, Survey
from participation.surveys.models.audiences import (
    Admission,
    Audience,
    CodeBatch,
    CodeKind,
    InvitationCode,
    PopulationMargin,
    SurveySecret,
)
from participation.surveys.models.entry import EntryBatch, EntrySheet, EntryState
from participation.surveys.models.quoted import Quote
from participation.surveys.models.released import Counter, Release, ReleaseAttempt, ReleaseTable

__all__ = [
    "Admission",
    "Audience",
    "Brake",
    "Channel",
    "CodeBatch",
    "CodeKind",
    "Counter",
    "EntryBatch",
    "EntrySheet",
    "EntryState",
    "InvitationCode",
    "Pending",
    "PopulationMargin",
    "QuestionnaireDraft",
    "QuestionnaireVersion",
    "Quote",
    "Release",
    "ReleaseAttempt",
    "ReleaseTable",
    "Submission",
    "Survey",
    "SurveySecret",
]
