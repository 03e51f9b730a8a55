"""Writing Turtle (RDF 1.1): the little of it that a catalogue needs, with everything escaped that could break out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from urllib.parse import quote

PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatde": "http://dcat-ap.de/def/dcatde/",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
# Characters that may not stand in an IRIREF, see https://www.w3.org/TR/turtle/#grammar-production-IRIREF.
_NOT_IN_IRI = re.compile(r"[\x00-\x20<>\"{}|^`\\]")
_ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_RISKY = re.compile(r'[\\"\x00-\x1f\x7f\ud800-\udfff]')


@dataclass(frozen=True)
class Iri:
    """The address of a thing, in full."""

    address: str

    def __str__(self) -> str:
        """As Turtle has it."""
        return f"<{_NOT_IN_IRI.sub(lambda found: quote(found.group()), self.address)}>"


@dataclass(frozen=True)
class Term:
    """A word of a vocabulary with its prefix, such as dcat:Dataset; only ever one of ours."""

    name: str

    def __str__(self) -> str:
        """As Turtle has it."""
        return self.name


@dataclass(frozen=True)
class Literal:
    """A text, in a language if it has one."""

    text: str
    tag: str = ""

    def __str__(self) -> str:
        """As Turtle has it, on one line."""
        text = _RISKY.sub(_escaped, self.text)
        return f'"{text}"@{self.tag}' if self.tag else f'"{text}"'


def _escaped(found: re.Match[str]) -> str:
    letter = found.group()
    if "\ud800" <= letter <= "\udfff":
        return "\\uFFFD"  # half of a character, which UTF-8 cannot carry
    return _ESCAPED.get(letter, f"\\u{ord(letter):04X}")


@dataclass(frozen=True)
class Day:
    """A day."""

    day: date

    def __str__(self) -> str:
        """As Turtle has it."""
        return f'"{self.day.isoformat()}"^^xsd:date'


Node: TypeAlias = Iri | Term | Literal | Day
Statements: TypeAlias = Mapping[str, Node | Iterable[Node] | None]


def described(subject: Iri, statements: Statements) -> str:
    """A subject with all that is said of it: predicate -> one object or several; None and no objects are left out."""
    several = ((name, _nodes(given)) for name, given in statements.items())
    parts = [f"    {name} {', '.join(map(str, nodes))}" for name, nodes in several if nodes]
    return f"{subject}\n" + " ;\n".join(parts) + " .\n"


def _nodes(given: Node | Iterable[Node] | None) -> list[Node]:
    if given is None:
        return []
    return [given] if isinstance(given, Iri | Term | Literal | Day) else list(given)


def document(subjects: Iterable[str]) -> str:
    """A whole document with its prefixes."""
    prefixes = "".join(f"@prefix {name}: <{address}> .\n" for name, address in PREFIXES.items())
    return prefixes + "".join(f"\n{subject}" for subject in subjects)
