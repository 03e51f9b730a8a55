"""How well the checker of easy language tells easy from standard German, finds grammar, and how fast it is.

    .venv/bin/python tools/language_evaluation.py

Texts: the twins in `content/` (standard and easy) and the labelled sentences in `tests/language/data/`, all our own.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from participation.language.checker import check  # noqa: E402 - the project is found by its path
from participation.language.findings import Level  # noqa: E402
from participation.language.genitive import genitives  # noqa: E402
from participation.language.lexicon import load  # noqa: E402
from participation.language.mood import subjunctives  # noqa: E402
from participation.language.sentences import Sentence, sentences_of  # noqa: E402
from participation.language.voice import passives  # noqa: E402

LABELS = ROOT / "tests" / "language" / "data" / "grammar.tsv"
RATED = ROOT / "tests" / "language" / "data" / "rated.tsv"
CHUNK = 55
RULES: dict[str, Callable[[Sentence], Sequence[object]]] = {"P": passives, "G": genitives, "S": subjunctives}


def chunks(text: str, words: int = CHUNK) -> Iterator[str]:
    """The sentences of a text in pieces of at least so many words, without headings and markup, one sentence a line."""
    piece: list[str] = []
    for sentence in sentences_of(text):
        if not sentence.is_running_text:
            continue
        piece.append(sentence.text)
        if sum(len(line.split()) for line in piece) >= words:
            yield "\n".join(piece)
            piece = []


def area_under_curve(easy: Sequence[float], hard: Sequence[float]) -> float:
    """The share of pairs in which the hard text has the higher score (ties count half)."""
    won = sum((high > low) + 0.5 * (high == low) for low in easy for high in hard)
    return won / (len(easy) * len(hard))


def rank_correlation(left: Sequence[float], right: Sequence[float]) -> float:
    """Spearman's rank correlation."""
    from scipy.stats import spearmanr  # noqa: PLC0415 - slow to import

    return float(spearmanr(left, right).statistic)


def labelled() -> Iterator[tuple[str, str]]:
    """Sentences with their labels."""
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            labels, sentence, *more = line.split("\t")
            yield labels.replace("-", "") + "".join(more), sentence


def f1(letter: str) -> tuple[float, list[str]]:
    """F1 by sentence of one rule, and the sentences that it gets wrong."""
    hits = misses = false = 0
    wrong = []
    for labels, text in labelled():
        said = any(RULES[letter](sentence) for sentence in sentences_of(text))
        hits += said and letter in labels
        misses += not said and letter in labels
        false += said and letter not in labels
        if said != (letter in labels):
            wrong.append(f"{'missed' if letter in labels else 'false '} {text}")
    return 2 * hits / (2 * hits + misses + false), wrong


def unhyphenated(text: str) -> str:
    """An easy text as Einfache Sprache writes it: no hyphens in words, sentences side by side."""
    return re.sub(r"(?<=[a-zäöü])-(?=[A-ZÄÖÜ])(\w)", lambda found: found[1].lower(), text).replace("\n", " ")


def print_chunks() -> None:
    """AUC of the score on chunks of the twins."""
    easy = [piece for path in sorted(ROOT.glob("content/**/*.leicht.md")) for piece in chunks(path.read_text())]
    hard = [piece for path in sorted(ROOT.glob("content/**/*.de.md")) for piece in chunks(path.read_text())]
    for name, change in (("as they are", str), ("one line, no hyphens", unhyphenated)):
        low = [check(change(text), with_indices=False).score for text in easy]
        high = [check(change(text), with_indices=False).score for text in hard]
        print(f"AUC of {len(low)} easy and {len(high)} standard chunks, {name}: {area_under_curve(low, high):.3f}")


def print_rated() -> None:
    """Spearman with our own rating of sentences (1 very easy, 7 very hard), and AUC of 1 to 2 against 5 to 7."""
    lines = [line.split("\t") for line in RATED.read_text(encoding="utf-8").splitlines() if line[:1].isdigit()]
    ratings = [float(rating) for rating, _ in lines]
    found = [check(text, with_indices=False).score for _, text in lines]
    easy = [value for value, rating in zip(found, ratings, strict=True) if rating <= 2]  # noqa: PLR2004
    hard = [value for value, rating in zip(found, ratings, strict=True) if rating >= 5]  # noqa: PLR2004
    auc = area_under_curve(easy, hard)
    print(f"{len(lines)} rated sentences: Spearman {rank_correlation(found, ratings):.3f}, AUC {auc:.3f}")


def print_errors_and_speed() -> None:
    """Share of easy sentences with an error, and seconds for a thousand words."""
    sentences = errors = words = 0
    started = time.perf_counter()
    for path in sorted(ROOT.glob("content/**/*.leicht.md")):
        report = check(path.read_text(), with_indices=False)
        sentences, words = sentences + report.sentences, words + report.words
        errors += len({finding.sentence for finding in report.findings if finding.level is Level.ERROR})
    print(f"{sentences} easy sentences: {errors / sentences:.1%} with an error")
    print(f"{(time.perf_counter() - started) / words * 1000:.2f} s for 1000 words")


def main() -> None:
    """Print all figures."""
    load()
    for letter, name in (("P", "passive"), ("G", "genitive"), ("S", "subjunctive")):
        value, wrong = f1(letter)
        print(f"{name}: F1 {value:.3f}", *wrong, sep="\n    ")
    print_errors_and_speed()
    print_chunks()
    print_rated()


if __name__ == "__main__":
    main()
