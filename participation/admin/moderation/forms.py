"""What a moderator hands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from participation.core.text import msgid
from participation.threads.appeals import LONGEST_APPEAL
from participation.threads.contributions import LONGEST_REASON, LONGEST_TEXT
from participation.threads.models import RejectionReason
from participation.threads.moderation import Act, Decision
from participation.threads.prepared_texts import unknown_placeholders
from participation.threads.redaction import Redaction
from participation.threads.replies import LONGEST_SIGNATURE, ReplyDraft
from participation.threads.wording import Problem, one_line, problems_of_text
from participation.web.visit import Form


class Beside(StrEnum):
    """What can be done with an entry besides deciding about it."""

    CLAIM = "claim"
    RELEASE = "release"
    NOTE = "note"
    HAND_OVER = "hand_over"
    TAKE_BACK = "take_back"
    WITHDRAW_PROPOSAL = "withdraw_proposal"
    APPEAL = "appeal"


@dataclass(frozen=True)
class DecisionSheet:
    """A filled-in form of one entry; codes as sent, which may be wrong. `parts` are "start-end" in characters."""

    act: str = ""
    reason: str = ""
    message: str = ""
    note: str = ""
    department: str = ""
    marked: str = ""
    marked_title: str = ""
    parts: Sequence[str] = ()
    without_name: bool = False
    granted: str = ""
    answer: str = ""

    @classmethod
    def from_form(cls, form: Form) -> DecisionSheet:
        """What was sent."""
        return cls(
            act=form.text("act"),
            reason=form.text("reason"),
            message=form.text("message"),
            note=form.text("note"),
            department=form.text("department"),
            marked=form.text("marked"),
            marked_title=one_line(form.text("marked_title")),
            parts=form.many("part"),
            without_name="without_name" in form,
            granted=form.text("granted"),
            answer=form.text("answer"),
        )

    @property
    def problems(self) -> Sequence[Problem]:
        """(field, msgid, values) of everything that has to be put right."""
        if self.act not in {*Act, *Beside}:
            return [("act", msgid("Please choose what should be done."), {})]
        if self.act == Act.REJECT:
            return self._problems_of_refusal()
        if self.act == Beside.NOTE:
            return problems_of_text("note", self.note, LONGEST_REASON)
        if self.act == Beside.HAND_OVER and not self.department:
            return [("department", msgid("Please choose a department."), {})]
        if self.act == Beside.APPEAL:
            return self._problems_of_appeal()
        return []

    def _problems_of_refusal(self) -> list[Problem]:
        found: list[Problem] = []
        if self.reason not in set(RejectionReason):
            found.append(("reason", msgid("Please choose a reason."), {}))
        return [*found, *(problems_of_text("message", self.message, LONGEST_REASON) if self.message else [])]

    def _problems_of_appeal(self) -> list[Problem]:
        found: list[Problem] = []
        if self.granted not in {"yes", "no"}:
            found.append(("granted", msgid("Please choose how you decide."), {}))
        return [*found, *problems_of_text("answer", self.answer, LONGEST_APPEAL)]

    def decision(self, usual_message: str = "", redaction: Redaction | None = None) -> Decision:
        """The decision of a sheet without problems; the usual message stands where none was written."""
        reason = RejectionReason(self.reason) if self.reason in set(RejectionReason) else None
        return Decision(Act(self.act), reason, self.message or usual_message, redaction)


@dataclass(frozen=True)
class ReplySheet:
    """A filled-in reply; `id` came with the form, so that sending it twice gives it once."""

    id: UUID
    text: str = ""
    signature: str = ""
    replaces: bool = False
    easy_text: str = ""

    @classmethod
    def from_form(cls, form: Form, usual_signature: str) -> ReplySheet:
        """What was sent; a signature typed in beside the list is preferred."""
        signature = one_line(form.text("other_signature")) or one_line(form.text("signature")) or usual_signature
        return cls(
            form.client_id("reply_id"), form.text("reply"), signature, "replaces" in form, form.text("easy_reply")
        )

    @property
    def problems(self) -> Sequence[Problem]:
        """(field, msgid, values) of everything that has to be put right."""
        found = problems_of_text("reply", self.text, LONGEST_TEXT)
        for field, text in (("reply", self.text), ("easy_reply", self.easy_text)):
            if unknown := unknown_placeholders(text):
                names = ", ".join(f"{{{name}}}" for name in unknown)
                found.append((field, msgid("Nothing is known for %(names)s."), {"names": names}))
        if len(self.easy_text) > LONGEST_TEXT:
            found += problems_of_text("easy_reply", self.easy_text, LONGEST_TEXT)
        if len(self.signature) > LONGEST_SIGNATURE:
            found.append(("signature", msgid("A name has at most %(n)s characters."), {"n": LONGEST_SIGNATURE}))
        return found

    @property
    def draft(self) -> ReplyDraft:
        """The reply of a sheet without problems."""
        return ReplyDraft(self.id, self.text, self.signature, self.easy_text)


BULK_ACTS = {
    Act.PUBLISH: msgid("Publish"),
    Act.REJECT: msgid("Reject"),
    Act.SEEN: msgid("Nothing to object"),
    Act.REPLY: msgid("Reply officially …"),
    Beside.CLAIM: msgid("Take on"),
    Beside.RELEASE: msgid("Give back"),
}
BULK_PROBLEMS = {
    "act": msgid("Please choose what should be done."),
    "auswahl": msgid("Please select at least one contribution."),
    "grund": msgid("Please choose a reason."),
}
