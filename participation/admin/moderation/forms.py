"""What a moderator hands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from participation.core.text import msgid
from participation.threads.contributions import LONGEST_REASON, LONGEST_TEXT
from participation.threads.models import RejectionReason
from participation.threads.moderation import Act, Decision
from participation.threads.wording import Problem, problems_of_text
from participation.web.visit import Form


@dataclass(frozen=True)
class DecisionSheet:
    """A filled-in decision; codes as sent, which may be wrong."""

    act: str = ""
    reason: str = ""
    message: str = ""
    reply: str = ""

    @classmethod
    def from_form(cls, form: Form) -> DecisionSheet:
        """What was sent."""
        return cls(form.text("act"), form.text("reason"), form.text("message"), form.text("reply"))

    @property
    def problems(self) -> Sequence[Problem]:
        """(field, msgid, values) of everything that has to be put right."""
        if self.act not in set(Act):
            return [("act", msgid("Please choose what should be done."), {})]
        if self.act == Act.REPLY:
            return problems_of_text("reply", self.reply, LONGEST_TEXT)
        found: list[Problem] = []
        if self.act == Act.REJECT and self.reason not in set(RejectionReason):
            found.append(("reason", msgid("Please choose a reason."), {}))
        if self.act == Act.REJECT and self.message:
            found += problems_of_text("message", self.message, LONGEST_REASON)
        return found

    @property
    def decision(self) -> Decision:
        """The decision of a sheet without problems."""
        act = Act(self.act)
        reason = RejectionReason(self.reason) if self.reason and act is Act.REJECT else None
        return Decision(act, reason, self.reply if act is Act.REPLY else self.message)
