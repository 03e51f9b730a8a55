"""How well near duplicates are found and fields recognised.

    .venv/bin/python tools/crowd_evaluation.py [--contributions FILE.jsonl]

Without a file the texts are those in `tests/crowd/data/`: written by us for this purpose, short, with typing errors and
with words of one field in texts about another; they are no contributions of real people. A file of real contributions
({"text": …} a line) stays outside the project; duplicates are then planted among them, too.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import orjson

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from participation.crowd.features import seed_stems  # noqa: E402 - found by its path
from participation.crowd.grams import Weights, cosine, keys, vector, weighed  # noqa: E402
from participation.crowd.sameness import NEARLY_THE_SAME, may_be_the_same  # noqa: E402
from participation.crowd.training import Example, trained  # noqa: E402

TEXTS = ROOT / "tests" / "crowd" / "data" / "field_texts.tsv"
# Fifteen words a field, as somebody in a county's administration would enter them.
SEEDS = {
    "mobilitaet": "Bus Bahn Zug Haltestelle Radweg Straße Auto Fahrplan Verkehr Fahrrad Ampel Parkplatz Ticket "
    "Brücke fahren",
    "bildung": "Schule Kita Lehrer Kinder Jugend Ausbildung Unterricht Spielplatz Bücherei Hort Klasse Erzieher "
    "Studium Musikschule Schwimmbad",
    "gesundheit": "Arzt Krankenhaus Pflege Apotheke Senioren Hebamme Patient Beratung Behinderung Rettung Therapie "
    "krank Alter Barriere Familie",
    "umwelt": "Klima Natur Wald Wasser Müll Energie Windrad Baum Strom Solar Artenschutz Landwirtschaft Lärm "
    "Heizung Tier",
    "wirtschaft": "Firma Betrieb Arbeit Glasfaser Internet Handwerk Tourismus Laden Gewerbe Amt Antrag Gründer "
    "Bauland Fachkräfte Markt",
}
ADDED = (
    "Das wäre für uns alle im Ort eine große Hilfe.",
    "Vielen Dank, dass Sie sich kümmern.",
    "Darüber reden wir seit Jahren.",
)
FEWEST_WORDS, MOST_ERRORS, WORDS_A_CHANGE = 6, 5, 12
PLANTED, FOLDS = 400, 5


def misspelt(text: str, chance: random.Random) -> str:
    """One typing error in twelve words, at most five: letters swapped, left out, doubled or wrong."""
    said = text.split()
    for at in chance.sample(range(len(said)), min(MOST_ERRORS, max(1, len(said) // WORDS_A_CHANGE))):
        word, place = said[at], chance.randrange(max(len(said[at]) - 1, 1))
        wrong = chance.choice("abcdefghijklmnopqrstuvwxyz")
        ways = (
            word[:place] + word[place + 1 : place + 2] + word[place : place + 1] + word[place + 2 :],
            word[:place] + word[place + 1 :],
            word[: place + 1] + word[place:],
            word[:place] + wrong + word[place + 1 :],
        )
        said[at] = chance.choice(ways) if len(word) >= FEWEST_WORDS - 2 else word
    return " ".join(said)


def shortened(text: str, chance: random.Random) -> str:
    """A tenth of the words left out, at least one."""
    said = text.split()
    out = set(chance.sample(range(len(said)), max(1, len(said) // 10)))
    return " ".join(word for at, word in enumerate(said) if at not in out)


def reordered(text: str, chance: random.Random) -> str:
    """The sentences in another order; of one sentence the halves."""
    parts = [part for part in re.split(r"(?<=[.!?])\s+", text) if part]
    if len(parts) > 1:
        chance.shuffle(parts)
        return " ".join(parts)
    said = text.split()
    return " ".join(said[len(said) // 2 :] + said[: len(said) // 2])


def extended(text: str, chance: random.Random) -> str:
    """A sentence added."""
    return f"{text} {chance.choice(ADDED)}"


WAYS: tuple[Callable[[str, random.Random], str], ...] = (misspelt, shortened, reordered, extended)


def are_proposed(first: str, second: str, weights: Weights) -> bool:
    """Whether staff would be asked about the two."""
    alike = cosine(vector(first, weights), vector(second, weights))
    return alike >= NEARLY_THE_SAME and may_be_the_same(first, second)


def duplicates(texts: Sequence[str]) -> None:
    """Print how many planted duplicates are found, and which pairs are proposed among the texts as they are."""
    chance, weights = random.Random(3), weighed(texts)  # noqa: S311 - repeatable, no secrets
    long_enough = [text for text in texts if len(text.split()) >= FEWEST_WORDS]
    sample = chance.sample(long_enough, min(PLANTED, len(long_enough)))
    for way in WAYS:
        found = sum(are_proposed(text, way(text, chance), weights) for text in sample)
        print(f"planted, {way.__name__:<10} {found / len(sample):.3f} of {len(sample)} found")
    pairs = proposed_among(texts, weights)
    print(f"proposed among {len(texts)} texts without any planted: {len(pairs)}, to be judged by reading:")
    for first, second in pairs:
        print(f"    {first[:110]!r} | {second[:110]!r}")


def proposed_among(texts: Sequence[str], weights: Weights) -> list[tuple[str, str]]:
    """The pairs that staff would be asked about: each text with the most similar one before it."""
    vectors = [vector(text, weights) for text in texts]
    places: dict[int, list[int]] = {}
    pairs = []
    for at, text in enumerate(texts):
        shared = [other for key in keys(text, 0, weights, 48) for other in places.get(key, ())]
        others = sorted(set(shared), key=shared.count, reverse=True)[:24]
        best = max(others, key=lambda other: cosine(vectors[at], vectors[other]), default=None)
        if best is not None and are_proposed(texts[best], text, weights):
            pairs.append((texts[best], text))
        for key in keys(text, 0, weights, 40):
            places.setdefault(key, []).append(at)
    return pairs


def fields() -> None:
    """Print how often the suggested field is right: from seed words alone, and with four fifths of the labels."""
    rows = [line.split("\t") for line in TEXTS.read_text().splitlines()]
    seeds = {field: seed_stems(said) for field, said in SEEDS.items()}
    random.Random(5).shuffle(rows)  # noqa: S311
    unlabelled = trained(seeds, [Example(text) for _, text in rows])
    right = sum(best(unlabelled.chances(text)) == field for field, text in rows)
    print(f"fields from seed words and self-training: {right / len(rows):.3f} of {len(rows)} texts, five fields")
    right = 0
    for fold in range(FOLDS):
        shown = [Example(text, field) for at, (field, text) in enumerate(rows) if at % FOLDS != fold]
        model = trained(seeds, shown)
        right += sum(best(model.chances(text)) == field for field, text in rows[fold::FOLDS])
    print(f"fields with labels (five folds):          {right / len(rows):.3f}")


def best(chances: object) -> str:
    """The likeliest field."""
    found: dict[str, float] = dict(chances)  # type: ignore[call-overload]
    return max(found, key=lambda field: found[field])


def main(arguments: Sequence[str]) -> None:
    """Print everything."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--contributions", type=Path, help="real contributions as .jsonl, from outside the project")
    chosen = parser.parse_args(arguments)
    if chosen.contributions:
        texts = [orjson.loads(line)["text"] for line in chosen.contributions.read_text().splitlines()]
    else:
        texts = [line.split("\t")[1] for line in TEXTS.read_text().splitlines()]
    duplicates(list(dict.fromkeys(texts)))
    fields()


if __name__ == "__main__":
    main(sys.argv[1:])
