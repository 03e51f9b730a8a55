"""Where a sentence uses the subjunctive, the simple past, the pluperfect or the future."""

from __future__ import annotations

import re

from participation.language.clauses import NOUNS, main_clause_after
from participation.language.lexicon import lemma
from participation.language.lists import word_list
from participation.language.sentences import Sentence

_SUBJUNCTIVE_ONE = frozenset(["habe", "werde", "könne", "müsse", "dürfe", "solle", "wolle", "möge"])
_MODALS = frozenset(
    [
        "hatte",
        "hatten",
        "hattest",
        "war",
        "waren",
        "warst",
        "wollte",
        "wollten",
        "sollte",
        "sollten",
        "konnte",
        "konnten",
        "musste",
        "mussten",
        "durfte",
        "durften",
        "mochte",
        "mochten",
    ]
)
_PAST_ENDING = re.compile(r"^e?te(?:n|st|t)?$")
_FUTURE = frozenset(["werde", "wirst", "wird", "werden", "werdet"])
_PAST_AUXILIARIES = frozenset(["hatte", "hatten", "hattest", "war", "waren", "warst"])


def subjunctives(sentence: Sentence) -> list[int]:
    """The tokens that are a subjunctive: forms that can be nothing else, and Konjunktiv I where no "ich" speaks.

    möchte, sollte and wollte are left out, since their form does not tell.
    """
    return [index for index in range(len(sentence.words)) if _is_subjunctive(sentence, index)]


def _is_subjunctive(sentence: Sentence, index: int) -> bool:
    word = sentence.words[index]
    if word.text[0].isupper() and (index > 0 or sentence.tags[index] in NOUNS or word.low in {"sei", "seien"}):
        return False
    if word.low in word_list("subjunctives"):
        return True
    others = {other.low for other in sentence.words}
    if others & {"ich", "bitte", "danke"} or index == 0 or not word.text.isalpha():
        return False
    if word.low in _SUBJUNCTIVE_ONE:
        return sentence.tags[index] in {"VA(FIN)", "VM(FIN)", "VV(FIN)"}
    return sentence.tags[index] == "VV(FIN)" and word.low.endswith("e") and _is_present_stem(word.low)


def _is_present_stem(form: str) -> bool:
    """Whether the form is present stem and -e (gebe, sage), as in indirect speech, not a past form (machte, wurde)."""
    if form.removesuffix("e") in word_list("preterites") or form in word_list("preterites"):
        return False
    base = lemma(form, "VV(FIN)").lower()
    stem = base.removesuffix("en") if base.endswith("en") else base.removesuffix("n")
    return form == f"{stem}e"


def preterites(sentence: Sentence) -> list[int]:
    """The tokens that are a simple past; those of sein, haben, modals and "werden" in the passive are not named."""
    return [
        index
        for index, word in enumerate(sentence.words)
        if word.text[0].islower()
        and word.low not in _MODALS
        and sentence.tags[index] in {"VV(FIN)", "VA(FIN)"}
        and _is_preterite(word.low)
    ]


def _is_preterite(form: str) -> bool:
    if form in {"wurde", "wurden"} or form in word_list("subjunctives"):
        return False
    past = word_list("preterites")
    singulars = {form, form.removesuffix("en"), form.removesuffix("n")}
    if any(singular in past or _behind_prefix(singular) in past for singular in singulars):
        return True
    base = lemma(form, "VV(FIN)").lower()
    stem = re.sub(r"e?n$", "", base)
    return bool(stem) and form.startswith(stem) and bool(_PAST_ENDING.match(form.removeprefix(stem)))


def _behind_prefix(form: str) -> str:
    return re.sub(r"^(?:be|ver|er|ent|zer|miss|über|unter|wider|um)", "", form)


def pluperfects(sentence: Sentence) -> list[tuple[int, int]]:
    """A form of hatte or war with the participle of the clause.

    "war geöffnet" is a state and looks alike, so "war" counts only with a verb of movement or becoming.
    """
    found = []
    for index, word in enumerate(sentence.words):
        if word.low not in _PAST_AUXILIARIES or sentence.tags[index] != "VA(FIN)":
            continue
        for place in main_clause_after(sentence, index):
            if sentence.tags[place] == "VV(PP)" and (word.low.startswith("hatte") or _moves(sentence.words[place].low)):
                found.append((index, place))
                break
    return found


def _moves(participle: str) -> bool:
    return bool(
        re.search(
            r"(?:gegangen|gekommen|gefahren|geworden|gelaufen|gereist|gezogen|gewesen|entstanden|passiert)$", participle
        )
    )


def futures(sentence: Sentence) -> list[tuple[int, int]]:
    """Each werden with the infinitive of its clause."""
    found = []
    for index, word in enumerate(sentence.words):
        if word.low not in _FUTURE or sentence.tags[index] != "VA(FIN)":
            continue
        for place in main_clause_after(sentence, index):
            if sentence.tags[place].startswith("VV(PP)") or sentence.words[place].low == "werden":
                break
            if sentence.tags[place] in {"VV(INF)", "VA(INF)", "VM(INF)"}:
                found.append((index, place))
                break
    return found
