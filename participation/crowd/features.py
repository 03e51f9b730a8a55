"""What the recognition of fields looks at: pieces of words, each under a number, and the model's opinion of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, sqrt
from zlib import crc32

from participation.crowd.grams import SILENT, words
from participation.crowd.misspelling import stem

BUCKETS = 1 << 14
A_HIT = 2.0  # what a seed word in a text adds to the log-odds of its field
_SHORTEST, _LONGEST = 3, 5
_SHORTEST_PART = 4  # a seed word so long is also looked for inside compounds


def features(text: str) -> set[int]:
    """The buckets of the pieces of a text's words: runs of three to five letters, ends of words marked."""
    found = set()
    for word in words(text):
        if word not in SILENT:
            marked = f" {word} ".encode()
            for size in range(_SHORTEST, _LONGEST + 1):
                for start in range(max(len(marked) - size + 1, 1)):
                    found.add(crc32(marked[start : start + size]) % BUCKETS)
    return found


def seed_stems(seeds: str | Sequence[str]) -> frozenset[str]:
    """The stems of the seed words that the county has entered for a field."""
    given = seeds if isinstance(seeds, str) else " ".join(seeds)
    return frozenset(stem(word) for word in words(given) if word not in SILENT)


def hits(stems: frozenset[str], text: str) -> int:
    """How many seed words stand in a text, longer ones inside compounds, too."""
    said = [word for word in words(text) if word not in SILENT]
    return sum(any(seed in word if len(seed) >= _SHORTEST_PART else seed == word for word in said) for seed in stems)


@dataclass(frozen=True)
class FieldModel:
    """What speaks for which field: its seed words, and pieces of words, one signed byte for each, times `scale`.

    `weights` holds the bytes of all fields for bucket 0, then for bucket 1, …; after the last bucket come the biases.
    """

    seeds: Mapping[str, frozenset[str]]
    scale: float
    weights: bytes

    @property
    def fields(self) -> Sequence[str]:
        """The fields in the order of the bytes."""
        return list(self.seeds)

    def chances(self, text: str) -> Mapping[str, float]:
        """How likely each field is for a text, 0 to 1, in all 1."""
        number = len(self.seeds)
        signed = memoryview(self.weights).cast("b")
        seen = features(text)
        sums = [0.0] * number
        for bucket in seen:
            at = bucket * number
            for field in range(number):
                sums[field] += signed[at + field]
        length = sqrt(len(seen)) or 1.0
        biases = signed[BUCKETS * number :]
        scores = [
            (total / length + biases[field]) * self.scale + A_HIT * hits(stems, text)
            for (field, total), stems in zip(enumerate(sums), self.seeds.values(), strict=True)
        ]
        return dict(zip(self.seeds, _softmax(scores), strict=True))


def _softmax(scores: Sequence[float]) -> list[float]:
    most = max(scores, default=0.0)
    raised = [exp(score - most) for score in scores]
    total = sum(raised)
    return [one / total for one in raised]
