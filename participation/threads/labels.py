"""The words for states and reasons, as everybody reads them."""

from __future__ import annotations

from participation.core.text import msgid
from participation.threads.models import ContributionState, RejectionReason

STATE_NAMES = {
    ContributionState.PENDING: msgid("Being checked"),
    ContributionState.PUBLISHED: msgid("Published"),
    ContributionState.PUBLISHED_REDACTED: msgid("Published with parts left out"),
    ContributionState.REJECTED: msgid("Not published"),
    ContributionState.WITHDRAWN: msgid("Withdrawn"),
    ContributionState.HIDDEN: msgid("No longer shown"),
}

REASON_NAMES = {
    RejectionReason.INSULT: msgid("Insult or discrimination"),
    RejectionReason.CRIMINAL: msgid("Criminal content"),
    RejectionReason.PERSONAL_DATA: msgid("Personal data of others"),
    RejectionReason.OFF_TOPIC: msgid("Not about this topic"),
    RejectionReason.ADVERTISING: msgid("Advertising"),
    RejectionReason.REPETITION: msgid("The same again"),
    RejectionReason.COPYRIGHT: msgid("Copyright"),
}
