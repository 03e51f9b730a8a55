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


class Worker:
    """Runs until it is told to stop; a job that fails is put back and does not end the loop."""

    def __init__(self, database: Database, jobs: Sequence[Job]) -> None:
        """Take note of the jobs; `start` starts the thread, `run` works in the caller's."""
        self._database = database
        self._jobs = [job for job in jobs if job.every is None]
        self._periodic = [job for job in jobs if job.every is not None]
        self._next = {job.kind: 0.0 for job in self._periodic}
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Work in a thread."""
        self._thread = threading.Thread(target=self.run, name="worker", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Finish the job at hand, then end."""
        self._stop.set()
        if self._thread:
            self._thread.join()

    def run(self) -> None:
        """Work until stopped."""
        while not self._stop.is_set():
            if not self.work_once():
                self._stop.wait(IDLE_SECONDS)

    def work_once(self) -> bool:
        """Do what is due now; False if nothing was."""
        for job in self._periodic:
            if time.monotonic() >= self._next[job.kind]:
                self._run_periodic(job)
        try:
            return run_due(self._database, self._jobs)
        except Exception:
            logger.exception("The worker could not claim a job")
            return False

    def _run_periodic(self, job: Job) -> None:
        try:
            job.run(self._database, {})
        except Exception:
            logger.exception("Periodic job %s failed", job.kind)
        if job.every is not None:
            self._next[job.kind] = time.monotonic() + job.every.total_seconds()
