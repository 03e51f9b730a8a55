"""Goals over the API: their texts in every language, the changes of their words, and what those rest on."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from participation.core.errors import NotFound
from participation.goals.grounds import Ground, Grounded, distinct, grounded
from participation.goals.models import GoalChange
from participation.strategy.models import (
    GOALS,
    Block,
    Element,
    Strategy,
    Version,
    VersionElement,
    VersionState,
    VersionText,
)
from participation.strategy.texts import TITLE
from participation.web.api import Call, Endpoint, Listing
from participation.web.languages import GERMAN


class GoalText(BaseModel):
    """Title and text (paragraphs parted by blank lines) in one language."""

    title: str = ""
    text: str = ""
    state: str = ""
    is_stale: bool = False


class EvidenceItem(BaseModel):
    """What a change rests on; `text` is empty for contributions that are no longer public.

    `kind` is comment, idea, statement_section, youth_motion, result, study, workshop or statement (one that was given
    outside this platform); `id` that of the contribution, release or source.
    """

    kind: str
    id: UUID
    text: str = ""
    link: str = ""
    question: str = ""
    mean: float | None = None
    base: str = ""


class ChangeItem(BaseModel):
    """A published change of one text; `version` carried it out."""

    id: UUID
    version: int
    block: str
    language: str
    before: str
    after: str
    reason: str
    evidence: list[EvidenceItem]


class GoalItem(BaseModel):
    """A goal of the version that readers see; `evidence` lists everything that its changes cite, once."""

    id: UUID
    strategy: UUID
    key: str
    kind: str
    number: str
    title: str
    texts: dict[str, GoalText]
    evidence: list[EvidenceItem]
    changes: list[ChangeItem]


def list_goals(call: Call) -> Listing[GoalItem]:
    """The goals of all published strategies, or of one."""
    after, limit = call.cursor()
    wanted = call.query.get("strategy")
    conditions = (col(Strategy.id) == _strategy_id(wanted),) if wanted else ()
    items, following = goals_after(call.db, after, limit, *conditions)
    return Listing[GoalItem](items=items, next=str(following) if following else None)


def goals_after(
    session: Session, after: UUID | None, limit: int, *conditions: ColumnElement[bool]
) -> tuple[list[GoalItem], UUID | None]:
    """The next `limit` goals of published strategies by id, and the cursor of the page that follows.

    Args:
        session: any session.
        after: the id of the last one on the page before.
        limit: how many at most.
        conditions: which strategies.
    """
    chosen = (
        select(VersionElement, Element.key, Strategy.id)
        .join(Version, col(Version.id) == col(VersionElement.version_id))
        .join(Strategy, col(Strategy.id) == col(Version.strategy_id))
        .join(Element, col(Element.id) == col(VersionElement.element_id))
        .where(Version.number == Strategy.latest_version, Version.state == VersionState.PUBLISHED)
        .where(col(VersionElement.kind).in_(GOALS), *conditions)
        .order_by(col(VersionElement.element_id))
    )
    if after:
        chosen = chosen.where(col(VersionElement.element_id) > after)
    rows = session.exec(chosen.limit(limit + 1)).all()
    items = _items(session, rows[:limit])
    return items, items[-1].id if len(rows) > limit else None


def _strategy_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound("There is no such strategy.") from None


def _items(session: Session, rows: Sequence[tuple[VersionElement, str, UUID]]) -> list[GoalItem]:
    texts = _texts(session, {(place.version_id, place.element_id) for place, _key, _strategy in rows})
    changes = _changes(session, [place.element_id for place, _key, _strategy in rows])
    numbers, keys = _numbers(session, changes), _block_keys(session, changes)
    items = []
    for place, key, strategy_id in rows:
        own = [each for each in changes if each.change.element_id == place.element_id]
        found = texts.get(place.element_id, {})
        items.append(
            GoalItem(
                id=place.element_id,
                strategy=strategy_id,
                key=key,
                kind=place.kind.value,
                number=place.number,
                title=found.get(GERMAN.tag, GoalText()).title,
                texts=found,
                evidence=[_evidence(ground) for ground in distinct(own)],
                changes=[_change(each, numbers, keys) for each in own],
            )
        )
    return items


def _texts(session: Session, places: set[tuple[UUID, UUID]]) -> dict[UUID, dict[str, GoalText]]:
    rows = session.exec(
        select(VersionText, Block.key)
        .join(Block, col(Block.id) == col(VersionText.block_id))
        .where(
            col(VersionText.version_id).in_({version_id for version_id, _element in places}),
            col(VersionText.element_id).in_({element_id for _version, element_id in places}),
        )
        .order_by(col(VersionText.position))
    )
    found: dict[UUID, dict[str, GoalText]] = {}
    for row, key in rows:
        text = found.setdefault(row.element_id, {}).setdefault(row.language, GoalText(state=row.state.value))
        text.is_stale = text.is_stale or row.is_stale
        if key == TITLE:
            text.title = row.text
        else:
            text.text = f"{text.text}\n\n{row.text}".strip()
    return found


def _changes(session: Session, element_ids: Sequence[UUID]) -> list[Grounded]:
    rows = session.exec(
        select(GoalChange)
        .where(col(GoalChange.element_id).in_(element_ids), col(GoalChange.version_id).is_not(None))
        .order_by(col(GoalChange.made_at), col(GoalChange.id))
    ).all()
    return grounded(session, rows)


def _numbers(session: Session, changes: Sequence[Grounded]) -> dict[UUID | None, int]:
    ids = {each.change.version_id for each in changes}
    return dict(session.exec(select(Version.id, Version.number).where(col(Version.id).in_(ids))).all())


def _block_keys(session: Session, changes: Sequence[Grounded]) -> dict[UUID, str]:
    ids = {each.change.block_id for each in changes}
    return dict(session.exec(select(Block.id, Block.key).where(col(Block.id).in_(ids))).all())


def _change(each: Grounded, numbers: dict[UUID | None, int], keys: dict[UUID, str]) -> ChangeItem:
    change = each.change
    return ChangeItem(
        id=change.id,
        version=numbers[change.version_id],
        block=keys[change.block_id],
        language=change.language,
        before=change.before,
        after=change.after,
        reason=change.reason,
        evidence=[_evidence(ground) for ground in each.grounds],
    )


def _evidence(ground: Ground) -> EvidenceItem:
    item = EvidenceItem(kind=ground.kind, id=ground.id, question=ground.question)
    if ground.comment:
        item.text = ground.comment.text
    elif ground.idea:
        item.text = f"{ground.idea.title}\n\n{ground.idea.text}"
    elif ground.section:
        item.text = ground.section.text
    elif ground.motion:
        item.text = f"{ground.motion.title}\n\n{ground.motion.text}"
    elif ground.source:
        item.text, item.link = ground.source.title, ground.source.link
    elif ground.result:
        item.mean, item.base = ground.result.row.mean, ground.result.row.base_label
    return item


_QUERY = {"cursor": "`next` of the page before", "limit": "items a page, 1 to 100", "strategy": "a strategy's id"}
ENDPOINTS = (
    Endpoint("/goals", list_goals, "Goals with the evidence of their wording", Listing[GoalItem], query=_QUERY),
)
