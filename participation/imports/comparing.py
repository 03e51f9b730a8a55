"""A recognised document beside the strategy that is there: what is new, what differs, what is gone; pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from participation.imports.models import Change
from participation.strategy.importing.tree import Recognised
from participation.strategy.importing.wording import likeness, plain

_ALIKE, _ALIKE_IN_PLACE, _ALIKE_BY_NUMBER, _OTHER_KIND = 0.85, 0.6, 0.45, 0.9
"""How alike two titles must be: anywhere, below the same parent, there with the same number, of different kinds."""


@dataclass(frozen=True)
class Known:
    """An element of the strategy's draft; `links` are pairs of a relation and another element's id."""

    id: str
    parent: str | None
    kind: str
    number: str
    title: str
    text: str
    links: tuple[tuple[str, str], ...] = ()


@dataclass
class Guess:
    """An element of the document, or one that it lacks; `parent` and `links` point at places in the list of guesses."""

    parent: int | None
    kind: str
    number: str
    title: str
    text: str
    change: Change = Change.NEW
    element: str | None = None
    differs: list[str] = field(default_factory=list)
    links: list[tuple[str, int]] = field(default_factory=list)


def guesses_of(roots: Iterable[Recognised]) -> list[Guess]:
    """A recognised tree as a list in reading order."""
    places: dict[int, int] = {}
    found: list[tuple[Recognised, Guess]] = []

    def take(element: Recognised, parent: int | None) -> None:
        places[id(element)] = len(found)
        text = "\n\n".join(element.paragraphs)
        found.append((element, Guess(parent, element.kind.value, element.number, element.title, text)))
        for child in element.children:
            take(child, places[id(element)])

    for root in roots:
        take(root, None)
    for element, guess in found:
        guess.links = [(kind.value, places[id(target)]) for kind, target in element.links if id(target) in places]
    return [guess for _, guess in found]


def compare(guesses: list[Guess], known: Sequence[Known]) -> list[Guess]:
    """The guesses, each with the element that it is taken for, and after them the elements that the document lacks."""
    pairs = _Pairs(guesses, known)
    for place, guess in enumerate(guesses):
        if place in pairs.found:
            _tell_difference(place, guess, pairs)
    return [*guesses, *_gone(guesses, known, pairs)]


class _Pairs:
    """Which guess is which element: by everything, then by number, then by likeness of titles."""

    def __init__(self, guesses: Sequence[Guess], known: Sequence[Known]) -> None:
        self.guesses, self.known = guesses, known
        self.found: dict[int, int] = {}
        self.taken: dict[int, int] = {}
        self._at = {one.id: place for place, one in enumerate(known)}
        for with_parent in (True, False):
            self._pair_equal(with_parent=with_parent)
        self._pair_alike(lambda one, other: one.kind == other.kind)
        self._pair_alike(lambda one, other: one.kind != other.kind, least=_OTHER_KIND)

    def parent_of_known(self, one: Known) -> int | None:
        """The place of an element's parent."""
        return self._at.get(one.parent) if one.parent else None

    def is_in_place(self, guess: Guess, one: Known) -> bool:
        """Whether the parents are a pair, too (or neither has one)."""
        parent = self.parent_of_known(one)
        return parent is None if guess.parent is None else self.found.get(guess.parent, -1) == parent

    def _pair(self, place: int, other: int) -> None:
        self.found[place], self.taken[other] = other, place

    def _pair_equal(self, *, with_parent: bool) -> None:
        waiting: dict[tuple[str, ...], list[int]] = {}
        for other, one in enumerate(self.known):
            parent = self.parent_of_known(one)
            above = self.known[parent].title if parent is not None else ""
            if other not in self.taken:
                waiting.setdefault(_signs(one, above, with_parent=with_parent), []).append(other)
        for place, guess in enumerate(self.guesses):
            above = self.guesses[guess.parent].title if guess.parent is not None else ""
            others = waiting.get(_signs(guess, above, with_parent=with_parent))
            if place not in self.found and others:
                self._pair(place, others.pop(0))

    def _pair_alike(self, fit: Callable[[Guess, Known], bool], least: float = 0.0) -> None:
        rows = []
        for place, guess in enumerate(self.guesses):
            for other, one in enumerate(self.known):
                if place in self.found or other in self.taken or not fit(guess, one):
                    continue
                share = likeness(guess.title, one.title)
                if share >= max(least, self._enough(guess, one)):
                    bonus = 0.1 * self.is_in_place(guess, one) + 0.2 * (bool(one.number) and guess.number == one.number)
                    rows.append((-(share + bonus), place, other))
        for _, place, other in sorted(rows):
            if place not in self.found and other not in self.taken:
                self._pair(place, other)

    def _enough(self, guess: Guess, one: Known) -> float:
        if not self.is_in_place(guess, one):
            return _ALIKE
        return _ALIKE_BY_NUMBER if guess.number and guess.number == one.number else _ALIKE_IN_PLACE


def _signs(one: Guess | Known, above: str, *, with_parent: bool) -> tuple[str, ...]:
    return one.kind, one.number, plain(one.title), plain(above) if with_parent else ""


def _tell_difference(place: int, guess: Guess, pairs: _Pairs) -> None:
    one = pairs.known[pairs.found[place]]
    guess.element = one.id
    linked = {(kind, pairs.known[pairs.found[at]].id) for kind, at in guess.links if at in pairs.found}
    # A document that says nothing about an element takes no text away from it.
    parts = {
        "kind": guess.kind != one.kind,
        "number": guess.number != one.number,
        "title": guess.title.split() != one.title.split(),
        "text": bool(guess.text) and guess.text.split() != one.text.split(),
        "place": not pairs.is_in_place(guess, one),
        "links": bool(linked - set(one.links)),
    }
    guess.differs = [part for part, is_other in parts.items() if is_other]
    guess.change = Change.CHANGED if guess.differs else Change.SAME


def _gone(guesses: Sequence[Guess], known: Sequence[Known], pairs: _Pairs) -> list[Guess]:
    gone: list[Guess] = []
    places: dict[int, int] = dict(pairs.taken)
    for other, one in enumerate(known):
        if other in pairs.taken:
            continue
        above = pairs.parent_of_known(one)
        places[other] = len(guesses) + len(gone)
        parent = places.get(above) if above is not None else None
        gone.append(Guess(parent, one.kind, one.number, one.title, one.text, Change.GONE, one.id))
    return gone
