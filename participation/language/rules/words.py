"""Rules about the form of words: abbreviations, capitals, length, compounds, separators, gender forms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from participation.language.compounds import compound_parts, hyphenated
from participation.language.findings import Finding, Level
from participation.language.lists import lowered, replacements, word_list
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
        known = word.text in word_list("acronyms") or word.text in reading.vocabulary.explained or sentence.is_shouted
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
        long = _CAPITALS.match(word.text) or (sentence.is_shouted and word.text.isupper() and len(word.text) > 2)  # noqa: PLR2004
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
        if sentence.tags[index] == "NE" or word.low in lowered("common_words"):
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
    styles: dict[str, list[tuple[Sentence, int]]] = {"-": [], MEDIOPUNKT: []}
    for sentence, index, word in _words(reading):
        first, *rest = word.parts or ("",)
        if not rest or not first[:1].isupper() or len(first) == 1 or sentence.tags[index] == "ADJ(A)":
            continue
        style = MEDIOPUNKT if MEDIOPUNKT in word.text else "-"
        styles[style].append((sentence, index))
        wrong = any(part[0].isalpha() and part[0].isupper() == (style == MEDIOPUNKT) for part in rest)
        if wrong and not (MEDIOPUNKT in word.text and "-" in word.text):
            right = [part.lower() if style == MEDIOPUNKT else part[0].upper() + part[1:] for part in rest]
            message = f"Nach „{style}“ steht ein {'kleiner' if style == MEDIOPUNKT else 'großer'} Buchstabe."
            yield found("W06", Level.WARNING, sentence, message, f"Schreiben Sie: {style.join([first, *right])}", index)
    rarer = min(styles.values(), key=len)
    if len(rarer) > 1:
        sentence, index = rarer[0]
        message, advice = "Der Text trennt Wörter auf zwei Arten.", "Nehmen Sie überall „-“ oder überall „·“."
        yield found("W06", Level.WARNING, sentence, message, advice, index)


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
