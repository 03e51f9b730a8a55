"""What to do with a line that names a level: "Handlungsfeld 2 Gesundheit", "Leitziele:", "Leitbild: …"."""

from __future__ import annotations

from collections.abc import Sequence

from participation.strategy.importing.lines import Part
from participation.strategy.importing.reading import CONTAINERS, LONGEST_TITLE, Claim, ItemList, Reading
from participation.strategy.importing.registry import SAME
from participation.strategy.importing.tree import Recognised
from participation.strategy.importing.wording import Label, is_final, is_sentence, label, likeness, mentions
from participation.strategy.models import GOALS, Kind

_SINGLE = {Kind.VISION, Kind.MOTTO, Kind.PREAMBLE, Kind.GUIDING_PRINCIPLE}
_BELOW = {Kind.PRIORITY_GROUP: Kind.ACTION_FIELD, Kind.ACTION_CLUSTER: Kind.ACTION_FIELD}
_LONGEST_RUN = 40


def labelled(reading: Reading, index: int, part: Part) -> int:  # noqa: PLR0911 - one way for each form of a label
    """Take a part that names a level, with what belongs to it; how many parts were taken."""
    found = label(part.cells[0] if part.cells else part.text)
    if found is None or (part.bullet and not found.number) or part.number or len(part.cells) > len(("label", "title")):
        return 0
    if found.kind in _SINGLE:
        return _single(reading, found, part)
    if found.title and found.number:
        if is_sentence(found.title) and not found.named and not part.heading and found.kind not in GOALS:
            return 0
        reading.define(found.kind, found.number, found.title)
        return 1
    if found.title:
        return _unnumbered(reading, found, part)
    if found.number:
        return _label_alone(reading, index, found)
    if _is_legend(reading, index):
        return 1
    return _open_list(reading, found, part)


def _unnumbered(reading: Reading, found: Label, part: Part) -> int:
    if found.kind is Kind.GUIDING_QUESTION:
        return _open_list(reading, found, part)
    if not found.named or (is_sentence(found.title) and found.kind not in GOALS):
        return 0
    reading.define(found.kind, found.section if found.section.count(".") else "", found.title)
    return 1


def _single(reading: Reading, found: Label, part: Part) -> int:
    if not found.title and found.kind is not Kind.PREAMBLE:
        return 0
    if found.kind is Kind.PREAMBLE and _is_legend(reading, reading.parts.index(part)):
        return 1
    title = found.title.strip('„“”"»« ') or "Präambel"
    parent = reading.above(*CONTAINERS, Kind.AREA) if found.kind is Kind.GUIDING_PRINCIPLE else None
    known = reading.registry.titled((found.kind,), title) if parent is None else None
    element = known or reading.registry.add(Recognised(found.kind, title=title), parent)
    reading.final = reading.final or found.final or is_final(part.text)
    reading.turn_to(parent or element, again=known is not None)
    return 1


def _label_alone(reading: Reading, index: int, found: Label) -> int:
    """A label without a title: the title stands in the next lines, before it perhaps the list of what belongs to it."""
    known = reading.registry.numbered((found.kind,), found.number)
    run = _run(reading, index + 1, is_group=found.kind is Kind.PRIORITY_GROUP)
    if found.kind is Kind.PRIORITY_GROUP:
        reading.define(found.kind, found.number, reading.parts[index].text)
        return 1 + _claim(reading, run)
    if known and not known.listed:
        near = [part.text for part in (*reading.parts[max(0, index - 1) : index], *run[:3])]
        if any(likeness(text, known.title) >= SAME for text in near):
            reading.turn_to(known, again=True)
            return 1
    place = _place_of_title(reading, found, run)
    if place is None and known:
        reading.turn_to(known, again=True)
        return 1
    if place is None:
        reading.define(found.kind, found.number, reading.titles.get((found.kind, found.number), ""))
        return 1
    reading.define(found.kind, found.number, run[place].text)
    _claim(reading, run[:place])
    return 1 + place + 1


def _run(reading: Reading, start: int, *, is_group: bool) -> list[Part]:
    """The short lines that follow; a group has no title below its list, so a gap ends it."""
    run: list[Part] = []
    for part in reading.parts[start : start + _LONGEST_RUN]:
        if is_group and len(run) > 1 and part.gap and not any(one.gap for one in run[1:]):
            break
        too_long = is_sentence(part.text) or len(part.text) > LONGEST_TITLE
        explains = mentions(Kind.ACTION_FIELD, part.text)
        if label(part.text) or part.number or too_long or explains or part.text.endswith(":"):
            break
        run.append(part)
    return run


def _place_of_title(reading: Reading, found: Label, run: Sequence[Part]) -> int | None:
    """Which line of the run is the title: as the table of contents says, the heading, or the one before the text."""
    if not run:
        return None
    if known := reading.titles.get((found.kind, found.number)):
        for index, part in enumerate(run):
            if likeness(part.text, known) >= SAME:
                return index
    headed = [index for index, part in enumerate(run) if part.heading]
    if headed:
        return headed[0]
    if found.kind not in _BELOW:
        return 0
    unmarked = [index for index, part in enumerate(run) if not part.bullet]
    if run[0].bullet and unmarked:
        return unmarked[0]
    return len(run) - 1


def _claim(reading: Reading, run: Sequence[Part]) -> int:
    owner = reading.current
    if owner is not None:
        reading.claims += [Claim(owner, _BELOW.get(owner.kind, Kind.POINT), part.text) for part in run]
    return len(run)


def _is_legend(reading: Reading, index: int) -> bool:
    """Names of levels one below the other explain the levels; no list follows."""
    own = label(reading.parts[index].text)
    near = [*reading.parts[max(0, index - 1) : index], *reading.parts[index + 1 : index + 2]]
    others = [label(part.text) for part in near if not part.bullet]
    return any(
        own and other and other.kind is not own.kind and not other.title and not other.number for other in others
    )


def _open_list(reading: Reading, found: Label, part: Part) -> int:
    reading.final = reading.final or found.final
    owner = None
    if not found.section and found.kind in {*GOALS, Kind.MEASURE, Kind.INDICATOR}:
        owner = reading.above(Kind.VISION, Kind.ACTION_CLUSTER) or reading.above(*CONTAINERS, Kind.AREA)
    if reading.final and reading.current and reading.current.kind is Kind.ACTION_FIELD:
        owner = None
    before = reading.current
    reading.turn_to(reading.current)
    plain = bool(part.heading) or part.text.endswith(":")
    reading.items = ItemList(found.kind, owner, before, may_be_plain=plain)
    return 1
