"""Full-text search: words that areas file with what they publish, asked the same way on every database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    CTE,
    Connection,
    Float,
    Select,
    UniqueConstraint,
    case,
    delete,
    event,
    func,
    insert,
    select,
    text,
)
from sqlmodel import Field, Session

from participation.core.columns import Serial, Table

# SQLite: FTS5 reads the words from `search_text` and keeps only where they stand. PostgreSQL: "simple" takes them as
# they are. Both get words that are normalised already, of letters and digits only.
_FILE_INDEX = (
    "CREATE VIRTUAL TABLE search_index USING fts5"
    "(title, body, content='search_text', content_rowid='id', tokenize='unicode61 remove_diacritics 0', prefix='3 5')"
)
_SERVER_INDEX = "CREATE TABLE search_index (id bigint PRIMARY KEY, words tsvector NOT NULL)"
_SERVER_KEY = "CREATE INDEX ix_search_index_words ON search_index USING gin (words) WITH (fastupdate = off)"
_FILE_FORGET = (
    "INSERT INTO search_index (search_index, rowid, title, body) "
    "SELECT 'delete', id, title, body FROM search_text WHERE source_id = :source"
)
_SERVER_FORGET = "DELETE FROM search_index WHERE id IN (SELECT id FROM search_text WHERE source_id = :source)"
_FILE_FILL = "INSERT INTO search_index (rowid, title, body) SELECT id, title, body FROM search_text"
_SERVER_FILL = (
    "INSERT INTO search_index (id, words) SELECT id, setweight(to_tsvector('simple', title), 'A') "
    "|| setweight(to_tsvector('simple', body), 'D') FROM search_text"
)
_OF_SOURCE = " WHERE source_id = :source"
# A word in a title tells more than any number of the same in the text below it.
_FILE_HITS = (
    "SELECT rowid AS id, -bm25(search_index, 25.0, 1.0) AS score FROM search_index WHERE search_index MATCH :asked"
)
_SERVER_HITS = (
    "SELECT id, ts_rank('{0.04, 0, 0, 1}', words, asked, 1) AS score "
    "FROM search_index, to_tsquery('simple', :asked) asked WHERE words @@ asked"
)
# What the reader can read as it stands counts so much more than the same in another language.
_OWN_LANGUAGE = 2


class SearchText(Table, table=True):
    """The normalised words of a published text in one language.

    `item_id` is what is found (an element), `source_id` what it is replaced with (a strategy), `edition` which frozen
    state of the source it is, and `rules` by which rules the words were normalised.
    """

    __tablename__: ClassVar[str] = "search_text"
    __table_args__ = (UniqueConstraint("item_id", "language"),)
    id: int | None = Field(default=None, primary_key=True, sa_type=Serial)
    region_id: UUID
    source_id: UUID = Field(index=True)
    edition: UUID
    rules: int
    item_id: UUID
    language: str = Field(max_length=12)
    title: str
    body: str


_TABLE: Any = SearchText.__table__  # type: ignore[attr-defined]
_COLUMNS = _TABLE.c


@dataclass(frozen=True, slots=True)
class Filed:
    """A text to be found: its words, parted by spaces, of lower-case letters and digits only."""

    item_id: UUID
    language: str
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word that is looked for: `exact` as it is filed, or, unless empty, anything that begins with `start`."""

    exact: str
    start: str = ""


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to look: one region, one source of it or all, one language or all; `own` is the reader's language."""

    region_id: UUID
    own: str
    source_id: UUID | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """An item that has all words, in the language in which it has them (the reader's own if that is among them)."""

    item_id: UUID
    source_id: UUID
    language: str


def create_index(connection: Connection) -> None:
    """Create what stands behind `search_text`; migrations and `create_all` call it."""
    on_server = connection.dialect.name == "postgresql"
    for sentence in (_SERVER_INDEX, _SERVER_KEY) if on_server else (_FILE_INDEX,):
        connection.exec_driver_sql(sentence)


@event.listens_for(_TABLE, "after_create")
def _with_the_table(_table: Any, connection: Connection, **_more: object) -> None:
    create_index(connection)


def fill_index(connection: Connection) -> None:
    """Fill the empty index from all of `search_text`, where rows came in past `file_texts`."""
    connection.exec_driver_sql(_SERVER_FILL if connection.dialect.name == "postgresql" else _FILE_FILL)


def file_texts(
    session: Session, region_id: UUID, source_id: UUID, edition: UUID, rules: int, texts: Iterable[Filed]
) -> None:
    """Replace all texts of a source by these, in the caller's write transaction."""
    on_server = session.connection().dialect.name == "postgresql"
    source = {"source": source_id if on_server else source_id.hex}
    session.execute(text(_SERVER_FORGET if on_server else _FILE_FORGET), source)
    session.execute(delete(_TABLE).where(_COLUMNS.source_id == source_id))
    same = {"region_id": region_id, "source_id": source_id, "edition": edition, "rules": rules}
    rows = [
        {**same, "item_id": one.item_id, "language": one.language, "title": one.title, "body": one.body}
        for one in texts
    ]
    if rows:
        session.execute(insert(_TABLE), rows)
    session.execute(text((_SERVER_FILL if on_server else _FILE_FILL) + _OF_SOURCE), source)


def filed_editions(session: Session) -> set[tuple[UUID, UUID, int]]:
    """What is filed: (source, edition, rules)."""
    rows = session.execute(select(_COLUMNS.source_id, _COLUMNS.edition, _COLUMNS.rules).distinct())
    return {(source, edition, rules) for source, edition, rules in rows}


def filed_languages(session: Session, region_id: UUID) -> frozenset[str]:
    """The languages (tags) in which a region has published anything."""
    chosen = select(_COLUMNS.language).where(_COLUMNS.region_id == region_id)
    return frozenset(session.scalars(chosen.distinct()))


def filed_in(session: Session, region_id: UUID, language: str) -> frozenset[UUID]:
    """The sources of a region that say anything in a language (a tag)."""
    chosen = select(_COLUMNS.source_id).where(_COLUMNS.region_id == region_id, _COLUMNS.language == language)
    return frozenset(session.scalars(chosen.distinct()))


def found(
    session: Session, wanted: Sequence[Wanted], scope: Scope, *, offset: int, limit: int
) -> tuple[int, list[Hit]]:
    """How many items have all the words, and some of them, the best first (BM25, or `ts_rank` on PostgreSQL)."""
    if not wanted:
        return 0, []
    best = _in_scope(_hits(session, wanted), scope).subquery()
    own_counts = case((best.c.language == scope.own, _OWN_LANGUAGE), else_=1)
    ranked = (
        select(best.c.item_id, best.c.source_id, best.c.language, func.count().over())
        .where(best.c.place == 1)
        .order_by((best.c.score * own_counts).desc(), best.c.item_id)
    )
    rows = session.execute(ranked.offset(offset).limit(limit)).all()
    return (rows[0][3] if rows else 0), [Hit(*row[:3]) for row in rows]


def _in_scope(hit: CTE, scope: Scope) -> Select[Any]:
    """The hits of a scope; of the languages in which an item has the words the best is in `place` 1."""
    own_first = case((_COLUMNS.language == scope.own, 0), else_=1)
    place = func.row_number().over(partition_by=_COLUMNS.item_id, order_by=(own_first, hit.c.score.desc()))
    chosen: Select[Any] = (
        select(_COLUMNS.item_id, _COLUMNS.source_id, _COLUMNS.language, hit.c.score, place.label("place"))
        .join(hit, hit.c.id == _COLUMNS.id)
        .where(_COLUMNS.region_id == scope.region_id)
    )
    if scope.source_id:
        chosen = chosen.where(_COLUMNS.source_id == scope.source_id)
    return chosen.where(_COLUMNS.language == scope.language) if scope.language else chosen


def _hits(session: Session, wanted: Sequence[Wanted]) -> CTE:
    on_server = session.connection().dialect.name == "postgresql"
    asked = _server_query(wanted) if on_server else _file_query(wanted)
    sentence = text(_SERVER_HITS if on_server else _FILE_HITS).bindparams(asked=asked)
    # The score can only be computed beside the index, so the rows are made before anything else is done with them.
    return sentence.columns(id=Serial, score=Float).cte("hit").prefix_with("MATERIALIZED")


def _file_query(wanted: Sequence[Wanted]) -> str:
    return " AND ".join(f'("{one.exact}" OR "{one.start}"*)' if one.start else f'"{one.exact}"' for one in wanted)


def _server_query(wanted: Sequence[Wanted]) -> str:
    return " & ".join(f"('{one.exact}' | '{one.start}':*)" if one.start else f"'{one.exact}'" for one in wanted)
