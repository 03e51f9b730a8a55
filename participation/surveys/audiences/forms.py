"""What staff hand in about audiences, codes and brakes; problems are values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.errors import MessageError
from email.headerregistry import Address
from enum import StrEnum

from participation.core.text import msgid
from participation.surveys.models import Admission, Audience, Brake, CodeKind
from participation.web.languages import GERMAN, LANGUAGES
from participation.web.visit import Form

LONGEST_NAME = 120
LONGEST_LABEL = 80
MOST_CODES = 20_000
MOST_PUPILS = 60
MOST_MAILS = 500
MOST_PEOPLE = 10_000_000
LONGEST_WAIT = 600
_LONGEST_SLUG = 40
_NUMBER = re.compile(r"[0-9]{1,8}")


class Shape(StrEnum):
    """How new codes are handed over, once."""

    LETTERS = "letters"
    CARDS = "cards"
    CSV = "csv"


MOST_PRINTED = {Shape.LETTERS: 500, Shape.CARDS: 2_000, Shape.CSV: MOST_CODES}
"""Codes of one document: 500 letters are set in about half a minute."""


@dataclass(frozen=True)
class AudienceSheet:
    """An audience on the form; `problems` maps a field's name to an English msgid."""

    names: Mapping[str, str] = field(default_factory=dict)
    admission: Admission = Admission.OPEN
    position: int = 0
    is_internal: bool = False
    is_sample: bool = False
    population: int | None = None
    problems: dict[str, str] = field(default_factory=dict)


def audience_sheet(form: Form) -> AudienceSheet:
    """The audience that was sent."""
    problems: dict[str, str] = {}
    names = {one.tag: form.text(f"name_{one.slug}")[:LONGEST_NAME] for one in LANGUAGES}
    if not names[GERMAN.tag]:
        problems["name_de"] = msgid("Please enter a name in German.")
    admission = form.text("admission", Admission.OPEN)
    return AudienceSheet(
        names={tag: name for tag, name in names.items() if name},
        admission=Admission(admission) if admission in set(Admission) else Admission.OPEN,
        position=_whole(form, "position", 0, 999, problems) or 0,
        is_internal="is_internal" in form,
        is_sample="is_sample" in form,
        population=_whole(form, "population", 1, MOST_PEOPLE, problems),
        problems=problems,
    )


def sheet_of(audience: Audience) -> AudienceSheet:
    """The form filled in with what is stored."""
    return AudienceSheet(
        names=audience.names,
        admission=audience.admission,
        position=audience.position,
        is_internal=audience.is_internal,
        is_sample=audience.is_sample,
        population=audience.population,
    )


@dataclass(frozen=True)
class CodesSheet:
    """Codes to be made; `uses` is how often each may be used."""

    kind: CodeKind = CodeKind.PERSON
    number: int = 0
    uses: int = 1
    label: str = ""
    shape: Shape = Shape.LETTERS
    problems: dict[str, str] = field(default_factory=dict)


def codes_sheet(form: Form) -> CodesSheet:
    """The codes that were asked for."""
    problems: dict[str, str] = {}
    kind = CodeKind.SCHOOL_CLASS if form.text("kind") == CodeKind.SCHOOL_CLASS else CodeKind.PERSON
    shape = Shape(form.text("shape")) if form.text("shape") in set(Shape) else Shape.LETTERS
    number = _whole(form, "number", 1, MOST_PRINTED[shape], problems, required=True)
    pupils = _whole(form, "pupils", 2, MOST_PUPILS, problems, required=True) if kind is CodeKind.SCHOOL_CLASS else 1
    return CodesSheet(kind, number or 0, pupils or 1, form.text("label")[:LONGEST_LABEL], shape, problems)


@dataclass(frozen=True)
class MailSheet:
    """Addresses to which one code each is sent; none of them is kept."""

    addresses: tuple[str, ...] = ()
    label: str = ""
    problems: dict[str, str] = field(default_factory=dict)
    params: dict[str, object] = field(default_factory=dict)


def mail_sheet(form: Form) -> MailSheet:
    """The addresses that were pasted, each once, in lines or separated by commas or semicolons."""
    typed = [part.strip() for part in re.split(r"[\s,;]+", form.text("addresses")) if part.strip()]
    addresses = tuple(dict.fromkeys(address.casefold() for address in typed))
    label = form.text("label")[:LONGEST_LABEL]
    if not addresses or len(addresses) > MOST_MAILS:
        return MailSheet(
            addresses, label, {"addresses": msgid("Please enter 1 to %(most)s addresses.")}, {"most": MOST_MAILS}
        )
    if unusable := [address for address in addresses if not is_address(address)]:
        sentence = msgid("These are no e-mail addresses: %(addresses)s")
        return MailSheet(addresses, label, {"addresses": sentence}, {"addresses": ", ".join(unusable[:5])})
    return MailSheet(addresses, label)


@dataclass(frozen=True)
class BrakeSheet:
    """The brake of a survey; `seconds` is the shortest time for answering."""

    brake: Brake = Brake.NONE
    seconds: int = 0
    problems: dict[str, str] = field(default_factory=dict)


def brake_sheet(form: Form) -> BrakeSheet:
    """The brake that was chosen."""
    problems: dict[str, str] = {}
    brake = form.text("brake", Brake.NONE)
    seconds = _whole(form, "shortest_seconds", 0, LONGEST_WAIT, problems) or 0
    return BrakeSheet(Brake(brake) if brake in set(Brake) else Brake.NONE, seconds, problems)


def is_address(text: str) -> bool:
    """Whether the text is one e-mail address and nothing else."""
    try:
        parsed = Address(addr_spec=text)
        parsed.domain.encode("idna")
    except (ValueError, IndexError, MessageError):  # the parser of the standard library trips over some nonsense
        return False
    return bool(parsed.username) and "." in parsed.domain


def _whole(
    form: Form, name: str, least: int, most: int, problems: dict[str, str], *, required: bool = False
) -> int | None:
    """A whole number within bounds; None where nothing was entered and nothing is needed."""
    typed = form.text(name).replace(".", "").replace(" ", "")
    if not typed and not required:
        return None
    if _NUMBER.fullmatch(typed) and least <= int(typed) <= most:
        return int(typed)
    problems[name] = _OUT_OF_BOUNDS
    return None


_OUT_OF_BOUNDS = msgid("Please enter a whole number within the bounds that are named.")
