"""The worker loop: does due jobs and periodic ones, in a thread of the server or in a process of its own."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Sequence

from participation.core.database import Database
from participation.core.jobs import Job, run_due

logger = logging.getLogger(__name__)
IDLE_SECONDS = 0.5
_SLOW_IDLE_SECONDS = 1.0
_LONGEST_FAREWELL = 2.0


class Worker:
    """Runs until it is told to stop; a job that fails is put back and does not end the loop.

    Slow jobs have a thread of their own, so that counting and mails do not wait for a document.
    """

    def __init__(self, database: Database, jobs: Sequence[Job]) -> None:
        """Take note of the jobs; `start` starts the threads, `run` works in the caller's."""
        self._database = database
        self._jobs = [job for job in jobs if job.every is None]
        self._periodic = [job for job in jobs if job.every is not None]
        self._next = {job.kind: 0.0 for job in self._periodic}
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Work in threads."""
        self._thread = threading.Thread(target=self.run, name="worker", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Finish the job at hand, then end; a slow one is done again after the next start."""
        self._stop.set()
        if self._thread:
            self._thread.join()

    def run(self) -> None:
        """Work until stopped."""
        slow = threading.Thread(target=self._work, kwargs={"slow": True}, name="slow worker", daemon=True)
        slow.start()
        self._work(slow=False)
        slow.join(_LONGEST_FAREWELL)

    def work_once(self, *, slow: bool | None = None) -> bool:
        """Do what is due now, if `slow` is given only what is or is not; False if nothing was."""
        for job in self._periodic:
            if slow in {None, job.slow} and time.monotonic() >= self._next[job.kind]:
                self._run_periodic(job)
        try:
            return run_due(self._database, self._jobs, slow=slow)
        except Exception:
            logger.exception("The worker could not claim a job")
            return False

    def _work(self, *, slow: bool) -> None:
        while not self._stop.is_set():
            if not self.work_once(slow=slow):
                self._stop.wait(_SLOW_IDLE_SECONDS if slow else IDLE_SECONDS)

    def _run_periodic(self, job: Job) -> None:
        try:
            job.run(self._database, {})
        except Exception:
            logger.exception("Periodic job %s failed", job.kind)
        if job.every is not None:
            self._next[job.kind] = time.monotonic() + job.every.total_seconds()
