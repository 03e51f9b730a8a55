"""What to do with numbers: "1.2.3" hangs below "1.2", "1." begins an item, and a known number says it again."""

from __future__ import annotations

from participation.strategy.importing.lines import Part
from participation.strategy.importing.reading import ItemList, Reading
from participation.strategy.importing.registry import NEARLY, SAME, STRUCTURE
from participation.strategy.importing.tree import Recognised
from participation.strategy.importing.wording import announces, is_sentence, label, likeness
from participation.strategy.models import GOALS, Kind

_LONGEST_CHAPTER = 80


def repeated(reading: Reading, index: int, part: Part) -> int:
    """Take a title that is known: as the heading of its text, or said again in an appendix."""
    if part.bullet:
        return 0
    if part.number:
        known = reading.registry.numbered(STRUCTURE, part.number)
        if known is None or not _is_same(reading, known, index, part):
            return 0
        reading.registry.two_wordings(known, part.text.rstrip(": "))
        reading.turn_to(known, again=True)
        return 1
    if (reading.items and reading.items.style) or (reading.has_headings and not part.heading) or is_sentence(part.text):
        return 0
    for claim in reading.claims:
        if likeness(claim.title, part.text) >= SAME:
            known = reading.registry.titled((claim.kind,), claim.title)
            reading.turn_to(known or reading.registry.add(Recognised(claim.kind, title=claim.title), claim.owner))
            return 1
    return 0


def _is_same(reading: Reading, known: Recognised, index: int, part: Part) -> bool:
    alike = likeness(known.title, part.text)
    if reading.items is None or "." in part.number:
        return alike >= (NEARLY if "." in part.number or part.heading else SAME)
    following = reading.parts[index + 1].number if index + 1 < len(reading.parts) else ""
    return (alike >= SAME and known.final == reading.final and known.kind not in GOALS) or (
        following.startswith(f"{part.number}.") and alike >= NEARLY
    )  # fmt: skip


def numbered(reading: Reading, index: int, part: Part) -> int:  # noqa: PLR0911 - one way for each place of a number
    """Take a part with a number of its own."""
    if not part.number:
        return 0
    if "." not in part.number:
        return _once(reading, index, part)
    named = label(part.text)
    if named and not named.title:
        return 1  # a legend: "1.1.1 Strategische Ziele"
    above = reading.registry.numbered(STRUCTURE, part.number.rpartition(".")[0])
    if above is None:
        if part.heading or not is_sentence(part.text):
            reading.chapter(part)
            return 1
        return 0
    known = reading.registry.numbered(STRUCTURE, part.number)
    if known:
        reading.registry.say(f"Die Nummer {part.number} steht zweimal da: „{known.title}“ und „{part.text}“.")
        reading.turn_to(known, again=True)
        return 1
    below_goal = above.kind in GOALS
    element = Recognised(
        Kind.SUB_GOAL if below_goal else Kind.AREA, part.number, part.text.rstrip(": "), by_depth=not below_goal
    )
    reading.turn_to(reading.registry.add(element, above))
    return 1


def _once(reading: Reading, index: int, part: Part) -> int:
    items = reading.items
    if items and items.style in {"", "numbers"} and not part.heading and items.kind is not Kind.GUIDING_QUESTION:
        items.style = "numbers"
        reading.add_item(part)
        return 1
    if kind := _announced(reading, index):
        before = reading.current
        reading.turn_to(before)
        reading.items = ItemList(kind, None, before, "numbers")
        reading.add_item(part)
        return 1
    if part.heading or (not is_sentence(part.text) and len(part.text) < _LONGEST_CHAPTER):
        reading.chapter(part)
        return 1
    return 0


def _announced(reading: Reading, index: int) -> Kind | None:
    before = [part.text for part in reading.parts[max(0, index - 2) : index] if not part.bullet]
    return next((kind for text in reversed(before) if (kind := announces(text))), None)
