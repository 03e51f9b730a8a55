"""Rendered public pages in memory, in front of sessions and threads; emptied whenever something is published."""

from __future__ import annotations

import gzip
import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime

from starlette.responses import Response
from starlette.types import Scope, Send

from participation.core.clock import now

_LONGEST_QUERY = 200
_COMPRESS_FROM = 600
_MOST_BYTES = 64_000_000
Key = tuple[bytes, bytes, bytes]


@dataclass(frozen=True, slots=True)
class Kept:
    """A page as bytes, plain and compressed, with its complete headers."""

    etag: bytes
    plain: tuple[list[tuple[bytes, bytes]], bytes]
    packed: tuple[list[tuple[bytes, bytes]], bytes]
    expires_at: datetime | None

    @property
    def size(self) -> int:
        """Bytes of both bodies."""
        return len(self.plain[1]) + len(self.packed[1])


class PageCache:
    """A bounded, least-recently-used store of public pages."""

    def __init__(self, capacity: int) -> None:
        """Keep at most `capacity` pages."""
        self.capacity = capacity
        self.generation = 0
        self.size = 0
        self._pages: OrderedDict[Key, Kept] = OrderedDict()

    def clear(self) -> None:
        """Forget everything: something was published."""
        self.generation += 1
        self._pages.clear()
        self.size = 0

    def __len__(self) -> int:
        """How many pages are kept."""
        return len(self._pages)

    def find(self, scope: Scope) -> tuple[Kept, bool] | None:
        """The kept page for this request and whether its client takes gzip; None if there is none."""
        if scope["method"] not in {"GET", "HEAD"}:
            return None
        key, packed = _key(scope)
        kept = self._pages.get(key)
        if kept is None or (kept.expires_at is not None and kept.expires_at <= now()):
            return None
        try:
            self._pages.move_to_end(key)
        except KeyError:  # emptied meanwhile by another thread
            return None
        return kept, packed

    def keep(self, scope: Scope, response: Response, expires_at: datetime | None, generation: int) -> Kept | None:
        """Keep a response that was begun in `generation`; None if it was not worth keeping."""
        kept = _pack(response, expires_at)
        if generation == self.generation and len(scope["query_string"]) <= _LONGEST_QUERY:
            self._put(_key(scope)[0], kept)
        return kept

    def _put(self, key: Key, kept: Kept) -> None:
        """Keep a page, and let go of those that nobody asked for longest when there are too many or too large ones."""
        if replaced := self._pages.pop(key, None):
            self.size -= replaced.size
        self._pages[key] = kept
        self.size += kept.size
        while len(self._pages) > self.capacity or self.size > _MOST_BYTES:
            self.size -= self._pages.popitem(last=False)[1].size


def _key(scope: Scope) -> tuple[Key, bool]:
    kind, packed = b"", False
    for name, value in scope["headers"]:
        if name == b"hx-request-type":
            kind = value
        elif name == b"accept-encoding":
            packed = b"gzip" in value
    return (scope["raw_path"], scope["query_string"], kind), packed


def _pack(response: Response, expires_at: datetime | None) -> Kept:
    body = bytes(response.body)
    etag = b'W/"' + hashlib.sha256(body).hexdigest()[:20].encode() + b'"'
    common = [
        (b"content-type", response.headers["content-type"].encode()),
        (b"cache-control", b"public, no-cache"),
        (b"etag", etag),
        (b"vary", b"Accept-Encoding, HX-Request-Type"),
    ]
    packed = gzip.compress(body, 6, mtime=0) if len(body) >= _COMPRESS_FROM else body
    encoding = [(b"content-encoding", b"gzip")] if packed is not body else []
    return Kept(
        etag,
        ([*common, (b"content-length", str(len(body)).encode())], body),
        ([*common, *encoding, (b"content-length", str(len(packed)).encode())], packed),
        expires_at,
    )


async def send_kept(kept: Kept, scope: Scope, send: Send, *, packed: bool) -> None:
    """Answer with a kept page: 304 if the client has it, no body for HEAD."""
    for name, value in scope["headers"]:
        if name == b"if-none-match" and kept.etag in value:
            headers = [header for header in kept.plain[0] if header[0] in {b"etag", b"cache-control", b"vary"}]
            await send({"type": "http.response.start", "status": 304, "headers": headers})
            await send({"type": "http.response.body", "body": b""})
            return
    headers, body = kept.packed if packed else kept.plain
    await send({"type": "http.response.start", "status": 200, "headers": list(headers)})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})
