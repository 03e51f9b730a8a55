"""Rules about the form of words: abbreviations, capitals, length, compounds, separators, gender forms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from participation.language.compounds import compound_parts, hyphenated
from participation.language.findings import Finding, Level
from participation.language.lists import replacements, word_list
from participation.language.reading import Reading, Rule, found, phrases
from participation.language.sentences import Sentence
from participation.language.syllables import syllables
from participation.language.words import MEDIOPUNKT, Word, WordKind

_ACRONYM = re.compile(r"^[A-ZÄÖÜ]{2,5}\d?s?$")
_CAPITALS = re.compile(r"^[A-ZÄÖÜ]{6,}$")
_ROMAN = re.compile(r"^[IVXLC]+$")
_EXPLAINS = r"\W+(?:heißt|bedeutet|ist|sind|steht für|meint)\b|\b(?:Abkürzung|kurz)\W+(?:für\W+)?"
_GENDER = re.compile(r"(?P<stem>[A-Za-zäöüÄÖÜß-]+?)(?:[*:_]|/-?)(?P<end>in(?:nen)?)$")
_INNER_CAPITAL = re.compile(r"(?P<stem>[A-Za-zäöüÄÖÜß-]*[a-zäöüß])I(?P<end>n(?:nen)?)$")
_NO_WORDS = frozenset(
    [
        "ver",
        "be",
        "ent",
        "er",
        "zer",
        "ge",
        "un",
        "miss",
        "heit",
        "keit",
        "schaft",
        "ung",
        "ungen",
        "tion",
        "tionen",
        "formation",
        "formationen",
        "lich",
        "isch",
        "ieren",
        "tät",
        "tum",
        "nis",
        "ismus",
        "antwortung",
        "einbarung",
    ]
)
_LONG_PART, _TOO_LONG_PART = 4, 5
_COMPOUND_SYLLABLES = 4


def abbreviations(reading: Reading) -> Iterator[Finding]:
    """W01: no abbreviations."""
    listed = replacements("abbreviations")
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(listed)})", re.IGNORECASE)
    for sentence in reading.sentences:
        for match, at in phrases(sentence, pattern):
            long = next((value for key, value in listed.items() if re.fullmatch(key, match[0], re.IGNORECASE)), "")
            yield found(
                "W01",
                Level.ERROR,
                sentence,
                f"„{match[0]}“ ist eine Abkürzung. Schreiben Sie das Wort aus.",
                f"Statt „{match[0]}“: {long}",
                at,
            )


def acronyms(reading: Reading) -> Iterator[Finding]:
    """W02: acronyms only if known or explained, once for each."""
    seen: set[str] = set()
    for sentence, index, word in _words(reading):
        known = word.text in word_list("acronyms") or word.text in reading.vocabulary.explained or _is_shouted(sentence)
        if not _ACRONYM.match(word.text) or _ROMAN.match(word.text) or known or word.text in seen:
            continue
        seen.add(word.text)
        if not re.search(
            rf"\b{word.text}\b(?:{_EXPLAINS})|\({word.text}\)|\b{word.text} \(|(?:Abkürzung|kurz):? {word.text}",
            reading.text,
        ):
            yield found(
                "W02", Level.WARNING, sentence, f"Nicht alle kennen die Abkürzung „{word.text}“.",
                f"Schreiben Sie das ganze Wort, oder erklären Sie: {word.text} ist die Abkürzung für …", index,
            )  # fmt: skip


def capitals(reading: Reading) -> Iterator[Finding]:
    """W03: no word wholly in capitals."""
    for sentence, index, word in _words(reading):
        long = _CAPITALS.match(word.text) or (_is_shouted(sentence) and word.text.isupper() and len(word.text) > 2)  # noqa: PLR2004
        if long and not _ROMAN.match(word.text) and word.text not in word_list("acronyms"):
            yield found(
                "W03",
                Level.WARNING,
                sentence,
                "Wörter nur aus großen Buchstaben sind schwer zu lesen.",
                f"Schreiben Sie: {word.text.capitalize()}",
                index,
            )


def long_words(reading: Reading) -> Iterator[Finding]:
    """W04: no part of more than three syllables, unless it is a name or can be split (W05)."""
    for sentence, index, word in _words(reading):
        if sentence.tags[index] == "NE" or word.low in _lowered("common_words"):
            continue
        longest = max(word.parts, key=syllables, default="")
        count = syllables(longest) if longest else 0
        if count < _LONG_PART or (word.text[0].isupper() and len(word.parts) == 1 and compound_parts(word.text)):
            continue
        level = Level.WARNING if count >= _TOO_LONG_PART else Level.NOTE
        yield found(
            "W04",
            level,
            sentence,
            f"„{longest}“ ist ein langes Wort mit {count} Silben.",
            "Gibt es ein kürzeres Wort?",
            index,
        )


def long_compounds(reading: Reading) -> Iterator[Finding]:
    """W05: split long compound nouns."""
    for sentence, index, word in _words(reading):
        if not word.text[0].isupper() or len(word.parts) != 1:
            continue
        if sentence.tags[index] not in {"NN", "NNA"} or syllables(word.text) < _COMPOUND_SYLLABLES:
            continue
        parts = compound_parts(word.text)
        if parts:
            yield found(
                "W05", Level.WARNING, sentence, f"„{word.text}“ ist ein langes zusammengesetztes Wort.",
                f"Trennen Sie es: {hyphenated(parts)}. Oder sagen Sie es mit mehreren kurzen Wörtern.", index,
            )  # fmt: skip


def separators(reading: Reading) -> Iterator[Finding]:
    """W06: a capital after the hyphen, a small letter after the Mediopunkt, one of the two in a text."""
    styles: set[str] = set()
    for sentence, index, word in _words(reading):
        if (
            len(word.parts) < 2
            or not word.text[0].isupper()
            or len(word.parts[0]) == 1
            or sentence.tags[index] == "ADJ(A)"
        ):
            continue
        style = MEDIOPUNKT if MEDIOPUNKT in word.text else "-"
        wrong = [part for part in word.parts[1:] if part[0].isupper() == (style == MEDIOPUNKT) and part[0].isalpha()]
        if wrong and not (MEDIOPUNKT in word.text and "-" in word.text) and word.parts[-1] != "":
            right = style.join(
                [
                    word.parts[0],
                    *(part.lower() if style == MEDIOPUNKT else part[0].upper() + part[1:] for part in word.parts[1:]),
                ]
            )
            rule = (
                "Nach dem Binde-Strich steht ein großer Buchstabe."
                if style == "-"
                else "Nach dem Mediopunkt steht ein kleiner Buchstabe."
            )
            yield found("W06", Level.WARNING, sentence, rule, f"Schreiben Sie: {right}", index)
        styles.add(style)
        if len(styles) > 1:
            yield found(
                "W06",
                Level.WARNING,
                sentence,
                "Der Text trennt Wörter auf zwei Arten.",
                "Nehmen Sie überall den Binde-Strich oder überall den Mediopunkt.",
                index,
            )
            return


def cut_words(reading: Reading) -> Iterator[Finding]:
    """W07: do not cut words that are no compounds."""
    for sentence, index, word in _words(reading):
        if len(word.parts) > 1 and any(part.lower() in _NO_WORDS for part in word.parts):
            yield found(
                "W07",
                Level.NOTE,
                sentence,
                f"„{word.text}“ ist nicht aus ganzen Wörtern zusammengesetzt.",
                f"Schreiben Sie: {word.joined}",
                index,
            )


def gender_forms(reading: Reading) -> Iterator[Finding]:
    """W16: gender forms that can be read aloud."""
    for sentence, index, word in _words(reading):
        match = _GENDER.match(word.text) or _INNER_CAPITAL.match(word.text)
        if match:
            full = f"{match['stem']}{match['end'] if match['end'].startswith('in') else 'i' + match['end']}"
            joint = "und" if match["end"].endswith("nen") else "oder"
            yield found(
                "W16",
                Level.WARNING,
                sentence,
                f"„{word.text}“ kann man schwer vorlesen.",
                f"Nennen Sie beide Formen: {match['stem']} {joint} {full}",
                index,
            )


def _words(reading: Reading) -> Iterator[tuple[Sentence, int, Word]]:
    for sentence in reading.sentences:
        for index, word in enumerate(sentence.words):
            if word.kind is WordKind.WORD:
                yield sentence, index, word


def _is_shouted(sentence: Sentence) -> bool:
    letters = [character for character in sentence.text if character.isalpha()]
    return len(letters) > 12 and sum(character.isupper() for character in letters) > 0.8 * len(letters)  # noqa: PLR2004


def _lowered(name: str) -> frozenset[str]:
    return frozenset(word.lower() for word in word_list(name))


RULES: Mapping[str, Rule] = {
    "W01": abbreviations,
    "W02": acronyms,
    "W03": capitals,
    "W04": long_words,
    "W05": long_compounds,
    "W06": separators,
    "W07": cut_words,
    "W16": gender_forms,
}
