"""Filing what was published before there was a search, or by older rules of normalising words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from participation.core.database import Database
from participation.core.jobs import Job
from participation.strategy.filing import file_version, unfiled


def file_what_is_missing(database: Database, _payload: Mapping[str, Any]) -> None:
    """File one strategy after the other, each in a transaction of its own; nothing to do nearly always."""
    with database.reading() as session:
        missing = {strategy.id for strategy, _version in unfiled(session)}
    for strategy_id in missing:
        with database.writing() as session:
            for strategy, version in unfiled(session):
                if strategy.id == strategy_id:
                    file_version(session, strategy, version)


JOBS = (Job("search.file", file_what_is_missing, every=timedelta(hours=1)),)
