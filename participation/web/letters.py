"""Codes on paper: a letter for each, or eight small cards a page, with a QR code, in German and in Leichte Sprache."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from participation.web.languages import GERMAN
from participation.web.pdf import pdf_of
from participation.web.qr import as_png
from participation.web.visit import Visit


@dataclass(frozen=True)
class Printed:
    """A code as it is printed; a number only where codes are numbered."""

    number: int
    code: str
    picture: str


@dataclass(frozen=True)
class CodeLetters:
    """What stands on letters or cards: `german` and `easy` hold the sentences of the template by name."""

    title: str
    address: str
    german: Mapping[str, str]
    easy: Mapping[str, str]
    label: str = ""
    is_cards: bool = False
    fills_in: bool = True
    """Whether the address takes the code along."""


def letters_pdf(visit: Visit, letters: CodeLetters, codes: Sequence[tuple[int, str]]) -> bytes:
    """Numbered codes as a tagged PDF.

    Raises:
        NoPdf: this machine cannot make it.
    """
    html = visit.site.rendering.render_text(
        GERMAN,
        "components/code_letters.html",
        county=visit.place.name,
        title=letters.title,
        address=letters.address.partition("//")[2],
        german=letters.german,
        easy=letters.easy,
        label=letters.label,
        is_cards=letters.is_cards,
        codes=[Printed(number, code, _picture(letters, code)) for number, code in codes],
    )
    return pdf_of(html)


def with_code(address: str, code: str) -> str:
    """The address that fills the code in."""
    return f"{address}?code={quote(code)}"


def _picture(letters: CodeLetters, code: str) -> str:
    return as_png(with_code(letters.address, code) if letters.fills_in else letters.address)
