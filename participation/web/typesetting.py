"""HTML on the input, tagged PDF on the output; run as a process of its own, since WeasyPrint is heavy."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from participation.web.folders import STATIC
from participation.web.pdf import NO_PANGO

_OURS = "https://bundled.invalid"
_STATIC = f"{_OURS}/static/"
_TYPES = {".css": "text/css", ".woff2": "font/woff2", ".svg": "image/svg+xml", ".png": "image/png"}


def pdf(html: str) -> bytes:
    """The document as PDF/UA-1, with nothing loaded but our static files and `data:` addresses."""
    from weasyprint import HTML  # noqa: PLC0415 - only this process may load it
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    document = HTML(string=html, base_url=_OURS, url_fetcher=_fetcher())
    written: bytes = document.write_pdf(font_config=FontConfiguration(), pdf_variant="pdf/ua-1", optimize_images=True)
    return written


def bundled_file(address: str) -> Path:
    """The static file that an address (`/static/{build}/{name}`) names.

    Raises:
        ValueError: it leads anywhere else.
    """
    name = address.removeprefix(_STATIC).partition("/")[2]
    path = (STATIC / name).resolve()
    if not address.startswith(_STATIC) or not path.is_relative_to(STATIC) or path.suffix not in _TYPES:
        raise ValueError("Only our own static files can stand in a document.")
    return path


def _fetcher() -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415

    class OwnFiles(URLFetcher):  # type: ignore[misc]
        """Our static files, and what stands in the address itself."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            if url.startswith("data:"):
                return super().fetch(url, headers)
            path = bundled_file(url)
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": _TYPES[path.suffix]})

    return OwnFiles(allowed_protocols=("data",))


def main() -> None:
    """Read, set, write."""
    try:
        import weasyprint  # noqa: F401, PLC0415
    except OSError as problem:  # the system's text library is missing
        sys.stderr.write(f"{problem}\n")
        sys.exit(NO_PANGO)
    sys.stdout.buffer.write(pdf(sys.stdin.buffer.read().decode()))


if __name__ == "__main__":
    main()
