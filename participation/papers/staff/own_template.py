"""The county's own Word form of papers, which has to pass an examination."""

from __future__ import annotations

import io
import zipfile

from participation.core.elsewhere import elsewhere
from participation.core.text import msgid

LARGEST = 2_000_000
TAKES = LARGEST + 100_000
"""The largest form in bytes that may be sent, with what a browser wraps around it."""
_LARGEST_UNPACKED = 20_000_000
_MOST_PARTS = 300
_DOCUMENT = "word/document.xml"
_RUNS = (b"vbaproject", b"activex", b"oleobject", b"attachedtemplate", b"ddeauto", b"includetext", b"includepicture")
_NOT_WORD = msgid("This is not a Word file (.docx).")
_TOO_LARGE = msgid("This file is too large once it is unpacked.")
_BRINGS_CODE = msgid(
    "This file brings programs or fetches other files. Please save it without macros, objects and links."
)
_NO_FIELDS = msgid("This file has none of the fields that are filled in. Take one of the shipped forms as an example.")
_SECONDS = 30


def check_template(content: bytes) -> str:
    """Why a county's own form cannot be used (a msgid); empty if it can.

    Nothing of the file is opened as a document here; it is filled with an example in another process.

    Raises:
        ElsewhereFailed: it cannot be filled.
    """
    problem = _outer_problem(content)
    if not problem:
        elsewhere("participation.papers.press", content, _SECONDS, "example")
    return problem


def _outer_problem(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _LARGEST_UNPACKED:
                return _TOO_LARGE
            if _DOCUMENT not in packed.namelist():
                return _NOT_WORD
            if any(_is_alive(part.filename, packed.read(part)) for part in parts):
                return _BRINGS_CODE
            return "" if b"{{" in packed.read(_DOCUMENT) else _NO_FIELDS
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError):
        return _NOT_WORD


def _is_alive(name: str, content: bytes) -> bool:
    lowered = (
        name.lower().encode() + b"\0" + content.lower() if name.endswith((".xml", ".rels")) else name.lower().encode()
    )
    fetched = name.endswith(".rels") and b'targetmode="external"' in content.lower()
    return fetched or any(word in lowered for word in _RUNS)
