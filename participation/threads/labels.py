"""The words for states and reasons, as everybody reads them."""

from __future__ import annotations

from participation.core.text import msgid
from participation.threads.models import ContributionState, FlagReason, HeldFor, RejectionReason

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

HELD_NAMES = {
    HeldFor.FIRST: msgid("First contribution"),
    HeldFor.LINKS: msgid("Links"),
    HeldFor.WORDS: msgid("Word list"),
    HeldFor.LENGTH: msgid("Length"),
    HeldFor.CAPITALS: msgid("Capitals"),
    HeldFor.SIMILAR: msgid("Similar to another"),
    HeldFor.PERSONAL: msgid("Personal data"),
    HeldFor.FLOOD: msgid("It came in a flood"),
    HeldFor.EDITED: msgid("Changed by its author"),
    HeldFor.UNSEEN: msgid("Public, not read yet"),
}
"""Why somebody should look, for moderators."""

FLAG_NAMES = {
    FlagReason.INSULT: REASON_NAMES[RejectionReason.INSULT],
    FlagReason.CRIMINAL: REASON_NAMES[RejectionReason.CRIMINAL],
    FlagReason.PERSONAL_DATA: REASON_NAMES[RejectionReason.PERSONAL_DATA],
    FlagReason.ADVERTISING: REASON_NAMES[RejectionReason.ADVERTISING],
    FlagReason.COPYRIGHT: REASON_NAMES[RejectionReason.COPYRIGHT],
    FlagReason.OTHER: msgid("Something else"),
}
