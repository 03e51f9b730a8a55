"""What a member's page shows: their contributions and the fields they follow, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select

from participation.members.models import FollowedField, KeptReceipt
from participation.strategy.models import Element, Strategy
from participation.strategy.passages import frozen_words, latest_versions
from participation.strategy.reading import Words
from participation.threads.models import ContributionState
from participation.threads.moderation import Moderated

PAGE = 20


@dataclass(frozen=True)
class Kept:
    """A contribution on the list; `kind` is a msgid, `about` and `title` say which it is."""

    entry: UUID
    kind: str
    about: str
    title: str
    received_on: date
    state: ContributionState
    is_answered: bool


@dataclass(frozen=True)
class Followed:
    """A field that is followed, with its title and the region and slugs that lead to it."""

    element_id: UUID
    region_id: UUID
    strategy: str
    element: str
    title: Words


def kept_page(
    session: Session, kinds: Sequence[Moderated], member_id: UUID, number: int, language: str
) -> tuple[list[Kept], bool]:
    """Page `number` (from 1) of the list, the newest entry first, and whether more follow.

    What can be found by no kind any more (a sheet of answers, which shows nothing) stands with its day only.
    """
    own = select(KeptReceipt).where(KeptReceipt.member_id == member_id).order_by(col(KeptReceipt.id).desc())
    rows = session.exec(own.offset((number - 1) * PAGE).limit(PAGE + 1)).all()
    shown = {row.receipt_key: row for row in rows[:PAGE]}
    found = {one.entry: one for kind in kinds for one in _of_kind(session, kind, shown, language)}
    return [found.get(row.id) or _unnamed(row) for row in shown.values()], len(rows) > PAGE


def _of_kind(session: Session, kind: Moderated, shown: dict[bytes, KeptReceipt], language: str) -> Iterable[Kept]:
    rows = session.exec(select(kind.table).where(col(kind.table.receipt_key).in_(list(shown)))).all()
    contexts = kind.contexts(session, rows, language) if rows else {}
    for row in rows:
        context = contexts[row.id]
        yield Kept(
            shown[bytes(row.receipt_key)].id,
            context.kind,
            " – ".join(part for part in (context.strategy, context.about) if part),
            context.title,
            row.received_on,
            row.state,
            bool(row.official_reply),
        )


def _unnamed(row: KeptReceipt) -> Kept:
    return Kept(row.id, "Answers to a survey", "", "", row.kept_on, ContributionState.PUBLISHED, is_answered=False)


def followed_fields(session: Session, member_id: UUID, language: str) -> list[Followed]:
    """The fields that a member follows, by title."""
    rows = session.exec(
        select(Element, Strategy)
        .join(FollowedField, col(FollowedField.element_id) == col(Element.id))
        .join(Strategy, col(Strategy.id) == col(Element.strategy_id))
        .where(FollowedField.member_id == member_id)
    ).all()
    versions = latest_versions(session, [strategy.id for _element, strategy in rows])
    words = frozen_words(session, language, list(versions.values()), elements=[element.id for element, _one in rows])
    titles = {element: title for (_version, element), title in words.titles.items()}
    found = [
        Followed(element.id, strategy.region_id, strategy.slug, element.key, titles[element.id])
        for element, strategy in rows
        if element.id in titles
    ]
    return sorted(found, key=lambda one: one.title.text)
