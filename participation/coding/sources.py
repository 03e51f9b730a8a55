"""What the areas above declare: their contributions as texts that can be coded, and how they are read page by page."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists
from sqlmodel import Session, col

from participation.accounts.access import staff
from participation.accounts.models import Role
from participation.coding.models import Segment
from participation.core.errors import NotFound
from participation.core.identifiers import digest
from participation.crowd.sources import Area, Audience, CrowdSource
from participation.procedures.models import Procedure
from participation.threads.receipts import PageLink
from participation.web.pages import Access

CODERS = staff(Role.ANALYST, Role.EDITOR, Role.MODERATOR)
SIZE = 25
Name = tuple[UUID, str]
"""By which a passage is known within its source: the contribution's id and its part."""


@dataclass(frozen=True)
class Passage:
    """A contribution (or a `part` of it: the answer to one question) as it is coded: words, nothing about a person."""

    source: str
    id: UUID
    part: str
    receipt_key: bytes
    text: str
    language: str
    element_id: UUID | None = None
    page: PageLink | None = None

    @property
    def name(self) -> Name:
        """By which its source knows it."""
        return self.id, self.part

    @property
    def digest(self) -> bytes:
        """By which a change of its words is noticed."""
        return digest(self.text)


@dataclass(frozen=True)
class Strand:
    """Passages of one source that are read one after the other; `key` names it there, `label` is ready to be shown."""

    key: str
    label: str


@dataclass(frozen=True)
class Leaf:
    """A page of passages; `next` is the id behind which to go on, None at the end."""

    passages: Sequence[Passage]
    next: UUID | None


class CodingSource(Protocol):
    """A kind of contributions. `label` is a msgid, `only` who may read it here.

    What `is_opened` is raw: whoever reads it says so first, and stands in the journal.
    """

    @property
    def code(self) -> str:
        """By which segments and addresses name it."""

    @property
    def label(self) -> str:
        """One of its contributions, as a msgid."""

    @property
    def only(self) -> Access:
        """Who may read its words here."""

    @property
    def is_opened(self) -> bool:
        """Whether reading it stands in the journal."""

    def strands(self, session: Session, procedure: Procedure, tag: str) -> Sequence[Strand]:
        """What of it belongs to a procedure; texts in the language of the tag where there are any."""

    def leaf(self, session: Session, procedure: Procedure, strand: str, after: UUID | None, *, uncoded: bool) -> Leaf:
        """The passages behind one, with `uncoded` only those that carry no code yet; empty for an unknown strand."""

    def find(self, session: Session, procedure_id: UUID | None, names: Collection[Name]) -> Sequence[Passage]:
        """These passages (of that procedure, if one is given), as far as staff may still read them."""


@dataclass(frozen=True)
class TableSource:
    """Contributions that have a table of their own and are compared in the crowd; every row is one passage."""

    crowd: CrowdSource
    of_procedure: Callable[[UUID], ColumnElement[bool]]
    only: Access = CODERS
    is_opened: bool = False

    @property
    def code(self) -> str:
        """The same as in the crowd."""
        return self.crowd.code

    @property
    def label(self) -> str:
        """The same as in the crowd."""
        return self.crowd.label

    def strands(self, session: Session, procedure: Procedure, tag: str) -> Sequence[Strand]:  # noqa: ARG002
        """The only one."""
        return [Strand("", "")]

    def leaf(self, session: Session, procedure: Procedure, strand: str, after: UUID | None, *, uncoded: bool) -> Leaf:
        """The newest first."""
        own = self.crowd.table.__table__.c.id
        query = self._chosen(procedure.region_id, procedure.id)
        if strand:
            return Leaf([], None)
        if after is not None:
            query = query.where(own < after)
        if uncoded:
            query = query.where(~exists().where(col(Segment.contribution_id) == own, ~col(Segment.is_lost)))
        found = self._passages(session, query.order_by(own.desc()).limit(SIZE + 1))
        return Leaf(found[:SIZE], found[SIZE - 1].id if len(found) > SIZE else None)

    def find(self, session: Session, procedure_id: UUID | None, names: Collection[Name]) -> Sequence[Passage]:
        """In no particular order."""
        ids = [contribution_id for contribution_id, part in names if not part]
        own = self.crowd.table.__table__.c.id
        return self._passages(session, self._chosen(None, procedure_id).where(own.in_(ids))) if ids else []

    def _chosen(self, region_id: UUID | None, procedure_id: UUID | None) -> Select[Any]:
        table = self.crowd.table.__table__.c
        query = self.crowd.chosen(region_id, Audience.STAFF).add_columns(table.id, table.language)
        return query if procedure_id is None else query.where(self.of_procedure(procedure_id))

    def _passages(self, session: Session, query: Select[Any]) -> list[Passage]:
        return [
            Passage(
                self.code, own, "", bytes(key), "\n".join(words), language, element, self.crowd.page_for_staff(name)
            )
            for name, key, element, *words, own, language in session.execute(query)
        ]


@dataclass(frozen=True)
class Coding:
    """Everything that this area is told: the kinds of contributions, and (session, region, language tag) -> fields."""

    sources: Sequence[CodingSource]
    areas: Callable[[Session, UUID, str], Sequence[Area]]
    by_code: Mapping[str, CodingSource] = field(init=False)

    def __post_init__(self) -> None:
        """Find the kinds by their code."""
        object.__setattr__(self, "by_code", {source.code: source for source in self.sources})

    def source(self, code: str) -> CodingSource:
        """The kind of that code.

        Raises:
            NotFound: there is none.
        """
        if code not in self.by_code:
            raise NotFound("There is no such kind of contribution.")
        return self.by_code[code]

    def passages(
        self, session: Session, procedure_id: UUID | None, segments: Collection[Segment]
    ) -> dict[tuple[UUID, str], Passage]:
        """The passages that segments were cut from, as far as they can still be read; a query a kind."""
        found: dict[Name, Passage] = {}
        for source in self.sources:
            names = {(one.contribution_id, one.part) for one in segments if one.source == source.code}
            found |= {one.name: one for one in source.find(session, procedure_id, names)} if names else {}
        return found
