"""A process that stays ready for small heavy questions: a line of JSON in, a line of JSON out, ended when idle."""

from __future__ import annotations

import json
import subprocess
import sys
from threading import Lock, Timer
from typing import Any

from participation.core.elsewhere import ElsewhereFailed, environment


class Standby:
    """Runs `python -m module` when first asked, one question at a time, until nobody has asked for a while.

    The module reads a question a line from its input and writes an answer a line to its output; it ends with its input,
    so that it never outlives the server. An answer {"problem": …} says that it could not deal with the question.
    """

    def __init__(self, module: str, *, idle: float = 300.0, seconds: float = 20.0) -> None:
        """Nothing runs yet; `idle` and `seconds` (the longest time for one answer) are in seconds."""
        self._module, self._idle, self._seconds = module, idle, seconds
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._rest: Timer | None = None

    def ask(self, question: object) -> Any:
        """The answer to a question, both as JSON has them.

        Raises:
            ElsewhereFailed: the process failed, took too long, or could not deal with the question.
        """
        with self._lock:
            answer = self._exchanged(json.dumps(question).encode())
            self._end_later()
        if isinstance(answer, dict) and "problem" in answer:
            raise ElsewhereFailed(f"{self._module} failed: {answer['problem']}")
        return answer

    def end(self) -> None:
        """End the process; the next question starts another."""
        with self._lock:
            self._stop()

    def _exchanged(self, line: bytes) -> Any:
        process = self._running()
        if process.stdin is None or process.stdout is None:
            raise TypeError("The process has no pipes.")
        clock = Timer(self._seconds, process.kill)
        clock.start()
        try:
            process.stdin.write(line + b"\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())
        except (OSError, ValueError):
            self._stop()
            raise ElsewhereFailed(f"{self._module} ended, or took longer than {self._seconds} seconds.") from None
        finally:
            clock.cancel()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(  # noqa: S603 - our own modules only
                [sys.executable, "-m", self._module],
                env=environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._process

    def _end_later(self) -> None:
        if self._rest:
            self._rest.cancel()
        self._rest = Timer(self._idle, self.end)
        self._rest.daemon = True
        self._rest.start()

    def _stop(self) -> None:
        if self._process:
            self._process.kill()
            self._process.communicate()
        self._process = None
