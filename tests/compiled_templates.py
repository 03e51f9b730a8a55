"""Templates that one test compiled, for the next: every test has an application of its own, which would begin anew."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from participation.app import Application


class CompiledTemplates(BytecodeCache):
    """Compiled templates of one language in memory; constants are folded with its filters, so languages stay apart."""

    def __init__(self) -> None:
        """Begin without any."""
        self._codes: dict[tuple[str, str], Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Hand out what was compiled from this very source."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was just compiled."""
        self._codes[bucket.key, bucket.checksum] = bucket.code


_COMPILED: defaultdict[str, CompiledTemplates] = defaultdict(CompiledTemplates)


def remember_compiled(application: Application) -> None:
    """Let an application use what earlier ones of this run have compiled, and add to it."""
    for language, environment in application.site.rendering.environments.items():
        environment.bytecode_cache = _COMPILED[language.tag]
