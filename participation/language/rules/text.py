"""Rules about the text as a whole: lines, headings, paragraphs, references, addresses, tables, pictures."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import groupby

from participation.language.findings import Finding, Level
from participation.language.markup import Place
from participation.language.reading import Reading, Rule, found, phrases
from participation.language.sentences import Sentence

_SOFT_HYPHEN = "\u00ad"
_BROKEN_WORD = re.compile(r"[a-zäöüß]-\s*$")
_REFERENCE = re.compile(
    r"\b(?:siehe(?! Sie)|vergleiche|vgl\.|Fußnote\w*|s\. [ou]\.|oben genannt\w*|weiter (?:oben|unten))"
    r"|[¹²³⁴-⁹](?!\w)(?<![mk][²³])|\[\^?\d+\]"
)
_ADDRESS = re.compile(r"\b\d{5}\s+[A-ZÄÖÜ][a-zäöüß-]+")
_WORDS_WITHOUT_HEADING, _LINES_WITHOUT_HEADING = 120, 12
_LONG_HEADING = 10
_PARAGRAPH_LINES = 6
_COLUMNS = 3
_PICTURE = re.compile(r"!\[(?P<alternative>[^\]]*)\]\([^)]*\)")
_SECTIONS_WITHOUT_PICTURE = 3
_FLOWING = 0.5


def sentence_per_line(reading: Reading) -> Iterator[Finding]:
    """T01: each sentence on its own line; where most lines hold several, it is said once."""
    lines: dict[int, list[Sentence]] = defaultdict(list)
    for sentence in reading.running:
        lines[sentence.line].append(sentence)
    crowded = [sentences for sentences in lines.values() if len(sentences) > 1]
    if len(crowded) > 1 and len(crowded) > _FLOWING * len(lines):
        yield found(
            "T01",
            Level.ERROR,
            crowded[0][1],
            f"In {len(crowded)} Zeilen stehen mehrere Sätze.",
            "Beginnen Sie jeden Satz in einer neuen Zeile.",
        )
        return
    for sentences in crowded:
        yield found(
            "T01",
            Level.ERROR,
            sentences[1],
            f"In dieser Zeile stehen {len(sentences)} Sätze.",
            "Beginnen Sie jeden Satz in einer neuen Zeile.",
        )


def hyphenation(reading: Reading) -> Iterator[Finding]:
    """T02: no words cut at the end of a line, no soft hyphens."""
    soft = [number for number, line in enumerate(reading.lines) if _SOFT_HYPHEN in line]
    if soft:
        line = reading.lines[soft[0]]
        at, count = line.index(_SOFT_HYPHEN), reading.text.count(_SOFT_HYPHEN)
        message = (
            f"Im Text stehen {count} unsichtbare Trenn-Striche."
            if count > 1
            else "Hier steht ein unsichtbarer Trenn-Strich."
        )
        yield Finding(
            "T02",
            Level.ERROR,
            soft[0] + 1,
            at,
            at + 1,
            "",
            message,
            "Löschen Sie die Trenn-Striche: Wörter werden am Ende der Zeile nicht getrennt.",
        )
    for number, (line, following) in enumerate(zip(reading.lines, reading.lines[1:], strict=False)):
        begins = following.strip()
        if _BROKEN_WORD.search(line) and begins[:1].islower() and not begins.startswith(("und ", "oder ", "bis ")):
            end = len(line.rstrip())
            yield Finding(
                "T02",
                Level.ERROR,
                number + 1,
                end - 1,
                end,
                "",
                "Ein Wort ist am Ende der Zeile getrennt.",
                "Schreiben Sie das Wort in eine Zeile.",
            )


def headings(reading: Reading) -> Iterator[Finding]:
    """T03: a heading at least every 120 words, and short."""
    words, lines = 0, 0
    for sentence in reading.sentences:
        if sentence.place is Place.HEADING:
            words = lines = 0
            if sentence.length > _LONG_HEADING:
                yield found(
                    "T03",
                    Level.WARNING,
                    sentence,
                    f"Die Überschrift hat {sentence.length} Wörter.",
                    "Machen Sie die Überschrift kurz.",
                )
            continue
        words, lines = words + sentence.length, lines + 1
        if words > _WORDS_WITHOUT_HEADING and lines > _LINES_WITHOUT_HEADING:
            yield found(
                "T03",
                Level.WARNING,
                sentence,
                "Seit vielen Zeilen kommt keine Überschrift.",
                "Setzen Sie eine kurze Überschrift ein, zum Beispiel eine Frage.",
            )
            words = lines = 0


def long_paragraphs(reading: Reading) -> Iterator[Finding]:
    """T04: paragraphs of at most six lines; lists may be longer."""
    for paragraph in _paragraphs(reading):
        if len(paragraph) > _PARAGRAPH_LINES:
            yield found(
                "T04",
                Level.WARNING,
                paragraph[0],
                f"Der Absatz hat {len(paragraph)} Sätze.",
                f"Machen Sie nach höchstens {_PARAGRAPH_LINES} Sätzen eine leere Zeile.",
            )


def references(reading: Reading) -> Iterator[Finding]:
    """T06: no footnotes and cross references."""
    for sentence in reading.running:
        for match, at in phrases(sentence, _REFERENCE):
            yield found(
                "T06",
                Level.WARNING,
                sentence,
                f"„{match[0]}“ verweist auf eine andere Stelle.",
                "Sagen Sie es hier noch einmal.",
                at,
            )


def addresses(reading: Reading) -> Iterator[Finding]:
    """T07: addresses as a block of their own."""
    for sentence in reading.running:
        for match, at in phrases(sentence, _ADDRESS):
            alone = match.start() == 0 or sentence.length <= 4  # noqa: PLR2004 - the line of an address block
            if not alone:
                yield found(
                    "T07",
                    Level.WARNING,
                    sentence,
                    f"Die Adresse „{match[0]}“ steht mitten im Satz.",
                    "Schreiben Sie Name, Straße und Ort in eigene Zeilen.",
                    at,
                )


def wide_tables(reading: Reading) -> Iterator[Finding]:
    """T08: tables of at most three columns."""
    rows = [(number, line) for number, line in enumerate(reading.lines) if line.lstrip().startswith("|")]
    for _, group in groupby(enumerate(rows), key=lambda numbered: numbered[1][0] - numbered[0]):
        number, line = next(group)[1]
        columns = len(line.strip().strip("|").split("|"))
        if columns > _COLUMNS:
            yield Finding(
                "T08",
                Level.WARNING,
                number + 1,
                0,
                len(line),
                "",
                f"Die Tabelle hat {columns} Spalten.",
                f"Machen Sie höchstens {_COLUMNS} Spalten, oder eine Liste.",
            )


def pictures(reading: Reading) -> Iterator[Finding]:
    """T09: pictures have a text alternative; a long text with several sections has pictures at all."""
    found_any = False
    for number, line in enumerate(reading.lines, start=1):
        for match in _PICTURE.finditer(line):
            found_any = True
            if not match["alternative"].strip():
                message, advice = "Das Bild hat keinen Text für Menschen, die es nicht sehen.", "Was zeigt das Bild?"
                yield Finding("T09", Level.WARNING, number, match.start(), match.end(), "", message, advice)
    sections = sum(sentence.place is Place.HEADING for sentence in reading.sentences)
    if not found_any and sections >= _SECTIONS_WITHOUT_PICTURE and reading.running:
        message, advice = "Der Text hat kein Bild.", "Ein Bild in jedem Abschnitt hilft beim Verstehen."
        yield found("T09", Level.NOTE, reading.running[0], message, advice)


def _paragraphs(reading: Reading) -> Iterator[list[Sentence]]:
    """The sentences of text between empty lines, headings and lists."""
    paragraph: list[Sentence] = []
    for sentence in reading.sentences:
        follows = paragraph and sentence.place is Place.TEXT and sentence.line - paragraph[-1].line <= 1
        if paragraph and not follows:
            yield paragraph
            paragraph = []
        if sentence.place is Place.TEXT:
            paragraph.append(sentence)
    if paragraph:
        yield paragraph


RULES: Mapping[str, Rule] = {
    "T01": sentence_per_line,
    "T02": hyphenation,
    "T03": headings,
    "T04": long_paragraphs,
    "T06": references,
    "T07": addresses,
    "T08": wide_tables,
    "T09": pictures,
}
