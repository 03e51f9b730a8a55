"""What a moderator may do with a contribution, whichever area it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, update

from participation.core.clock import now
from participation.core.errors import Conflict
from participation.core.journal import record
from participation.threads.cases import case_of
from participation.threads.claims import ensure_free
from participation.threads.contributions import Contribution
from participation.threads.models import ContributionState, Flag, ModerationCase, RejectionReason
from participation.threads.receipts import PageLink
from participation.threads.redaction import BLOCK, Redaction, blacken


class Act(StrEnum):
    """What can be done."""

    PUBLISH = "publish"
    REJECT = "reject"
    REDACT = "redact"
    HIDE = "hide"
    SEEN = "seen"
    REPLY = "reply"


_STATE = ContributionState
_PUBLIC = {_STATE.PUBLISHED, _STATE.PUBLISHED_REDACTED}
_POSSIBLE = {
    Act.PUBLISH: {_STATE.PENDING, _STATE.REJECTED, _STATE.HIDDEN},
    Act.REJECT: {_STATE.PENDING, _STATE.HIDDEN},
    Act.REDACT: {_STATE.PENDING, _STATE.HIDDEN, *_PUBLIC},
    Act.HIDE: _PUBLIC,
    Act.SEEN: _PUBLIC,
    Act.REPLY: {_STATE.PENDING, *_PUBLIC},
}
DONE = {
    Act.PUBLISH: "published",
    Act.REJECT: "rejected",
    Act.REDACT: "redacted",
    Act.HIDE: "hidden",
    Act.SEEN: "looked_at",
    Act.REPLY: "replied",
}
PROPOSED = "proposed_rejection"
_REFUSALS = {Act.REJECT, Act.HIDE}


@dataclass(frozen=True)
class Decision:
    """What a moderator decided; a refusal has a reason, `text` is for the author, `redaction` what is blackened."""

    act: Act
    reason: RejectionReason | None = None
    text: str = ""
    redaction: Redaction | None = None


@dataclass(frozen=True)
class Context:
    """What a contribution is about, in the reader's language where there is one; `kind` is a msgid."""

    kind: str
    strategy: str = ""
    about: str = ""
    title: str = ""
    quote: str = ""
    link: PageLink | None = None


@dataclass(frozen=True)
class Moderated:
    """What an area declares to have its contributions in the queue.

    `table` has the columns of `Contribution` and a `strategy_id`. `contexts` answers for many rows in a fixed number of
    queries: (session, rows, language tag) -> context by id. `on_publication` is called in the same transaction.
    `beside` tells what belongs to rows besides their words, by id, in a fixed number of queries; `template` shows it.
    """

    code: str
    label: str
    table: type[Contribution]
    contexts: Callable[[Session, Sequence[Any], str], Mapping[UUID, Context]]
    public_page: Callable[[UUID], PageLink]
    on_publication: Callable[[Session, Any, UUID], None] = lambda _session, _row, _actor: None
    beside: Callable[[Session, Sequence[Any]], Mapping[UUID, Any]] = lambda _session, _rows: {}
    template: str = ""


def possible_acts(contribution: Contribution) -> tuple[Act, ...]:
    """What may be done with it now."""
    return tuple(act for act in Act if contribution.state in _POSSIBLE[act])


def decide(
    session: Session,
    moderated: Moderated,
    contribution: Contribution,
    decision: Decision,
    actor_id: UUID,
    *,
    four_eyes: bool = False,
) -> None:
    """Carry out a decision in the caller's write transaction and journal it; the row is locked.

    With `four_eyes` a rejection is only proposed until somebody else decides the same; hiding takes effect at once and
    is a proposal besides.

    Raises:
        Conflict: the contribution is in a state in which this cannot be done (somebody was faster), or somebody else
            is working on it.
    """
    if decision.act not in possible_acts(contribution):
        raise Conflict("Somebody has decided about this already. Please look again.")
    case = case_of(session, contribution)
    ensure_free(case, actor_id)
    before = contribution.state
    needs_another = four_eyes and decision.act in _REFUSALS and case.proposed_by in {None, actor_id}
    if needs_another:
        case.proposed_by, case.proposed_reason, case.proposed_message = actor_id, decision.reason, decision.text
    is_proposal = needs_another and decision.act is Act.REJECT
    if not is_proposal:
        _change(contribution, case, decision)
        _close(session, contribution, case, decision.act, actor_id)
    case.claimed_by = case.claimed_until = None
    session.add(contribution)
    session.add(case)
    if decision.act in {Act.PUBLISH, Act.REDACT}:
        moderated.on_publication(session, contribution, actor_id)
    details = {"from": before.value} | ({"reason": decision.reason.value} if decision.reason else {})
    if decision.redaction:
        details["parts"] = str(decision.redaction.parts)
    action = PROPOSED if is_proposal else DONE[decision.act]
    record_act(session, action, moderated, contribution, actor_id, details)


def record_act(
    session: Session,
    action: str,
    moderated: Moderated,
    contribution: Contribution,
    actor_id: UUID | None,
    details: dict[str, str],
) -> None:
    """Journal what was done with a contribution; `details` are codes and ids."""
    subject, region_id = moderated.code, contribution.region_id
    record(session, action, subject, contribution.id, actor_id=actor_id, region_id=region_id, details=details)


def withdraw_proposal(session: Session, moderated: Moderated, contribution: Contribution, actor_id: UUID) -> None:
    """Take back the proposal to reject something."""
    case = case_of(session, contribution)
    if case.proposed_by is None:
        raise Conflict("Somebody has decided about this already. Please look again.")
    case.proposed_by, case.proposed_reason, case.proposed_message = None, None, ""
    session.add(case)
    record_act(session, "withdrew_proposal", moderated, contribution, actor_id, {})


def _change(contribution: Contribution, case: ModerationCase, decision: Decision) -> None:
    moment = now()
    if decision.act in {Act.PUBLISH, Act.REDACT}:
        contribution.state = ContributionState.PUBLISHED
        contribution.published_at = contribution.published_at or moment
        contribution.rejection_reason, contribution.message_to_author = None, ""
        if decision.redaction:
            blacken(contribution, case, decision.redaction, moment.date())
        if case.original_until is not None or BLOCK in contribution.text:
            contribution.state = ContributionState.PUBLISHED_REDACTED
            contribution.message_to_author = decision.text
    elif decision.act in _REFUSALS:
        rejected = decision.act is Act.REJECT
        contribution.state = ContributionState.REJECTED if rejected else ContributionState.HIDDEN
        contribution.rejection_reason = decision.reason
        contribution.message_to_author = decision.text


def _close(session: Session, contribution: Contribution, case: ModerationCase, act: Act, actor_id: UUID) -> None:
    """What every decision ends: reasons to look, flags, the stay at a department, a proposal that was not followed."""
    case.decided_by, case.decided_at = actor_id, now()
    if case.decision_days is None:
        case.decision_days = max((now().date() - contribution.received_on).days, 0)
    case.department_id = case.handed_over_on = None
    if act not in _REFUSALS:
        case.proposed_by, case.proposed_reason, case.proposed_message = None, None, ""
        contribution.held_for = ""
    if case.open_flags:
        open_flags = update(Flag).where(col(Flag.case_id) == case.id, col(Flag.settled_on).is_(None))
        session.exec(open_flags.values(settled_on=now().date()))
        case.open_flags = 0
