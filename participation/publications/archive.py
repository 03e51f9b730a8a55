"""A strategy's content files and its media in a ZIP."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from typing import BinaryIO

from participation.strategy.content.media_files import FOLDER
from participation.strategy.content.sources import StrategySource
from participation.strategy.content.writing import content_files
from participation.strategy.models import Version

# The same for all, so that the same version gives the same bytes.
_STAMP = (1980, 1, 1, 0, 0, 0)
_DIGITS = 32


def name_of_archive(version: Version) -> str:
    """What the ZIP of a version is kept as, until files that no row names are forgotten."""
    return hashlib.sha256(f"content of {version.id}".encode()).hexdigest()[:_DIGITS]


def write_archive(source: StrategySource, file: BinaryIO) -> None:
    """Write a folder of the strategy's name with its files; the same strategy gives the same bytes."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in sorted(content_files(source).items()):
            archive.writestr(_entry(f"{source.slug}/{name}", zipfile.ZIP_DEFLATED), text)
        for medium in source.media:
            entry = _entry(f"{source.slug}/{FOLDER}/{medium.name}", zipfile.ZIP_STORED)
            with medium.path.open("rb") as content, archive.open(entry, "w") as target:
                shutil.copyfileobj(content, target)


def _entry(name: str, compression: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _STAMP)
    entry.compress_type = compression
    return entry
