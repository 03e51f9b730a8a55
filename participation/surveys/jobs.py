"""Work of surveys in the background: folding what came in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from participation.core.database import Database
from participation.core.jobs import Job
from participation.surveys.aggregation.folding import fold_pending

FOLD = "surveys.fold"


def _fold(database: Database, _payload: Mapping[str, Any]) -> None:
    fold_pending(database)


JOBS = (Job(FOLD, _fold, every=timedelta(seconds=1)),)
