"""Work of surveys in the background: folding what came in, making releases."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from participation.core.database import Database
from participation.core.jobs import Job
from participation.surveys.aggregation.folding import fold_pending
from participation.surveys.audiences import upkeep
from participation.surveys.releasing import RELEASE, run_attempt

FOLD = "surveys.fold"
FOLD_EVERY = timedelta(seconds=1)


def _fold(database: Database, _payload: Mapping[str, Any]) -> None:
    fold_pending(database)


JOBS = (Job(FOLD, _fold, every=FOLD_EVERY), Job(RELEASE, run_attempt), *upkeep.JOBS)
