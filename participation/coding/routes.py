"""The pages of coding, over what the areas declare."""

from __future__ import annotations

from participation.accounts.access import staff
from participation.accounts.models import Role
from participation.coding import staff_book
from participation.coding.sources import CODERS, Coding
from participation.coding.staff_book import CountViews
from participation.coding.staff_texts import TextViews
from participation.web.pages import Link, Page, page

_AUTHORS = staff(Role.ANALYST, Role.EDITOR)
_ANALYSTS = staff(Role.ANALYST)
_BOOK = "/verwaltung/codieren/{procedure}/"
_TEXT = f"{_BOOK}texte/{{source}}/{{contribution:uuid}}"
_CODE = f"{_BOOK}codes/{{code:uuid}}"

STAFF_LINKS = (Link("Coding", "coded_procedures", 27, CODERS),)


def pages(coding: Coding) -> tuple[Page, ...]:
    """All pages over these contributions and fields; the tree is changed by fewer people than give its codes."""
    texts, counts = TextViews(coding), CountViews(coding)
    return (
        page("/verwaltung/codieren/", staff_book.coded_procedures, only=CODERS),
        page(_BOOK, staff_book.code_book, only=CODERS),
        page(f"{_BOOK}codes.{{form}}", staff_book.export_codes, only=CODERS),
        page(f"{_BOOK}codes/neu", staff_book.new_code, only=_AUTHORS),
        page(f"{_BOOK}codes/neu", staff_book.add_code, only=_AUTHORS, method="POST"),
        page(_CODE, texts.read_code, only=CODERS),
        page(f"{_CODE}/bearbeiten", staff_book.edit_code, only=_AUTHORS),
        page(f"{_CODE}/bearbeiten", staff_book.save_code, only=_AUTHORS, method="POST"),
        page(f"{_BOOK}einlesen", staff_book.read_codes, only=_AUTHORS),
        page(
            f"{_BOOK}einlesen",
            staff_book.import_codes,
            only=_AUTHORS,
            method="POST",
            in_parts=True,
            takes=staff_book.TAKES,
        ),
        page(f"{_BOOK}zahlen", counts.code_counts, only=CODERS),
        page(f"{_BOOK}texte", texts.code_texts, only=CODERS),
        page(f"{_BOOK}oeffnen", texts.open_coded_answers, only=_ANALYSTS, method="POST"),
        page(_TEXT, texts.code_text, only=CODERS),
        page(_TEXT, texts.mark_text, only=CODERS, method="POST"),
    )
