"""Takes the pictures of the README: a demo server with a database of its own, driven by Chromium."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "bilder"
PROGRAM = [sys.executable, "-m", "participation.cli"]
START_SECONDS = 60.0
_SURVEY = "umfragen/wichtig-im-salzlandkreis"
_FIELD = "strategien/zukunftsstrategie-2030/hf-mobilitaet-und-verkehr"


@dataclass(frozen=True)
class Picture:
    """What is shown (a path of the demo) and how large the window is, in CSS pixels."""

    name: str
    path: str
    width: int
    height: int


PICTURE_LIST = (
    Picture("startseite", "/de/salzlandkreis/", 1280, 1480),
    Picture("handlungsfeld-leichte-sprache", f"/leicht/salzlandkreis/{_FIELD}", 390, 1200),
    Picture("ergebnisse", f"/de/salzlandkreis/{_SURVEY}/ergebnisse", 1280, 1480),
)


def main() -> None:
    """Write one PNG per picture to docs/bilder."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="participation-") as folder,
        demo_server(Path(folder)) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for picture in PICTURE_LIST:
            take(browser, address, picture)
        browser.close()


def take(browser: Browser, address: str, picture: Picture) -> None:
    """Take one picture; a page that does not answer with 200 stops everything."""
    context = browser.new_context(
        viewport={"width": picture.width, "height": picture.height},
        device_scale_factor=2 if picture.width < 500 else 1,  # noqa: PLR2004 - a phone
        locale="de-DE",
        timezone_id="Europe/Berlin",
        color_scheme="light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    answer = page.goto(address + picture.path, wait_until="networkidle")
    if answer is None or not answer.ok:
        raise SystemExit(f"{picture.path} answered {answer.status if answer else 'nothing'}.")
    page.evaluate("document.fonts.ready")
    target = PICTURES / f"{picture.name}.png"
    page.screenshot(path=target, animations="disabled")
    context.close()
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size // 1024} KB")


@contextmanager
def demo_server(folder: Path) -> Iterator[str]:
    """A demo on a free port, with a database in `folder`; its address, until the end of the block."""
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PARTICIPATION_")} | {
        "PARTICIPATION_DATABASE_URL": f"sqlite:///{folder / 'demo.db'}",
        "PARTICIPATION_DEMO": "1",
        "PARTICIPATION_PORT": str(port),
        "PYTHONPATH": str(ROOT),
    }
    subprocess.run([*PROGRAM, "seed", "--demo"], cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)
    with subprocess.Popen([*PROGRAM, "serve"], cwd=folder, env=environment) as server:
        address = f"http://127.0.0.1:{port}"
        try:
            wait_until_ready(f"{address}/readyz", server)
            yield address
        finally:
            server.terminate()


def free_port() -> int:
    """A port of loopback that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_ready(address: str, server: subprocess.Popen[bytes]) -> None:
    """Return when the server says that it is ready; end with a sentence if it stops or takes too long."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - our own server
                if answer.status == 200:  # noqa: PLR2004
                    return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("The demo server did not start.")


if __name__ == "__main__":
    main()
