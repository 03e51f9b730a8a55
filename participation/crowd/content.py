"""Seed words that come with a strategy's content files: `search-words.toml`, one line a field."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

from sqlmodel import Session

from participation.core.errors import Invalid
from participation.crowd.fields import keep_seeds, seeds_of
from participation.crowd.models import LONGEST_SEEDS
from participation.crowd.sources import Crowd
from participation.regions.models import Region
from participation.web.languages import GERMAN

FILE = "search-words.toml"


def loader(crowd: Crowd) -> Callable[[Session, Path, Region], int]:
    """What loads the words of a region's strategies; how many fields got theirs. What staff entered stays."""

    def load(session: Session, folder: Path, region: Region) -> int:
        areas = crowd.areas(session, region.id, GERMAN.tag)
        present = seeds_of(session, region.id)
        added = 0
        for path in sorted(folder.glob(f"*/{FILE}")):
            listed = _words_in(path)
            for area in areas:
                words = listed.get(area.key, "") if area.strategy == path.parent.name else ""
                if words and not present.get(area.thread_id):
                    keep_seeds(session, region.id, area.thread_id, words, None)
                    added += 1
        return added

    return load


def _words_in(path: Path) -> dict[str, str]:
    """Key of a field -> its words.

    Raises:
        Invalid: the file holds something else, or too many words for a field.
    """
    listed: dict[str, str] = tomllib.loads(path.read_text()).get("words", {})
    for key, words in listed.items():
        if not isinstance(words, str) or len(words) > LONGEST_SEEDS:
            raise Invalid("%(file)s: %(key)s is a text of words, separated by commas.", file=path.name, key=key)
    return listed
