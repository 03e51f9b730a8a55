"""Static files: read once, compressed once, addressed by the hash of all of them, cached by browsers forever."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from pathlib import Path

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

_PACKABLE = {".css", ".js", ".svg", ".json", ".txt", ".webmanifest"}
_TYPES = {".woff2": "font/woff2", ".js": "text/javascript; charset=utf-8", ".webmanifest": "application/manifest+json"}


class StaticFiles:
    """All files below a folder, in memory (they are few and small)."""

    def __init__(self, folder: Path) -> None:
        """Read and compress everything."""
        self._files: dict[str, tuple[str, bytes, bytes | None]] = {}
        build = hashlib.sha256()
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            name, body = path.relative_to(folder).as_posix(), path.read_bytes()
            build.update(name.encode() + body)
            packed = gzip.compress(body, 9, mtime=0) if path.suffix in _PACKABLE else None
            kind = _TYPES.get(path.suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
            self._files[name] = (kind + "; charset=utf-8" if kind == "text/css" else kind, body, packed)
        self.build = build.hexdigest()[:12]

    def address(self, name: str) -> str:
        """The path of a file; it changes when any file changes.

        Raises:
            KeyError: there is no such file.
        """
        if name not in self._files:
            raise KeyError(f"There is no static file {name}.")
        return f"/static/{self.build}/{name}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer `/static/{build}/{name}`."""
        name = scope["path"].removeprefix("/static/").partition("/")[2]
        found = self._files.get(name)
        if found is None or scope["method"] not in {"GET", "HEAD"}:
            await Response("Not found.\n", 404, media_type="text/plain")(scope, receive, send)
            return
        kind, body, packed = found
        headers = {"cache-control": "public, max-age=31536000, immutable", "vary": "Accept-Encoding"}
        accepts = next((value for header, value in scope["headers"] if header == b"accept-encoding"), b"")
        if packed is not None and b"gzip" in accepts:
            body, headers["content-encoding"] = packed, "gzip"
        await Response(body, 200, headers, kind)(scope, receive, send)
