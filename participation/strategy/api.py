"""Strategies over the API: the list, one with its nested elements, a frozen version."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel
from sqlmodel import Session, col, select

from participation.core.errors import NotFound
from participation.regions.models import Region
from participation.strategy.models import (
    Block,
    Element,
    Strategy,
    Version,
    VersionElement,
    VersionLink,
    VersionText,
)
from participation.strategy.queries import titled
from participation.strategy.texts import TITLE
from participation.strategy.versions import current_version, numbered_version
from participation.web.api import Call, Endpoint, Listing
from participation.web.languages import GERMAN


class StrategyItem(BaseModel):
    """A strategy in the list; `region` is the region's slug."""

    id: UUID
    slug: str
    region: str
    title: str
    horizon: int | None


class LinkItem(BaseModel):
    """A link to another element of the strategy, by its id."""

    relation: str
    target: UUID


class TextItem(BaseModel):
    """An element's title and text (paragraphs parted by blank lines) in one language."""

    title: str
    text: str
    state: str
    is_stale: bool


class ElementItem(BaseModel):
    """An element with those below it; `title` and `text` are the standard ones, `texts` has all languages by tag."""

    id: UUID
    key: str
    kind: str
    number: str
    title: str
    text: str
    links: list[LinkItem]
    texts: dict[str, TextItem]
    children: list[ElementItem]


class StrategyAnswer(StrategyItem):
    """A version of a strategy; `elements` are its top elements."""

    version: int
    published_at: datetime | None
    note: str
    levels: dict[str, dict[str, str]]
    elements: list[ElementItem]


def list_strategies(call: Call) -> Listing[StrategyItem]:
    """All published strategies of all regions."""
    after, limit = call.cursor()
    chosen = select(Strategy).where(Strategy.latest_version > 0).order_by(col(Strategy.id))
    if after:
        chosen = chosen.where(col(Strategy.id) > after)
    rows = call.db.exec(chosen.limit(limit + 1)).all()
    items = _items(call.db, list(rows[:limit]))
    return Listing[StrategyItem](items=items, next=str(items[-1].id) if len(rows) > limit else None)


def show_strategy(call: Call, strategy_id: UUID) -> StrategyAnswer:
    """The version that readers see."""
    strategy = _strategy(call.db, strategy_id)
    return version_answer(call.db, strategy, current_version(call.db, strategy))


def show_version(call: Call, strategy_id: UUID, number: int) -> StrategyAnswer:
    """One published version."""
    strategy = _strategy(call.db, strategy_id)
    return version_answer(call.db, strategy, numbered_version(call.db, strategy, number))


def _strategy(session: Session, strategy_id: UUID) -> Strategy:
    strategy = session.get(Strategy, strategy_id)
    if strategy is None or not strategy.latest_version:
        raise NotFound("There is no such strategy.")
    return strategy


def _items(session: Session, strategies: list[Strategy]) -> list[StrategyItem]:
    regions = dict(session.exec(select(Region.id, Region.slug)).all())
    return [
        StrategyItem(
            id=found.strategy.id,
            slug=found.strategy.slug,
            region=regions[found.strategy.region_id],
            title=found.title,
            horizon=found.strategy.horizon,
        )
        for found in titled(session, strategies, GERMAN.tag)
    ]


def version_answer(session: Session, strategy: Strategy, version: Version) -> StrategyAnswer:
    """A version with its nested elements."""
    return StrategyAnswer(
        **_items(session, [strategy])[0].model_dump(),
        version=version.number,
        published_at=version.published_at,
        note=version.note,
        levels=strategy.levels,
        elements=_elements(session, version),
    )


def _elements(session: Session, version: Version) -> list[ElementItem]:
    """The nested elements of a version; three queries however many there are."""
    texts, links = _texts(session, version), _links(session, version)
    rows = session.exec(
        select(VersionElement, Element.key)
        .join(Element, col(Element.id) == col(VersionElement.element_id))
        .where(VersionElement.version_id == version.id)
        .order_by(col(VersionElement.position))
    ).all()
    items: dict[UUID, ElementItem] = {}
    for place, key in rows:
        found = texts.get(place.element_id, {})
        standard = found[GERMAN.tag]
        items[place.element_id] = ElementItem(
            id=place.element_id,
            key=key,
            kind=place.kind.value,
            number=place.number,
            title=standard.title,
            text=standard.text,
            links=links.get(place.element_id, []),
            texts=found,
            children=[],
        )
    for place, _ in rows:
        if place.parent_id:
            items[place.parent_id].children.append(items[place.element_id])
    return [items[place.element_id] for place, _ in rows if place.parent_id is None]


def _texts(session: Session, version: Version) -> dict[UUID, dict[str, TextItem]]:
    rows = session.exec(
        select(VersionText, Block.key)
        .join(Block, col(Block.id) == col(VersionText.block_id))
        .where(VersionText.version_id == version.id)
        .order_by(col(VersionText.position))
    )
    found: dict[UUID, dict[str, TextItem]] = {}
    for row, key in rows:
        texts = found.setdefault(row.element_id, {})
        item = texts.setdefault(row.language, TextItem(title="", text="", state=row.state.value, is_stale=False))
        item.is_stale = item.is_stale or row.is_stale
        if key == TITLE:
            item.title = row.text
        else:
            item.text = f"{item.text}\n\n{row.text}".strip()
    return found


def _links(session: Session, version: Version) -> dict[UUID, list[LinkItem]]:
    rows = session.exec(select(VersionLink).where(VersionLink.version_id == version.id))
    found: dict[UUID, list[LinkItem]] = {}
    for link in rows:
        found.setdefault(link.source_id, []).append(LinkItem(relation=link.relation.value, target=link.target_id))
    return found


_PAGING = {"cursor": "`next` of the page before", "limit": "items a page, 1 to 100"}
ENDPOINTS = (
    Endpoint("/strategies", list_strategies, "All published strategies", Listing[StrategyItem], query=_PAGING),
    Endpoint("/strategies/{strategy_id:uuid}", show_strategy, "A strategy as readers see it", StrategyAnswer),
    Endpoint(
        "/strategies/{strategy_id:uuid}/versions/{number:int}",
        show_version,
        "A published version of a strategy",
        StrategyAnswer,
    ),
)
