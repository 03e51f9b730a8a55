"""Where documents wait until they are read."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from participation.core.database import Database
from participation.core.files import FileStore, file_store
from participation.core.settings import Settings
from participation.strategy.importing.opening import LARGEST_FILE

AREA = "imports"
TAKES = LARGEST_FILE + 1_048_576
"""The largest form in bytes: a document and what is written beside it."""
_LONGEST_NAME = 120


def store_of(database: Database, settings: Settings) -> FileStore:
    """The files of imports."""
    return file_store(database, settings.files_folder, AREA)


def plain_name(name: str) -> str:
    """A file's own name without folders and signs that file systems read otherwise."""
    last = re.split(r"[\\/]", name)[-1]
    plain = "".join(sign for sign in last if sign.isprintable() and sign not in '<>:"|?*;%').strip(" .")
    path = PurePosixPath(plain)
    return (path.stem[: _LONGEST_NAME - len(path.suffix)] or "datei") + path.suffix[:10]
