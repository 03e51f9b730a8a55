"""Work for another process: what is heavy, or must not be loaded into a server, runs there and answers in bytes."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress
from threading import Timer


class ElsewhereFailed(subprocess.SubprocessError):
    """The other process failed; `status` is its exit code, None where it took too long."""

    def __init__(self, sentence: str, status: int | None = None) -> None:
        """What went wrong, for the log: it names the module, never what was handed over."""
        super().__init__(sentence)
        self.status = status


def elsewhere(module: str, given: bytes, seconds: int, *arguments: str) -> bytes:
    """What `python -m module` writes to its output when it reads `given` from its input.

    Args:
        module: dotted name of a module that does its work when it is run.
        given: everything that it gets.
        seconds: the longest time it may take.
        arguments: what stands behind the module's name; never what somebody handed in.

    Raises:
        ElsewhereFailed: it failed or took longer.
    """
    try:
        done = subprocess.run(  # noqa: S603 - our own modules only
            [sys.executable, "-m", module, *arguments],
            input=given,
            env=environment(),
            capture_output=True,
            check=False,
            timeout=seconds,
        )
    except subprocess.TimeoutExpired:
        raise ElsewhereFailed(f"{module} took longer than {seconds} seconds.") from None
    if done.returncode:
        raise ElsewhereFailed(f"{module} failed: {_kind_of_problem(done.stderr)}", done.returncode)
    return done.stdout


def fed_elsewhere(module: str, pieces: Iterable[bytes], seconds: int, *arguments: str) -> bytes:
    """The same for what is too much to be held at once: the module reads to the end of its input before it answers.

    Args:
        module: the module.
        pieces: what it reads, one after the other.
        seconds: how long it may take until the last piece is taken and answered.
        arguments: what stands behind the module's name; never what somebody handed in.

    Raises:
        ElsewhereFailed: it failed or took longer.
    """
    with subprocess.Popen(  # noqa: S603 - our own modules only
        [sys.executable, "-m", module, *arguments],
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        clock = Timer(seconds, process.kill)
        clock.start()
        try:
            answer = _exchanged(process, pieces)
        except BaseException:
            process.kill()
            raise
        finally:
            clock.cancel()
    if process.returncode:
        raise ElsewhereFailed(f"{module} failed.", process.returncode)
    return answer


def _exchanged(process: subprocess.Popen[bytes], pieces: Iterable[bytes]) -> bytes:
    if process.stdin is None or process.stdout is None:
        raise TypeError("The process has no pipes.")
    with suppress(BrokenPipeError), process.stdin as sink:  # its status tells that it ended early
        for piece in pieces:
            sink.write(piece)
    return process.stdout.read()


def limit_memory(most: int = 1_500_000_000) -> None:
    """Let this process, which does such work, take at most so many bytes: what was handed in may want far more."""
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def environment() -> dict[str, str]:
    """The environment in which our modules run in a process of their own."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "OPENBLAS_NUM_THREADS": "1"}


def _kind_of_problem(errors: bytes) -> str:
    """The name of the exception that ended it; its sentence could repeat what was handed over."""
    lines = errors.decode("utf-8", "replace").strip().splitlines()
    return lines[-1].partition(":")[0][:80] if lines else "no reason given"
