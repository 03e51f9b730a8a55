"""The measurements: pages, submissions, the form flow, results of many answers, start and memory, transfer."""

from __future__ import annotations

import time
import urllib.request
from pathlib import Path

from tools.bench.load import Rate, bare, free_port, load, memory_mb, ours, running, wait_until_answering
from tools.bench.stage import (
    FIELD,
    SURVEY,
    Figure,
    filled_database,
    script_of_bodies,
    script_of_steps,
    simulated_bodies,
    walk,
)

GENERATOR_MARGIN = 2.0


def _fetched(url: str) -> bytes:
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})  # noqa: S310 - our own server
    with urllib.request.urlopen(request) as response:  # noqa: S310
        body: bytes = response.read()
        return body


def compared(name: str, our: Rate, other: Rate, generator: Rate, bar: float) -> list[Figure]:
    """The ratio of our rate to the bare one with what makes the run void, and both absolutely."""
    void = generator.per_second < GENERATOR_MARGIN * max(our.per_second, other.per_second)
    remark = "VOID: the load generator was too slow" if void else ""
    if our.failures or other.failures:
        remark = f"VOID: {our.failures} of ours and {other.failures} of the bare answers failed"
    return [
        Figure(f"{name}: ratio to bare", our.per_second / other.per_second, "", bar, remark=remark),
        Figure(f"{name}: ours", our.per_second, "/s", remark=f"p99 {our.p99:.1f} ms"),
        Figure(f"{name}: bare", other.per_second, "/s", remark=f"p99 {other.p99:.1f} ms"),
        Figure(f"{name}: generator alone", generator.per_second, "/s"),
    ]


def rate_of(kind: str, what: str, script: Path | None) -> Rate:
    """The rate of one of the servers of `tools.bench.bare`."""
    port = free_port()
    with running(bare(kind, what, port), port):
        return load(f"http://127.0.0.1:{port}/", script=script)


def pages(folder: Path) -> list[Figure]:
    """A cached element page against the same bytes from memory."""
    url, port = filled_database(folder, "pages"), free_port()
    command, environment = ours(url, port)
    with running(command, port, environment):
        address = f"http://127.0.0.1:{port}{FIELD}"
        (folder / "page").write_bytes(_fetched(address))
        our = load(address)
    other, generator = (rate_of(kind, str(folder / "page"), None) for kind in ("page", "nothing"))
    return compared("element page", our, other, generator, 0.5)


def submissions(folder: Path) -> list[Figure]:
    """A validated submission over JSON against the same row through the same writer."""
    url, port = filled_database(folder, "submissions"), free_port()
    bodies = simulated_bodies(url, 60_000, folder / "bodies.ndjson")
    path = f"/api/v1/surveys/{SURVEY}/submissions"
    script = script_of_bodies(folder, bodies, path)
    command, environment = ours(url, port)
    with running(command, port, environment):
        our = load(f"http://127.0.0.1:{port}", script=script)
    plain = script_of_bodies(folder, bodies, "/")
    (folder / "short").write_bytes(b"{}")
    other = rate_of("rows", filled_database(folder, "rows"), plain)
    return compared("submission", our, other, rate_of("nothing", str(folder / "short"), plain), 0.3)


def form_flow(folder: Path) -> list[Figure]:
    """The whole survey as HTML forms, page after page."""
    url, port = filled_database(folder, "flow"), free_port()
    command, environment = ours(url, port)
    with running(command, port, environment):
        steps = list(walk(f"http://127.0.0.1:{port}", f"/de/umfragen/{SURVEY}"))
        rate = load(f"http://127.0.0.1:{port}", script=script_of_steps(folder, steps), connections=32)
    remark = (
        f"VOID: {rate.failures} failed" if rate.failures else f"{len(steps)} requests a person, p99 {rate.p99:.1f} ms"
    )
    return [Figure("survey as HTML forms", rate.per_second, "/s", 300, remark=remark)]


def start_and_memory(folder: Path) -> list[Figure]:
    """From the command to the first 200, and memory of all processes when idle."""
    url, port = filled_database(folder, "start"), free_port()
    command, environment = ours(url, port)
    begun = time.perf_counter()
    with running(command, port, environment) as process:
        wait_until_answering(port)
        _fetched(f"http://127.0.0.1:{port}/de/")
        seconds = time.perf_counter() - begun
        idle = memory_mb(process)
    return [
        Figure("start to first page", seconds, "s", 2.0, at_least=False),
        Figure("idle memory of all processes", idle, "MB", 150, at_least=False),
    ]
