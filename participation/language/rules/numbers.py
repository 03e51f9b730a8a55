"""Rules about numbers, dates, special characters and telephone numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from participation.language.findings import Finding, Level
from participation.language.lists import replacements, word_list
from participation.language.reading import Reading, Rule, found, phrases
from participation.language.words import WordKind

_NUMBER_WORD = re.compile(
    r"^(?:(?:ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun)und)?(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|\w{3,4}zehn|zwanzig|dreißig|\w{4,5}zig)$"
)
_LARGE = re.compile(r"(?<![\w/.,-])(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{5,}|\d+,\d+)(?![\w/-])")
_POSTCODE = re.compile(r"^\d{5}$")
_PERCENT = re.compile(r"\b\d+(?:[.,]\d+)?\s?(?:%|Prozent\b)|%|\bProzent\b")
_HANDY_SHARES = {
    "50": "die Hälfte",
    "25": "ein Viertel, oder: 1 von 4",
    "33": "etwa 1 von 3",
    "75": "3 von 4",
    "100": "alle",
    "10": "1 von 10",
    "20": "1 von 5",
}
_ROMAN_LONG = re.compile(r"^(?:[IVX]{2,}|[XL]{2,}[IVX]*)$")
_ROMAN_NAMED = re.compile(r"\b(?:Kapitel|Teil|Abschnitt|Band|Stufe|Phase|Artikel|Anlage)\s+[IVX]\b")
_NO_ROMAN = frozenset(["CD", "MI", "DI", "LVI", "CC", "XXL", "XL", "II"])
_YEAR = re.compile(r"\b(?:1[0-9]\d{2}|20\d{2})\b")
_OLD = 30
_DATE = re.compile(
    r"\b0?\d{1,2}\.\s?0?\d{1,2}\.(?:\s?(?:\d{4}|\d{2}))?(?!\d)|\b0\d\.\s?(?=[A-ZÄ])|\b\d{4}-\d{2}-\d{2}\b"
)
_TIME = re.compile(r"\b(?:0\d[:.]\d{2}|\d{1,2}[:.]00)\s?Uhr\b|\b0\d\s?Uhr\b|\b\d{1,2}:\d{2}(?!\d)(?!\s?Uhr)")
_MONTHS = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
]
_UNIT = re.compile(r"(?<=\d)\s?(?:km²|m²|qm|ha|°C|kWh|km/h|€|m³|t|MW)(?!\w)|[½¼¾]|\b[1-9]/[2-9]\b|€")
_PHONE = re.compile(r"(?<![\d.,])(?:\+49|0)\d{2,5}[\s/-]*\d{5,}(?!\d)")


def number_words(reading: Reading) -> Iterator[Finding]:
    """Z01: numbers as digits."""
    digits = replacements("number_words")
    for sentence in reading.running:
        for index, word in enumerate(sentence.words):
            if word.kind is WordKind.WORD and (word.low in digits or _NUMBER_WORD.match(word.low)):
                advice = f"Schreiben Sie: {digits.get(word.low, 'die Zahl mit Ziffern')}"
                message = f"„{word.text}“ liest sich als Ziffer leichter."
                yield found("Z01", Level.WARNING, sentence, message, advice, index)


def large_numbers(reading: Reading) -> Iterator[Finding]:
    """Z02: round large and exact numbers; not postcodes, telephone numbers and prices."""
    for sentence in reading.running:
        for match, at in phrases(sentence, _LARGE):
            behind = sentence.text[match.end() :]
            postcode = _POSTCODE.match(match[0]) and re.match(r"\s[A-ZÄÖÜ]", behind)
            price = re.match(r"\s?(?:Euro|€)", behind) and re.fullmatch(r"\d{1,3},\d{2}", match[0])
            if not (postcode or price or _PHONE.search(sentence.text) or match[0].startswith("0")):
                yield found(
                    "Z02",
                    Level.WARNING,
                    sentence,
                    f"„{match[0]}“ ist eine große oder sehr genaue Zahl.",
                    "Runden Sie: fast …, mehr als …, ungefähr …, viele.",
                    at,
                )


def per_cent(reading: Reading) -> Iterator[Finding]:
    """Z03: no per cent."""
    for sentence in reading.running:
        for match, at in phrases(sentence, _PERCENT):
            share = re.match(r"\d+", match[0])
            better = _HANDY_SHARES.get(share[0], f"{share[0]} von 100") if share else "… von 100"
            yield found(
                "Z03", Level.WARNING, sentence, "Prozent-Zahlen sind schwer zu verstehen.", f"Besser: {better}", at
            )


def roman_numerals(reading: Reading) -> Iterator[Finding]:
    """Z04: no Roman numerals."""
    for sentence in reading.sentences:
        for index, word in enumerate(sentence.words):
            is_listed = word.text in _NO_ROMAN or word.text in word_list("acronyms")
            if (_ROMAN_LONG.match(word.text) and not is_listed) or word.text == "II":
                yield found(
                    "Z04",
                    Level.WARNING,
                    sentence,
                    f"„{word.text}“ ist eine römische Zahl.",
                    "Schreiben Sie die Zahl mit Ziffern: 1, 2, 3.",
                    index,
                )
        for match, at in phrases(sentence, _ROMAN_NAMED):
            yield found(
                "Z04",
                Level.WARNING,
                sentence,
                f"„{match[0]}“ hat eine römische Zahl.",
                "Schreiben Sie die Zahl mit Ziffern: 1, 2, 3.",
                at,
            )


def old_years(reading: Reading) -> Iterator[Finding]:
    """Z05: years long past."""
    for sentence in reading.running:
        for match, at in phrases(sentence, _YEAR):
            if int(match[0]) < reading.year - _OLD and not re.match(
                r"\s?(?:Euro|Meter|Kilo|Quadrat|Menschen|Einwohner)", sentence.text[match.end() :]
            ):
                yield found(
                    "Z05",
                    Level.NOTE,
                    sentence,
                    f"Das Jahr {match[0]} ist lange her.",
                    "Besser: vor langer Zeit, oder: vor ungefähr … Jahren",
                    at,
                )


def dates(reading: Reading) -> Iterator[Finding]:
    """Z06: dates with the name of the month, times without leading zero."""
    for sentence in reading.running:
        for match, at in phrases(sentence, _DATE):
            yield found(
                "Z06",
                Level.WARNING,
                sentence,
                f"„{match[0].strip()}“ ist schwer zu lesen.",
                f"Schreiben Sie: {_long_date(match[0])}",
                at,
            )
        for match, at in phrases(sentence, _TIME):
            hour = int(re.findall(r"\d+", match[0])[0])
            yield found(
                "Z06",
                Level.WARNING,
                sentence,
                f"„{match[0]}“ ist schwer zu lesen.",
                f"Schreiben Sie: {hour} Uhr, oder: {hour} Uhr 30",
                at,
            )


def special_characters(reading: Reading) -> Iterator[Finding]:
    """Z07: no special characters."""
    better = replacements("special_characters")
    for sentence in reading.running:
        for index, word in enumerate(sentence.words):
            if word.kind is WordKind.MARK and word.text in better:
                yield found(
                    "Z07",
                    Level.WARNING,
                    sentence,
                    f"Das Zeichen „{word.text}“ ist schwer zu lesen.",
                    f"Nehmen Sie {better[word.text]}.",
                    index,
                )


def units(reading: Reading) -> Iterator[Finding]:
    """Z08: fractions, units and symbols in words."""
    for sentence in reading.running:
        for match, at in phrases(sentence, _UNIT):
            yield found(
                "Z08",
                Level.NOTE,
                sentence,
                f"„{match[0].strip()}“ kennen nicht alle.",
                f"Schreiben Sie: {replacements('units').get(match[0].strip(), 'das Wort')}",
                at,
            )


def telephone_numbers(reading: Reading) -> Iterator[Finding]:
    """Z09: telephone numbers in groups."""
    for sentence in reading.running:
        for match, at in phrases(sentence, _PHONE):
            digits = re.sub(r"\D", "", match[0].replace("+49", "0"))
            grouped = " ".join([digits[:5], *(digits[place : place + 2] for place in range(5, len(digits), 2))])
            yield found(
                "Z09",
                Level.NOTE,
                sentence,
                "Die Telefon-Nummer ist schwer zu lesen.",
                f"Schreiben Sie kleine Gruppen, zum Beispiel: {grouped}",
                at,
            )


def _long_date(short: str) -> str:
    numbers = [int(number) for number in re.findall(r"\d+", short)]
    if "-" in short:
        numbers.reverse()
    if len(numbers) < 2 or not 1 <= numbers[1] <= len(_MONTHS):  # noqa: PLR2004
        return f"{numbers[0]}. mit dem Monat als Wort"
    year = f" {numbers[2] + (2000 if numbers[2] < 100 else 0)}" if len(numbers) > 2 else ""  # noqa: PLR2004
    return f"{numbers[0]}. {_MONTHS[numbers[1] - 1]}{year}"


RULES: Mapping[str, Rule] = {
    "Z01": number_words,
    "Z02": large_numbers,
    "Z03": per_cent,
    "Z04": roman_numerals,
    "Z05": old_years,
    "Z06": dates,
    "Z07": special_characters,
    "Z08": units,
    "Z09": telephone_numbers,
}
