"""Rules about the choice of words: common, explained, one for one thing, verbs before nouns, no officialese."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from participation.language.findings import Finding, Level
from participation.language.lexicon import possible_tags
from participation.language.lists import lowered, phrase_list, replacements, word_list
from participation.language.rarity import CONTENT, commonness
from participation.language.reading import Reading, Rule, found, phrases
from participation.language.sentences import Sentence
from participation.language.words import Word, WordKind

_RARE = 3.5
_FOREIGN_RARE = 4.0
_FOREIGN = re.compile(
    r"(?:ieren|iert|ierte|ierten|ismus|tion|tionen|ität|itäten|enz|anz)$|^(?:anti|poly|inter|multi|trans)[a-z]{4}",
    re.IGNORECASE,
)
_NOMINAL = re.compile(r"(?:ung|ungen|heit|heiten|keit|keiten|ion|ionen)$")
_EXPLANATION = re.compile(
    r"\b(?:heißt|heißen|bedeutet|nennt man|das ist|sind|ist (?:ein|eine|der|die|das))\b",
    re.IGNORECASE,
)
_LINES_TO_EXPLAIN = 3
_SHORTEST = 4


def rare_words(reading: Reading) -> Iterator[Finding]:
    """W08: common words; each rare one is named once."""
    for sentence, index, word, count in _rare(reading):
        again = f" Es steht {count} Mal im Text." if count > 1 else ""
        yield found(
            "W08",
            Level.WARNING,
            sentence,
            f"„{word.text}“ ist ein seltenes Wort.{again}",
            f"Nehmen Sie ein bekanntes Wort, oder erklären Sie: {word.text}. Das heißt: …",
            index,
        )


def unexplained_words(reading: Reading) -> Iterator[Finding]:
    """W09: a rare word that the text needs more than once is explained within three lines of its first use."""
    for sentence, index, word, count in _rare(reading):
        if count > 1 and sentence.tags[index] in {"NN", "NNA"} and not _is_explained(reading, sentence):
            yield found(
                "W09", Level.WARNING, sentence, f"„{word.text}“ kommt mehrmals vor und ist nicht erklärt.",
                f"Erklären Sie das Wort gleich: {word.text}. Das heißt: …", index,
            )  # fmt: skip


def foreign_words(reading: Reading) -> Iterator[Finding]:
    """W10: foreign words that are not common."""
    for sentence, index, word in _content(reading):
        if _FOREIGN.search(word.parts[-1]) and commonness(word, sentence.tags[index]) < _FOREIGN_RARE:
            yield found(
                "W10", Level.NOTE, sentence, f"„{word.text}“ ist ein Fremd-Wort.", "Gibt es ein deutsches Wort?", index
            )


def variants(reading: Reading) -> Iterator[Finding]:
    """W11: one word for one thing, by the editors' list."""
    wanted = {variant.lower(): term for variant, term in reading.vocabulary.variants.items()}
    for sentence in reading.sentences:
        for index, word in enumerate(sentence.words):
            term = wanted.get(word.low) or wanted.get(word.joined.lower())
            if term:
                yield found(
                    "W11",
                    Level.WARNING,
                    sentence,
                    f"Im ganzen Text heißt das „{term}“.",
                    f"Schreiben Sie: {term}",
                    index,
                )


def nominal_style(reading: Reading) -> Iterator[Finding]:
    """W12: verbs instead of nouns in -ung, -heit, -keit, -ion."""
    for sentence in reading.running:
        places = [index for index in range(len(sentence.words)) if _is_nominal(sentence, index)]
        if places:
            nouns = ", ".join(f"„{sentence.words[index].text}“" for index in places)
            level = Level.WARNING if len(places) > 1 else Level.NOTE
            yield found(
                "W12",
                level,
                sentence,
                f"Haupt-Wörter wie {nouns} machen den Satz schwer.",
                "Sagen Sie es mit einem Verb: Wer tut was?",
                places[0],
            )


def _is_nominal(sentence: Sentence, index: int) -> bool:
    word, everyday = sentence.words[index], word_list("everyday_nouns")
    if sentence.tags[index] != "NN" or not word.text[0].isupper() or not word.parts:
        return False
    known = word.text in everyday or word.parts[-1].capitalize() in everyday
    return bool(_NOMINAL.search(word.parts[-1])) and not known


def light_verbs(reading: Reading) -> Iterator[Finding]:
    """W13: no noun with an empty verb."""
    yield from _listed(reading, "light_verbs", "W13", "„{phrase}“ ist umständlich.")


def idioms(reading: Reading) -> Iterator[Finding]:
    """W14: no pictures in words."""
    pattern = re.compile(rf"\b(?:{'|'.join(phrase_list('idioms'))})\b", re.IGNORECASE)
    for sentence in reading.sentences:
        for match, at in phrases(sentence, pattern):
            yield found(
                "W14",
                Level.NOTE,
                sentence,
                f"„{match[0]}“ kann man falsch verstehen: Das ist ein Sprach-Bild.",
                "Sagen Sie genau, was gemeint ist.",
                at,
            )


def officialese(reading: Reading) -> Iterator[Finding]:
    """W15: no words of the office."""
    yield from _listed(reading, "officialese", "W15", "„{phrase}“ ist Amts-Sprache.")


def _listed(reading: Reading, name: str, rule: str, message: str) -> Iterator[Finding]:
    listed = replacements(name)
    pattern = re.compile(rf"\b(?:{'|'.join(listed)})\b", re.IGNORECASE)
    for sentence in reading.running:
        for match, at in phrases(sentence, pattern):
            better = next((value for key, value in listed.items() if re.fullmatch(key, match[0], re.IGNORECASE)), "")
            yield found(rule, Level.WARNING, sentence, message.format(phrase=match[0]), f"Besser: {better}", at)


def _content(reading: Reading) -> Iterator[tuple[Sentence, int, Word]]:
    for sentence in reading.sentences:
        for index, word in enumerate(sentence.words):
            if (
                word.kind is WordKind.WORD
                and sentence.tags[index] in CONTENT
                and not word.text.endswith("-")
                and len(word.text) >= _SHORTEST
            ):
                yield sentence, index, word


def _rare(reading: Reading) -> Iterator[tuple[Sentence, int, Word, int]]:
    """Each rare word at its first place, and how often it stands in the text."""
    known = lowered("common_words") | {word.lower() for word in reading.vocabulary.explained}
    counts = Counter(word.low for sentence in reading.sentences for word in sentence.words)
    seen: set[str] = set()
    for sentence, index, word in _content(reading):
        if word.low in seen or word.low in known or word.joined.lower() in known or word.text.isupper():
            continue
        seen.add(word.low)
        if commonness(word, sentence.tags[index]) < _RARE and "NE" not in possible_tags(word.text):
            yield sentence, index, word, counts[word.low]


def _is_explained(reading: Reading, sentence: Sentence) -> bool:
    near = "\n".join(reading.lines[sentence.line - 1 : sentence.line + _LINES_TO_EXPLAIN])
    return bool(_EXPLANATION.search(near)) or "](" in near


RULES: Mapping[str, Rule] = {
    "W08": rare_words,
    "W09": unexplained_words,
    "W10": foreign_words,
    "W11": variants,
    "W12": nominal_style,
    "W13": light_verbs,
    "W14": idioms,
    "W15": officialese,
}
