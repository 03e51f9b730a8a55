"""Disclosure control: the one function through which every published number goes.

Hiding small cells protects nobody while totals are shown, so segments show cell-key values; the base rules decide how
much of a row is shown at all. Releases are frozen; see `audit` for the check before one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from math import floor

from participation.statistics.cell_key import perturbed
from participation.statistics.counts import Cell, Code, Distribution, mean, top_share
from participation.statistics.keeping import LastRelease, settled
from participation.statistics.merging import Group, Hierarchies, merged
from participation.statistics.published import (
    AnswerKind,
    Note,
    PublishedCell,
    PublishedRow,
    PublishedTable,
    Segment,
    Status,
)

PLANNED = frozenset(
    {
        (),
        *((one,) for one in ("audience", "municipality", "age", "gender", "channel", "language", "wave")),
        ("municipality", "age"),
        ("audience", "age"),
    }
)
"""The combinations that may be published; never three, no free filters."""


class UnplannedTable(ValueError):  # noqa: N818 - says what was asked for
    """A combination of dimensions that is never published."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The thresholds of a survey or question.

    Attributes:
        minimum: base from which a result is shown; `full` base from which counts are shown and rows are compared.
        dominance: share from which an option of a row below `full` is hidden.
        base_step: what bases of segments are rounded to; `share_step` what shares of small groups are rounded to.
        decimals_from: base from which a percentage shows one decimal.
        new_answers: fewer than this many new ones keep the last released row.
        rare: an option that fewer people chose altogether is shown for everyone only.
    """

    minimum: int = 10
    full: int = 30
    dominance: float = 0.95
    base_step: int = 5
    share_step: float = 0.05
    decimals_from: int = 100
    new_answers: int = 10
    rare: int = 3


USUAL = Rules()
PROTECTIVE = Rules(minimum=20, full=50)
"""For minors and sensitive questions."""


@dataclass(frozen=True, slots=True)
class CountedTable:
    """Raw counters of one question by one combination of dimensions; never leaves the house.

    Every person of the survey stands in exactly one row, those without the feature in a category of their own.
    """

    question: str
    kind: AnswerKind
    dimensions: tuple[str, ...]
    rows: Mapping[Segment, Distribution]


def protected(
    table: CountedTable,
    rules: Rules = USUAL,
    *,
    hierarchies: Hierarchies | None = None,
    last: LastRelease | None = None,
    rare: AbstractSet[Code] = frozenset(),
) -> PublishedTable:
    """The publishable form of a counted table.

    Overall rows are exact from the full threshold on. Everything else shows cell-key values, and shares and means that
    follow from them. Rows below the minimum are merged upward along `hierarchies`, else withheld; rows below the full
    threshold show coarse shares only. A table in which no row has enough new answers stays as it was released last.

    Args:
        table: what was counted.
        rules: of the survey or the people.
        hierarchies: into what small segments are merged.
        last: what was released before.
        rare: codes that no segment may show, from `rare_codes`: zeros stay zero, so a segment that shows an option
            which one person in the whole survey chose would say where that person is.

    Raises:
        UnplannedTable: for any other combination of dimensions than the planned ones.
    """
    if table.dimensions not in PLANNED:
        raise UnplannedTable(f"No table by {' and '.join(table.dimensions)} is published.")
    groups = merged(table.rows, table.dimensions, hierarchies or {}, rules.minimum)
    fresh = [_row(group, table.kind, rules, rare) for group in groups]
    rows = settled(fresh, table.rows, last, new_answers=rules.new_answers) if last else tuple(fresh)
    return PublishedTable(table.question, table.kind, table.dimensions, rows, _notes(rows))


def rare_codes(everyone: Distribution, shown: PublishedRow | None, rules: Rules = USUAL) -> frozenset[Code]:
    """The codes that hardly anybody in the whole survey chose, so that no segment may show them.

    Args:
        everyone: the counted answers of all together.
        shown: the row that is published of them, which may be older.
        rules: of the survey.
    """
    published = {cell.code: cell.n for cell in (*shown.cells, *shown.missing)} if shown else {}
    counted = {code: cell.n for code, cell in [*everyone.cells.items(), *everyone.missing.items()] if cell.n}
    return frozenset(
        code for code, n in counted.items() if min(n, n if (m := published.get(code)) is None else m) < rules.rare
    )


def released_sizes(table: CountedTable, published: PublishedTable, last: LastRelease | None) -> dict[Segment, int]:
    """The raw number of people behind each row, to be stored apart for the next release; kept rows keep theirs."""
    kept = last.sizes if last else {}
    return {
        row.segment: kept[row.segment] if row.is_kept else sum(table.rows[member].answered for member in row.members)
        for row in published.rows
    }


def _row(group: Group, kind: AnswerKind, rules: Rules, rare: AbstractSet[Code]) -> PublishedRow:
    base = group.answers.base.n
    if base < rules.minimum:
        return _withheld(group, rules)
    if base < rules.full:
        return _small_row(group, kind, rules, rare)
    return _full_row(group, kind, rules, rare)


def _withheld(group: Group, rules: Rules) -> PublishedRow:
    return PublishedRow(group.segment, group.members, Status.WITHHELD, None, f"<{rules.full}")


def _small_row(group: Group, kind: AnswerKind, rules: Rules, rare: AbstractSet[Code]) -> PublishedRow:
    """A row of coarse shares; withheld when one of several exclusive options would show what nearly everyone said."""
    answers = group.answers
    shown = {code: perturbed(cell) for code, cell in answers.cells.items() if code not in rare}
    of = _denominator(shown, perturbed(answers.base), kind)
    shares = {code: _stepped(n / of, rules.share_step) for code, n in shown.items()}
    dominant = {
        code for code, share in shares.items() if max(answers.cells[code].n / answers.base.n, share) >= rules.dominance
    }
    if dominant and kind is not AnswerKind.SEVERAL:
        # Hiding only the one would leave it as the remainder to 100 %.
        return _withheld(group, rules)
    cells = tuple(
        PublishedCell(
            code, None, None if code in dominant else shares.get(code), is_hidden=code in dominant, is_rare=code in rare
        )
        for code in answers.cells
    )
    label = f"{rules.minimum}–{rules.full - 1}"
    return PublishedRow(group.segment, group.members, Status.SMALL_GROUP, None, label, cells)


def _full_row(group: Group, kind: AnswerKind, rules: Rules, rare: AbstractSet[Code]) -> PublishedRow:
    answers, is_exact = group.answers, group.segment == ()
    shown = _shown(answers.cells, rare, is_exact=is_exact)
    missing = _shown(answers.missing, rare, is_exact=is_exact)
    whole = answers.base.n if is_exact else perturbed(answers.base)
    base = whole if is_exact else max(rules.full, _nearest(whole, rules.base_step))
    decimals = int(base >= rules.decimals_from)
    of = _denominator(shown, whole, kind)
    scores = {code: n for code, n in shown.items() if isinstance(code, int)} if kind is AnswerKind.SCALE else {}
    return PublishedRow(
        segment=group.segment,
        members=group.members,
        status=Status.EXACT if is_exact else Status.CHANGED,
        base=base,
        base_label=str(base),
        cells=tuple(
            PublishedCell(code, shown[code], round(min(shown[code] / of, 1.0), 2 + decimals))
            if code in shown
            else PublishedCell(code, None, None, is_rare=True)
            for code in answers.cells
        ),
        missing=tuple(
            PublishedCell(code, missing.get(code), None, is_rare=code not in missing) for code in answers.missing
        ),
        mean=_rounded(mean(scores), 1 + decimals),
        top_share=_rounded(top_share(scores, scores), 2 + decimals),
        decimals=decimals,
    )


def _shown(cells: Mapping[Code, Cell], rare: AbstractSet[Code], *, is_exact: bool) -> dict[Code, int]:
    if is_exact:
        return {code: cell.n for code, cell in cells.items()}
    return {code: perturbed(cell) for code, cell in cells.items() if code not in rare}


def _denominator(shown: Mapping[Code, int], base: int, kind: AnswerKind) -> int:
    """What shares are of: people where they may choose several options, else the published counts, so they add up."""
    return max(1, base if kind is AnswerKind.SEVERAL else sum(shown.values()))


def _nearest(number: int, step: int) -> int:
    return floor(number / step + 0.5) * step


def _stepped(share: float, step: float) -> float:
    return min(1.0, round(floor(share / step + 0.5) * step, 2))


def _rounded(number: float | None, places: int) -> float | None:
    return None if number is None else round(number, places)


def _notes(rows: Iterable[PublishedRow]) -> tuple[Note, ...]:
    """Which sentences the table needs, in the order of `Note`."""
    needed: set[tuple[Note, bool]] = set()
    for row in rows:
        needed |= {
            Note.VALUES_CHANGED: row.status in {Status.CHANGED, Status.SMALL_GROUP},
            Note.SMALL_GROUP: row.status is Status.SMALL_GROUP,
            Note.MERGED: row.is_merged,
            Note.WITHHELD: row.status is Status.WITHHELD,
            Note.OPTION_HIDDEN: any(cell.is_hidden for cell in row.cells),
            Note.RARE: any(cell.is_rare for cell in (*row.cells, *row.missing)),
            Note.KEPT: row.is_kept,
        }.items()
    return tuple(note for note in Note if (note, True) in needed)
