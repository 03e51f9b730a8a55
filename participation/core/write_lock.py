"""One writer at a time, among the threads of a process and among processes."""

from __future__ import annotations

import fcntl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass
class WriteLock:
    """At most one writer on a database that is one file: a lock among threads and a file lock among processes.

    Before version 3.51.3 the library can damage its log when two connections checkpoint at once; whoever writes holds
    this lock through the commit, and only writers checkpoint.
    """

    path: Path

    def __post_init__(self) -> None:
        """Open the lock file beside the database."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._threads = threading.Lock()
        self._file = self.path.open("a")

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock inside the block."""
        with self._threads:
            fcntl.flock(self._file, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.flock(self._file, fcntl.LOCK_UN)

    def close(self) -> None:
        """Give the file handle back."""
        self._file.close()
