"""Builders: what a strategy's texts say, in tests about twins."""

from __future__ import annotations

from sqlmodel import Session, col, select

from participation.core.clock import now
from participation.strategy.models import Block, BlockText, Element, Strategy, TwinState
from participation.strategy.versions import publish_version
from tests.browser import Browser


def text_of(session: Session, element: str, block: str, language: str = "de-simple") -> BlockText | None:
    """The text of a block as it is being written; None where it is missing."""
    return session.exec(
        select(BlockText)
        .join(Block, col(Block.id) == col(BlockText.block_id))
        .join(Element, col(Element.id) == col(Block.element_id))
        .where(Element.key == element, Block.key == block, BlockText.language == language)
    ).first()


def rewritten(browser: Browser, element: str, block: str, text: str, language: str = "de") -> None:
    """Change a text beside all forms."""
    with browser.site.database.writing() as session:
        row = text_of(session, element, block, language)
        assert row is not None
        row.text, row.changed_at = text, now()
        session.add(row)


def state_of(browser: Browser, element: str, block: str) -> tuple[str, TwinState] | None:
    """Text and state of a twin in Leichte Sprache."""
    with browser.site.database.reading() as session:
        row = text_of(session, element, block)
        return (row.text, row.state) if row else None


def published_anew(browser: Browser) -> None:
    """Publish the only strategy as it stands."""
    with browser.site.database.writing() as session:
        publish_version(session, session.exec(select(Strategy)).one(), "", None)
    browser.site.refresh()
