"""Learns to tell fields apart, from seed words, confirmed examples and its own surest guesses; a process of its own.

Self-training after Yarowsky (1995, Unsupervised word sense disambiguation rivaling supervised methods): texts in which
seed words leave little doubt become examples, and the classifier learns from them what else speaks for a field; further
rounds made it worse. It is multinomial logistic regression with an L2 penalty.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from participation.crowd.features import A_HIT, BUCKETS, FieldModel, features, hits, seed_stems

_PENALTY = 0.004
_SEED_WEIGHT, _GUESS_WEIGHT = 2.0, 0.5
_FOLDS = 5
_ENOUGH_TO_JUDGE = 100  # known examples; of fewer a share says little
_STEPS = 25
_SURE = 0.85  # how sure the seed words alone must be before a text becomes an example
Matrix = NDArray[np.float64]
Seeds = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Example:
    """A text and the field that it is known to belong to; empty if it is not known."""

    text: str
    field: str = ""


def trained(seeds: Seeds, examples: Sequence[Example]) -> FieldModel:
    """A model that tells the fields of `seeds` (field -> stems of its words, which may be none) apart."""
    fields = list(seeds)
    place = {field: number for number, field in enumerate(fields)}
    rows = _rows([*(example.text for example in examples), *(" ".join(seeds[field]) for field in fields)])
    labels = np.array([place.get(example.field, -1) for example in examples] + list(range(len(fields))))
    weights = np.where(labels >= 0, 1.0, 0.0)
    weights[len(examples) :] = [_SEED_WEIGHT if seeds[field] else 0.0 for field in fields]
    targets = np.zeros((len(labels), len(fields)))
    targets[labels >= 0, labels[labels >= 0]] = 1.0
    unknown = [number for number, label in enumerate(labels) if label < 0]
    if unknown:
        chances = _said_by_seeds(seeds, [examples[number].text for number in unknown])
        targets[unknown], weights[unknown] = chances, _trust(chances)
    solution = _fitted(rows, targets, weights)
    return _model(seeds, solution)


def _rows(texts: Sequence[str]) -> csr_matrix:
    """Texts as rows of length 1, with a column of ones for the bias."""
    columns: list[int] = []
    ends = [0]
    values: list[float] = []
    for text in texts:
        found = sorted(features(text))
        columns += [*found, BUCKETS]
        values += [1 / np.sqrt(len(found) or 1)] * len(found) + [1.0]
        ends.append(len(columns))
    return csr_matrix((values, columns, ends), shape=(len(texts), BUCKETS + 1))


def _said_by_seeds(seeds: Seeds, texts: Sequence[str]) -> Matrix:
    """How likely the seed words alone make each field for each text; rows add up to 1, even where none stands."""
    found = np.array([[hits(stems, text) for stems in seeds.values()] for text in texts], dtype=float)
    raised = np.exp(A_HIT * found.reshape(len(texts), len(seeds)))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def _trust(chances: Matrix) -> Matrix:
    """How much a guess counts: nothing below `_SURE`, then the more the surer."""
    best = chances.max(axis=1)
    return np.where(best >= _SURE, _GUESS_WEIGHT * best, 0.0)


def _chances(rows: csr_matrix, solution: Matrix) -> Matrix:
    scores = rows @ solution
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def _fitted(rows: csr_matrix, targets: Matrix, weights: Matrix) -> Matrix:
    """The coefficients that fit best; what stands nowhere has zeros."""
    used = np.flatnonzero(rows.getnnz(axis=0))
    solution = np.zeros((BUCKETS + 1, targets.shape[1]))
    solution[used] = _best_fit(rows[:, used], targets, weights, solution[used])
    return solution


def _best_fit(rows: csr_matrix, targets: Matrix, weights: Matrix, start: Matrix) -> Matrix:
    total = max(weights.sum(), 1.0)

    def loss(flat: Matrix) -> tuple[float, Matrix]:
        solution = flat.reshape(start.shape)
        chances = _chances(rows, solution)
        fit = -float((weights * (targets * np.log(chances + 1e-12)).sum(axis=1)).sum()) / total
        slope = rows.T @ ((chances - targets) * weights[:, None]) / total + _PENALTY / 10 * solution
        return fit + _PENALTY / 20 * float((solution**2).sum()), np.asarray(slope).ravel()

    found = minimize(loss, start.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": _STEPS})
    return np.asarray(found.x).reshape(start.shape)


def _model(seeds: Seeds, solution: Matrix) -> FieldModel:
    scale = float(np.abs(solution).max()) / 127 or 1.0
    return FieldModel(seeds, scale, np.round(solution / scale).astype(np.int8).tobytes())


def accuracy(seeds: Seeds, examples: Sequence[Example]) -> float | None:
    """How often a model is right about known examples that it was not shown (five folds); None for too few."""
    known = [example for example in examples if example.field in seeds]
    if len(known) < _ENOUGH_TO_JUDGE:
        return None
    unknown = [example for example in examples if example.field not in seeds][:1_000]
    right = 0
    for fold in range(_FOLDS):
        asked = known[fold::_FOLDS]
        model = trained(seeds, [*(one for at, one in enumerate(known) if at % _FOLDS != fold), *unknown])
        right += sum(_best(model.chances(one.text)) == one.field for one in asked)
    return right / len(known)


def _best(chances: Mapping[str, float]) -> str:
    return max(chances, key=lambda field: chances[field])


def main() -> None:
    """Read {field: seed words}, then lines of [text, field]; write scale, accuracy and a line end, then the weights."""
    stream = sys.stdin.buffer
    seeds = {field: seed_stems(said) for field, said in orjson.loads(stream.readline()).items()}
    examples = [Example(*orjson.loads(line)) for line in stream]
    model = trained(seeds, examples)
    facts: dict[str, Any] = {"scale": model.scale, "accuracy": accuracy(seeds, examples)}
    sys.stdout.buffer.write(orjson.dumps(facts) + b"\n" + model.weights)


if __name__ == "__main__":
    main()
