"""Pictures and sign-language videos of paragraphs, as versions have them, and the files themselves."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlmodel import Session, col, or_, select
from starlette.responses import FileResponse, Response

from participation.core.database import Database
from participation.core.errors import NotFound
from participation.core.files import FileStore, file_store
from participation.core.settings import Settings
from participation.strategy.models import Block, BlockMedium, Element, Strategy
from participation.strategy.queries import strategy_by_slug
from participation.web.visit import Visit

AREA = "strategies"
_A_YEAR = "public, max-age=31536000, immutable"


def media_of(session: Session, number: int | None, block_ids: Collection[UUID]) -> dict[UUID, list[BlockMedium]]:
    """The media of blocks in the version of that number (None: in the draft), the first added first. One query."""
    rows = select(BlockMedium).where(col(BlockMedium.block_id).in_(block_ids))
    ended = col(BlockMedium.until_version)
    if number is None:
        rows = rows.where(ended.is_(None))
    else:
        rows = rows.where(BlockMedium.from_version <= number, or_(ended.is_(None), ended > number))
    found: dict[UUID, list[BlockMedium]] = {}
    for medium in session.exec(rows.order_by(col(BlockMedium.added_at), col(BlockMedium.id))):
        found.setdefault(medium.block_id, []).append(medium)
    return found


def medium_of(session: Session, strategy: Strategy, medium_id: UUID) -> BlockMedium:
    """A medium of a strategy.

    Raises:
        NotFound: it has none of that id.
    """
    found = session.exec(
        select(BlockMedium)
        .join(Block, col(Block.id) == col(BlockMedium.block_id))
        .join(Element, col(Element.id) == col(Block.element_id))
        .where(BlockMedium.id == medium_id, Element.strategy_id == strategy.id)
    ).first()
    if found is None:
        raise NotFound("The file is not here any more.")
    return found


def medium_store(database: Database, settings: Settings) -> FileStore:
    """Where this installation keeps the media of strategies."""
    return file_store(database, settings.files_folder, AREA)


def read_medium(visit: Visit, strategy: str, medium: UUID) -> Response:
    """The file of a medium that a published version has."""
    found = strategy_by_slug(visit.db, visit.place, strategy)
    row = medium_of(visit.db, found, medium)
    if row.from_version > found.latest_version:
        raise NotFound("The file is not here any more.")
    return medium_file(visit, row, _A_YEAR)


def medium_file(visit: Visit, medium: BlockMedium, caching: str) -> Response:
    """The file itself, in parts where a player asks for them, never as anything but what it is."""
    path = medium_store(visit.site.database, visit.settings).path_of(medium.stored_as)
    headers = {"content-disposition": "inline", "cache-control": caching, "x-content-type-options": "nosniff"}
    return FileResponse(path, 200, headers, medium.content_type)
