"""Passive, genitive and subjunctive against sentences labelled by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from participation.language.genitive import genitives
from participation.language.mood import futures, pluperfects, preterites, subjunctives
from participation.language.sentences import Sentence, sentences_of
from participation.language.voice import passives

LINES = [
    line.split("\t")
    for line in (Path(__file__).parent / "data" / "grammar.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
SENTENCES = {text: "".join([labels, *more]) for labels, text, *more in LINES}


def says(rule: Callable[[Sentence], Sequence[object]], text: str) -> bool:
    return any(rule(sentence) for sentence in sentences_of(text))


@pytest.mark.parametrize(
    ("letter", "rule", "bar"), [("P", passives, 0.98), ("G", genitives, 0.98), ("S", subjunctives, 0.98)]
)
def test_labelled_sentences_are_recognised(
    letter: str, rule: Callable[[Sentence], Sequence[object]], bar: float
) -> None:
    said = {text for text in SENTENCES if says(rule, text)}
    meant = {text for text, labels in SENTENCES.items() if letter in labels}
    assert 2 * len(said & meant) / (len(said) + len(meant)) >= bar, said ^ meant


@pytest.mark.parametrize(
    "text", ["Morgen wird es regnen.", "Er wird alt.", "Der Laden ist geschlossen.", "Sie werden einen Brief erhalten."]
)
def test_future_state_and_becoming_are_no_passive(text: str) -> None:
    assert not says(passives, text)


@pytest.mark.parametrize(
    "text", ["Der Plan hilft der Stadt.", "Dieses Haus ist alt.", "Hans wohnt in Paris.", "Des Weiteren regnet es."]
)
def test_dative_demonstrative_and_names_in_s_are_no_genitive(text: str) -> None:
    assert not says(genitives, text)


@pytest.mark.parametrize(
    "text", ["Ich habe Zeit.", "Ich möchte das.", "Sie sollten kommen.", "Sei bitte leise.", "Er machte Tee."]
)
def test_ambiguous_forms_are_no_subjunctive(text: str) -> None:
    assert not says(subjunctives, text)


def test_the_simple_past_is_named_except_of_sein_haben_and_modals() -> None:
    assert says(preterites, "Er ging nach Hause.")
    assert says(preterites, "Sie machten Tee.")
    assert not says(preterites, "Er war da und hatte Zeit, aber er konnte nicht.")
    assert not says(preterites, "Er arbeitet und wartet.")


def test_pluperfect_and_future_are_named() -> None:
    assert says(pluperfects, "Er hatte das Haus verkauft.")
    assert not says(pluperfects, "Der Laden war geöffnet.")
    assert says(futures, "Morgen wird es regnen.")
    assert not says(futures, "Der Plan wird geprüft.")
