"""What can be decided only when everything was read: kinds by depth, what lists claim, links, contradictions."""

from __future__ import annotations

import re

from participation.strategy.importing.items import says_that_all_contribute
from participation.strategy.importing.reading import CONTAINERS, Claim, Reading
from participation.strategy.importing.registry import NEARLY, SAME, name_of
from participation.strategy.importing.tree import Recognised
from participation.strategy.importing.wording import likeness, mentions, plain
from participation.strategy.models import GOALS, Kind, Relation

_OPERATIONAL = re.compile(r"\boperative[nrs]?\s+ziele?", re.IGNORECASE)
_QUOTES = re.compile(r"[„“\"»]([^„“”\"«»]{4,90})[“”\"«]")
_FEWEST_QUOTES = 3
_SHORTEST_WORD = 4
_WORDS = {"zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10}
_COUNTED = re.compile(r"\b(\d{1,2}|" + "|".join(_WORDS) + r")\s+(?:\w+\s+){0,4}?(\w+)", re.IGNORECASE)
_LISTED = re.compile(r"\b(?:in|zu|aus|den)\s+(" + "|".join(_WORDS) + r"|\d{1,2})\b[^:.]{0,90}:\s*([^:]+?)\.(?:\s|$)")


def finish(reading: Reading) -> None:
    """Decide what was left open."""
    _drop_earlier_drafts(reading)
    _settle_claims(reading)
    _name_by_depth(reading)
    if not any(element.kind in CONTAINERS for element in reading.registry.all()):
        _fields_from_prose(reading)
    _link(reading)
    _other_wordings_in_prose(reading)
    for root in list(reading.registry.roots):
        if root.kind is Kind.CHAPTER and not root.paragraphs and not root.children:
            reading.registry.remove(root)


def _drop_earlier_drafts(reading: Reading) -> None:
    """Where a document gives a final wording, its earlier lists of the same level are how it came there."""
    everything = reading.registry.all()
    final = {element.kind for element in everything if element.final and element.kind in GOALS}
    for element in everything:
        if element.kind in final and not element.final:
            reading.registry.remove(element)


def _settle_claims(reading: Reading) -> None:
    for claim in reading.claims:
        known = reading.registry.titled((claim.kind,), claim.title)
        if known is None:
            known = reading.registry.titled((claim.kind,), claim.title, least=NEARLY + 0.2)
            if known is None or any(likeness(other.title, known.title) >= SAME for other in reading.claims):
                reading.registry.add(Recognised(claim.kind, title=claim.title), claim.owner)
                continue
            reading.registry.two_wordings(known, claim.title)
        _settle(reading, claim, known)
    _sort_claimed(reading)


def _settle(reading: Reading, claim: Claim, known: Recognised) -> None:
    parent = reading.registry.parent(known)
    if parent is None:
        reading.registry.move(known, claim.owner)
    elif parent is not claim.owner and parent.kind is claim.owner.kind:
        where = f"{_called(parent)} und {_called(claim.owner)}"
        reading.registry.say(f"{name_of(known.kind)} „{known.title}“ steht in zwei Gruppen: {where}.")


def _called(element: Recognised) -> str:
    return f"„{element.title}“"


def _sort_claimed(reading: Reading) -> None:
    """Children in the order in which the list names them, before the goals."""
    for owner in {id(claim.owner): claim.owner for claim in reading.claims}.values():
        order = {plain(claim.title): place for place, claim in enumerate(reading.claims) if claim.owner is owner}
        owner.children.sort(key=lambda child: order.get(plain(child.title), len(order) + len(reading.claims)))


def _name_by_depth(reading: Reading) -> None:
    """Below fields the deepest numbers are goals, those between are areas.

    Items below goals are operational goals if the document has such.
    """
    everything = reading.registry.all()
    depths = [element.number.count(".") for element in everything if element.by_depth]
    deepest = max(depths, default=0)
    has_operational = any(_OPERATIONAL.search(part.text) for part in reading.parts)
    for element in everything:
        if element.by_depth and element.number.count(".") == deepest:
            element.kind = Kind.STRATEGIC_GOAL
            for child in element.children:
                if child.kind is Kind.POINT and has_operational:
                    child.kind = Kind.OPERATIONAL_GOAL


def _fields_from_prose(reading: Reading) -> None:
    """A document that counts its fields but shows their names only in a figure: a list of as many names in the text.

    What is found so is marked as a working title.
    """
    counts = {
        _count(match[1])
        for part in reading.parts
        for match in _COUNTED.finditer(part.text)
        if mentions(Kind.ACTION_FIELD, match[2])
    }
    for part in reading.parts:
        for match in _LISTED.finditer(part.text):
            names = re.split(r",\s*(?:sowie\s+|und\s+)?|\s+sowie\s+", match[2])
            if len(names) == _count(match[1]) and len(names) in counts:
                for name in names:
                    field = Recognised(Kind.ACTION_FIELD, title=name.strip(), paragraphs=["Arbeitstitel"])
                    reading.registry.add(field, None)
                return


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _WORDS.get(word.lower(), 0)


def _link(reading: Reading) -> None:
    everything = reading.registry.all()
    goals = [element for element in everything if element.kind in {Kind.STRATEGIC_GOAL, Kind.SUB_GOAL}]
    for source, text in reading.contributions:
        for target in _goals_named(goals, text):
            _add_link(source, target)
    for goal in goals:
        for child in goal.children:
            if kind := says_that_all_contribute(child.title):
                for element in everything:
                    if element.kind is kind:
                        _add_link(element, goal)


def _add_link(source: Recognised, target: Recognised) -> None:
    link = (Relation.CONTRIBUTES_TO, target)
    if not any(known is target for _, known in source.links):
        source.links.append(link)


def _goals_named(goals: list[Recognised], text: str) -> list[Recognised]:
    """The goals that an item means: by its number, by its wording, or two where it puts two together."""
    numbers = re.findall(r"\bZiele?n?\s+(\d+(?:\.\d+)*)", text)
    if numbers:
        return [goal for goal in goals if goal.number in numbers]
    shares = sorted(((_share(text, goal.title), goal.place, goal) for goal in goals), key=lambda one: -one[0])
    return [
        goal for share, _, goal in shares[:2] if share >= NEARLY or (goal is shares[0][2] and share >= NEARLY - 0.15)
    ]


def _share(text: str, title: str) -> float:
    """How many of the words of the shorter one both have; order counts for nothing."""
    one, other = (
        {_stem(word) for word in plain(words).split() if len(word) >= _SHORTEST_WORD} for words in (text, title)
    )
    if not one or not other:
        return 0.0
    return max(len(one & other) / min(len(one), len(other)) - 0.05 * (len(one ^ other) > len(one & other)), 0.0)


def _stem(word: str) -> str:
    return word[:7]


def _other_wordings_in_prose(reading: Reading) -> None:
    """Names in quotation marks in a sentence about fields: one that is nearly a field's title is its other wording."""
    fields = [element for element in reading.registry.all() if element.kind is Kind.ACTION_FIELD]
    for part in reading.parts:
        quoted = _QUOTES.findall(part.text) if mentions(Kind.ACTION_FIELD, part.text) else []
        for words in quoted if len(quoted) >= _FEWEST_QUOTES else []:
            best = max(fields, key=lambda one: likeness(one.title, words), default=None)
            if best and NEARLY <= likeness(best.title, words) < SAME:
                reading.registry.two_wordings(best, words)
