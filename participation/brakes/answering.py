"""How somebody shows that they are no machine: the browser's calculation, or a sum that a person adds."""

from __future__ import annotations

from participation.brakes.challenges import Challenge, challenge_from, proven
from participation.brakes.daily_keys import Keys
from participation.core.text import msgid
from participation.web.visit import Visit

TRAP, CHALLENGE, PROOF, SUM = "homepage", "_challenge", "_proof", "_sum"

FILLED_IN = msgid("Please leave the field “Homepage” empty. It is only there to stop machines.")
SUM_WRONG = msgid("Please add the two numbers and enter the result. It shows that you are not a machine.")

_NUMBERS = (
    msgid("zero"), msgid("one"), msgid("two"), msgid("three"), msgid("four"), msgid("five"), msgid("six"),
    msgid("seven"), msgid("eight"), msgid("nine"), msgid("ten"), msgid("eleven"), msgid("twelve"), msgid("thirteen"),
    msgid("fourteen"), msgid("fifteen"), msgid("sixteen"), msgid("seventeen"), msgid("eighteen"),
)  # fmt: skip


def sum_question(visit: Visit, challenge: Challenge) -> str:
    """The sum of a challenge, asked in words."""
    one, other = (visit._(_NUMBERS[number]) for number in challenge.sum)
    return visit._("How much is %(one)s plus %(other)s?", one=one, other=other)


def shown_challenge(visit: Visit, keys: Keys, purpose: object) -> Challenge | None:
    """The challenge that the form was shown with; None if it has expired or is not ours."""
    return challenge_from(keys, purpose, _sent(visit, CHALLENGE))


def met_challenge(visit: Visit, keys: Keys, purpose: object) -> Challenge | None:
    """The challenge that was met, by the browser's proof or by the person's sum in figures or in words."""
    if solved := proven(keys, purpose, _sent(visit, PROOF)):
        return solved
    challenge = shown_challenge(visit, keys, purpose)
    if challenge is None:
        return None
    result = sum(challenge.sum)
    right = {str(result), visit._(_NUMBERS[result]).casefold()}
    return challenge if _sent(visit, SUM).casefold() in right else None


def _sent(visit: Visit, name: str) -> str:
    return visit.form.text(name) if visit.page.method == "POST" else visit.query.get(name, "").strip()
