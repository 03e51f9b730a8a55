"""Files that people hand in: under random names in a folder beside the database, on disk before a row names them."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from participation.core.database import Database
from participation.core.errors import NotFound

_NAME = re.compile(r"[0-9a-f]{32}")
_FOLDER = "files"
_LONGEST_NAME, _LONGEST_ENDING = 120, 10
_NOT_IN_NAMES = '<>:"|?*;%'


@dataclass(frozen=True)
class FileStore:
    """The files of one area. A name tells nothing: what a file is and was called stands in the area's own row."""

    folder: Path

    def keep(self, content: bytes) -> str:
        """Write a file so that it survives a crash; its new name. Rolled back rows leave it to `forget_unknown`."""
        return self.keep_as(secrets.token_hex(16), lambda file: file.write(content))

    def keep_as(self, name: str, write: Callable[[BinaryIO], object]) -> str:
        """Keep what `write` writes under a name of 32 hexadecimal digits, instead of what had it before; the name."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = self.folder / f"{name}.{secrets.token_hex(4)}.part"
        with part.open("xb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        part.rename(self.folder / name)
        folder = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        return name

    def read(self, name: str) -> bytes:
        """The content of a file.

        Raises:
            NotFound: there is none of that name.
        """
        return self.path_of(name).read_bytes()

    def has(self, name: str) -> bool:
        """Whether there is a file of that name."""
        return (self.folder / name).is_file()

    def path_of(self, name: str) -> Path:
        """Where a file lies.

        Raises:
            NotFound: there is none of that name.
        """
        path = self.folder / name
        if not _NAME.fullmatch(name) or not path.is_file():
            raise NotFound("The file is not here any more.")
        return path

    def forget(self, name: str) -> None:
        """Delete a file; one that is gone already is fine."""
        if _NAME.fullmatch(name):
            (self.folder / name).unlink(missing_ok=True)

    def names_before(self, moment: datetime) -> Iterator[str]:
        """The names of files that were written before an aware moment, unfinished ones too."""
        for path in self.folder.iterdir() if self.folder.is_dir() else ():
            if datetime.fromtimestamp(path.stat().st_mtime, UTC) < moment:
                yield path.name

    def forget_unknown(self, known: set[str], before: datetime) -> int:
        """Delete files older than `before` that no row names (their transaction was rolled back); how many."""
        gone = [name for name in self.names_before(before) if name not in known]
        for name in gone:
            (self.folder / name).unlink(missing_ok=True)
        return len(gone)


def plain_name(name: str) -> str:
    """A file's own name without folders, invisible signs and what headers or file systems read otherwise."""
    last = re.split(r"[\\/]", name)[-1]
    plain = PurePosixPath(
        "".join(sign for sign in last if sign.isprintable() and sign not in _NOT_IN_NAMES).strip(" .")
    )
    ending = plain.suffix[:_LONGEST_ENDING]
    return (plain.stem[: _LONGEST_NAME - len(ending)] or "datei") + ending


def file_store(database: Database, configured: str, area: str) -> FileStore:
    """Where an area keeps its files.

    Args:
        database: the installation's; without a configured folder files lie beside its file (PostgreSQL: in `var`).
        configured: the setting `files_folder`.
        area: the name of the area, which becomes the name of a folder.
    """
    beside = database.path.parent if database.is_one_file else Path("var")
    return FileStore((Path(configured) if configured else beside / _FOLDER) / area)
