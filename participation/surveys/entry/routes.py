"""The pages of data entry."""

from __future__ import annotations

from participation.accounts.access import staff
from participation.accounts.models import Role
from participation.surveys.entry import staff_batches as batches
from participation.surveys.entry import staff_comparing as comparing
from participation.surveys.entry import staff_typing as typing
from participation.surveys.entry import staff_upload as uploading
from participation.web.pages import page

_STAFF = staff(Role.EDITOR, Role.ANALYST)
_ENTRY = "/verwaltung/umfragen/{survey}/erfassung"
_BATCH = f"{_ENTRY}/{{batch}}"
_SHEET = f"{_BATCH}/bogen/{{number:int}}"

PAGES = (
    page(_ENTRY, batches.entry_batches, only=_STAFF),
    page(_ENTRY, batches.open_entry_batch, only=_STAFF, method="POST"),
    page(f"{_ENTRY}/datei", uploading.upload_sheets, only=_STAFF),
    page(
        f"{_ENTRY}/datei",
        uploading.read_uploaded_sheets,
        only=_STAFF,
        method="POST",
        in_parts=True,
        takes=uploading.TAKEN_BYTES,
    ),
    page(f"{_ENTRY}/vorlage.csv", uploading.sheet_template, only=_STAFF),
    page(_BATCH, batches.entry_batch, only=_STAFF),
    page(f"{_BATCH}/speichern", batches.store_entry_batch, only=_STAFF, method="POST", in_parts=True),
    page(f"{_BATCH}/verwerfen", batches.discard_entry_batch, only=_STAFF, method="POST"),
    page(f"{_BATCH}/vergleich", comparing.compare_entry, only=_STAFF),
    page(f"{_BATCH}/vergleich", comparing.settle_entry, only=_STAFF, method="POST"),
    page(_SHEET, typing.type_sheet, only=_STAFF),
    page(_SHEET, typing.save_typed_sheet, only=_STAFF, method="POST"),
    page(f"{_SHEET}/pruefen", typing.check_typed_sheet, only=_STAFF, method="POST", in_parts=True),
    page(f"{_SHEET}/entfernen", batches.remove_entry_sheet, only=_STAFF, method="POST"),
)
