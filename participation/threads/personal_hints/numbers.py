"""Mail addresses, bank accounts, telephone numbers, number plates, dates of birth."""

from __future__ import annotations

import re

from participation.threads.personal_hints.districts import DISTRICTS
from participation.threads.personal_hints.spans import Spans, spans

_MAIL = re.compile(
    r"[\w.+-]{1,64}\s?(?:@|\((?:at|ät)\)|\[(?:at|ät)\])\s?[\w-]{1,63}(?:(?:\.|\s?[(\[](?:punkt|dot)[)\]]\s?)[\w-]{1,63}){1,5}",
    re.IGNORECASE,
)
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b")
# A German number begins with 0 or +49/0049; 7 to 15 digits (ITU-T E.164), in groups of any common writing.
_PHONE = re.compile(
    r"(?<![\w.,/-])(?!0?\d/(?:19|20)\d\d(?!\d))(?:\+|00?)(?=[1-9(])"
    r"(?:\(0\))?\d?(?:[ /().–-]{0,3}\d){5,13}(?!\w)(?![.,]\d)"
)
_AFTER_CALL = re.compile(
    r"\b(?:tel|telefon|telefonnummer|handy|handynummer|mobil|fon|rufnummer|nummer|durchwahl|fax)\b\.?"
    r"(?:\s+(?:ist|lautet))?\s?:?\s*(\d(?:[ /-]?\d){4,13})(?!\w)",
    re.IGNORECASE,
)
_PLATE = re.compile(
    r"(?<![\w-])([A-ZÄÖÜ]{1,3})(?:-|\s-\s|\s)([A-Z]{1,2})[\s-]?([1-9]\d{0,3})(\s?[EH])?(?![\w-])(?!\s?(?:km|m²|ha)\b)"
)
_MONTH = (
    r"(?:(?:0?[1-9]|1[0-2])\.|Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|"
    r"Jan\.|Feb\.|Aug\.|Sept?\.|Okt\.|Nov\.|Dez\.)"
)
_DAY = rf"(?:0?[1-9]|[12]\d|3[01])\.\s?{_MONTH}\s?(?:19|20)?\d{{2}}"
_CALLED_BIRTH = r"\b(?:geboren|geb\.|Geburtsdatum|Geburtstag)(?:\s(?:am|ist|der))*\s?:?\s*"
_BORN = re.compile(rf"(?:{_CALLED_BIRTH}|\*\s?)({_DAY})", re.IGNORECASE)
# Words that look like a district and a number but are roads, lines, agreements.
_NO_PLATE = {"B", "L", "K", "A", "S", "RB", "RE", "U", "CO", "EU"}


def mail_addresses(text: str) -> Spans:
    """Mail addresses, also with (at) and (punkt)."""
    return spans(_MAIL, text)


def accounts(text: str) -> Spans:
    """International bank account numbers (ISO 13616) that are right by their check digits."""
    return [(start, end) for start, end in spans(_IBAN, text) if _is_iban(text[start:end])]


def _is_iban(written: str) -> bool:
    letters = written.replace(" ", "")
    if letters.startswith("DE") and len(letters) != len("DE") + 20:
        return False
    digits = "".join(str(int(letter, 36)) for letter in letters[4:] + letters[:4])
    return int(digits) % 97 == 1


def phone_numbers(text: str) -> Spans:
    """Telephone numbers with a trunk prefix or a country code, and shorter ones after a word that says so."""
    return [*spans(_PHONE, text), *spans(_AFTER_CALL, text, 1)]


def plates(text: str) -> Spans:
    """Number plates with one of the districts that exist; at most eight signs (FZV, Anlage 3)."""
    found = []
    for hit in _PLATE.finditer(text):
        district, letters, number, ending = hit.groups()
        is_short = len(district + letters + number) + bool(ending) <= 8  # noqa: PLR2004
        if district in DISTRICTS and is_short and not (district in _NO_PLATE and " " in hit.group()[:2]):
            found.append(hit.span())
    return found


def birth_dates(text: str) -> Spans:
    """Days that a text calls somebody's day of birth; other dates are none."""
    return spans(_BORN, text, 1)
