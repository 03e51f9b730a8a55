"""The files of papers: where they are kept, and the Word forms that they are made with."""

from __future__ import annotations

from pathlib import Path

from participation.core.errors import NotFound
from participation.core.files import FileStore

AREA = "papers"
"""Of the forms that counties handed in, and of the files of papers."""
SHIPPED = ("county", "plain")


def shipped_form(name: str) -> Path:
    """The file of a shipped form."""
    return Path(__file__).parent / "word_forms" / f"{name}.docx"


def form_file(store: FileStore, name: str, own: str) -> bytes:
    """The Word form that a region uses; the plain one where its own is gone."""
    if name == "own" and own:
        try:
            return store.read(own)
        except NotFound:
            return shipped_form("plain").read_bytes()
    return shipped_form(name if name in SHIPPED else "plain").read_bytes()
