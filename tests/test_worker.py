"""The worker: slow jobs do not keep the others waiting, and are not lost when it ends."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlmodel import select

from participation.core.database import Database
from participation.core.jobs import Job, JobRow, enqueue, run_due
from participation.worker import Worker

_LONGEST = 20


def test_a_slow_job_does_not_keep_a_quick_one_waiting(database: Database) -> None:
    slow_begins, quick_done, may_end = threading.Event(), threading.Event(), threading.Event()

    def slow(_database: Database, _given: Mapping[str, Any]) -> None:
        slow_begins.set()
        may_end.wait(_LONGEST)

    def quick(_database: Database, _given: Mapping[str, Any]) -> None:
        if slow_begins.is_set():
            quick_done.set()

    jobs = [Job("slow", slow, slow=True), Job("quick", quick, every=timedelta(milliseconds=50))]
    with database.writing() as session:
        enqueue(session, "slow", {})
    worker = Worker(database, jobs)
    worker.start()
    try:
        assert slow_begins.wait(_LONGEST)
        assert quick_done.wait(_LONGEST)
    finally:
        may_end.set()
        worker.stop()


def test_each_lane_leaves_the_jobs_of_the_other_alone(database: Database) -> None:
    done: list[str] = []
    jobs = [
        Job("slow", lambda _database, _given: done.append("slow"), slow=True),
        Job("quick", lambda _database, _given: done.append("quick")),
    ]
    with database.writing() as session:
        enqueue(session, "slow", {})
        enqueue(session, "quick", {})
    assert run_due(database, jobs, slow=False)
    assert not run_due(database, jobs, slow=False)
    assert done == ["quick"]
    assert run_due(database, jobs, slow=True)
    with database.reading() as session:
        assert not session.exec(select(JobRow)).all()
