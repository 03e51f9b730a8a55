"""The mapping of a procedure's topics to the strategy's fields; it may come after the answers, and change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select
from starlette.responses import Response

from participation.core import journal
from participation.procedures.actions import map_topic
from participation.procedures.models import Procedure, Topic, TopicField, TopicText
from participation.procedures.reading import procedure_named
from participation.regions.actions import publish_change
from participation.strategy.models import Block, BlockText, Element, Kind
from participation.strategy.texts import TITLE
from participation.web.languages import GERMAN
from participation.web.visit import Visit

_MAPPABLE = (Kind.ACTION_FIELD, Kind.AREA, Kind.STRATEGIC_GOAL)


@dataclass(frozen=True)
class ShownTopic:
    """A topic with the keys of the elements it belongs to now, and its mappings of the past."""

    topic: Topic
    title: str
    keys: Sequence[str]
    earlier: Sequence[tuple[str, TopicField]]


def topics(visit: Visit, procedure: str) -> Response:
    """Every topic with its fields, now and before."""
    found = procedure_named(visit.db, visit.place, procedure)
    elements = _elements(visit.db, found)
    return visit.render(
        "procedures/staff/topics.html",
        procedure=found,
        topics=_shown(visit.db, found, elements),
        elements=[(element.key, title) for element, title in elements.values() if element.kind in _MAPPABLE],
        is_saved=visit.query.get("gespeichert") == "ja",
    )


def save_topics(visit: Visit, procedure: str) -> Response:
    """Save the mapping; what was right before stays on record with its end."""
    found = procedure_named(visit.db, visit.place, procedure)
    by_key = {element.key: element.id for element, _ in _elements(visit.db, found).values()}
    changed = []
    for topic in visit.db.exec(select(Topic).where(Topic.procedure_id == found.id)).all():
        chosen = {by_key[key] for key in visit.form.many(f"topic-{topic.code}") if key in by_key}
        if map_topic(visit.db, topic.id, chosen):
            changed.append(topic.code)
    if changed:
        actor = visit.person_id
        details = {"topics": changed}
        journal.record(
            visit.db, "mapped", "procedure", found.id, actor_id=actor, region_id=visit.place.id, details=details
        )
        publish_change(visit.db, visit.place.id)
    return visit.redirect("topics", procedure=procedure, gespeichert="ja")


def _elements(session: Session, procedure: Procedure) -> dict[UUID, tuple[Element, str]]:
    """The strategy's elements with their German titles, in reading order of the tree's levels."""
    if procedure.strategy_id is None:
        return {}
    rows = session.exec(
        select(Element, BlockText.text)
        .join(Block, col(Block.element_id) == col(Element.id))
        .join(BlockText, col(BlockText.block_id) == col(Block.id))
        .where(
            Element.strategy_id == procedure.strategy_id,
            col(Element.retired_at).is_(None),
            Block.key == TITLE,
            BlockText.language == GERMAN.tag,
        )
        .order_by(col(Element.parent_id), col(Element.position))
    )
    return {element.id: (element, f"{element.number} {title}".strip()) for element, title in rows}


def _shown(session: Session, procedure: Procedure, elements: Mapping[UUID, tuple[Element, str]]) -> list[ShownTopic]:
    rows = session.exec(
        select(Topic, TopicText.title)
        .join(TopicText, col(TopicText.topic_id) == col(Topic.id), isouter=True)
        .where(Topic.procedure_id == procedure.id, TopicText.language == GERMAN.tag)
        .order_by(col(Topic.id))
    ).all()
    mappings: dict[UUID, list[TopicField]] = defaultdict(list)
    wanted = col(TopicField.topic_id).in_([topic.id for topic, _ in rows])
    for mapping in session.exec(select(TopicField).where(wanted).order_by(col(TopicField.since))):
        mappings[mapping.topic_id].append(mapping)
    return [
        ShownTopic(
            topic,
            title or topic.code,
            [elements[m.element_id][0].key for m in mappings[topic.id] if m.until is None and m.element_id in elements],
            [(elements[m.element_id][1], m) for m in mappings[topic.id] if m.until and m.element_id in elements],
        )
        for topic, title in rows
    ]
