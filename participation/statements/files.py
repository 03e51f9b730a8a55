"""Attachments and scans: looked at by their content, kept under random names, handed out to staff only."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote
from uuid import UUID

from starlette.responses import Response

from participation.core.errors import Invalid
from participation.core.files import plain_name
from participation.core.pictures import fresh_picture
from participation.core.text import msgid
from participation.procedures.days import local_day
from participation.statements.models import MEDIA_TYPES, Attachment, FileKind
from participation.web.visit import Visit

AREA = "statements"
MOST_MEGABYTES = 20
MOST_FILES = 10
TAKES = (MOST_MEGABYTES + 1) * 1_048_576
"""The largest form: one file and what is written beside it."""

_ENDINGS = {".pdf": FileKind.PDF, ".docx": FileKind.DOCX, ".jpg": FileKind.JPEG, ".jpeg": FileKind.JPEG, ".png": None}
ATTACHMENTS = (".pdf", ".docx")
SCANS = (".pdf", ".jpg", ".jpeg", ".png")
_MOST_UNPACKED = 300_000_000
_TOO_LARGE = msgid("The file is larger than %(most)s megabytes. Please send a smaller one.")
_OTHER = msgid("Only these kinds of files are taken: %(kinds)s.")
_NOT_WHAT_IT_SAYS = msgid("The file “%(name)s” is not what its name says, or it is damaged.")
_MACROS = msgid("The file “%(name)s” contains macros. Please save it without macros, or as PDF.")


@dataclass(frozen=True)
class CheckedFile:
    """A file that is what it says; pictures are made anew."""

    name: str
    kind: FileKind
    content: bytes


def checked_file(sent: tuple[str, bytes], allowed: Collection[str]) -> CheckedFile:
    """What was sent, if it is of an allowed kind.

    Args:
        sent: the name that the browser gave, and the content.
        allowed: endings in small letters, with their dot.

    Raises:
        Invalid: too large, of another kind, damaged, not what its ending says, or with macros.
    """
    name, content = plain_name(sent[0]), sent[1]
    ending = PurePosixPath(name).suffix.lower()
    if len(content) > MOST_MEGABYTES * 1_048_576:
        raise Invalid(_TOO_LARGE, most=MOST_MEGABYTES)
    if ending not in allowed:
        raise Invalid(_OTHER, kinds=", ".join(one.removeprefix(".").upper() for one in allowed if one != ".jpeg"))
    kind = _ENDINGS[ending]
    if kind is FileKind.PDF and _is_pdf(content):
        return CheckedFile(name, kind, content)
    if kind is FileKind.DOCX and _is_docx(name, content):
        return CheckedFile(name, kind, content)
    if kind in {FileKind.JPEG, None}:
        return CheckedFile(PurePosixPath(name).stem + ".jpg", FileKind.JPEG, fresh_picture(content))
    raise Invalid(_NOT_WHAT_IT_SAYS, name=name)


def _is_pdf(content: bytes) -> bool:
    return content.startswith(b"%PDF-") and b"startxref" in content[-2_048:] and b"%%EOF" in content[-2_048:]


def _is_docx(name: str, content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            names = set(parts.namelist())
            unpacked = sum(part.file_size for part in parts.infolist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
    if any(part.lower().endswith("vbaproject.bin") for part in names):
        raise Invalid(_MACROS, name=name)
    return {"[Content_Types].xml", "word/document.xml"} <= names and unpacked < _MOST_UNPACKED


def kept_attachment(visit: Visit, addressee_id: UUID, checked: CheckedFile) -> Attachment:
    """Write a file to the disk, which takes a while; the row for it, to be stored in a transaction that begins then."""
    return Attachment(
        addressee_id=addressee_id,
        name=checked.name,
        kind=checked.kind,
        size=len(checked.content),
        stored_as=visit.files(AREA).keep(checked.content),
        added_on=local_day(visit.now),
    )


def handed_out(visit: Visit, name: str, kind: FileKind, stored_as: str) -> Response:
    """The file as a download, never shown inside a page."""
    plain = name.encode("ascii", "ignore").decode() or f"datei.{kind.value}"
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    return Response(visit.files(AREA).read(stored_as), 200, {"content-disposition": disposition}, MEDIA_TYPES[kind])
