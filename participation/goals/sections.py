"""What areas above goals show on a goal's page: they declare it, goals do not know them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from participation.strategy.reading import Node
from participation.web.visit import Visit


@dataclass(frozen=True)
class Section:
    """A part of a page: its template reads the facts as `section.facts`."""

    template: str
    facts: Mapping[str, Any]


SectionOf = Callable[[Visit, Collection[UUID]], Section | None]
"""Given elements, what there is to show about them; None if nothing."""


def sections(visit: Visit, of: Sequence[SectionOf], node: Node) -> list[Section]:
    """What the areas have to show about an element and everything below it."""
    ids = [part.id for part in node.walk()]
    return [section for declared in of if (section := declared(visit, ids))]
