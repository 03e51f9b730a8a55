"""Filing a published version for the search: titles and paragraphs in every language, and its own title."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from sqlmodel import Session, col, select

from participation.core.search import Filed, file_texts, filed_editions
from participation.language.stems import RULES, filed_words
from participation.strategy.models import Block, Strategy, StrategyText, Version, VersionState, VersionText
from participation.strategy.texts import TITLE


def file_version(session: Session, strategy: Strategy, version: Version) -> None:
    """Let the search find what this version says, and nothing of earlier ones, in the caller's write transaction."""
    texts = [*_own_title(session, strategy), *_elements(session, version)]
    file_texts(session, strategy.region_id, strategy.id, version.id, RULES, texts)


def unfiled(session: Session) -> list[tuple[Strategy, Version]]:
    """Published strategies whose present version is not filed, or by older rules: those of an older program."""
    filed = filed_editions(session)
    rows = session.exec(
        select(Strategy, Version)
        .join(Version, col(Version.strategy_id) == col(Strategy.id))
        .where(Version.number == Strategy.latest_version, Version.state == VersionState.PUBLISHED)
    )
    return [(strategy, version) for strategy, version in rows if (strategy.id, version.id, RULES) not in filed]


def _own_title(session: Session, strategy: Strategy) -> Iterator[Filed]:
    for row in session.exec(select(StrategyText).where(StrategyText.strategy_id == strategy.id)):
        yield Filed(strategy.id, row.language, filed_words(row.title), filed_words(row.summary))


def _elements(session: Session, version: Version) -> Iterator[Filed]:
    rows = session.exec(
        select(VersionText.element_id, VersionText.language, VersionText.text, Block.key)
        .join(Block, col(Block.id) == col(VersionText.block_id))
        .where(VersionText.version_id == version.id)
        .order_by(col(VersionText.position))
    )
    found: dict[tuple[UUID, str], tuple[list[str], list[str]]] = {}
    for element_id, language, words, key in rows:
        titles, bodies = found.setdefault((element_id, language), ([], []))
        (titles if key == TITLE else bodies).append(filed_words(words))
    for (element_id, language), (titles, bodies) in found.items():
        yield Filed(element_id, language, " ".join(titles), " ".join(bodies))
