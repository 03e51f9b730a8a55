"""Rules about the build of sentences: length, clauses, order, enumerations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from participation.language.clauses import FINITE, NOUNS, opens_subordinate_clause
from participation.language.findings import Finding, Level
from participation.language.reading import Reading, Rule, found
from participation.language.sentences import Sentence
from participation.language.words import WordKind

_SHORT_TEXT = 5
_CROWDED_LENGTH, _CROWDED_PREPOSITIONS = 12, 3
_COMMAS_ALLOWED = 1
_ITEMS_ALLOWED = 3
_ARTICLES = frozenset(["der", "die", "das", "den", "dem"])
_OBJECT_FIRST = frozenset(
    [
        "den",
        "dem",
        "einen",
        "einem",
        "keinen",
        "ihn",
        "ihm",
        "ihnen",
        "mich",
        "dich",
        "diesen",
        "diesem",
        "meinen",
        "seinen",
        "ihren",
        "unseren",
    ]
)
_JOINING = frozenset(["und", "oder", "aber", "denn", "sondern", "doch"])


def long_sentences(reading: Reading) -> Iterator[Finding]:
    """S01: short sentences; a colon parts a sentence, a hyphen compound is one word."""
    profile = reading.profile
    for sentence in reading.running:
        if sentence.length > profile.too_long:
            yield found(
                "S01",
                Level.ERROR,
                sentence,
                f"Der Satz hat {sentence.length} Wörter. Höchstens {profile.too_long} sind erlaubt.",
                "Machen Sie 2 oder 3 Sätze daraus.",
            )
        elif sentence.length > profile.long:
            yield found(
                "S01",
                Level.NOTE,
                sentence,
                f"Der Satz hat {sentence.length} Wörter. Gut sind höchstens {profile.long}.",
                "Können Sie den Satz teilen?",
            )


def long_on_average(reading: Reading) -> Iterator[Finding]:
    """S02: the mean length of the text's sentences."""
    if len(reading.running) < _SHORT_TEXT:
        return
    mean = sum(sentence.length for sentence in reading.running) / len(reading.running)
    if mean > reading.profile.mean:
        longest = max(reading.running, key=lambda sentence: sentence.length)
        number = f"{mean:.1f}".replace(".", ",")
        yield found(
            "S02",
            Level.WARNING,
            longest,
            f"Die Sätze haben im Durchschnitt {number} Wörter. Gut sind höchstens {reading.profile.mean}.",
            "Teilen Sie zuerst die längsten Sätze.",
        )


def several_statements(reading: Reading) -> Iterator[Finding]:
    """S03: one statement a sentence."""
    for sentence in reading.running:
        joint = _joined_clause(sentence)
        if joint is not None:
            yield found(
                "S03",
                Level.WARNING,
                sentence,
                "Der Satz sagt mehrere Dinge.",
                "Machen Sie aus jedem Teil einen eigenen Satz.",
                joint,
            )
        elif (
            sentence.length > _CROWDED_LENGTH
            and "," in sentence.text
            and _prepositions(sentence) >= _CROWDED_PREPOSITIONS
        ):
            yield found(
                "S03",
                Level.WARNING,
                sentence,
                "Der Satz sagt viel auf einmal.",
                "Schreiben Sie für jede Angabe einen eigenen Satz.",
            )


def subordinate_clauses(reading: Reading) -> Iterator[Finding]:
    """S04: no subordinate clauses; "wenn" is allowed sparingly."""
    for sentence in reading.running:
        for index in _subordinate_clauses(sentence):
            word = sentence.words[index].text
            level = Level.NOTE if word.lower() == "wenn" else Level.WARNING
            yield found(
                "S04", level, sentence, f"Mit „{word}“ beginnt ein Neben-Satz.", "Machen Sie 2 Sätze daraus.", index
            )


def nested_sentences(reading: Reading) -> Iterator[Finding]:
    """S05: no nested sentences, none with two and more commas between clauses."""
    for sentence in reading.running:
        commas = sum(word.text == "," for word in sentence.words)
        if commas > _COMMAS_ALLOWED and _subordinate_clauses(sentence):
            yield found(
                "S05",
                Level.WARNING,
                sentence,
                f"Der Satz ist verschachtelt: Er hat {commas} Kommas.",
                "Schreiben Sie kurze Sätze ohne Komma.",
            )


def object_first(reading: Reading) -> Iterator[Finding]:
    """S06: the subject first; time and place may stand there too."""
    for sentence in reading.running:
        if sentence.words[0].low in _OBJECT_FIRST and not sentence.text.rstrip().endswith("?"):
            yield found(
                "S06",
                Level.NOTE,
                sentence,
                "Der Satz beginnt nicht mit der Person, die etwas tut.",
                "Beginnen Sie mit: Wer tut etwas?",
                0,
            )


def long_enumerations(reading: Reading) -> Iterator[Finding]:
    """S22: more than three things belong into a list."""
    for sentence in reading.running:
        span = _enumeration(sentence)
        if span:
            yield found(
                "S22",
                Level.WARNING,
                sentence,
                "Der Satz zählt mehr als 3 Dinge auf.",
                "Machen Sie eine Liste mit Punkten daraus.",
                span,
            )


def _joined_clause(sentence: Sentence) -> int | None:
    """The und, oder, aber … between two main clauses, each with its own verb."""
    seen_verb = False
    for index, word in enumerate(sentence.words):
        joins = word.low in _JOINING or word.text == ";"
        if joins and seen_verb and not _subordinate_clauses(sentence) and _has_own_verb(sentence, index):
            return index
        seen_verb = (seen_verb and word.text != ":") or sentence.tags[index] in FINITE
    return None


def _has_own_verb(sentence: Sentence, index: int) -> bool:
    """Whether a finite verb follows before the next mark."""
    for place in range(index + 1, len(sentence.words)):
        if sentence.words[place].text in {",", ":", ";", "."}:
            return False
        if sentence.tags[place] in FINITE:
            return True
    return False


def _prepositions(sentence: Sentence) -> int:
    return sum(tag in {"APPR", "APPRART"} for tag in sentence.tags)


def _subordinate_clauses(sentence: Sentence) -> list[int]:
    return [
        index
        for index, word in enumerate(sentence.words)
        if opens_subordinate_clause(sentence, index) and _is_clause(sentence, index, is_article=word.low in _ARTICLES)
    ]


def _is_clause(sentence: Sentence, index: int, *, is_article: bool) -> bool:
    """Whether a verb follows; behind a relative pronoun that might be an article it stands at the end of the clause."""
    end = next(
        (
            place
            for place in range(index + 1, len(sentence.words))
            if sentence.words[place].text in {",", ".", "!", "?", ":", ";"}
        ),
        len(sentence.words),
    )
    tags = sentence.tags[index + 1 : end]
    if is_article:
        return bool(tags) and (tags[-1] in FINITE or sentence.tags[index] == "PRELS")
    return any(tag.startswith(("VV", "VA", "VM")) for tag in sentence.tags[index + 1 :])


def _enumeration(sentence: Sentence) -> tuple[int, int] | None:
    """The first and last token of more than three nouns side by side, joined by commas and "und"."""
    first = last = -1
    items = 0
    for index, word in enumerate(sentence.words):
        is_noun = sentence.tags[index] in NOUNS and word.kind is WordKind.WORD
        joined = index > 0 and (
            sentence.words[index - 1].text == "," or sentence.words[index - 1].low in {"und", "oder", "sowie"}
        )
        if is_noun and items and not joined and _is_new_phrase(sentence, last, index):
            items = 0
        if is_noun:
            first = index if not items else first
            items, last = items + 1, index
        if (
            items > _ITEMS_ALLOWED
            and sum(part.text == "," for part in sentence.words[first:last]) >= _ITEMS_ALLOWED - 1
        ):
            return first, last
    return None


def _is_new_phrase(sentence: Sentence, last: int, index: int) -> bool:
    """Whether something other than comma, "und", articles and adjectives stands between two nouns."""
    between = range(last + 1, index)
    joints = any(sentence.words[place].text in {",", "und", "oder", "sowie"} for place in between)
    return not joints or any(
        sentence.tags[place] not in {"$,", "KON", "ART", "ADJ(A)", "PPOSAT", "CARD", "PIAT", "("} for place in between
    )


RULES: Mapping[str, Rule] = {
    "S01": long_sentences,
    "S02": long_on_average,
    "S03": several_statements,
    "S04": subordinate_clauses,
    "S05": nested_sentences,
    "S06": object_first,
    "S22": long_enumerations,
}
