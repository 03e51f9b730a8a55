"""The recognised tree: elements with kind, number, title, text, children and links, and what contradicts itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from participation.strategy.models import Kind, Relation


@dataclass
class Recognised:
    """An element as it was recognised. `listed`: only a list names it; `final`: it stands in the final wording."""

    kind: Kind
    number: str = ""
    title: str = ""
    paragraphs: list[str] = field(default_factory=list)
    children: list[Recognised] = field(default_factory=list)
    links: list[tuple[Relation, Recognised]] = field(default_factory=list)
    listed: bool = False
    final: bool = False
    by_depth: bool = False
    place: int = 0

    def all(self) -> Iterator[Recognised]:
        """This element and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.all()

    def as_document(self) -> dict[str, Any]:
        """The element for JSON, nested; the target of a link is its title."""
        return {
            "kind": self.kind.value,
            "number": self.number,
            "title": self.title,
            "text": "\n\n".join(self.paragraphs),
            "children": [child.as_document() for child in self.children],
            "links": [{"relation": relation.value, "target": target.title} for relation, target in self.links],
        }


@dataclass
class Recognition:
    """What a document was understood as; `contradictions` are sentences about it, in German, as the document is."""

    title: str
    elements: list[Recognised] = field(default_factory=list)
    contradictions: list[str] = field(default_factory=list)

    def all(self) -> Iterator[Recognised]:
        """All elements in reading order."""
        for element in self.elements:
            yield from element.all()

    def as_document(self) -> dict[str, Any]:
        """The whole for JSON: the strategy itself is the outermost element."""
        return {
            "kind": "strategy",
            "number": "",
            "title": self.title,
            "text": "",
            "children": [element.as_document() for element in self.elements],
            "links": [],
            "contradictions": self.contradictions,
        }
