"""Similar contributions among 100,000: made-up texts of ordinary words, taken into the index, asked as citizens ask."""

from __future__ import annotations

import contextlib
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import Table as SqlTable
from sqlalchemy import insert, select, true
from sqlmodel import Field, Session, col

from participation.core.clock import now
from participation.core.database import Database
from participation.core.identifiers import digest
from participation.crowd.grams import keys, weighed
from participation.crowd.index import KEYS_KEPT, keep_weights, salt_of, words_digest
from participation.crowd.models import CrowdEntry, CrowdKey
from participation.crowd.similarity import similar
from participation.crowd.sources import Audience, Crowd, CrowdSource
from participation.regions.models import Region
from participation.threads.contributions import Contribution, contribution_id
from participation.threads.models import ContributionState
from participation.threads.moderation import Moderated
from participation.threads.receipts import PageLink
from tools.bench.stage import Figure, filled_database

MANY, ASKED = 100_000, 101
_WORDS = 20_000
_AT_ONCE = 2_000


class Compared(Contribution, table=True):
    """A contribution with nothing but what is compared."""

    __tablename__: ClassVar[str] = "compared"
    element_id: UUID | None = Field(default=None)


TABLE: SqlTable = Compared.__table__  # type: ignore[attr-defined]
MODERATED = Moderated("compared", "Compared", Compared, lambda *_: {}, lambda one: PageLink("home", {"id": one}))
SOURCE = CrowdSource(MODERATED.code, MODERATED.label, Compared, ("text",), true, MODERATED.public_page)
CROWD = Crowd((SOURCE,), lambda *_: ())


def crowd(folder: Path, many: int = MANY) -> list[Figure]:
    """The median and the slowest twentieth of a question, and how much memory asking needs on top."""
    url = filled_database(folder, "crowd")
    with contextlib.closing(Database(url, threads=2)) as database:
        _fill(database, many)
        times = sorted(_times(database))
    memory = float(
        subprocess.run(
            [sys.executable, "-m", "tools.bench.crowd", url], capture_output=True, text=True, check=True
        ).stdout
    )
    middle, slow = statistics.median(times) * 1000, times[int(0.95 * len(times))] * 1000
    remark = f"95 of 100 below {slow:.1f} ms"
    return [
        Figure(f"similar among {many:,} contributions", middle, "ms", 50, at_least=False, remark=remark),
        Figure("memory that asking adds", memory, "MB", 20, at_least=False),
    ]


def texts(many: int) -> Iterator[str]:
    """Texts of ten to eighty words, drawn from German words as often as they are used."""
    from wordfreq import top_n_list, zipf_frequency  # noqa: PLC0415 - large

    chance = random.Random(4)  # noqa: S311 - repeatable, no secrets
    words = top_n_list("de", _WORDS)
    shares = [10 ** zipf_frequency(word, "de") for word in words]
    drawn = iter(chance.choices(words, shares, k=many * 46))
    for _ in range(many):
        yield " ".join(next(drawn) for _ in range(chance.randint(10, 80)))


def _fill(database: Database, many: int) -> None:
    made = list(texts(many))
    with database.writing() as session:
        TABLE.create(session.connection(), checkfirst=True)
        region_id = session.execute(select(col(Region.id))).scalars().one()
        weights = weighed(made[: many // 10])
        keep_weights(session, weights)
    salt = salt_of(region_id)
    for start in range(0, many, _AT_ONCE):
        part = list(enumerate(made[start : start + _AT_ONCE], start=start + 1))
        rows = [_row(region_id, number, text) for number, text in part]
        found = [(number, key) for number, text in part for key in keys(text, salt, weights, KEYS_KEPT)]
        with database.writing() as session:
            session.execute(insert(TABLE), rows)
            session.execute(
                insert(CrowdEntry),
                [
                    {"id": number, "region_id": region_id, "receipt_key": row["receipt_key"], "source": "compared"}
                    | {"words_digest": words_digest(text)}
                    for (number, text), row in zip(part, rows, strict=True)
                ],
            )
            session.execute(insert(CrowdKey), [{"number": key, "entry_id": number} for number, key in found])


def _row(region_id: UUID, number: int, text: str) -> dict[str, Any]:
    moment = now()
    row = Compared(
        id=contribution_id(moment.date()),
        region_id=region_id,
        key=digest(f"key {number}"),
        payload_hash=digest(text),
        receipt_key=digest(f"receipt {number}"),
        text=text,
        language="de",
        received_on=moment.date(),
        state=ContributionState.PUBLISHED,
        published_at=moment,
    )
    return {column.name: getattr(row, column.name) for column in TABLE.columns}


def _times(database: Database) -> Iterator[float]:
    """Seconds of each question: what somebody wrote before, with every sixth word another one."""
    chance, missed = random.Random(9), 0  # noqa: S311
    for _ in range(ASKED):
        with database.reading() as session:
            text, region_id = _some(session, chance)
            begun = time.perf_counter()
            found = similar(session, CROWD, region_id, text, audience=Audience.EVERYONE)
            yield time.perf_counter() - begun
            missed += not found
    if missed > ASKED // 10:  # a text of ten articles and pronouns is like nothing
        raise RuntimeError(f"Of {ASKED} planted texts {missed} were not found.")


def _some(session: Session, chance: random.Random) -> tuple[str, UUID]:
    number = chance.randrange(MANY)
    query = select(col(Compared.text), col(Compared.region_id)).order_by(col(Compared.receipt_key))
    row = session.execute(query.where(col(Compared.receipt_key) >= digest(str(number))).limit(1)).first()
    row = row or session.execute(query.limit(1)).one()
    said = [word if chance.random() > 1 / 6 else "anders" for word in row[0].split()]
    return " ".join(said), row[1]


def _megabytes() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1024 / 1024


if __name__ == "__main__":
    with contextlib.closing(Database(sys.argv[1], threads=2)) as present:
        with present.reading() as first:
            _some(first, random.Random(1))  # noqa: S311
        before = _megabytes()
        list(_times(present))
        print(_megabytes() - before)
