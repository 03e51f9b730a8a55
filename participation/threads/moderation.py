"""What a moderator may do with a contribution, whichever area it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlmodel import Session

from participation.core.clock import now
from participation.core.errors import Conflict
from participation.core.journal import record
from participation.threads.contributions import Contribution
from participation.threads.models import ContributionState, RejectionReason
from participation.threads.receipts import PageLink


class Act(StrEnum):
    """What can be done."""

    PUBLISH = "publish"
    REJECT = "reject"
    HIDE = "hide"
    REPLY = "reply"


_STATE = ContributionState
_POSSIBLE = {
    Act.PUBLISH: {_STATE.PENDING, _STATE.REJECTED, _STATE.HIDDEN},
    Act.REJECT: {_STATE.PENDING, _STATE.HIDDEN},
    Act.HIDE: {_STATE.PUBLISHED, _STATE.PUBLISHED_REDACTED},
    Act.REPLY: {_STATE.PENDING, _STATE.PUBLISHED, _STATE.PUBLISHED_REDACTED},
}
_DONE = {Act.PUBLISH: "published", Act.REJECT: "rejected", Act.HIDE: "hidden", Act.REPLY: "replied"}


@dataclass(frozen=True)
class Decision:
    """What a moderator decided; a rejection has a reason, `text` is for the author or the official reply."""

    act: Act
    reason: RejectionReason | None = None
    text: str = ""


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
    """

    code: str
    label: str
    table: type[Contribution]
    contexts: Callable[[Session, Sequence[Any], str], Mapping[UUID, Context]]
    public_page: Callable[[UUID], PageLink]
    on_publication: Callable[[Session, Any, UUID], None] = lambda _session, _row, _actor: None


def possible_acts(contribution: Contribution) -> tuple[Act, ...]:
    """What may be done with it now."""
    return tuple(act for act in Act if contribution.state in _POSSIBLE[act])


def decide(
    session: Session, moderated: Moderated, contribution: Contribution, decision: Decision, actor_id: UUID
) -> None:
    """Carry out a decision in the caller's write transaction and journal it.

    Raises:
        Conflict: the contribution is in a state in which this cannot be done (somebody was faster).
    """
    if decision.act not in possible_acts(contribution):
        raise Conflict("Somebody has decided about this already. Please look again.")
    before = contribution.state
    _change(contribution, decision, actor_id)
    session.add(contribution)
    if decision.act is Act.PUBLISH:
        moderated.on_publication(session, contribution, actor_id)
    details = {"from": before.value} | ({"reason": decision.reason.value} if decision.reason else {})
    record(
        session,
        _DONE[decision.act],
        moderated.code,
        contribution.id,
        actor_id=actor_id,
        region_id=contribution.region_id,
        details=details,
    )


def _change(contribution: Contribution, decision: Decision, actor_id: UUID) -> None:
    moment = now()
    if decision.act is Act.PUBLISH:
        contribution.state = ContributionState.PUBLISHED
        contribution.published_at = contribution.published_at or moment
        contribution.rejection_reason, contribution.message_to_author = None, ""
    elif decision.act is Act.REPLY:
        contribution.official_reply = decision.text
        contribution.replied_by, contribution.replied_at = actor_id, moment
    else:
        rejected = decision.act is Act.REJECT
        contribution.state = ContributionState.REJECTED if rejected else ContributionState.HIDDEN
        contribution.rejection_reason = decision.reason
        contribution.message_to_author = decision.text
