"""`serve` and `work`."""

from __future__ import annotations

import logging
import os
import signal
import sys
from types import FrameType

import click
import uvicorn

from participation.app import Application, build_application
from participation.areas import all_jobs
from participation.cli.opening import open_database, settings
from participation.core.database import MORE_PROCESSES_NEED_POSTGRESQL, Database, claim_worker
from participation.core.errors import Conflict
from participation.core.installation import is_demo
from participation.core.settings import Settings, load_settings
from participation.migrations import migrate as bring_to_head
from participation.worker import Worker

_WITH_WORKER = "PARTICIPATION_INTERNAL_WITH_WORKER"
_SWITCH_SECONDS = 0.0005
"""How long a thread may keep the interpreter: the writer asks for it after every row, and five milliseconds add up."""


@click.command()
@click.option("--host", help="Address to listen on.")
@click.option("--port", type=int, help="Port to listen on.")
@click.option("--workers", type=click.IntRange(min=1), default=1, show_default=True, help="Server processes.")
@click.option("--no-worker", is_flag=True, help="Leave background work to `participation work`.")
def serve(host: str | None, port: int | None, workers: int, *, no_worker: bool) -> None:
    """Serve the application; the database is backed up and migrated first."""
    configured = settings()
    _log(configured)
    with open_database(must_be_current=False) as database:
        _check_process_count(database, workers)
        bring_to_head(database)
        _check_demo(database, configured)
    address = (host or configured.host, port or configured.port)
    click.echo(f"http://{address[0]}:{address[1]}/", err=True)
    os.environ[_WITH_WORKER] = "" if no_worker or workers > 1 else "yes"
    uvicorn.run(
        "participation.cli.serving:application",
        factory=True,
        host=address[0],
        port=address[1],
        workers=workers,
        access_log=False,
        server_header=False,
        date_header=True,
        proxy_headers=True,
        forwarded_allow_ips=list(configured.trusted_proxies),
        timeout_graceful_shutdown=10,
        log_level="warning",
        loop="uvloop",
        http="httptools",
        lifespan="on",
        ws="none",
    )


def application() -> Application:
    """The application as uvicorn's processes build it."""
    configured = load_settings()[0]
    _log(configured)
    sys.setswitchinterval(_SWITCH_SECONDS)
    return build_application(configured, with_worker=bool(os.environ.get(_WITH_WORKER)))


@click.command()
def work() -> None:
    """Do background work until stopped (for installations with several server processes)."""
    configured = settings()
    _log(configured)
    with open_database() as database:
        claim = claim_worker(database)
        if claim is None:
            raise Conflict(MORE_PROCESSES_NEED_POSTGRESQL)
        worker = Worker(database, all_jobs(configured))

        def stop(_signal: int, _frame: FrameType | None) -> None:
            worker.stop()

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        with claim:
            worker.run()


def _check_process_count(database: Database, workers: int) -> None:
    if workers > 1 and database.is_one_file:
        raise Conflict(MORE_PROCESSES_NEED_POSTGRESQL)


def _check_demo(database: Database, configured: Settings) -> None:
    with database.reading() as session:
        if configured.demo and not is_demo(session):
            raise Conflict(
                "This database is no demonstration, so it is not served as one. Unset PARTICIPATION_DEMO, "
                "or run `participation seed --demo` on an empty database."
            )


def _log(configured: Settings) -> None:
    logging.basicConfig(level=configured.log_level.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s")
