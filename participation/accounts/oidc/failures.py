"""Why a sign-in at a provider came to nothing, told calmly."""

from __future__ import annotations

from enum import Enum

from participation.core.text import msgid


class Failure(Enum):
    """HTTP status, heading and sentence; `%(provider)s` is what people call the provider."""

    DOWN = (
        503,
        msgid("Signing in is not possible just now"),
        msgid("“%(provider)s” does not answer. Please try again in a few minutes."),
    )
    LOST = (
        400,
        msgid("Please begin once more"),
        msgid("The sign-in took too long, or it was begun in another browser. Nobody was signed in."),
    )
    REPLAYED = (
        400,
        msgid("Please begin once more"),
        msgid("This sign-in was used already. That happens when a page is loaded again. Nobody was signed in."),
    )
    DENIED = (
        403,
        msgid("You have not signed in"),
        msgid("The sign-in at “%(provider)s” was broken off, or it was not allowed there. Nothing was changed."),
    )
    UNVERIFIED = (
        502,
        msgid("Signing in did not work"),
        msgid(
            "What “%(provider)s” answered could not be verified. Nobody was signed in. Please tell the administrators."
        ),
    )
    CLOCK = (
        502,
        msgid("Signing in did not work"),
        msgid("The clocks of “%(provider)s” and of this server differ too much. Please tell the administrators."),
    )
    NO_GROUP = (
        403,
        msgid("You have no task here yet"),
        msgid("“%(provider)s” knows you, but none of your groups has a task here. Please ask the administrators."),
    )
    CLOSED = (
        403,
        msgid("This account is closed"),
        msgid("An administrator has closed your account here. Please ask them."),
    )
