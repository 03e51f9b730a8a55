"""The pages of statements: behind personal links, released ones for everybody, and those of staff."""

from __future__ import annotations

from participation.accounts.access import staff
from participation.accounts.models import Role
from participation.brakes.guards import guarded_codes
from participation.statements import (
    public_views,
    staff_addressee,
    staff_addresses,
    staff_downloads,
    staff_recording,
    staff_rounds,
    staff_sending,
    views,
    writing_views,
)
from participation.statements.files import TAKES
from participation.statements.links import holds_link
from participation.web.pages import Link, everyone, page

_EDITORS = staff(Role.EDITOR)
_DESK = "/stellungnahme/{token}"
_STAFF = "/verwaltung/stellungnahmen/"
_BOOK = f"{_STAFF}adressen"
_ROUND = f"{_STAFF}{{phase:uuid}}"
_BODY = f"{_ROUND}/{{addressee:uuid}}"

_DESK_PAGES = (
    page("/stellungnahme/", views.statement_entrance, only=everyone),
    page("/stellungnahme/", guarded_codes(views.enter_with_code), only=everyone, method="POST"),
    page(_DESK, guarded_codes(views.statement_desk), only=everyone),
    page(f"{_DESK}/text", views.asked_text, only=everyone),
    page(f"{_DESK}/text/{{element}}", views.asked_part, only=everyone),
    page(f"{_DESK}/schreiben", writing_views.write_statement, only=everyone),
    page(
        f"{_DESK}/schreiben",
        writing_views.save_statement,
        only=everyone,
        method="POST",
        in_parts=True,
        takes=TAKES,
        takes_from=holds_link,
    ),
    page(f"{_DESK}/pruefen", writing_views.check_statement, only=everyone),
    page(f"{_DESK}/pruefen", writing_views.hand_in_statement, only=everyone, method="POST", writes=True),
    page(f"{_DESK}/fehlanzeige", views.nil_return, only=everyone),
    page(f"{_DESK}/fehlanzeige", views.return_nil, only=everyone, method="POST", writes=True),
    page(f"{_DESK}/beschluss", views.council_decided, only=everyone, method="POST", writes=True),
    page(f"{_DESK}/bestaetigung", views.statement_confirmation, only=everyone),
    page(f"{_DESK}/bestaetigung.pdf", views.statement_confirmation_pdf, only=everyone, method="POST", in_parts=True),
)
_PUBLIC_PAGES = (
    page("/stellungnahmen/", public_views.released, only=everyone, name="statements", cached=True),
    page("/stellungnahmen/{statement:uuid}", public_views.read_statement, only=everyone, cached=True),
    page(
        "/stellungnahmen/{statement:uuid}/anlage/{attachment:uuid}",
        public_views.released_file,
        only=everyone,
    ),
)
_STAFF_PAGES = (
    page(_STAFF, staff_rounds.statement_rounds, only=_EDITORS),
    page(_BOOK, staff_addresses.address_book, only=_EDITORS),
    page(_BOOK, staff_addresses.add_contact, only=_EDITORS, method="POST"),
    page(f"{_BOOK}/{{contact:uuid}}", staff_addresses.edit_contact, only=_EDITORS),
    page(f"{_BOOK}/{{contact:uuid}}", staff_addresses.save_contact, only=_EDITORS, method="POST"),
    page(f"{_BOOK}/einlesen", staff_addresses.upload_contacts, only=_EDITORS),
    page(f"{_BOOK}/einlesen", staff_addresses.import_contacts, only=_EDITORS, method="POST", takes=1_000_000),
    page(f"{_STAFF}zu/{{statement:uuid}}", staff_addressee.find_statement, only=_EDITORS),
    page(f"{_STAFF}datei/{{attachment:uuid}}", staff_downloads.download_attachment, only=_EDITORS, method="POST"),
    page(f"{_ROUND}/einstellungen", staff_rounds.edit_statement_round, only=_EDITORS),
    page(f"{_ROUND}/einstellungen", staff_rounds.save_statement_round, only=_EDITORS, method="POST"),
    page(f"{_ROUND}/arbeitsfassung", staff_rounds.freeze_for_review, only=_EDITORS, method="POST"),
    page(_ROUND, staff_rounds.statement_round, only=_EDITORS),
    page(f"{_ROUND}/aufnehmen", staff_sending.choose_addressees, only=_EDITORS),
    page(f"{_ROUND}/aufnehmen", staff_sending.list_addressees, only=_EDITORS, method="POST"),
    page(f"{_ROUND}/einladen", staff_sending.invite_by_mail, only=_EDITORS, method="POST"),
    page(f"{_ROUND}/briefe", staff_sending.invite_by_letter, only=_EDITORS, method="POST", in_parts=True),
    page(f"{_ROUND}/erinnern", staff_sending.remind, only=_EDITORS, method="POST"),
    page(f"{_ROUND}/verlaengern", staff_sending.extend_for_all, only=_EDITORS, method="POST"),
    page(f"{_ROUND}/tabelle", staff_downloads.download_list, only=_EDITORS, method="POST"),
    page(_BODY, staff_addressee.read_addressee, only=_EDITORS),
    page(f"{_BODY}/verlaengern", staff_addressee.extend_deadline, only=_EDITORS, method="POST"),
    page(f"{_BODY}/einladen", staff_addressee.send_link, only=_EDITORS, method="POST"),
    page(f"{_BODY}/brief", staff_addressee.print_link, only=_EDITORS, method="POST", in_parts=True),
    page(f"{_BODY}/sperren", staff_addressee.block_links, only=_EDITORS, method="POST"),
    page(f"{_BODY}/entfernen", staff_addressee.remove_addressee, only=_EDITORS, method="POST"),
    page(f"{_BODY}/beschluss", staff_addressee.note_decision, only=_EDITORS, method="POST"),
    page(f"{_BODY}/freigeben", staff_addressee.release_statement, only=_EDITORS, method="POST"),
    page(f"{_BODY}/erfassen", staff_recording.record_statement, only=_EDITORS),
    page(
        f"{_BODY}/erfassen",
        staff_recording.save_recorded_statement,
        only=_EDITORS,
        method="POST",
        takes=TAKES,
        in_parts=True,
    ),
    page(
        f"{_BODY}/bestaetigung.pdf",
        staff_recording.recorded_statement_pdf,
        only=_EDITORS,
        method="POST",
        in_parts=True,
    ),
)

PAGES = (*_DESK_PAGES, *_PUBLIC_PAGES, *_STAFF_PAGES)
STAFF_LINKS = (Link("Statements", "statement_rounds", 30, _EDITORS),)
