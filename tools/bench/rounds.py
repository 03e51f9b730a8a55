"""Two servers under load by turns, in short rounds: a slow moment of the machine or its disk meets both.

The one whose turn it is not is stopped, so that what it does in the background (folding) takes its own time.
"""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from tools.bench.load import Rate, cpu_seconds, family, load
from tools.bench.stage import Figure

ROUNDS, SECONDS = 5, 3
GENERATOR_MARGIN = 2.0


@dataclass(frozen=True)
class Side:
    """A running server, the address that is put under load, and a request script for each round, if it needs one.

    `most`: so many requests has a script; more would repeat what is stored already, which is less work.
    """

    process: subprocess.Popen[bytes]
    url: str
    scripts: Sequence[Path | None] = (None,) * ROUNDS
    most: int = 0

    def measured(self, number: int) -> Rate:
        """Its rate in one round.

        Raises:
            RuntimeError: the requests of the script were not enough.
        """
        before = cpu_seconds(self.process)
        rate = load(self.url, script=self.scripts[number], seconds=SECONDS)
        used = cpu_seconds(self.process) - before
        rate = replace(rate, microseconds=used / (rate.per_second * SECONDS) * 1e6)
        if self.most and rate.per_second * SECONDS > self.most:
            raise RuntimeError(f"{rate.per_second:,.0f} requests a second are too many for {self.most:,} bodies.")
        return rate


def by_turns(our: Side, other: Side) -> list[tuple[Rate, Rate]]:
    """Our rate and the other's in each round; who comes first changes."""
    found = []
    for number in range(ROUNDS):
        rates = {}
        for side, waiting in ((our, other), (other, our))[:: 1 if number % 2 else -1]:
            with _stopped(waiting.process):
                rates[side.url] = side.measured(number)
        found.append((rates[our.url], rates[other.url]))
    return found


@contextmanager
def _stopped(process: subprocess.Popen[bytes]) -> Iterator[None]:
    _signal(process, signal.SIGSTOP)
    try:
        yield
    finally:
        _signal(process, signal.SIGCONT)


def _signal(process: subprocess.Popen[bytes], which: signal.Signals) -> None:
    for pid in family(process.pid):
        os.kill(pid, which)


def compared(name: str, rounds: Sequence[tuple[Rate, Rate]], generator: Rate, bar: float) -> list[Figure]:
    """The median of the rounds' ratios of our rate to the bare one, with what makes the run void; both absolutely."""
    ratios = sorted(our.per_second / other.per_second for our, other in rounds)
    costs = sorted(other.microseconds / our.microseconds for our, other in rounds)
    ours, others = ([one[side] for one in rounds] for side in (0, 1))
    fastest = max(rate.per_second for rate in (*ours, *others))
    remark = f"{ratios[0]:.2f} to {ratios[-1]:.2f} in {len(ratios)} rounds"
    if generator.per_second < GENERATOR_MARGIN * fastest:
        remark = "VOID: the load generator was too slow"
    if failed := [rate.failures for rate in (*ours, *others) if rate.failures]:
        remark = f"VOID: {sum(failed)} answers failed"
    return [
        Figure(f"{name}: ratio to bare", statistics.median(ratios), "", bar, remark=remark),
        # A slow disk makes both wait and the ratio kinder; the time on the core does not know the disk.
        Figure(f"{name}: ratio by time on the core", statistics.median(costs), "", bar),
        _typical(f"{name}: ours", ours),
        _typical(f"{name}: bare", others),
        Figure(f"{name}: generator alone", generator.per_second, "/s"),
    ]


def _typical(name: str, rates: Sequence[Rate]) -> Figure:
    """The median rate, the median 99th percentile and what a request costs of a core, whoever else uses it."""
    p99, cost = (statistics.median(of) for of in zip(*((rate.p99, rate.microseconds) for rate in rates), strict=True))
    remark = f"p99 {p99:.1f} ms, {cost:.0f} µs of a core each"
    return Figure(name, statistics.median(rate.per_second for rate in rates), "/s", remark=remark)
