"""Where the reading of a document stands, and the acts by which the tree grows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from participation.strategy.importing.contents_page import Titles
from participation.strategy.importing.lines import Part
from participation.strategy.importing.registry import NEARLY, Registry, called
from participation.strategy.importing.tree import Recognised
from participation.strategy.importing.wording import is_final, is_sentence, label, likeness, mentions, plain
from participation.strategy.models import GOALS, Kind

CONTAINERS = (Kind.PRIORITY_GROUP, Kind.ACTION_CLUSTER, Kind.ACTION_FIELD)
LONGEST_TITLE = 130
_FEWEST_HEADINGS = 5
_PARENTS = {
    Kind.ACTION_FIELD: (Kind.PRIORITY_GROUP, Kind.ACTION_CLUSTER),
    Kind.AREA: (Kind.ACTION_FIELD,),
    Kind.SUB_GOAL: (Kind.STRATEGIC_GOAL,),
    Kind.OPERATIONAL_GOAL: (Kind.STRATEGIC_GOAL, Kind.SUB_GOAL),
    Kind.STRATEGIC_GOAL: (*CONTAINERS, Kind.AREA),
    Kind.MEASURE: (*GOALS, *CONTAINERS, Kind.AREA),
    Kind.INDICATOR: (Kind.MEASURE, *GOALS, *CONTAINERS),
}


@dataclass
class ItemList:
    """A list that is being read: what its items are, what they hang below, how they are marked once that is known."""

    kind: Kind
    owner: Recognised | None
    before: Recognised | None
    style: str = ""
    may_be_plain: bool = False
    passed: int = 0


@dataclass(frozen=True)
class Claim:
    """A list says that something of that title belongs to an element."""

    owner: Recognised
    kind: Kind
    title: str


@dataclass
class Reading:
    """The parts, and what is known so far.

    `again`: the current element was known already, the document repeats itself. `linking`: the goals follow that the
    current field contributes to.
    """

    parts: Sequence[Part]
    titles: Titles
    registry: Registry = field(default_factory=Registry)
    current: Recognised | None = None
    items: ItemList | None = None
    again: bool = False
    final: bool = False
    linking: bool = False
    claims: list[Claim] = field(default_factory=list)
    contributions: list[tuple[Recognised, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.has_headings = sum(1 for part in self.parts if part.heading) >= _FEWEST_HEADINGS
        self.has_principles = any(mentions(Kind.GUIDING_PRINCIPLE, part.text) for part in self.parts)
        self.deepest = max((part.number.count(".") for part in self.parts if part.number), default=0)

    def turn_to(self, element: Recognised | None, *, again: bool = False) -> None:
        """Go on below an element; whatever list was open ends."""
        self.current, self.again, self.items, self.linking = element, again, None, False

    def above(self, *kinds: Kind) -> Recognised | None:
        """The nearest element of these kinds that the current one is, or hangs below."""
        element = self.current
        while element is not None and element.kind not in kinds:
            element = self.registry.parent(element)
        return element

    def define(self, kind: Kind, number: str, title: str) -> Recognised:
        """An element of a level that is named; the same again if it is known."""
        title = title.strip().rstrip(":")
        known = self.registry.numbered((kind,), number) if number else self.registry.titled((kind,), title)
        if known:
            self._again(known, title)
            return known
        parent = self.above(*_PARENTS[kind]) if kind in _PARENTS else None
        element = self.registry.add(Recognised(kind, number, title, final=self.final), parent)
        self.turn_to(element)
        return element

    def _again(self, known: Recognised, title: str) -> None:
        was_listed, known.listed = known.listed, False
        if known.title.rstrip("0123456789. ") == title:
            known.title = title  # a line of the table of contents was taken for it, with its page
        if likeness(known.title, title) < NEARLY:
            self.registry.say(f"{called(known)} heißt an einer Stelle „{known.title}“, an einer anderen „{title}“.")
            known.title = title if was_listed else known.title
        else:
            self.registry.two_wordings(known, title)
        self.turn_to(known, again=not was_listed)

    def chapter(self, part: Part) -> None:
        """A heading that belongs to no level: a chapter about how the strategy came to be."""
        title = part.text.strip().rstrip(":")
        named = label(part.text)
        self.final = self.final or is_final(part.text)
        known = next((one for one in self.registry.roots if one.kind is Kind.CHAPTER and one.title == title), None)
        number = "" if named else part.number
        self.turn_to(known or self.registry.add(Recognised(Kind.CHAPTER, number, title), None))

    def add_item(self, part: Part) -> None:
        """An item of the open list becomes an element, or is found to be known."""
        items = self.items
        if items is None:
            return
        title = part.text.strip().rstrip(":")
        kinds = (items.kind,)
        known = self.registry.numbered(kinds, part.number) if part.number else None
        if known and known.final == self.final and likeness(known.title, title) >= NEARLY:
            self.registry.two_wordings(known, title)
            self.current, self.again = known, True
            return
        known = self.registry.titled(kinds, title)
        if known and known.final == self.final and (items.owner is None or self.registry.parent(known) is items.owner):
            self.current, self.again = known, True
            return
        if items.kind is Kind.ACTION_FIELD and self.registry.titled(kinds, title):
            return
        listed = items.kind is Kind.ACTION_FIELD
        element = Recognised(items.kind, part.number, title, listed=listed, final=self.final)
        self.current, self.again = self.registry.add(element, items.owner), False

    def add_below(self, kind: Kind, title: str) -> None:
        """An item below the current goal; in a repetition only what was missing is added."""
        goal = self.current
        if goal is None:
            return
        title = title.strip()
        children = [child for child in goal.children if child.kind in {Kind.POINT, Kind.OPERATIONAL_GOAL}]
        if not self.again or not children:
            self.registry.add(Recognised(kind, title=title), goal)
            return
        for child in children:
            if likeness(child.title, title) >= NEARLY and not _begins(child.title, title):
                return
        for child in children:
            if _begins(child.title, title):
                self._split(child, title)
                return
        if not any(plain(title) in plain(child.title) for child in children):
            self.registry.say(f"„{title}“ steht nur an einer von zwei Stellen unter {called(goal)}.")

    def _split(self, child: Recognised, title: str) -> None:
        """Two items had run into one; their repetition shows where the second begins."""
        rest = child.title[len(title) :].strip()
        child.title = child.title[: len(title)].strip()
        parent = self.registry.parent(child)
        if parent and rest:
            other = self.registry.add(Recognised(child.kind, title=rest), parent)
            parent.children.remove(other)
            parent.children.insert(parent.children.index(child) + 1, other)

    def text(self, part: Part) -> None:
        """Text of the current element, unless it was read before."""
        words = "\n".join(part.cells) if part.cells else part.text
        words = f"- {words}" if part.bullet else words
        if part.number:
            words = f"{part.number} {words}"
        if self.current is None:
            if not is_sentence(part.text):
                return
            self.turn_to(self.registry.add(Recognised(Kind.CHAPTER, title="Einleitung"), None))
        if self.current and words not in self.current.paragraphs:
            self.current.paragraphs.append(words)


def _begins(whole: str, start: str) -> bool:
    return len(whole) > len(start) + 10 and plain(whole).startswith(plain(start) + " ")
