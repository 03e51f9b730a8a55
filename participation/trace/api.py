"""Following up over the JSON API, and taking back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from participation.brakes.calls import Proof, guarded_call
from participation.core.errors import NotFound
from participation.threads.models import ContributionState, RejectionReason
from participation.threads.receipts import Effect, TracedContribution
from participation.trace.views import Tracing
from participation.web.api import Call, Endpoint
from participation.web.languages import BY_TAG, GERMAN


class ReceiptCode(BaseModel):
    """A receipt code as a person typed it; effects are told in `language` as far as there are words in it."""

    model_config = ConfigDict(extra="forbid")
    receipt_code: str
    proof: Proof = ""
    language: str = Field(default=GERMAN.tag, pattern=f"^({'|'.join(BY_TAG)})$")


class CodeToWithdraw(BaseModel):
    """The receipt code of what shall be withdrawn, as a person typed it."""

    model_config = ConfigDict(extra="forbid")
    receipt_code: str
    proof: Proof = ""


class WithdrawnOut(BaseModel):
    """The contribution is withdrawn: now, or by an earlier call."""

    state: Literal[ContributionState.WITHDRAWN] = ContributionState.WITHDRAWN


class StepOut(BaseModel):
    """A step of a contribution."""

    stage: str
    reached_on: date
    sentence: str


class EffectOut(BaseModel):
    """What a contribution led to; `language` is that of the text."""

    label: str
    text: str
    language: str


class TracedOut(BaseModel):
    """What became of a contribution."""

    kind: str
    id: UUID
    state: ContributionState
    received_on: date
    about: str
    title: str
    text: str
    rejection_reason: RejectionReason | None
    message_to_author: str
    official_reply: str
    official_reply_easy: str
    reply_signature: str
    replied_at: datetime | None
    steps: list[StepOut]
    effects: list[EffectOut]


def endpoints(tracing: Tracing) -> tuple[Endpoint, ...]:
    """The look-up and the withdrawal, over everything that the areas declare."""

    def look_up(call: Call) -> TracedOut:
        body: ReceiptCode = call.body
        answer = tracing.found(call.db, body.receipt_code, body.language)
        if answer is None:
            raise NotFound("No contribution has this code.")
        return _out(*answer)

    def withdraw(call: Call) -> WithdrawnOut:
        body: CodeToWithdraw = call.body
        if not tracing.take_back(call.db, body.receipt_code):
            raise NotFound("No contribution has this code.")
        return WithdrawnOut()

    return (
        Endpoint(
            "/contributions/lookup",
            guarded_call(look_up),
            "What became of a contribution, by its receipt code",
            TracedOut,
            method="POST",
            body=ReceiptCode,
            reads=True,
            problems=(404, 422, 429),
        ),
        Endpoint(
            "/contributions/withdraw",
            guarded_call(withdraw),
            "Take a contribution back, by its receipt code; it cannot be undone",
            WithdrawnOut,
            method="POST",
            body=CodeToWithdraw,
            writes=True,
            problems=(403, 404, 422, 429, 503),
        ),
    )


def _out(found: TracedContribution, effects: tuple[Effect, ...]) -> TracedOut:
    return TracedOut(
        kind=found.kind,
        id=found.id,
        state=found.state,
        received_on=found.received_on,
        about=found.about,
        title=found.title,
        text=found.text,
        rejection_reason=found.rejection_reason,
        message_to_author=found.message_to_author,
        official_reply=found.official_reply,
        official_reply_easy=found.easy_reply,
        reply_signature=found.reply_signature,
        replied_at=found.replied_at,
        steps=[StepOut(stage=step.code, reached_on=step.day, sentence=step.sentence) for step in found.steps],
        effects=[EffectOut(label=effect.label, text=effect.text, language=effect.tag) for effect in effects],
    )
