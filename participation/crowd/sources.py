"""What the areas above declare: their contributions as texts that can be compared, and the fields of a region."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select
from sqlmodel import Session

from participation.threads.models import PUBLIC_STATES, ContributionState
from participation.threads.receipts import PageLink

COMPARED_STATES = (ContributionState.PENDING, *PUBLIC_STATES)
_AT_ONCE = 500


class Audience(Enum):
    """For whom contributions are looked at: citizens see public ones only, staff what waits, too."""

    EVERYONE = auto()
    STAFF = auto()


@dataclass(frozen=True)
class Words:
    """A contribution as it is compared: its words, and the element where its author placed it."""

    source: str
    id: UUID
    receipt_key: bytes
    text: str
    element_id: UUID | None


@dataclass(frozen=True)
class CrowdSource:
    """A kind of contributions.

    `label` is a msgid. `columns` hold its words, `key` the bytes by which one is known here, `named_by` the id under
    which pages find it. `is_open` is the condition for those that are not from a closed round; with `closed_for_staff`
    staff do not see those here either. `staff_page` is the page of one for staff, `form_page` names the POST page
    that takes a new one from citizens, `support` the place on its public page where somebody can agree.
    """

    code: str
    label: str
    table: Any
    columns: tuple[str, ...]
    is_open: Callable[[], ColumnElement[bool]]
    public_page: Callable[[UUID], PageLink]
    key: str = "receipt_key"
    named_by: str = "id"
    closed_for_staff: bool = False
    staff_page: Callable[[UUID], PageLink] | None = None
    form_page: str = ""
    support: str = ""

    def page_for_staff(self, contribution_id: UUID) -> PageLink:
        """Where staff read one with everything about it; usually the moderators' desk."""
        if self.staff_page is not None:
            return self.staff_page(contribution_id)
        return PageLink("moderation_entry", {"kind": self.code, "entry": contribution_id})

    def chosen(self, region_id: UUID | None, audience: Audience) -> Select[Any]:
        """A query for the words of contributions that this audience may read; columns as in `Words` after `source`."""
        table = self.table.__table__.c
        words = [table[name] for name in self.columns]
        query = select(table[self.named_by], table[self.key], table.element_id, *words).where(
            table.state.in_(PUBLIC_STATES if audience is Audience.EVERYONE else COMPARED_STATES)
        )
        if audience is Audience.EVERYONE or self.closed_for_staff:
            query = query.where(self.is_open())
        return query if region_id is None else query.where(table.region_id == region_id)

    def words(self, session: Session, query: Select[Any]) -> Iterator[Words]:
        """What a query from `chosen` finds, read in parts."""
        for row in session.execute(query, execution_options={"yield_per": _AT_ONCE}):
            yield Words(self.code, row[0], bytes(row[1]), "\n".join(row[3:]), row[2])


@dataclass(frozen=True)
class Area:
    """A field of a published strategy: its thread, its names, and the elements that belong to it."""

    thread_id: UUID
    strategy: str
    key: str
    title: str
    elements: frozenset[UUID]

    @property
    def place(self) -> str:
        """How forms name it."""
        return f"{self.strategy}/{self.key}"


@dataclass(frozen=True)
class Crowd:
    """Everything that this area is told: the kinds of contributions, and (session, region, language tag) -> fields."""

    sources: Sequence[CrowdSource]
    areas: Callable[[Session, UUID, str], Sequence[Area]]
    by_code: Mapping[str, CrowdSource] = field(init=False)

    def __post_init__(self) -> None:
        """Find the kinds by their code."""
        object.__setattr__(self, "by_code", {source.code: source for source in self.sources})

    def words_of(
        self, session: Session, region_id: UUID, keys: Collection[bytes], audience: Audience
    ) -> dict[bytes, Words]:
        """The words of contributions by receipt key, as far as this audience may read them; a query a kind."""
        found: dict[bytes, Words] = {}
        for source in self.sources if keys else ():
            query = source.chosen(region_id, audience).where(getattr(source.table, source.key).in_(keys))
            found |= {words.receipt_key: words for words in source.words(session, query)}
        return found


def placed(areas: Sequence[Area], element_id: UUID | None) -> Area | None:
    """The field to which an element belongs."""
    return next((area for area in areas if element_id in area.elements), None) if element_id else None
