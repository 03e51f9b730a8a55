"""An entry of the queue: a contribution with everything that a moderator needs to decide about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from participation.accounts.models import Account
from participation.core.clock import now
from participation.core.text import msgid
from participation.procedures.models import RoundSettings
from participation.regions.models import Department
from participation.threads.appeals import Appeal, appeal_of, may_decide
from participation.threads.claims import holder
from participation.threads.flags import flags_of
from participation.threads.models import (
    EarlierText,
    Flag,
    GivenReply,
    HeldFor,
    ModerationCase,
    ModerationNote,
    OfficialReply,
)
from participation.threads.moderation import Act, Context, Moderated, possible_acts
from participation.threads.personal_hints import Hint, personal_hints
from participation.threads.receipts import PageLink
from participation.threads.redaction import marked, marked_as, originals
from participation.threads.replies import earlier_replies, easy_replies
from participation.threads.watched_words import WordList

WORD = msgid("On the word list")


@dataclass(frozen=True)
class Entry:
    """A contribution in the queue; names of people and departments are None where there are none."""

    moderated: Moderated
    contribution: Any
    context: Context
    hints: tuple[Hint, ...]
    marks: tuple[Hint, ...]
    acts: tuple[Act, ...]
    four_eyes: bool = False
    case: ModerationCase | None = None
    holder: str | None = None
    is_mine: bool = False
    proposer: str | None = None
    may_second: bool = True
    department: str | None = None
    appeal: Appeal | None = None
    may_decide_appeal: bool = True
    original: tuple[str, str, str] = ("", "", "")
    flags: Sequence[Flag] = ()
    notes: Sequence[tuple[ModerationNote, str]] = ()
    earlier: Sequence[EarlierText] = ()
    replies: Sequence[tuple[GivenReply, OfficialReply]] = field(default=())
    easy_reply: str = ""
    beside: Any = None

    @property
    def anchor(self) -> str:
        """The id of its element on a page."""
        return f"entry-{self.moderated.code}-{self.contribution.id}"

    @property
    def name(self) -> str:
        """How a form that is about several names it."""
        return f"{self.moderated.code}:{self.contribution.id}"

    @property
    def public_page(self) -> PageLink:
        """Where everybody reads it, if it is public."""
        return self.moderated.public_page(self.contribution.id)

    @property
    def held(self) -> list[HeldFor]:
        """Why somebody should look."""
        return [HeldFor(code) for code in self.contribution.held_for.split() if code in set(HeldFor)]

    @property
    def is_locked(self) -> bool:
        """Whether somebody else works on it."""
        return self.holder is not None and not self.is_mine

    @property
    def segments(self) -> list[tuple[str, str]]:
        """The text in parts: (part, what it may be), the latter empty for ordinary words."""
        parts: list[tuple[str, str]] = []
        done, text = 0, self.contribution.text
        for mark in self.marks:
            parts += [(text[done : mark.start], ""), (mark.text, mark.label)]
            done = mark.end
        return [*parts, (text[done:], "")]

    @property
    def marked_text(self) -> str:
        """The original with marks around what is blackened, or else around what may be personal data."""
        original = self.original[0]
        as_public = marked_as(original, self.contribution.text)
        return as_public if as_public != original else marked(original, [(h.start, h.end) for h in self.hints])

    @property
    def marked_title(self) -> str:
        """The same for the title."""
        original = self.original[1]
        as_public = marked_as(original, getattr(self.contribution, "title", ""))
        spans = [(hint.start, hint.end) for hint in personal_hints(original)]
        return as_public if as_public != original else marked(original, spans)


def entries_of(
    session: Session,
    rows: Sequence[tuple[Moderated, Any]],
    language: str,
    words: WordList,
    actor_id: UUID | None,
) -> list[Entry]:
    """Entries for rows, in their order; as many queries for any number of rows."""
    contexts: dict[UUID, Context] = {}
    besides: dict[UUID, Any] = {}
    for kind in {id(kind): kind for kind, _row in rows}.values():
        own = [row for one, row in rows if one is kind]
        contexts |= kind.contexts(session, own, language)
        besides |= kind.beside(session, own)
    beside = _Beside.of(session, [row for _kind, row in rows], actor_id)
    entries = (beside.entry(kind, row, contexts[row.id], words) for kind, row in rows)
    return [replace(entry, beside=besides.get(entry.contribution.id)) for entry in entries]


@dataclass(frozen=True)
class _Beside:
    """What stands beside the contributions of a page, read once for all of them."""

    actor_id: UUID | None
    cases: Mapping[UUID, ModerationCase]
    people: Mapping[UUID, str]
    departments: Mapping[UUID, str]
    four_eyes: frozenset[UUID]
    flags: Mapping[UUID, list[Flag]]
    notes: Mapping[UUID, list[ModerationNote]]
    earlier: Mapping[UUID, list[EarlierText]]
    replies: Mapping[UUID, list[tuple[GivenReply, OfficialReply]]]
    easy_replies: Mapping[UUID, str]

    @classmethod
    def of(cls, session: Session, rows: Sequence[Any], actor_id: UUID | None) -> _Beside:
        ids = [row.case_id for row in rows if row.case_id]
        cases = {case.id: case for case in session.exec(select(ModerationCase).where(col(ModerationCase.id).in_(ids)))}
        notes = _by_case(session.exec(_oldest(ModerationNote, ids)))
        named = {note.author_id for some in notes.values() for note in some}
        named |= {one for case in cases.values() for one in (case.claimed_by, case.proposed_by) if one}
        phases = {row.phase_id for row in rows}
        strict = select(RoundSettings.phase_id).where(
            col(RoundSettings.phase_id).in_(phases), col(RoundSettings.needs_four_eyes).is_(True)
        )
        people = select(Account.id, Account.name).where(col(Account.id).in_(named))
        departments = select(Department.id, Department.name).where(
            col(Department.id).in_({case.department_id for case in cases.values() if case.department_id})
        )
        return cls(
            actor_id=actor_id,
            cases=cases,
            people=dict(session.exec(people).all()),
            departments=dict(session.exec(departments).all()),
            four_eyes=frozenset(session.exec(strict)),
            flags=flags_of(session, ids),
            notes=notes,
            earlier=_by_case(session.exec(_oldest(EarlierText, ids))),
            replies=earlier_replies(session, ids),
            easy_replies=easy_replies(session, ids),
        )

    def entry(self, kind: Moderated, row: Any, context: Context, words: WordList) -> Entry:
        case = self.cases.get(row.case_id) if row.case_id else None
        case_id = row.case_id or row.id
        hints = personal_hints(row.text)
        held_by = holder(case)
        return Entry(
            moderated=kind,
            contribution=row,
            context=context,
            hints=hints,
            marks=_merged(hints, words, row.text),
            acts=possible_acts(row),
            four_eyes=row.phase_id in self.four_eyes,
            case=case,
            holder=self.people.get(held_by) if held_by else None,
            is_mine=held_by is not None and held_by == self.actor_id,
            proposer=self.people.get(case.proposed_by) if case and case.proposed_by else None,
            may_second=case is None or case.proposed_by != self.actor_id,
            department=self.departments.get(case.department_id) if case and case.department_id else None,
            appeal=appeal_of(row, case, now()),
            may_decide_appeal=case is None or self.actor_id is None or may_decide(case, self.actor_id),
            original=originals(row, case),
            flags=self.flags.get(case_id, ()),
            notes=[(note, self.people.get(note.author_id, "")) for note in self.notes.get(case_id, ())],
            earlier=self.earlier.get(case_id, ()),
            replies=self.replies.get(case_id, ()),
            easy_reply=self.easy_replies.get(case_id, ""),
        )


def _oldest(table: Any, case_ids: Sequence[UUID]) -> Any:
    return select(table).where(table.case_id.in_(case_ids)).order_by(table.id).limit(200)


def _by_case(rows: Iterable[Any]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = {}
    for row in rows:
        found.setdefault(row.case_id, []).append(row)
    return found


def _merged(hints: Sequence[Hint], words: WordList, text: str) -> tuple[Hint, ...]:
    marks = [
        *hints,
        *(
            Hint(WORD, hit.start, hit.end, text[hit.start : hit.end])
            for hit in words.hits(text)
            if all(hit.end <= hint.start or hit.start >= hint.end for hint in hints)
        ),
    ]
    return tuple(sorted(marks, key=lambda mark: mark.start))
