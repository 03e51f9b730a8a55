"""Tables of the Jugendkreistag: bodies with their members, what they write, what they decide."""

from participation.youth_council.models.bodies import (
    BatchKind,
    YouthCode,
    YouthCodeBatch,
    YouthCouncil,
    YouthMember,
    YouthSession,
)
from participation.youth_council.models.motions import (
    Addressee,
    Amendment,
    AmendmentState,
    MotionState,
    MotionStep,
    Origin,
    StepKind,
    StepResult,
    YouthComment,
    YouthMotion,
)
from participation.youth_council.models.room import Ballot, BodyVote, YouthHelpLine, YouthMeeting, YouthReport

__all__ = [
    "Addressee",
    "Amendment",
    "AmendmentState",
    "Ballot",
    "BatchKind",
    "BodyVote",
    "MotionState",
    "MotionStep",
    "Origin",
    "StepKind",
    "StepResult",
    "YouthCode",
    "YouthCodeBatch",
    "YouthComment",
    "YouthCouncil",
    "YouthHelpLine",
    "YouthMeeting",
    "YouthMember",
    "YouthMotion",
    "YouthReport",
    "YouthSession",
]
