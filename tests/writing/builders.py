"""Builders: what a strategy's texts say, in tests about twins."""

from __future__ import annotations

import re
from html import unescape

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


def state_of(browser: Browser, element: str, block: str) -> tuple[str, TwinState | None]:
    """Text and state of a twin in Leichte Sprache; no text and no state where it is missing."""
    with browser.site.database.reading() as session:
        row = text_of(session, element, block)
        return (row.text, row.state) if row else ("", None)


def published_anew(browser: Browser) -> None:
    """Publish the only strategy as it stands."""
    with browser.site.database.writing() as session:
        publish_version(session, session.exec(select(Strategy)).one(), "", None)
    browser.site.refresh()


def fields(page: str, action: str) -> dict[str, str]:
    """What a browser would send of the form with that action if nothing was touched: texts and hidden fields."""
    form = re.search(rf'<form[^>]*method="post" action="{re.escape(action)}".*?</form>', page, re.DOTALL)
    assert form, f"There is no form for {action}."
    found = {
        area[1]: unescape(area[2])
        for area in re.finditer(r'<textarea[^>]*name="([^"]+)"[^>]*>\n?(.*?)</textarea>', form[0], re.DOTALL)
    }
    for tag in re.findall(r'<input[^>]*type="(?:hidden|text)"[^>]*>', form[0]):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        assert name
        found[name[1]] = unescape(value[1]) if value else ""
    return found
