"""Documents made from HTML in another process: one at a time, the latest kept in memory."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from threading import BoundedSemaphore, Lock

from participation.core.errors import Busy
from participation.core.text import msgid

_BUSY = msgid("Another document is being made just now. Please try again in a few seconds.")


class Press:
    """Makes documents and keeps the latest; the same HTML is never set twice in a row."""

    def __init__(self, most: int) -> None:
        """Keep at most so many documents."""
        self._most = most
        self._kept: OrderedDict[tuple[str, bytes], bytes] = OrderedDict()
        self._lock = Lock()
        # A process of 150 MB each.
        self.turn = BoundedSemaphore(1)

    def made(self, form: str, html: str, make: Callable[[str], bytes]) -> bytes:
        """The document of that form.

        Raises:
            Busy: another one is being made.
        """
        key = form, hashlib.sha256(html.encode()).digest()
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        if not self.turn.acquire(blocking=False):
            raise Busy(_BUSY)
        try:
            document = make(html)
        finally:
            self.turn.release()
        with self._lock:
            self._kept[key] = document
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return document
