"""What travels over the network until a survey can be answered, as Chromium counts it."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, Request, sync_playwright

from tools.bench.load import free_port, ours, running
from tools.bench.stage import SURVEY, Figure, filled_database

FIRST_PAGE_KB, NEXT_PAGE_KB = 130, 15
BROWSER = {"executable_path": "/usr/bin/chromium", "args": ["--no-sandbox", "--disable-gpu"]}


def transfer(folder: Path) -> list[Figure]:
    """Kilobytes of the survey's first page with styles, scripts and fonts, and of the pages after it."""
    url, port = filled_database(folder, "transfer"), free_port()
    command, environment = ours(url, port)
    address = f"http://127.0.0.1:{port}"
    with running(command, port, environment), sync_playwright() as playwright:
        browser = playwright.chromium.launch(**BROWSER)  # type: ignore[arg-type]
        page = browser.new_page(viewport={"width": 360, "height": 740})
        seen: list[Request] = []
        page.on("requestfinished", lambda request: seen.append(request))  # noqa: PLW0108 - Playwright marks the function
        page.goto(f"{address}/de/umfragen/{SURVEY}", wait_until="networkidle")
        first = _kilobytes(seen)
        foreign = [request.url for request in seen if not request.url.startswith((address, "data:"))]
        seen.clear()
        _begin(page)
        following = _kilobytes(seen)
        browser.close()
    return [
        Figure("first survey page, everything", first, "KB", FIRST_PAGE_KB, at_least=False),
        Figure("next survey page", following, "KB", NEXT_PAGE_KB, at_least=False),
        Figure("requests to third parties", len(foreign), "", 0, at_least=False),
    ]


def _begin(page: Page) -> None:
    page.locator("main form button").first.click()
    page.wait_for_load_state("networkidle")


def _kilobytes(requests: list[Request]) -> float:
    sizes = [request.sizes() for request in requests if not request.url.startswith("data:")]
    return sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes) / 1024
