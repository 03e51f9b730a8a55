"""Work of writing in the background: files of media that no row names any more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlmodel import select

from participation.core.clock import now
from participation.core.database import Database
from participation.core.jobs import Job
from participation.core.settings import Settings
from participation.strategy.media import medium_store
from participation.strategy.models import BlockMedium

_WAIT = timedelta(days=1)


def jobs(settings: Settings) -> tuple[Job, ...]:
    """Once a day files that no row names: of forms that failed, and of what was taken out before it was published."""

    def clean_up(database: Database, _payload: Mapping[str, Any]) -> int:
        with database.reading() as session:
            known = set(session.exec(select(BlockMedium.stored_as)))
        return medium_store(database, settings).forget_unknown(known, now() - _WAIT)

    return (Job("media of strategies", clean_up, every=_WAIT),)
