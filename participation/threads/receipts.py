"""What a receipt code leads to: shapes that every area with contributions fills."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from participation.threads.editing import Words
from participation.threads.models import ContributionState, RejectionReason
from participation.threads.wording import Problem
from participation.web.languages import GERMAN


@dataclass(frozen=True)
class PageLink:
    """A page by name with its parameters, and a place on it."""

    page: str
    params: Mapping[str, object] = field(default_factory=dict)
    anchor: str = ""


@dataclass(frozen=True)
class Step:
    """Something that happened to a contribution; `label` is a msgid, `sentence` the county's own."""

    code: str
    label: str
    day: date
    sentence: str = ""


@dataclass(frozen=True)
class Effect:
    """What a contribution led to: `label` is a msgid, `text` the county's words in the language of `tag`."""

    label: str
    text: str
    link: PageLink | None = None
    tag: str = GERMAN.tag


@dataclass(frozen=True)
class TracedContribution:
    """One contribution as its author sees it again.

    `kind` is a code (comment, idea, submission), `label` its msgid; `about` says what it was about. A submission has no
    text here: answers are not shown again. `language` is that of the page it came from, `easy_reply` what the reply
    says in Leichte Sprache. With `can_be_withdrawn` its author may take it back now; `correction` is the
    page on which they may change it, by the same code; a comment or an idea can be changed until `changeable_until`.
    """

    kind: str
    label: str
    id: UUID
    region_id: UUID
    received_on: date
    state: ContributionState
    about: str = ""
    title: str = ""
    text: str = ""
    rejection_reason: RejectionReason | None = None
    message_to_author: str = ""
    official_reply: str = ""
    easy_reply: str = ""
    language: str = GERMAN.tag
    reply_signature: str = ""
    replied_at: datetime | None = None
    steps: Sequence[Step] = ()
    link: PageLink | None = None
    can_be_withdrawn: bool = True
    correction: PageLink | None = None
    author_name: str = ""
    changeable_until: datetime | None = None


FindByReceipt = Callable[[Session, bytes], TracedContribution | None]
Withdraw = Callable[[Session, bytes], bool]
"""(writing session, receipt key): take the contribution back; False if there is none or it was withdrawn before."""
EffectsOf = Callable[[Session, str, UUID, str], Sequence[Effect]]
"""(session, kind, contribution id, the reader's language tag): in that language where there are words in it."""
Change = Callable[[Session, bytes, Words], Sequence[Problem] | None]
"""(writing session, receipt key, new words): what has to be put right, nothing if it is done; None if there is none."""
OwnData = Callable[[Session, bytes], dict[str, Any] | None]
"""(session, receipt key): everything that is stored about the contribution, for its author."""
