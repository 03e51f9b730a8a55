"""The elements found so far: adding one, or finding that the document says the same thing again, or differently."""

from __future__ import annotations

from participation.strategy.importing.tree import Recognised
from participation.strategy.importing.wording import likeness, plain
from participation.strategy.models import GOALS, Kind

SAME = 0.9
NEARLY = 0.6
_SAME_WORD = 0.75
_NAMES = {
    Kind.STRATEGIC_GOAL: "Ziel",
    Kind.SUB_GOAL: "Unterziel",
    Kind.OPERATIONAL_GOAL: "operatives Ziel",
    Kind.ACTION_FIELD: "Handlungsfeld",
    Kind.ACTION_CLUSTER: "Handlungscluster",
    Kind.PRIORITY_GROUP: "Prioritätengruppe",
    Kind.AREA: "Themenbereich",
}


def name_of(kind: Kind) -> str:
    """A level's usual German name, for sentences about contradictions."""
    return _NAMES.get(kind, "Element")


def called(element: Recognised) -> str:
    """An element's level and number; its number alone while its level is not settled."""
    return f"{'Nummer' if element.by_depth else name_of(element.kind)} {element.number}".strip()


class Registry:
    """The tree while it grows, with every numbered element at hand."""

    def __init__(self) -> None:
        self.roots: list[Recognised] = []
        self.parents: dict[int, Recognised] = {}
        self.contradictions: list[str] = []
        self._count = 0

    def all(self) -> list[Recognised]:
        """All elements in reading order."""
        return [element for root in self.roots for element in root.all()]

    def add(self, element: Recognised, parent: Recognised | None) -> Recognised:
        """Hang an element below another, or at the top."""
        self._count += 1
        element.place = self._count
        (parent.children if parent else self.roots).append(element)
        if parent:
            self.parents[id(element)] = parent
        return element

    def parent(self, element: Recognised) -> Recognised | None:
        """What an element hangs below."""
        return self.parents.get(id(element))

    def remove(self, element: Recognised) -> None:
        """Take an element out with all below it."""
        parent = self.parents.pop(id(element), None)
        siblings = parent.children if parent else self.roots
        siblings[:] = [one for one in siblings if one is not element]

    def move(self, element: Recognised, parent: Recognised) -> None:
        """Hang an element elsewhere."""
        self.remove(element)
        parent.children.append(element)
        self.parents[id(element)] = parent

    def numbered(self, kinds: tuple[Kind, ...], number: str) -> Recognised | None:
        """The element of that number among some kinds; the latest where there are several."""
        found = [one for one in self.all() if one.number == number and one.kind in kinds]
        return max(found, key=lambda one: one.place, default=None)

    def titled(self, kinds: tuple[Kind, ...], title: str, least: float = SAME) -> Recognised | None:
        """The element that is most like a title, if it is like it at all."""
        known = [(likeness(one.title, title), one) for one in self.all() if one.kind in kinds]
        best = max(known, key=lambda pair: pair[0], default=(0.0, None))
        return best[1] if best[0] >= least else None

    def two_wordings(self, element: Recognised, other: str) -> None:
        """Note that an element has another wording elsewhere, unless only signs or a letter differ."""
        if not _is_spelling(element.title, other):
            self.say(f"{called(element)} steht in zwei Fassungen da: „{element.title}“ und „{other}“.")

    def say(self, sentence: str) -> None:
        """Note a contradiction once."""
        if sentence not in self.contradictions:
            self.contradictions.append(sentence)


def _is_spelling(one: str, other: str) -> bool:
    """Whether two wordings differ by signs and spelling alone: each word of one is, or nearly is, in the other."""
    first, second = set(plain(one).split()), set(plain(other).split())
    return all(any(likeness(word, known) >= _SAME_WORD for known in second) for word in first - second) and all(
        any(likeness(word, known) >= _SAME_WORD for known in first) for word in second - first
    )


STRUCTURE = (Kind.PRIORITY_GROUP, Kind.ACTION_CLUSTER, Kind.ACTION_FIELD, Kind.AREA, *GOALS)
