"""The pages where editors read in documents."""

from __future__ import annotations

from participation.accounts.access import staff
from participation.accounts.models import Role
from participation.imports import staff_adopting, staff_correcting, staff_views
from participation.imports.files import TAKES
from participation.web.pages import Link, page

_EDITORS = staff(Role.EDITOR)
_IMPORTS = "/verwaltung/strategien/einlesen/"
_IMPORT = f"{_IMPORTS}{{draft:uuid}}/"
_PART = f"{_IMPORT}{{guess:uuid}}"

PAGES = (
    page(_IMPORTS, staff_views.imports, only=_EDITORS),
    page(_IMPORTS, staff_views.hand_in_document, only=_EDITORS, method="POST", takes=TAKES, in_parts=True),
    page(_IMPORT, staff_views.import_draft, only=_EDITORS),
    page(f"{_IMPORT}auswahl", staff_views.decide_parts, only=_EDITORS, method="POST"),
    page(f"{_IMPORT}uebernehmen", staff_adopting.adopt_import, only=_EDITORS, method="POST", in_parts=True),
    page(f"{_IMPORT}verwerfen", staff_views.discard_import, only=_EDITORS, method="POST"),
    page(_PART, staff_correcting.import_part, only=_EDITORS),
    page(_PART, staff_correcting.correct_part, only=_EDITORS, method="POST"),
)
STAFF_LINKS = (Link("Read in documents", "imports", 56, _EDITORS),)
