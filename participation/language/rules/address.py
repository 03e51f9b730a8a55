"""Rules about speaking to readers: address, pronouns, questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from participation.language.findings import Finding, Level
from participation.language.markup import Place
from participation.language.reading import Reading, Rule, found
from participation.language.sentences import Sentence

_POLITE = frozenset(["Sie", "Ihnen", "Ihr", "Ihre", "Ihren", "Ihrem", "Ihrer", "Ihres"])
_FAMILIAR = frozenset(
    ["du", "dir", "dich", "dein", "deine", "deinen", "deinem", "deiner", "euch", "euer", "eure", "euren", "eurem"]
)
_PRONOUNS = frozenset(["er", "ihn", "ihm", "ihnen"])
_SECTION_WITHOUT_ADDRESS = 6


def address(reading: Reading) -> Iterator[Finding]:
    """S17: each section speaks to its readers."""
    for section in _sections(reading):
        spoken_to = any(_is_polite(sentence) or _is_familiar(sentence) or _is_request(sentence) for sentence in section)
        if len(section) >= _SECTION_WITHOUT_ADDRESS and not spoken_to:
            yield found(
                "S17",
                Level.NOTE,
                section[0],
                "Dieser Abschnitt spricht die Leserinnen und Leser nicht an.",
                "Sagen Sie „Sie“: Was bedeutet das für Sie?",
            )


def mixed_address(reading: Reading) -> Iterator[Finding]:
    """S18: never "du" and "Sie" in one text."""
    polite = [sentence for sentence in reading.running if _is_polite(sentence)]
    familiar = [sentence for sentence in reading.running if _is_familiar(sentence)]
    if polite and familiar:
        rarer = min(polite, familiar, key=len)[0]
        yield found(
            "S18",
            Level.WARNING,
            rarer,
            "Der Text sagt einmal „du“ und einmal „Sie“.",
            "Entscheiden Sie sich für eine Anrede.",
        )


def pronouns(reading: Reading) -> Iterator[Finding]:
    """S19: repeat the noun."""
    for sentence in reading.running:
        for index, word in enumerate(sentence.words):
            if (word.low in _PRONOUNS and not word.text.startswith("I")) or (
                word.text == "sie" and sentence.tags[index] == "PPER"
            ):
                yield found(
                    "S19",
                    Level.NOTE,
                    sentence,
                    f"Wer ist mit „{word.text}“ gemeint?",
                    "Wiederholen Sie den Namen oder das Wort.",
                    index,
                )


def impersonal(reading: Reading) -> Iterator[Finding]:
    """S20: no "man", except in "nennt man"."""
    for sentence in reading.running:
        low = [word.low for word in sentence.words]
        naming = {"nennt", "heißt", "sagt"} & set(low)
        for index, word in enumerate(sentence.words):
            if word.low == "man" and not naming:
                yield found(
                    "S20", Level.NOTE, sentence, "Wer ist „man“?", "Sagen Sie „Sie“, oder nennen Sie die Person.", index
                )


def open_questions(reading: Reading) -> Iterator[Finding]:
    """S21: a question in the text is answered at once."""
    for place, sentence in enumerate(reading.sentences):
        asked = sentence.text.endswith("?") and ":" not in sentence.text and sentence.place is not Place.HEADING
        following = reading.sentences[place + 1 : place + 2]
        if asked and not _is_polite(sentence) and (not following or following[0].place is Place.HEADING):
            message, advice = "Auf die Frage folgt keine Antwort.", "Geben Sie die Antwort im nächsten Satz."
            yield found("S21", Level.NOTE, sentence, message, advice)


def _sections(reading: Reading) -> Iterator[list[Sentence]]:
    section: list[Sentence] = []
    for sentence in reading.sentences:
        if sentence.place is Place.HEADING:
            if section:
                yield section
            section = []
        else:
            section.append(sentence)
    if section:
        yield section


def _is_polite(sentence: Sentence) -> bool:
    """Whether "Sie" or "Ihr" is said to readers and not of others ("Sie" at the start)."""
    inside = any(word.text in _POLITE for word in sentence.words[1:])
    return inside or (
        sentence.words[0].text == "Sie"
        and bool(sentence.words[1:2])
        and sentence.words[1].low in {"können", "müssen", "haben", "wollen", "möchten", "dürfen", "sollen"}
    )


def _is_familiar(sentence: Sentence) -> bool:
    return any(word.low in _FAMILIAR for word in sentence.words)


def _is_request(sentence: Sentence) -> bool:
    return sentence.tags[0] == "VV(IMP)" or sentence.text.endswith("!")


RULES: Mapping[str, Rule] = {
    "S17": address,
    "S18": mixed_address,
    "S19": pronouns,
    "S20": impersonal,
    "S21": open_questions,
}
