"""Searching 20,000 blocks and comparing two versions of 500, as a reader asks for the pages, on both databases."""

from __future__ import annotations

import contextlib
import statistics
import time
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from sqlmodel import Session, col, select

from participation import areas
from participation.content import load_content
from participation.core.database import Database
from participation.migrations import migrate
from participation.regions.models import Region
from participation.strategy.content import load
from participation.strategy.models import BlockText, Element, Strategy
from participation.strategy.versions import publish_version
from tests.postgres import PostgresServer
from tools.bench.crowd import texts
from tools.bench.load import free_port, ours, running
from tools.bench.stage import ROOT, Figure

BLOCKS, COMPARED = 20_000, 500
_STRATEGIES, _OF_AN_ELEMENT, _ROUNDS = 10, 4, 7
_SETTINGS = (
    'slug = "{slug}"\ntitle = "Strategie {slug}"\n[levels]\naction_field = {{ one = "Feld", many = "Felder" }}\n'
)
# A common word, two common ones, a beginning of many words, a rare one, many words.
QUERIES = ("sein", "Jahr Zeit", "Ver", "Buslinie", "Menschen Stadt Land Schule Arbeit Familie Wasser Straße")


def search(folder: Path) -> list[Figure]:
    """The slowest of several searches (the median of each), whole page, nothing kept."""
    figures = []
    for name, url in databases(folder):
        with contextlib.closing(Database(url, threads=2)) as database:
            begun = time.perf_counter()
            fill(database, folder / f"blocks-{name}", BLOCKS // _STRATEGIES, _STRATEGIES)
            filled = time.perf_counter() - begun
        slowest, words = max((_median(address, query), query) for address, query in _asked(url))
        remark = f"slowest: “{words}”; {BLOCKS:,} blocks loaded, published and filed in {filled:.0f} s"
        figures.append(
            Figure(f"search in {BLOCKS:,} blocks ({name})", slowest, "ms", 100, at_least=False, remark=remark)
        )
    return figures


def comparison(folder: Path) -> list[Figure]:
    """The page of the difference of two versions, in which every third text says something else and fields moved."""
    figures = []
    for name, url in databases(folder):
        with contextlib.closing(Database(url, threads=2)) as database:
            fill(database, folder / f"compared-{name}", COMPARED, 1)
            with database.writing() as session:
                _reword(session)
        port = free_port()
        command, environment = ours(url, port, "--no-worker")
        with running(command, port, environment):
            address = f"http://127.0.0.1:{port}/de/strategien/s0/vergleich/1..2"
            taken = statistics.median(_milliseconds(f"{address}?n={n}") for n in range(_ROUNDS))
        remark = "a third reworded, 10 fields moved"
        figures.append(
            Figure(f"two versions of {COMPARED} blocks ({name})", taken, "ms", 500, at_least=False, remark=remark)
        )
    return figures


def databases(folder: Path) -> Iterator[tuple[str, str]]:
    """A new database of each kind with the region of Börde."""
    with PostgresServer.started() as server:
        for name, url in (("file", f"sqlite:///{folder / 'search.db'}"), ("server", server.create("search"))):
            content = folder / f"content-{name}"
            (content / "boerde").mkdir(parents=True)
            (content / "boerde" / "region.toml").symlink_to(ROOT / "content" / "boerde" / "region.toml")
            with contextlib.closing(Database(url, threads=2)) as database:
                migrate(database)
                load_content(database, content, areas.CONTENT)
            yield name, url


def fill(database: Database, folder: Path, blocks: int, strategies: int) -> None:
    """Load and publish strategies (s0, s1 …) of so many blocks each, in standard German."""
    drawn = texts(blocks * strategies)
    for number in range(strategies):
        place = folder / str(number) / f"s{number}"
        place.mkdir(parents=True)
        (place / "strategy.toml").write_text(_SETTINGS.format(slug=place.name), encoding="utf-8")
        (place / "01-felder.de.md").write_text(_fields(drawn, blocks // _OF_AN_ELEMENT), encoding="utf-8")
        with database.writing() as session:
            load(session, place.parent, session.exec(select(Region)).one())


def _fields(drawn: Iterator[str], many: int) -> str:
    """So many elements, each a title of up to six words and three paragraphs."""
    parts = []
    for number in range(1, many + 1):
        title = " ".join(next(drawn).split()[:6])
        below = "\n\n".join(next(drawn) for _ in range(_OF_AN_ELEMENT - 1))
        parts.append(f"# {number} {title} {{#f{number} .action_field}}\n\n{below}\n")
    return "\n".join(parts)


def _reword(session: Session) -> None:
    strategy = session.exec(select(Strategy)).one()
    for number, text in enumerate(session.exec(select(BlockText).order_by(col(BlockText.id)))):
        if number % 3 == 0:
            words = text.text.split()
            text.text = " ".join(["Neu", *words[: len(words) // 2], "anders", *words[len(words) // 2 + 1 :]])
            text.changed_at = datetime.now(UTC)
            session.add(text)
    elements = session.exec(select(Element).order_by(col(Element.position))).all()
    for element in elements[:10]:
        element.position += len(elements)
        session.add(element)
    session.flush()
    publish_version(session, strategy, "", None)


def _asked(url: str) -> Iterator[tuple[str, str]]:
    port = free_port()
    command, environment = ours(url, port, "--no-worker")
    with running(command, port, environment):
        for query in QUERIES:
            yield f"http://127.0.0.1:{port}/de/suche?q={quote(query)}", query


def _median(address: str, _query: str) -> float:
    return statistics.median(_milliseconds(f"{address}&n={n}") for n in range(_ROUNDS))


def _milliseconds(address: str) -> float:
    begun = time.perf_counter()
    with urllib.request.urlopen(address) as response:  # noqa: S310 - our own server
        response.read()
    return (time.perf_counter() - begun) * 1000
