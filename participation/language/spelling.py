"""Abbreviations and spelling variants that change a German text without changing what it says."""

from __future__ import annotations

import re

_ABBREVIATIONS = {
    r"z\. ?b\.": "zum beispiel",
    r"d\. ?h\.": "das heißt",
    r"u\. ?a\.": "unter anderem",
    r"v\. ?a\.": "vor allem",
    r"i\. ?d\. ?r\.": "in der regel",
    r"o\. ?g\.": "oben genannt",
    r"s\. ?o\.": "siehe oben",
    r"s\. ?u\.": "siehe unten",
    r"u\. ?ä\.": "und ähnliches",
    r"i\. ?s\. ?d\.": "im sinne des",
    r"bzw\.": "beziehungsweise",
    r"usw\.": "und so weiter",
    r"etc\.": "und so weiter",
    r"ca\.": "circa",
    r"mio\.": "millionen",
    r"mrd\.": "milliarden",
    r"tsd\.": "tausend",
    r"ggf\.": "gegebenenfalls",
    r"evtl\.": "eventuell",
    r"inkl\.": "inklusive",
    r"einschl\.": "einschließlich",
    r"zzgl\.": "zuzüglich",
    r"mind\.": "mindestens",
    r"max\.": "maximal",
    r"min\.": "minuten",
    r"std\.": "stunden",
    r"insb(?:es)?\.": "insbesondere",
    r"vgl\.": "vergleiche",
    r"nr\.": "nummer",
    r"abs\.": "absatz",
    r"art\.": "artikel",
    r"tel\.": "telefon",
    r"jh\.": "jahrhundert",
}
_WHOLE_WORDS = {
    "daß": "dass",
    "muß": "muss",
    "mußte": "musste",
    "läßt": "lässt",
    "sodaß": "so dass",
    "sodass": "so dass",
    "auf grund": "aufgrund",
    "mit hilfe": "mithilfe",
    "zu gunsten": "zugunsten",
    "an stelle": "anstelle",
    "zu hause": "zuhause",
    "im stande": "imstande",
    "in stand": "instand",
    "in frage": "infrage",
    "zu grunde": "zugrunde",
    "so genannt": "sogenannt",
    "so genannte": "sogenannte",
    "so genannten": "sogenannten",
    "€": "euro",
    "%": "prozent",
}
_STEMS = {
    "selbständig": "selbstständig",
    "potential": "potenzial",
    "potentiell": "potenziell",
    "existentiell": "existenziell",
    "essentiell": "essenziell",
    "differential": "differenzial",
    "aufwändig": "aufwendig",
    "graphi": "grafi",
    "photo": "foto",
    "telephon": "telefon",
    "telegraph": "telegraf",
    "delphin": "delfin",
    "joghurt": "jogurt",
    "biographie": "biografie",
    "geographie": "geografie",
}


def _alternatives(words: dict[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_ABBREVIATION = [(re.compile(rf"(?<!\w){short}"), f"{long} ") for short, long in _ABBREVIATIONS.items()]
_WHOLE = re.compile(rf"(?<!\w)(?:{_alternatives(_WHOLE_WORDS)})(?!\w)")
_STEM = re.compile(_alternatives(_STEMS))


def spelled_out(text: str) -> str:
    """Lower-case text with listed abbreviations written out (needs their full stops)."""
    for short, long in _ABBREVIATION:
        text = short.sub(long, text)
    return text


def spelled_alike(text: str) -> str:
    """Lower-case text with each listed spelling variant in one spelling (single spaces between words)."""
    text = _WHOLE.sub(lambda found: _WHOLE_WORDS[found[0]], text)
    return _STEM.sub(lambda found: _STEMS[found[0]], text)
