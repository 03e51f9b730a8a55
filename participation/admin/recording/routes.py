"""The pages of recording."""

from __future__ import annotations

from participation.accounts.access import staff
from participation.accounts.models import Role
from participation.admin.recording import views
from participation.statements.files import TAKES
from participation.web.pages import Link, page

_TYPISTS = staff(Role.EDITOR, Role.MODERATOR)
_PATH = "/verwaltung/erfassen/"

STAFF_LINKS = (Link("Record", "record_contribution", 25, _TYPISTS),)


PAGES = (
    page(_PATH, views.record_contribution, only=_TYPISTS),
    page(_PATH, views.save_recorded, only=_TYPISTS, method="POST", takes=TAKES, in_parts=True),
    page(f"{_PATH}bestaetigung.pdf", views.recorded_contribution_pdf, only=_TYPISTS, method="POST", in_parts=True),
    page(f"{_PATH}scan/{{scan:uuid}}", views.download_scan, only=_TYPISTS, method="POST"),
)
