"""Files for a draft: checked and written to the disk without any lock, noted in a short transaction, bounded a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlmodel import Session

from participation.core.errors import Invalid
from participation.core.text import msgid
from participation.procedures.days import local_day
from participation.statements.files import AREA, ATTACHMENTS, MOST_FILES, checked_file, kept_attachment
from participation.statements.handing_in import open_files
from participation.statements.models import Addressee, Attachment, UploadTally
from participation.web.visit import Visit

MOST_A_DAY, MOST_MEGABYTES_A_DAY = 40, 400
"""What one addressee may send on one day, dropped files included: those lie on the disk until the clean-up."""

_TOO_MANY_TODAY = msgid(
    "With this link %(files)s files or %(megabytes)s megabytes were sent today. Nothing is lost: please go on tomorrow,"
    " or ask the county."
)
_TOO_MANY = msgid("At most %(most)s files can be attached.")


def uploaded(visit: Visit, addressee: Addressee) -> Attachment | None:
    """The file that the form carries, looked at, counted and on the disk; its row is not stored yet.

    Raises:
        Invalid: it is not what it should be, or the addressee has sent too much today.
    """
    sent = visit.form.file("file")
    if sent is None:
        return None
    checked = checked_file(sent, ATTACHMENTS)
    with visit.site.database.writing() as session:
        count_upload(session, addressee.id, len(checked.content), local_day(visit.now))
    return kept_attachment(visit, addressee.id, checked)


def count_upload(session: Session, addressee_id: UUID, size: int, day: date) -> None:
    """Count a file of `size` bytes before it is written anywhere.

    Raises:
        Invalid: it would be one too many, or too large, for this day.
    """
    session.get_one(Addressee, addressee_id, with_for_update=True)
    tally = session.get(UploadTally, addressee_id) or UploadTally(addressee_id=addressee_id, day=day)
    if tally.day != day:
        tally.day, tally.files, tally.size = day, 0, 0
    tally.files, tally.size = tally.files + 1, tally.size + size
    if tally.files > MOST_A_DAY or tally.size > MOST_MEGABYTES_A_DAY * 1_048_576:
        raise Invalid(_TOO_MANY_TODAY, files=MOST_A_DAY, megabytes=MOST_MEGABYTES_A_DAY)
    session.add(tally)


def change_files(session: Session, addressee_id: UUID, new: Attachment | None, then: str) -> list[str]:
    """Add a file to the draft, take out the one that the pressed button names; what may go from the disk after that.

    Raises:
        Invalid: there are as many as there can be.
    """
    files = open_files(session, addressee_id)
    if new and len(files) >= MOST_FILES:
        raise Invalid(_TOO_MANY, most=MOST_FILES)
    dropped = [file for file in files if then == f"drop-{file.id}"]
    for file in dropped:
        session.delete(file)
    if new:
        session.add(new)
    session.flush()
    return [file.stored_as for file in dropped]


def forget_files(visit: Visit, names: Sequence[str]) -> None:
    """Delete files of which it is certain that no row names them."""
    store = visit.files(AREA)
    for name in names:
        store.forget(name)
