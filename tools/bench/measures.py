"""The measurements: pages, submissions, the form flow, results of many answers, start and memory, transfer."""

from __future__ import annotations

import time
import urllib.request
from pathlib import Path

from tools.bench.load import Rate, bare, free_port, load, memory_mb, ours, running, wait_until_answering
from tools.bench.rounds import ROUNDS, SECONDS, Side, by_turns, compared
from tools.bench.stage import (
    FIELD,
    SURVEY,
    Figure,
    filled_database,
    script_of_steps,
    scripts_of_bodies,
    simulated_bodies,
    walk,
)


def _fetched(url: str) -> bytes:
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})  # noqa: S310 - our own server
    with urllib.request.urlopen(request) as response:  # noqa: S310
        body: bytes = response.read()
        return body


def pages(folder: Path) -> list[Figure]:
    """A cached element page against the same bytes from memory."""
    url, port, page = filled_database(folder, "pages"), free_port(), folder / "page"
    command, environment = ours(url, port)
    with running(command, port, environment) as our_process:
        address = f"http://127.0.0.1:{port}{FIELD}"
        page.write_bytes(_fetched(address))
        with bare("page", str(page)) as (other_process, other_address):
            rounds = by_turns(Side(our_process, address), Side(other_process, other_address))
    return compared("element page", rounds, generator_alone(page), 0.5)


def submissions(folder: Path) -> list[Figure]:
    """A validated submission over JSON against the same row through the same writer."""
    url = filled_database(folder, "submissions")
    return handed_in(folder, "submission", url, SURVEY, 120_000, 0.3)


def handed_in(folder: Path, name: str, url: str, survey: str, bodies: int, bar: float) -> list[Figure]:
    """So many simulated sheets of a survey, shared out among the rounds, against rows through the same writer."""
    simulated = simulated_bodies(url, bodies, folder / "bodies.ndjson", survey)
    own = scripts_of_bodies(simulated, f"/api/v1/surveys/{survey}/submissions", ROUNDS)
    plain, port = scripts_of_bodies(simulated, "/", ROUNDS), free_port()
    command, environment = ours(url, port)
    with (
        running(command, port, environment) as our_process,
        bare("rows", filled_database(folder, "rows")) as (other_process, other_address),
    ):
        our = Side(our_process, f"http://127.0.0.1:{port}", own, bodies // ROUNDS)
        rounds = by_turns(our, Side(other_process, other_address, plain))
    (folder / "short").write_bytes(b"{}")
    return compared(name, rounds, generator_alone(folder / "short", plain[0]), bar)


def generator_alone(answer: Path, script: Path | None = None) -> Rate:
    """The rate of a server that does nothing."""
    with bare("nothing", str(answer)) as (_, address):
        return load(address, script=script, seconds=SECONDS)


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
