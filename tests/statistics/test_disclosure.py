"""Nothing is published but through one function, and it keeps the base rules."""

from __future__ import annotations

import json
import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.statistics.cell_key import perturbed
from participation.statistics.counts import Cell, Code, Distribution
from participation.statistics.disclosure import (
    PROTECTIVE,
    CountedTable,
    UnplannedTable,
    protected,
    rare_codes,
    released_sizes,
)
from participation.statistics.keeping import LastRelease
from participation.statistics.published import (
    AnswerKind,
    Note,
    PublishedRow,
    PublishedTable,
    Segment,
    Status,
)

BY_AUDIENCE = ("audience",)


def cell(n: int, seed: object = 0) -> Cell:
    """A cell of `n` records with keys of their own."""
    chance = random.Random(f"{n} {seed}")  # noqa: S311 - repeatable keys
    return Cell(n, sum(chance.getrandbits(32) for _ in range(n)))


def scale(*ns: int, missing: int = 0) -> Distribution:
    codes: dict[Code, Cell] = {code: cell(n, code) for code, n in enumerate(ns, start=1)}
    return Distribution.of_one(codes, {97: cell(missing)} if missing else {})


def several(base: int, **ns: int) -> Distribution:
    return Distribution({code: cell(n, code) for code, n in ns.items()}, base=cell(base))


def counted(kind: AnswerKind, dimensions: tuple[str, ...], **rows: Distribution) -> CountedTable:
    return CountedTable("q", kind, dimensions, {(name,): answers for name, answers in rows.items()})


def overall(answers: Distribution, kind: AnswerKind = AnswerKind.SCALE) -> PublishedRow:
    return protected(CountedTable("q", kind, (), {(): answers})).rows[0]


def by_audience(kind: AnswerKind = AnswerKind.SCALE, **rows: Distribution) -> PublishedTable:
    return protected(counted(kind, BY_AUDIENCE, **rows))


def test_the_overall_table_is_exact_from_thirty_answers() -> None:
    row = overall(scale(1, 2, 3, 14, 10, missing=7))
    assert row.status is Status.EXACT
    assert [shown.n for shown in row.cells] == [1, 2, 3, 14, 10]
    assert (row.base, row.base_label, [shown.n for shown in row.missing]) == (30, "30", [7])
    assert (row.mean, row.top_share, row.decimals) == (4.0, 0.8, 0)


def test_below_thirty_overall_shares_are_coarse_and_no_count_is_shown() -> None:
    row = overall(scale(1, 2, 3, 13, 10))
    assert (row.status, row.base, row.base_label, row.mean) == (Status.SMALL_GROUP, None, "10–29", None)
    assert all(shown.n is None for shown in row.cells)
    assert all(shown.share is not None and round(shown.share * 100) % 5 == 0 for shown in row.cells)
    assert not row.is_full
    assert not row.scores


def test_below_ten_there_is_no_result() -> None:
    row = overall(scale(0, 0, 0, 5, 4))
    assert (row.status, row.cells, row.base) == (Status.WITHHELD, (), None)


def test_minors_and_sensitive_questions_need_twenty_and_fifty() -> None:
    table = counted(AnswerKind.SCALE, BY_AUDIENCE, a=scale(0, 0, 4, 8, 7), b=scale(9, 9, 9, 9, 13), c=scale(*[10] * 5))
    statuses = [row.status for row in protected(table, PROTECTIVE).rows]
    assert statuses == [Status.WITHHELD, Status.SMALL_GROUP, Status.CHANGED]


def test_segments_show_cell_key_values_and_what_follows_from_them() -> None:
    answers = scale(11, 22, 33, 44, 55, missing=12)
    row = by_audience(citizens=answers, council=scale(9, 9, 9, 9, 9)).rows[0]
    shown = {code: perturbed(one) for code, one in answers.cells.items()}
    n = sum(shown.values())
    assert row.scores == shown
    assert row.missing[0].n == perturbed(cell(12))
    assert row.base is not None
    assert row.base % 5 == 0
    assert [one.share for one in row.cells] == [round(k / n, 3) for k in shown.values()]
    assert row.mean == round(sum(int(code) * k for code, k in shown.items()) / n, 2)


def test_percentages_get_a_decimal_from_a_hundred_answers_on() -> None:
    below, above = by_audience(a=scale(17, 17, 17, 17, 17), b=scale(33, 33, 33, 33, 33)).rows
    assert (below.decimals, above.decimals) == (0, 1)
    assert all(one.share == round(one.share or 0, 2) for one in below.cells)


def test_the_base_of_a_full_segment_never_looks_smaller_than_full() -> None:
    bases = [by_audience(a=Distribution.of_one({1: cell(30, seed)})).rows[0].base for seed in range(60)]
    assert min(base or 0 for base in bases) == 30


def test_what_nearly_everyone_in_a_small_group_said_is_not_shown() -> None:
    table = by_audience(AnswerKind.CHOICE, a=Distribution.of_one({"yes": cell(20), "no": cell(1)}), b=scale(20, 20))
    assert (table.rows[0].status, table.rows[0].base_label) == (Status.WITHHELD, "<30")


def test_of_several_options_only_the_dominant_one_is_hidden() -> None:
    table = by_audience(AnswerKind.SEVERAL, a=several(20, bus=20, bike=8), b=several(60, bus=60, bike=30))
    small, large = table.rows
    assert [(one.share is None, one.is_hidden) for one in small.cells] == [(True, True), (False, False)]
    assert not any(one.is_hidden for one in large.cells)
    assert Note.OPTION_HIDDEN in table.notes


def test_shares_of_several_options_are_of_people() -> None:
    row = overall(several(50, bus=40, bike=25), AnswerKind.SEVERAL)
    assert [one.share for one in row.cells] == [0.8, 0.5]


def test_small_segments_are_merged_upward_and_the_table_says_so() -> None:
    table = protected(
        counted(AnswerKind.SCALE, ("municipality",), Calbe=scale(1, 1, 1, 1, 1), Barby=scale(*[7] * 5)),
        hierarchies={"municipality": {"Calbe": "Osten", "Barby": "Osten"}},
    )
    assert [(row.segment, row.members) for row in table.rows] == [(("Osten",), (("Calbe",), ("Barby",)))]
    assert table.notes == (Note.VALUES_CHANGED, Note.MERGED)
    assert table.row("Calbe") == table.row("Osten") == table.rows[0]


def test_notes_name_what_happened_and_nothing_else() -> None:
    assert protected(CountedTable("q", AnswerKind.SCALE, (), {(): scale(*[20] * 5)})).notes == ()
    table = by_audience(a=scale(*[20] * 5), b=scale(*[4] * 5), c=scale(*[1] * 5))
    assert table.notes == (Note.VALUES_CHANGED, Note.SMALL_GROUP, Note.WITHHELD)


@pytest.mark.parametrize("dimensions", [("municipality", "age", "gender"), ("gender", "age"), ("shoe_size",)])
def test_tables_that_are_not_planned_are_refused(dimensions: tuple[str, ...]) -> None:
    with pytest.raises(UnplannedTable):
        protected(CountedTable("q", AnswerKind.SCALE, dimensions, {}))


def released(now: CountedTable, before: CountedTable) -> PublishedTable:
    first = protected(before)
    return protected(now, last=LastRelease(first, released_sizes(before, first, None)))


def test_fewer_than_ten_new_answers_keep_the_last_released_row() -> None:
    before = counted(AnswerKind.SCALE, BY_AUDIENCE, a=scale(*[20] * 5), b=scale(*[20] * 5))
    now = counted(AnswerKind.SCALE, BY_AUDIENCE, a=scale(20, 20, 20, 20, 29), b=scale(20, 20, 20, 20, 30))
    kept, fresh = released(now, before).rows
    assert kept.is_kept
    assert kept.cells == protected(before).rows[0].cells
    assert fresh == protected(now).rows[1]
    assert Note.KEPT in released(now, before).notes


def test_many_small_steps_do_not_creep_past_the_ten() -> None:
    before = counted(AnswerKind.SCALE, BY_AUDIENCE, a=scale(*[20] * 5))
    sizes = LastRelease(first := protected(before), released_sizes(before, first, None))
    for more in (6, 9, 10):
        now = counted(AnswerKind.SCALE, BY_AUDIENCE, a=scale(20, 20, 20, 20, 20 + more))
        table = protected(now, last=sizes)
        sizes = LastRelease(table, released_sizes(now, table, sizes))
        assert table.rows[0].is_kept == (more < 10)


def test_the_overall_table_is_kept_too() -> None:
    tables = [CountedTable("q", AnswerKind.SCALE, (), {(): scale(20, 20, 20, 20, n)}) for n in (20, 21)]
    assert released(tables[1], tables[0]).rows[0].scores[5] == 20


segments = st.lists(st.lists(st.integers(0, 60), min_size=5, max_size=5), min_size=1, max_size=5)


@given(segments, st.sampled_from(AnswerKind), st.randoms(use_true_random=False))
def test_no_raw_count_of_a_segment_leaks(counts: list[list[int]], kind: AnswerKind, chance: random.Random) -> None:
    """Whatever a segment shows is a function of cell-key values; coarse rows show no count at all."""
    rows: dict[Segment, Distribution] = {}
    for place, ns in enumerate(counts):
        cells: dict[Code, Cell] = {code: Cell(n, chance.getrandbits(32)) for code, n in enumerate(ns, start=1)}
        missing: dict[Code, Cell] = {97: Cell(ns[0], chance.getrandbits(32))}
        answers = Distribution.of_one(cells, missing)
        rows[(str(place),)] = answers
    table = protected(CountedTable("q", kind, BY_AUDIENCE, rows))
    for row in table.rows:
        answers = rows[row.segment]
        if row.is_full:
            assert [one.n for one in row.cells] == [perturbed(one) for one in answers.cells.values()]
            assert [one.n for one in row.missing] == [perturbed(one) for one in answers.missing.values()]
            assert row.base == max(30, 5 * ((perturbed(answers.base) + 2) // 5))
        else:
            assert row.base is None
            assert row.mean is None
            assert row.top_share is None
            assert not row.missing
            assert all(one.n is None for one in row.cells)
        assert row.status is not Status.EXACT


@given(segments)
def test_a_table_comes_back_from_json_unchanged(counts: list[list[int]]) -> None:
    rows: dict[Segment, Distribution] = {(str(place),): scale(*ns, missing=3) for place, ns in enumerate(counts)}
    table = protected(CountedTable("q", AnswerKind.SCALE, BY_AUDIENCE, rows))
    assert PublishedTable.from_document(json.loads(json.dumps(table.as_document()))) == table


def test_an_option_that_hardly_anybody_chose_is_shown_for_everyone_only() -> None:
    rows: dict[Segment, Distribution] = {
        ("a",): scale(2, 3, 10, 20, 30, missing=1),
        ("b",): scale(0, 4, 30, 20, 10, missing=1),
    }
    everyone = rows[("a",)] + rows[("b",)]
    whole = protected(CountedTable("q", AnswerKind.SCALE, (), {(): everyone})).rows[0]
    rare = rare_codes(everyone, whole)
    assert rare == {1, 97}
    table = protected(CountedTable("q", AnswerKind.SCALE, BY_AUDIENCE, rows), rare=rare)
    assert [(one.n, one.share, one.is_rare) for row in table.rows for one in row.cells[:1]] == [(None, None, True)] * 2
    assert all(row.missing[0].n is None for row in table.rows)
    assert all(one.n is not None for row in table.rows for one in row.cells[1:])
    assert Note.RARE in table.notes
    assert whole.cells[0].n == 2


def test_rare_is_also_what_was_rare_in_the_numbers_that_are_still_public() -> None:
    before = protected(CountedTable("q", AnswerKind.SCALE, (), {(): scale(1, 0, 10, 20, 30)})).rows[0]
    now = scale(5, 4, 10, 20, 30)
    assert rare_codes(now, None) == frozenset()
    assert rare_codes(now, before) == {1, 2}


def test_a_small_group_shows_no_rare_option_either() -> None:
    answers = Distribution.of_one({"yes": cell(12), "no": cell(8), "perhaps": cell(2)})
    row = protected(counted(AnswerKind.CHOICE, BY_AUDIENCE, a=answers), rare={"perhaps"}).rows[0]
    assert [one.share is None for one in row.cells] == [False, False, True]
    assert sum(one.share or 0 for one in row.cells) == pytest.approx(1, abs=0.06)


NAMES = ("a", "b", "c", "d")
PARTS = {"municipality": {"a": "east", "b": "east", "c": "west", "d": "west"}}
people = st.lists(st.tuples(st.sampled_from(NAMES), st.integers(1, 5), st.integers(0, 2**32 - 1)), max_size=120)


def by_place(answers: list[tuple[str, int, int]]) -> CountedTable:
    rows: dict[Segment, Distribution] = {}
    for name in sorted({place for place, _, _ in answers}):
        cells: dict[Code, Cell] = {code: Cell() for code in range(1, 6)}
        for place, code, key in answers:
            if place == name:
                cells[code] += Cell(1, key)
        rows[(name,)] = Distribution.of_one(cells)
    return CountedTable("q", AnswerKind.SCALE, ("municipality",), rows)


def numbers(table: PublishedTable) -> list[object]:
    return [replace(row, is_kept=False) for row in table.rows if row.status is not Status.WITHHELD]


@given(people, people.map(lambda more: more[:9]), st.integers(0, 8), st.integers(0, 2**32 - 1))
def test_a_few_answers_more_or_less_never_change_what_was_released(
    before: list[tuple[str, int, int]], more: list[tuple[str, int, int]], fewer: int, seed: int
) -> None:
    """Nor do they move the borders of merged groups, which would tell that a group has fallen below the minimum."""
    chance = random.Random(seed)  # noqa: S311 - who withdraws
    left = chance.sample(before, max(0, len(before) - fewer))
    old = by_place(before)
    first = protected(old, hierarchies=PARTS)
    last = LastRelease(first, released_sizes(old, first, None))
    second = protected(by_place([*left, *more]), hierarchies=PARTS, last=last)
    if first.rows:
        assert numbers(second) == numbers(first)
    else:
        assert numbers(second) == []


def test_a_group_that_falls_below_the_minimum_by_one_stays_where_it_was() -> None:
    before = counted(AnswerKind.SCALE, ("municipality",), a=scale(2, 2, 2, 2, 2), b=scale(*[8] * 5))
    first = protected(before, hierarchies=PARTS)
    assert [row.segment for row in first.rows] == [("a",), ("b",)]
    now = counted(AnswerKind.SCALE, ("municipality",), a=scale(2, 2, 2, 2, 1), b=scale(*[8] * 5))
    assert [row.segment for row in protected(now, hierarchies=PARTS).rows] == [("east",)]
    kept = protected(now, hierarchies=PARTS, last=LastRelease(first, released_sizes(before, first, None)))
    assert numbers(kept) == numbers(first)
