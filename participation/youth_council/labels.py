"""Names of addressees, steps, results and ways of voting; msgids."""

from __future__ import annotations

from participation.core.text import msgid
from participation.youth_council.models import Addressee, StepKind, StepResult
from participation.youth_council.voting import Choice

ADDRESSEE_NAMES = {
    Addressee.ADMINISTRATION: msgid("The administration of the county"),
    Addressee.YOUTH_WELFARE_COMMITTEE: msgid("The committee for youth welfare"),
}
ADDRESSEE_HINTS = {
    Addressee.ADMINISTRATION: msgid("For everything else: buses, cycle paths, schools, nature."),
    Addressee.YOUTH_WELFARE_COMMITTEE: msgid(
        "For youth clubs, holidays, help and protection for children. Members of the council decide there."
    ),
}
STEP_NAMES = {
    StepKind.HANDED_IN: msgid("The youth council has handed the motion in"),
    StepKind.TAKEN_OVER: msgid("A department is responsible now"),
    StepKind.EXTENDED: msgid("The answer takes longer"),
    StepKind.ANSWERED: msgid("The answer is here"),
    StepKind.COMMITTEE: msgid("A committee has talked about it"),
}
STEP_RESULTS = {
    StepResult.ADOPTED: msgid("adopted"),
    StepResult.AMENDED: msgid("adopted with changes"),
    StepResult.REJECTED: msgid("rejected"),
    StepResult.POSTPONED: msgid("postponed"),
    StepResult.REFERRED: msgid("referred to another committee"),
    StepResult.NOTED: msgid("taken note of"),
}
CHOICE_NAMES = {
    Choice.FOR: msgid("For it"),
    Choice.AGAINST: msgid("Against it"),
    Choice.ABSTAIN: msgid("I abstain"),
}
