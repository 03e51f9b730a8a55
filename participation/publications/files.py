"""Where documents of versions are kept."""

from __future__ import annotations

from participation.core.database import Database
from participation.core.files import FileStore, file_store
from participation.core.settings import Settings

AREA = "publications"


def store_of(database: Database, settings: Settings) -> FileStore:
    """The documents of versions."""
    return file_store(database, settings.files_folder, AREA)
