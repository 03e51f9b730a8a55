"""The last step of every uncached answer: cookies, no-store, compression."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

if TYPE_CHECKING:
    from participation.web.visit import Visit

_COMPRESS_FROM = 900


def finish(response: Response, visit: Visit, request: Request) -> Response:
    """Add the session cookie if the view set one, forbid storing, compress text."""
    for name, value, seconds in visit.cookies:
        secure = request.url.scheme == "https"
        response.set_cookie(
            f"__Host-{name}" if secure else name,
            value,
            max_age=seconds,
            path="/",
            secure=secure,
            httponly=True,
            samesite="lax",
        )
    if "cache-control" not in response.headers:
        response.headers["cache-control"] = "no-store"
    body = getattr(response, "body", b"")
    textual = response.headers.get("content-type", "").startswith(("text/", "application/json", "image/svg"))
    if textual and len(body) >= _COMPRESS_FROM and "gzip" in request.headers.get("accept-encoding", ""):
        response.body = gzip.compress(bytes(body), 1, mtime=0)
        response.headers["content-encoding"] = "gzip"
        response.headers["content-length"] = str(len(response.body))
        response.headers.add_vary_header("Accept-Encoding")
    return response
