"""A client at the front door that holds every HTML page against the page checker."""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import Any, Self

from starlette.testclient import TestClient

from participation.app import Application
from tests.page_checker import check_page

_PASSING = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}")
_RIGHT: set[bytes] = set()


class Browser:
    """Fetches pages as a browser without JavaScript would; `site` gives a look inside."""

    def __init__(self, application: Application) -> None:
        """Take the application; it starts on entering the context."""
        self.application = application
        self.site = application.site
        self._client = TestClient(application, raise_server_exceptions=False, follow_redirects=False)
        self.checks_pages = True

    def __enter__(self) -> Self:
        """Start the application."""
        self._client.__enter__()
        return self

    def __exit__(self, *problem: object) -> None:
        """Stop the application."""
        self._client.__exit__(*problem)

    @property
    def cookies(self) -> Any:
        """The cookie jar."""
        return self._client.cookies

    def get(self, path: str, *, headers: dict[str, str] | None = None, follow: bool = False) -> Any:
        """Fetch a page."""
        return self._checked(self._client.get(path, headers=headers, follow_redirects=follow))

    def post(self, path: str, form: dict[str, Any] | None = None, *, follow: bool = False, **more: Any) -> Any:
        """Send a form, from our own pages; with `follow` go where it leads."""
        headers = {"sec-fetch-site": "same-origin"} | more.pop("headers", {})
        return self._checked(self._client.post(path, data=form, headers=headers, follow_redirects=follow, **more))

    def api(self, method: str, path: str, **more: Any) -> Any:
        """Call the JSON API."""
        return self._client.request(method, f"/api/v1{path}", **more)

    def htmx(self, path: str) -> Any:
        """Fetch a fragment, as htmx does."""
        headers = {"hx-request": "true", "hx-request-type": "partial", "sec-fetch-site": "same-origin"}
        return self._client.get(path, headers=headers)

    def _checked(self, response: Any) -> Any:
        whole_page = response.headers.get("content-type", "").startswith("text/html") and "<html" in response.text[:200]
        if whole_page and self.checks_pages:
            _check_once(response.text, str(response.request.url))
        return response


def _check_once(html: str, address: str) -> None:
    """Hold a page against the checker, unless one was right that differed in nothing but ids and receipt codes."""
    numbers: dict[str, str] = {}
    numbered = _PASSING.sub(lambda found: numbers.setdefault(found.group(), str(len(numbers))), html)
    shape = blake2b(numbered.encode()).digest()
    if shape not in _RIGHT:
        findings = check_page(html)
        assert not findings, f"{address}: " + "; ".join(findings)
        _RIGHT.add(shape)
