"""Builders: a region with a strategy that is open for comments and ideas, contributions, and filled-in forms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from sqlmodel import Session, select

from participation.comments.models import Comment, CommentKind
from participation.core.clock import now
from participation.core.identifiers import digest, receipt_key_of
from participation.ideas.models import Idea, IdeaStage, Stage
from participation.procedures.models import Phase, PhaseKind
from participation.regions.models import Region
from participation.strategy.models import Block, BlockText, Element, Kind, Strategy, StrategyText, TwinState
from participation.strategy.versions import publish_version
from participation.threads.contributions import client_key, contribution_id
from participation.threads.models import ContributionState, Thread
from tests.browser import Browser
from tests.cast import a_procedure, a_region


@dataclass(frozen=True)
class Setting:
    """A region with a published strategy of one field with one paragraph, and a procedure that is open."""

    region: Region
    strategy_id: UUID
    version_id: UUID
    element_id: UUID
    element_thread: UUID
    block_thread: UUID
    phases: dict[PhaseKind, UUID]


def a_setting(session: Session, slug: str = "lindenau", *kinds: PhaseKind) -> Setting:
    """The setting; all kinds of phases are open unless some are named."""
    region = a_region(session, slug, f"Landkreis {slug.title()}")
    strategy = Strategy(region_id=region.id, slug="zukunft", horizon=2035)
    session.add(strategy)
    session.flush()
    session.add(StrategyText(strategy_id=strategy.id, language="de", title="Zukunft 2035"))
    thread = _thread(session, region)
    element = Element(strategy_id=strategy.id, thread_id=thread, key="mobilitaet", kind=Kind.ACTION_FIELD, position=1)
    session.add(element)
    session.flush()
    _block(session, region, element, "title", "Mobilität", "Bus und Bahn")
    paragraph = _block(session, region, element, "p1", "Der Bus fährt jede Stunde.", "Der Bus kommt oft.")
    version = publish_version(session, strategy, "", None)
    procedure = a_procedure(session, region, *kinds, strategy_id=strategy.id)
    phases = session.exec(select(Phase).where(Phase.procedure_id == procedure.id))
    by_kind = {phase.kind: phase.id for phase in phases}
    return Setting(region, strategy.id, version.id, element.id, thread, paragraph, by_kind)


def _thread(session: Session, region: Region) -> UUID:
    thread = Thread(region_id=region.id)
    session.add(thread)
    session.flush()
    return thread.id


def _block(session: Session, region: Region, element: Element, key: str, german: str, easy: str) -> UUID:
    thread = _thread(session, region)
    block = Block(element_id=element.id, thread_id=thread, key=key, position=int(key != "title"))
    session.add(block)
    session.flush()
    for language, text, state in (("de", german, TwinState.REVIEWED), ("de-simple", easy, TwinState.DRAFT)):
        session.add(BlockText(block_id=block.id, language=language, text=text, state=state, changed_at=now()))
    return thread


def a_comment(
    session: Session,
    setting: Setting,
    text: str = "Abends fehlt ein Bus.",
    *,
    client_id: UUID | None = None,
    **more: Any,
) -> Comment:
    """A comment on the paragraph; pending unless another state is given."""
    values = _common(setting, text, client_id) | {
        "thread_id": setting.block_thread,
        "strategy_id": setting.strategy_id,
        "element_id": setting.element_id,
        "version_id": setting.version_id,
        "phase_id": setting.phases[PhaseKind.COMMENTS],
        "kind": CommentKind.SUGGESTION,
    }
    comment = Comment(**values | more)
    session.add(comment)
    session.flush()
    return comment


def an_idea(
    session: Session, setting: Setting, title: str = "Rufbus am Abend", *, client_id: UUID | None = None, **more: Any
) -> Idea:
    """An idea for the field; pending unless another state is given."""
    values = _common(setting, "Mit der Karte vom Einkauf.", client_id) | {
        "title": title,
        "strategy_id": setting.strategy_id,
        "element_id": setting.element_id,
        "phase_id": setting.phases[PhaseKind.IDEAS],
    }
    idea = Idea(**values | more)
    session.add(idea)
    session.flush()
    session.add(IdeaStage(idea_id=idea.id, stage=Stage.SUBMITTED, reached_on=idea.received_on))
    session.flush()
    return idea


PUBLIC: dict[str, Any] = {"state": ContributionState.PUBLISHED, "published_at": now()}


def _common(setting: Setting, text: str, client_id: UUID | None) -> dict[str, Any]:
    client_id = client_id or uuid4()
    today = now().date()
    return {
        "id": contribution_id(today),
        "region_id": setting.region.id,
        "key": client_key(client_id),
        "payload_hash": digest(text),
        "receipt_key": receipt_key_of(client_id),
        "text": text,
        "language": "de",
        "received_on": today,
    }


def filled_in(browser: Browser, path: str, **fields: str) -> dict[str, str]:
    """The hidden fields of the form on a page, and what somebody writes into it."""
    page = browser.get(path).text
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    return hidden | fields


def code_on(page: str) -> str:
    """The receipt code that a page shows."""
    found = re.search(r'<output[^>]*id="receipt-code"[^>]*>([^<]+)</output>', page)
    assert found
    return found.group(1)


def a_new_version(session: Session, setting: Setting, text: str | None = "Der Bus fährt alle zwanzig Minuten.") -> None:
    """Publish the strategy once more, with other words in the paragraph, or (None) without it."""
    block = session.exec(select(Block).where(Block.thread_id == setting.block_thread)).one()
    texts = session.exec(select(BlockText).where(BlockText.block_id == block.id)).all()
    for stored in texts:
        if text is None:
            session.delete(stored)
        elif stored.language == "de":
            stored.text = text
            session.add(stored)
    session.flush()
    publish_version(session, session.get_one(Strategy, setting.strategy_id), "", None)


def without_the_element(session: Session, setting: Setting) -> None:
    """Publish the strategy once more, without its element."""
    element = session.get_one(Element, setting.element_id)
    element.retired_at = now()
    session.add(element)
    session.flush()
    publish_version(session, session.get_one(Strategy, setting.strategy_id), "", None)


def another_element(session: Session, setting: Setting, key: str = "schule") -> Element:
    """A second field, which readers see after the next publication."""
    thread = _thread(session, setting.region)
    element = Element(strategy_id=setting.strategy_id, thread_id=thread, key=key, kind=Kind.ACTION_FIELD, position=2)
    session.add(element)
    session.flush()
    _block(session, setting.region, element, "title", "Schule", "Schule")
    return element
