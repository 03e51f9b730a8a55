"""What to do with headings, items and goals that a field contributes to."""

from __future__ import annotations

import re

from participation.strategy.importing.lines import Part
from participation.strategy.importing.reading import CONTAINERS, Reading
from participation.strategy.importing.tree import Recognised
from participation.strategy.importing.wording import CONTRIBUTES, announces, is_sentence, label, mentions
from participation.strategy.models import GOALS, Kind

_QUOTED = re.compile(r"[„“\"»](.{15,})[“”\"«]\s*\.?")
_CHAPTER_LINE = re.compile(r"[A-ZÄÖÜ][^\s.!?]+(?: [^\s.!?]+){0,3}:")
_APPENDIX = re.compile(r"(?:anlage|anhang)\s+(?:\d|[a-z]\b|zu[rm]?\b).{0,80}", re.IGNORECASE)
_ANSWERS = {"antwort", "antworten"}
_ANSWER = re.compile(r"\u2063|(?<=\S)[–•]\s|\s•\s")
_AHEAD = 12
_MOST_BEFORE_ITEMS = 2


def linked(reading: Reading, _index: int, part: Part) -> int:
    """Take "Dies trägt zur Umsetzung folgender Ziele bei:" and the goals that follow."""
    if not reading.current or reading.current.kind not in CONTAINERS or reading.items:
        return 0
    if CONTRIBUTES.search(part.text):
        reading.linking = True
        return 1
    if reading.linking and not part.heading and not part.number and not label(part.text):
        reading.contributions.append((reading.current, part.text))
        return 1
    return 0


def headed(reading: Reading, _index: int, part: Part) -> int:
    """Take a heading that names no level."""
    is_chapter = bool(part.heading or _APPENDIX.fullmatch(part.text) or _CHAPTER_LINE.fullmatch(part.text))
    if part.bullet or announces(part.text) or not is_chapter:
        return 0
    current = reading.current
    if not part.heading and current and current.kind in {*GOALS, Kind.AREA} and not _APPENDIX.fullmatch(part.text):
        return 0
    if part.heading and current and current.kind in CONTAINERS and not reading.items:
        return 0  # a heading inside the text of a field
    if part.heading and part.text.endswith("?") and reading.items and reading.items.kind is Kind.GUIDING_QUESTION:
        return 0
    reading.chapter(part)
    return 1


def item(reading: Reading, index: int, part: Part) -> int:
    """Take an item of the open list, or one below a goal, or the sentence that guides an area."""
    if reading.items:
        return (
            _question(reading, part) if reading.items.kind is Kind.GUIDING_QUESTION else _listed(reading, index, part)
        )
    current = reading.current
    if current is None:
        return 0
    if current.kind in {Kind.AREA, Kind.ACTION_FIELD} and (quoted := _QUOTED.fullmatch(part.text)):
        if not reading.has_principles:
            return 0
        if not reading.again:
            reading.registry.add(Recognised(Kind.GUIDING_PRINCIPLE, title=quoted[1]), current)
        return 1
    is_goal = current.kind in GOALS or (current.by_depth and current.number.count(".") == reading.deepest)
    if is_goal and (part.bullet or (current.by_depth and _could_be_item(part))):
        reading.add_below(Kind.POINT, part.text)
        return 1
    return 0


def _could_be_item(part: Part) -> bool:
    return (part.starts or not part.text.endswith((".", ":", "?"))) and not part.heading and not part.cells


def _listed(reading: Reading, index: int, part: Part) -> int:
    items = reading.items
    if items is None:
        return 0
    if part.bullet and (named := label(part.text)) and not named.title:
        return 1  # a legend among the items
    if announces(part.text) and not part.bullet:
        items.style = ""
        return 1
    if items.style == "":
        is_plain = items.may_be_plain and not is_sentence(part.text)
        items.style = "bullets" if part.bullet else "plain" if is_plain else ""
    if items.style == "numbers":
        return _below_number(reading, index, part)
    if (items.style == "bullets" and part.bullet) or (items.style == "plain" and not is_sentence(part.text)):
        reading.add_item(part)
        return 1
    items.passed += 1
    if items.style or (items.passed > _MOST_BEFORE_ITEMS and not items.may_be_plain):
        reading.turn_to(items.before)
    return 0


def _below_number(reading: Reading, index: int, part: Part) -> int:
    if part.bullet:
        reading.add_below(Kind.POINT, part.text)
        return 1
    ahead = reading.parts[index + 1 : index + 1 + _AHEAD]
    goes_on = any(one.number and "." not in one.number for one in ahead)
    if not goes_on and reading.items:
        reading.turn_to(reading.items.before)
    return 0


def _question(reading: Reading, part: Part) -> int:
    """Questions are what ends with a question mark; in a table the answers stand beside them."""
    if part.text.lower().strip(" :") in _ANSWERS:
        return 1
    question = part.cells[0] if part.cells else part.text
    if question.endswith("?") and not part.bullet:
        reading.current = reading.registry.add(Recognised(Kind.GUIDING_QUESTION, title=question), None)
        for answer in _ANSWER.split("\u2063".join(part.cells[1:])):
            if words := answer.strip(" –-•\u2063"):
                reading.registry.add(Recognised(Kind.POINT, title=words), reading.current)
        return 1
    if reading.current and reading.current.kind is Kind.GUIDING_QUESTION:
        if part.bullet:
            reading.registry.add(Recognised(Kind.POINT, title=part.text), reading.current)
        return 1
    return 0


def says_that_all_contribute(text: str) -> Kind | None:
    """The level of which all contribute to the goal that this stands below, if a text says so."""
    if not re.search(r"(?:zahl|trag|trägt|trag).*dies\w* Ziel", text, re.IGNORECASE):
        return None
    return next((kind for kind in (Kind.ACTION_FIELD, Kind.ACTION_CLUSTER) if mentions(kind, text)), None)
