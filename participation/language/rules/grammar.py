"""Rules about grammar: passive, genitive, subjunctive, tenses, negation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from participation.language.findings import Finding, Level
from participation.language.genitive import Genitive, Kind, genitives
from participation.language.lexicon import zipf
from participation.language.lists import replacements, word_list
from participation.language.mood import futures, pluperfects, preterites, subjunctives
from participation.language.reading import Reading, Rule, found, words_of
from participation.language.sentences import Sentence
from participation.language.voice import passives

_HARM = re.compile(r"(?:geboren|verletzt|getötet|ermordet|gestorben|erschossen|misshandelt|überfallen)$")
_LETTING = re.compile(r"^(?:lässt|lassen|ließ|ließen)$")
_ABLE = re.compile(r"bar(?:e|er|es|en|em)?$")
_SAYING = re.compile(
    r"^(?:sag|mein|erklär|bericht|behaupt|erzähl|antwort|beton|teil|schreib|schrieb|vermut|glaub|sprach|versicher|mitgeteilt|gesagt|erklärt|betont|berichtet)\w*$"
)
_NEGATIONS = re.compile(r"^(?:nicht|kein\w{0,2}|nie|niemals|nichts|niemand\w{0,2}|ohne|nirgends|nirgendwo)$")
_HIDDEN = re.compile(r"^(?:keineswegs|keinesfalls|mitnichten|nirgends|weder|kaum|niemals nicht)$")
_UN = re.compile(r"^un[a-zäöü]{3,}")
_KNOWN_REST = 3.3
_COMMON_ABLE = 4.0


def passive(reading: Reading) -> Iterator[Finding]:
    """S07: the active voice."""
    for sentence in reading.sentences:
        for first, last in passives(sentence):
            if reading.profile.allows_harm_and_wishes and any(
                _HARM.search(word.low) for word in sentence.words[first : last + 1]
            ):
                continue
            yield found(
                "S07",
                Level.WARNING,
                sentence,
                "Der Satz sagt nicht, wer etwas tut (Passiv).",
                "Sagen Sie: Wer tut was?",
                (first, last),
            )


def passive_substitutes(reading: Reading) -> Iterator[Finding]:
    """S08: no "ist zu beantragen", no "lässt sich", few words in -bar."""
    for sentence in reading.running:
        for index, word in enumerate(sentence.words):
            near = sentence.words[index + 1 : index + 4]
            rare_able = (
                _ABLE.search(word.low) and sentence.tags[index].startswith("ADJ") and zipf(word.text) < _COMMON_ABLE
            )
            letting = _LETTING.match(word.low) and any(other.low == "sich" for other in near)
            if rare_able or letting or _is_to_do(sentence, index):
                yield found(
                    "S08",
                    Level.NOTE,
                    sentence,
                    "Hier steht nicht, wer etwas tut.",
                    "Sagen Sie: Sie können …, oder: Sie müssen …",
                    index,
                )


def genitive(reading: Reading) -> Iterator[Finding]:
    """S09 and S10: no genitive; not two in a row, none behind a preposition."""
    for sentence in reading.sentences:
        previous: Genitive | None = None
        for case in genitives(sentence):
            words = words_of(sentence, case.first, case.last)
            at = (case.first, case.last)
            if case.kind is Kind.PREPOSITION:
                word = sentence.words[case.first].low
                yield found(
                    "S10",
                    Level.ERROR,
                    sentence,
                    f"„{words}“ ist ein schwerer Genitiv.",
                    f"Statt „{word}“: {replacements('genitive_prepositions')[word]}",
                    at,
                )
            elif previous and case.kind is Kind.ARTICLE and case.first == previous.last + 1:
                yield found(
                    "S10",
                    Level.ERROR,
                    sentence,
                    f"„{words}“ ist schon der zweite Genitiv hintereinander.",
                    "Machen Sie 2 Sätze daraus.",
                    at,
                )
            else:
                yield from _single_genitive(reading, sentence, case, words)
            previous = case


def _single_genitive(reading: Reading, sentence: Sentence, case: Genitive, words: str) -> Iterator[Finding]:
    if case.kind is Kind.NAME:
        if reading.profile.allows_names_in_genitive:
            return
        advice = f"Besser: von {words.removesuffix('s')}"
    elif case.kind is Kind.PRONOUN:
        advice = "Machen Sie 2 Sätze daraus."
    else:
        advice = f"Besser mit „von“: {_with_von(words)}"
    yield found("S09", Level.WARNING, sentence, f"„{words}“ ist ein Genitiv.", advice, (case.first, case.last))


def _with_von(words: str) -> str:
    first, _, rest = words.partition(" ")
    dative = {
        "des": "vom",
        "der": "von der (oder: von den)",
        "eines": "von einem",
        "einer": "von einer",
        "dieses": "von diesem",
        "dieser": "von dieser",
    }
    return f"{dative.get(first.lower(), 'von ' + first)} {rest}".strip()


def subjunctive(reading: Reading) -> Iterator[Finding]:
    """S11: no subjunctive."""
    for sentence in reading.sentences:
        for index in subjunctives(sentence):
            if reading.profile.allows_harm_and_wishes and _is_allowed_wish(sentence, index):
                continue
            word = sentence.words[index].text
            yield found(
                "S11",
                Level.WARNING,
                sentence,
                f"„{word}“ ist ein Konjunktiv.",
                "Sagen Sie, was ist oder was vielleicht ist.",
                index,
            )


def indirect_speech(reading: Reading) -> Iterator[Finding]:
    """S12: direct speech."""
    for sentence in reading.running:
        for index, word in enumerate(sentence.words[:-2]):
            behind = [other.low for other in sentence.words[index + 1 :]]
            if (
                _SAYING.match(word.low)
                and "," in behind
                and ("dass" in behind or any(place > index for place in subjunctives(sentence)))
            ):
                yield found(
                    "S12",
                    Level.WARNING,
                    sentence,
                    "Der Satz gibt wieder, was jemand gesagt hat.",
                    "Schreiben Sie: Herr … hat gesagt: …",
                    index,
                )
                break


def negation(reading: Reading) -> Iterator[Finding]:
    """S13: say what is; a negation that is needed stands in bold type."""
    for sentence in reading.running:
        for index, word in enumerate(sentence.words):
            if _NEGATIONS.match(word.low) and not _is_bold(reading, word.line, word.text):
                yield found(
                    "S13",
                    Level.NOTE,
                    sentence,
                    f"„{word.text}“ überliest man leicht.",
                    f"Sagen Sie es ohne Verneinung, oder schreiben Sie fett: **{word.text}**",
                    index,
                )


def hidden_negation(reading: Reading) -> Iterator[Finding]:
    """S14: no double, two-part or hidden negation."""
    for sentence in reading.sentences:
        for index, word in enumerate(sentence.words):
            behind_not = index > 0 and sentence.words[index - 1].low in {"nicht", "kein", "keine"}
            if _HIDDEN.match(word.low) and word.low != "kaum":
                yield found(
                    "S14",
                    Level.WARNING,
                    sentence,
                    f"„{word.text}“ ist eine schwere Verneinung.",
                    "Schreiben Sie „nicht“ oder „kein“.",
                    index,
                )
            elif _is_un_word(word.low, sentence.tags[index]):
                rest = word.low.removeprefix("un")
                advice = f"Besser: {rest}" if behind_not else f"Besser: nicht {rest}"
                yield found(
                    "S14", Level.WARNING, sentence, f"In „{word.text}“ versteckt sich eine Verneinung.", advice, index
                )


def past_tense(reading: Reading) -> Iterator[Finding]:
    """S15: present and perfect."""
    for sentence in reading.running:
        for index in preterites(sentence):
            word = sentence.words[index].text
            yield found(
                "S15",
                Level.WARNING,
                sentence,
                f"„{word}“ ist eine alte Vergangenheits-Form.",
                "Schreiben Sie mit „hat“ oder „ist“: Er hat …",
                index,
            )


def rare_tenses(reading: Reading) -> Iterator[Finding]:
    """S16: no Plusquamperfekt, little future."""
    for sentence in reading.running:
        for span in pluperfects(sentence):
            yield found(
                "S16",
                Level.NOTE,
                sentence,
                "Das ist eine schwere Vergangenheits-Form.",
                "Schreiben Sie mit „hat“ oder „ist“.",
                span,
            )
        for span in futures(sentence):
            yield found(
                "S16",
                Level.NOTE,
                sentence,
                "Die Zukunfts-Form mit „werden“ ist schwer.",
                "Oft genügt die Gegenwart: Morgen kommt …",
                span,
            )


def _is_to_do(sentence: Sentence, index: int) -> bool:
    if sentence.words[index].low not in {"ist", "sind", "war", "waren"} or "um" in {
        word.low for word in sentence.words
    }:
        return False
    for place in range(index + 1, len(sentence.words)):
        if sentence.words[place].text in {",", ":"}:
            return False
        tag = sentence.tags[place]
        if tag == "VV(IZU)" or (sentence.tags[place - 1] == "PTKZU" and tag == "VV(INF)"):
            return True
    return False


def _is_allowed_wish(sentence: Sentence, index: int) -> bool:
    word, low = sentence.words[index].low, {other.low for other in sentence.words}
    return (
        word in {"könnte", "könnten"}
        or (word in {"hätte", "hätten"} and "gern" in low)
        or (word == "wäre" and "schön" in low)
    )


def _is_bold(reading: Reading, line: int, word: str) -> bool:
    return bool(
        re.search(
            rf"\*\*[^*]*\b{re.escape(word)}\b[^*]*\*\*|<(?:b|strong)>[^<]*{re.escape(word)}", reading.lines[line - 1]
        )
    )


def _is_un_word(low: str, tag: str) -> bool:
    if not _UN.match(low) or not tag.startswith("ADJ") or low in word_list("not_negated"):
        return False
    return zipf(low.removeprefix("un")) >= _KNOWN_REST


RULES: Mapping[str, Rule] = {
    "S07": passive,
    "S08": passive_substitutes,
    "S09": genitive,
    "S11": subjunctive,
    "S12": indirect_speech,
    "S13": negation,
    "S14": hidden_negation,
    "S15": past_tense,
    "S16": rare_tenses,
}
