"""A first look at what contributions are about: themes that nobody named beforehand; a process of its own.

Non-negative matrix factorisation with multiplicative updates (Lee and Seung 1999). Such themes agree with those that
people find hardly better than chance (methods.md, 4): they are a suggestion where to look, and no statistics.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from math import log

import numpy as np
import orjson
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from participation.crowd.grams import SILENT, words
from participation.crowd.misspelling import stem

_TURNS, _FEWEST, _COMMON = 60, 3, 0.3
_WORDS, _TEXTS = 8, 3
_SMALL = 1e-9
Matrix = NDArray[np.float64]


def themes(texts: Sequence[str], number: int) -> list[dict[str, object]]:
    """Themes, the largest first: {"words", "texts" (places of the most typical ones), "size" (of all texts)}.

    The same texts give the same themes.
    """
    vocabulary, shown, rows = _weighed(texts)
    if rows.nnz == 0:
        return []
    of_texts, of_words = _factors(rows, min(number, len(texts)))
    best = of_texts.argmax(axis=1)
    has_any = of_texts.max(axis=1) > _SMALL * 10
    found = [
        {
            "words": [shown[vocabulary[at]] for at in of_words[theme].argsort()[::-1][:_WORDS]],
            "texts": [int(at) for at in of_texts[:, theme].argsort()[::-1][:_TEXTS]],
            "size": int(((best == theme) & has_any).sum()),
        }
        for theme in range(of_words.shape[0])
    ]
    return sorted(found, key=lambda one: -int(str(one["size"])))


def _weighed(texts: Sequence[str]) -> tuple[list[str], dict[str, str], csr_matrix]:
    """Stems, how each is usually written, and the TF-IDF of texts over stems that are neither rare nor everywhere."""
    written: dict[str, Counter[str]] = {}
    counted = []
    for text in texts:
        said = Counter(stem(word) for word in words(text) if word not in SILENT and not word.isdigit())
        counted.append(said)
        for word in text.replace(",", " ").split():
            for plain in words(word)[:1]:
                written.setdefault(stem(plain), Counter())[word.strip(".,;:!?()„“\"'»«")] += 1
    spread = Counter(one for said in counted for one in said)
    most = max(_COMMON * len(texts), _FEWEST)
    vocabulary = sorted(one for one, number in spread.items() if _FEWEST <= number <= most)
    place = {one: at for at, one in enumerate(vocabulary)}
    entries = [
        (row, place[one], (1 + log(count)) * log(len(texts) / spread[one]))
        for row, said in enumerate(counted)
        for one, count in said.items()
        if one in place
    ]
    at_rows, at_columns, values = zip(*entries, strict=True) if entries else ((), (), ())
    shown = {one: written.get(one, Counter({one: 1})).most_common(1)[0][0] for one in vocabulary}
    shape = (len(texts), len(vocabulary))
    return vocabulary, shown, csr_matrix((values, (at_rows, at_columns)), shape=shape, dtype=np.float64)


def _factors(rows: csr_matrix, number: int) -> tuple[Matrix, Matrix]:
    chance = np.random.default_rng(1)
    of_texts = chance.random((rows.shape[0], number)) + _SMALL
    of_words = chance.random((number, rows.shape[1])) + _SMALL
    for _ in range(_TURNS):
        of_words *= np.asarray((rows.T @ of_texts).T) / (of_texts.T @ of_texts @ of_words + _SMALL)
        of_texts *= np.asarray(rows @ of_words.T) / (of_texts @ (of_words @ of_words.T) + _SMALL)
    return of_texts, of_words


if __name__ == "__main__":
    given = orjson.loads(sys.stdin.buffer.read())
    sys.stdout.buffer.write(orjson.dumps(themes(given["texts"], given["number"])))
