"""The figures of a release that follow from its tables by long computing: weights, and how sure the groups are.

Made once, in a process of their own, since they need numpy; frozen with the release and covered by its checksum. They
use nothing but what is published.
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
from participation.surveys.population import YOUNG
from participation.surveys.release_audit import LONGEST_SECONDS
from participation.surveys.releases import Draft
from participation.surveys.scales import OUTSIDE

Figures: TypeAlias = dict[str, Any]
"""JSON-ready."""

OUT_OF_POPULATION = YOUNG | {OUTSIDE}
_OVERALL: tuple[str, ...] = ()
_AUDIENCE = ("audience",)


def figured(draft: Draft) -> Draft:
    """The draft with its figures among its facts; takes seconds, in another process.

    Raises:
        subprocess.SubprocessError: the computing failed or took too long.
    """
    given = {"tables": [table.as_document() for table in draft.tables], "facts": draft.facts}
    answer = elsewhere("participation.surveys.release_figures", json.dumps(given).encode(), LONGEST_SECONDS)
    return draft.knowing(figures=json.loads(answer))


def figures(tables: Sequence[PublishedTable], facts: Mapping[str, Any]) -> Figures:
    """The same, in this process: `weights` by question, `groups` by audience ("" for everyone) and field."""
    return {"weights": _weights(tables, facts), "groups": _groups(tables, facts)}


def _weights(tables: Sequence[PublishedTable], facts: Mapping[str, Any]) -> Figures:
    """Question -> its weighted figures, or why it has none; the number of sheets ("") first.

    Empty where the release has no table by age, gender or municipality.
    """
    by: dict[str, dict[str, PublishedTable]] = {}
    for table in tables:
        if len(table.dimensions) == 1 and table.dimensions[0] in facts["margins"]:
            by.setdefault(table.question, {})[table.dimensions[0]] = table
    dimensions = [one for one in facts["breakdowns"] if one in facts["margins"]]
    if not dimensions:
        return {}
    if len(facts["audiences"]) > 1:
        return {"": {"refused": "audiences"}}
    margins = {one: facts["margins"][one] for one in dimensions}
    found: Figures = {}
    for table in tables:
        # A question about the person, or one of which a table was left out, is not weighted.
        own = {one: of for one, of in by.get(table.question, {}).items() if one in dimensions}
        if table.dimensions == _OVERALL and len(own) == len(dimensions) and table.rows and table.rows[0].is_full:
            found[table.question] = _weighted(table, own, margins)
    return found if "refused" not in found.get("", {}) else {"": found[""]}


def _weighted(
    overall: PublishedTable, by: Mapping[str, PublishedTable], margins: Mapping[str, Mapping[str, int]]
) -> Figures:
    from participation.statistics.weighted import weighted  # noqa: PLC0415 - needs numpy
    from participation.statistics.weights import EmptyMargin, TooUneven, WeightsRefused  # noqa: PLC0415

    try:
        one = weighted(overall, by, margins, outside=OUT_OF_POPULATION)
    except EmptyMargin as empty:
        return {"refused": "empty", "dimension": list(margins)[empty.dimension], "category": empty.category}
    except TooUneven as thin:
        return {"refused": "uneven", "effective_n": round(thin.effective_n), "n": round(thin.n)}
    except WeightsRefused:
        return {"refused": "contradiction"}
    decimals = overall.rows[0].decimals
    return {
        "shares": [[code, round(share, 2 + decimals)] for code, share in one.shares.items()],
        "mean": None if one.mean is None else round(one.mean, 1 + decimals),
        "n": round(one.n),
        "effective_n": round(one.effective_n),
        "design_effect": round(one.design_effect, 2),
        "trimmed": one.trimmed,
        "margin_error": round(one.margin_error, 3),
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
    sys.stdout.write(json.dumps(figures(tables, asked["facts"])))


if __name__ == "__main__":
    _main()
