"""Numbers and dates: a bar for each class from the lowest on, and the class in the middle of all answers."""

from __future__ import annotations

from dataclasses import replace

from participation.core.text import msgid
from participation.statistics.counts import median
from participation.statistics.published import PublishedRow
from participation.surveys.aggregation.codes import Counted
from participation.surveys.results.block import Block
from participation.surveys.results.labels import answer_label
from participation.surveys.results.words import Words


def with_median(words: Words, counted: Counted, block: Block, row: PublishedRow) -> Block:
    """The block of a number or date with a sentence about the class in the middle, where counts are shown."""
    middle = _median_class(row)
    if middle is None:
        return block
    label = answer_label(words, counted, row.cells[middle].code)
    sentence = words.translate(msgid("In the middle of all answers (median): %(label)s."), label=label)
    return replace(block, remarks=[*block.remarks, sentence])


def _median_class(row: PublishedRow) -> int | None:
    """The place of the class that half of all answers reach; None where counts are not shown or it lies between two."""
    counts = {place: cell.n for place, cell in enumerate(row.cells) if cell.n is not None}
    if not row.is_full or len(counts) != len(row.cells):
        return None
    middle = median(counts)
    return None if middle is None or middle % 1 else int(middle)
