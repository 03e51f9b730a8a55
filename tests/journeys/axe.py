"""What must be right wherever a browser gets, light and dark: axe, nothing overflows, nothing breaks the policy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Response

AXE = (Path(__file__).resolve().parent.parent / "vendor" / "axe.min.js").read_text()
OPEN_ALL = "document.querySelectorAll('details').forEach(details => details.open = true)"
AT_REST = "() => !document.querySelector('.htmx-request')"
EVERYTHING = "axe.run({resultTypes: ['violations']})"
COLOURS = "axe.run({resultTypes: ['violations'], runOnly: ['color-contrast', 'link-in-text-block']})"


@dataclass
class Inspector:
    """Goes through pages and notes what is wrong: {where it looked: findings}, empty when all is well."""

    page: Page
    findings: dict[str, list[str]] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)

    def open(self, path: str, status: int = 200) -> None:
        """Go to a page that answers so, and look at it."""
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.status == status, f"{path}: {answer.status}"
        self.look(path)

    def send(self, button: Locator, where: str, status: int = 200) -> None:
        """Press a button that sends a form, and look at the page that answers so."""
        with self.page.expect_event("domcontentloaded"), self.page.expect_response(_is_page) as sent:
            button.click()
        assert sent.value.status == status, f"{where}: {sent.value.status}"
        self.look(where)

    def look(self, where: str) -> None:
        """Note what is wrong on the page as it stands, with everything opened that can be opened."""
        self.page.wait_for_load_state()
        self.page.wait_for_function(AT_REST)
        self.page.evaluate(OPEN_ALL)
        self.page.evaluate(AXE)  # runs outside the page's policy
        found = [*_violations(self.page, EVERYTHING), *_overflow(self.page), *self.refused]
        self.page.emulate_media(color_scheme="dark")
        found += [f"dark: {violation}" for violation in _violations(self.page, COLOURS)]
        self.page.emulate_media(color_scheme="light")
        if found:
            self.findings[where] = found
        self.refused.clear()

    def hear(self, message: ConsoleMessage) -> None:
        """Note what the browser refused to load or run."""
        if "Content Security Policy" in message.text:
            self.refused.append(message.text)


def _is_page(answer: Response) -> bool:
    """A whole page at the end of all redirects; what scripts fetch meanwhile, or write into the history, is none."""
    return answer.request.is_navigation_request() and not 300 <= answer.status < 400


@contextmanager
def inspecting(context: BrowserContext) -> Iterator[Inspector]:
    """An inspector with a page of its own."""
    inspector = Inspector(context.new_page())
    inspector.page.on("console", inspector.hear)
    inspector.page.on("dialog", lambda dialog: dialog.accept())
    try:
        yield inspector
    finally:
        # Only at rest: Chromium loses a close that meets the commit of a navigation, and it is waited for for ever.
        inspector.page.wait_for_load_state()
        inspector.page.close()


def _violations(page: Page, run: str) -> list[str]:
    result: dict[str, Any] = page.evaluate(run)
    return [
        f"{violation['id']}: {node['html'][:160]}"
        for violation in result["violations"]
        for node in violation["nodes"][:3]
    ]


def _overflow(page: Page) -> list[str]:
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [f"wider than the screen by {wide} px"] if wide > 0 else []
