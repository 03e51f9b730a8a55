"""The figures of a release that follow from its tables by long computing: weights, and how sure the groups are.

Made once, in a process of their own, since they need numpy; frozen with the release and covered by its checksum. The
groups use nothing but what is published; for the weights that process learns how many sheets there are in each
combination of municipality, age and gender, and no answer.
"""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from participation.core.elsewhere import elsewhere
from participation.statistics.priorities import CutOffs, Joint, independent, priority, stability
from participation.statistics.published import PublishedRow, PublishedTable
from participation.statistics.weighted import nearest
from participation.surveys.release_audit import LONGEST_SECONDS
from participation.surveys.releases import Draft
from participation.surveys.weight_figures import raking_of, with_weights

Figures: TypeAlias = dict[str, Any]
"""JSON-ready."""

_OVERALL: tuple[str, ...] = ()
_AUDIENCE = ("audience",)


def figured(draft: Draft) -> Draft:
    """The draft with its figures among its facts; takes seconds, in another process.

    Raises:
        subprocess.SubprocessError: the computing failed or took too long.
    """
    given = {
        "tables": [table.as_document() for table in draft.tables],
        "facts": draft.facts,
        "raking": raking_of(draft.weighing),
    }
    answer = elsewhere("participation.surveys.release_figures", json.dumps(given).encode(), LONGEST_SECONDS)
    return _knowing(draft, json.loads(answer))


def figured_here(draft: Draft) -> Draft:
    """The same, in this process."""
    return _knowing(draft, figures(draft.tables, draft.facts, raking_of(draft.weighing)))


def _knowing(draft: Draft, found: Figures) -> Draft:
    return with_weights(draft.figuring(groups=found["groups"]), found["raked"])


def figures(tables: Sequence[PublishedTable], facts: Mapping[str, Any], raking: Figures) -> Figures:
    """What needs numpy: `groups` by audience ("" for everyone) and field, and what was `raked`."""
    return {"groups": _groups(tables, facts), "raked": raked_weights(raking)}


def raked_weights(raking: Figures) -> Figures:
    """The weights by segment with their price, or why there are none; what was refused before stays so."""
    if "people" not in raking:
        return raking
    from participation.statistics.weights import TooUneven, WeightsRefused, raked  # noqa: PLC0415 - needs numpy

    try:
        found = raked({tuple(segment): n for segment, n in raking["people"]}, raking["margins"])
    except TooUneven as thin:
        return {"refused": "uneven", "effective_n": nearest(thin.effective_n), "n": nearest(thin.n)}
    except WeightsRefused:
        return {"refused": "contradiction"}
    return {
        "by_segment": [[list(segment), weight] for segment, weight in found.by_segment.items()],
        "effective_n": found.effective_n,
        "design_effect": found.design_effect,
        "margin_error": found.margin_error,
    }


def _groups(tables: Sequence[PublishedTable], facts: Mapping[str, Any]) -> Figures:
    """Audience ("" for everyone) -> name of the pair -> its group and the share of runs in which it stays there."""
    cuts = CutOffs(facts["importance_cut"], facts["satisfaction_cut"])
    found: Figures = {}
    for dimensions in (_OVERALL, _AUDIENCE):
        known = {table.question: table for table in tables if table.dimensions == dimensions}
        for name, (wanted, given) in _pairs(tables).items():
            for segment, rows in _rows(known, (wanted, given, name)):
                figure = _stability(name, segment, rows, cuts)
                if figure:
                    found.setdefault(segment, {})[name] = figure
    return found


def _pairs(tables: Sequence[PublishedTable]) -> dict[str, tuple[str, str]]:
    """Name of a joint table ("importance*satisfaction.mobility") -> the names of both questions."""
    found = {}
    for table in tables:
        wanted, star, given = table.question.partition("*")
        if star and table.dimensions == _OVERALL:
            found[table.question] = (f"{wanted}.{given.split('.', 1)[1]}", given)
    return found


def _rows(
    tables: Mapping[str, PublishedTable], names: tuple[str, str, str]
) -> Iterator[tuple[str, tuple[PublishedRow, PublishedRow, PublishedRow | None]]]:
    """Segment -> the rows of importance, satisfaction and both, where the first two are shown in full."""
    wanted, given, joint = (tables.get(name) for name in names)
    for row in wanted.rows if wanted and given else ():
        other = given.row(*row.segment) if given else None
        if row.is_full and other and other.is_full and other.segment == row.segment and not row.is_merged:
            both = joint.row(*row.segment) if joint else None
            yield ",".join(row.segment), (row, other, both if both and both.is_full else None)


def _stability(
    name: str, segment: str, rows: tuple[PublishedRow, PublishedRow, PublishedRow | None], cuts: CutOffs
) -> Figures | None:
    wanted, given, both = rows
    joint = joint_of(both) if both else independent(wanted.scores, given.scores)
    figure = priority(wanted.scores, given.scores, joint, cuts)
    if figure is None:
        return None
    # A seed of its own for every field, the same in every release.
    steady = stability(joint, cuts, seed=zlib.crc32(f"{segment}|{name}".encode()), group=figure.group)
    return {"group": figure.group, "share": steady.share} if steady else None


def joint_of(row: PublishedRow) -> Joint:
    """The joint counts of a row, where they are shown."""
    counts: dict[tuple[int, int], int] = {}
    for cell in row.cells:
        importance, satisfaction = str(cell.code).split(",")
        counts[int(importance), int(satisfaction)] = cell.n or 0
    return counts


def _main() -> None:
    asked = json.load(sys.stdin)
    tables = [PublishedTable.from_document(document) for document in asked["tables"]]
    sys.stdout.write(json.dumps(figures(tables, asked["facts"], asked["raking"])))


if __name__ == "__main__":
    _main()
