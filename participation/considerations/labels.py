"""The sentence for an outcome as everybody reads it: a proposal until the council has decided."""

from __future__ import annotations

from participation.considerations.models import DECIDED, Consideration, Outcome
from participation.core.text import msgid

PROPOSED_LABELS = {
    Outcome.ACCEPTED: msgid("Proposal of the administration: accept"),
    Outcome.PARTIALLY_ACCEPTED: msgid("Proposal of the administration: accept in part"),
    Outcome.NOT_ACCEPTED: msgid("Proposal of the administration: do not accept"),
    Outcome.NOTED: msgid("Proposal of the administration: take note"),
    Outcome.ALREADY_COVERED: msgid("Proposal of the administration: already covered or under way"),
    Outcome.OUT_OF_REMIT: msgid("Proposal of the administration: outside our remit, forwarded"),
}
DECIDED_LABELS = {
    Outcome.ACCEPTED: msgid("Decision of the council: accepted"),
    Outcome.PARTIALLY_ACCEPTED: msgid("Decision of the council: accepted in part"),
    Outcome.NOT_ACCEPTED: msgid("Decision of the council: not accepted"),
    Outcome.NOTED: msgid("Decision of the council: noted"),
    Outcome.ALREADY_COVERED: msgid("Decision of the council: already covered or under way"),
    Outcome.OUT_OF_REMIT: msgid("Decision of the council: outside our remit, forwarded"),
}


def outcome_label(consideration: Consideration) -> str:
    """The msgid for a consideration that has an outcome.

    Raises:
        ValueError: it has none yet.
    """
    if consideration.outcome is None:
        raise ValueError(f"Consideration {consideration.id} has no outcome yet.")
    return (DECIDED_LABELS if consideration.state in DECIDED else PROPOSED_LABELS)[consideration.outcome]
