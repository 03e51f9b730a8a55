"""LimeSurvey's languages and ours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from participation.surveys.lss.report import WHOLE, Report
from participation.surveys.scales import DE, EASY, EN

_KNOWN = {"de": DE, "de-easy": EASY, "en": EN}
_INFORMAL = "de-informal"


@dataclass(frozen=True)
class Languages:
    """Which of LimeSurvey's languages become which of ours."""

    tags: Mapping[str, str]

    @classmethod
    def of(cls, base: str, further: Sequence[str], report: Report) -> Languages:
        """German, Leichte Sprache and English are carried over; German with "du" stands in where there is no other.

        A survey in other languages only keeps its base language, in the place of German, to be translated.
        """
        offered = list(dict.fromkeys(one for one in (base, *further) if one))
        tags = {one: _KNOWN[one] for one in offered if one in _KNOWN}
        if _INFORMAL in offered and DE not in tags.values():
            tags[_INFORMAL] = DE
            report.add(WHOLE, "„Deutsch (Du)“ steht jetzt an der Stelle von Deutsch; bitte die Anrede prüfen.")
        if DE not in tags.values() and EN not in tags.values() and offered:
            tags[base] = DE
            report.add(WHOLE, f"Die Sprache „{base}“ steht an der Stelle von Deutsch; bitte übersetzen.")
        elif DE not in tags.values():
            report.add(WHOLE, "Es gibt keine deutschen Texte; bitte ergänzen.")
        for one in offered:
            if one not in tags:
                report.add(WHOLE, f"Texte in der Sprache „{one}“ wurden nicht übernommen.")
        if EASY in tags.values():
            report.add(WHOLE, "Die Texte in Leichter Sprache gelten als Entwurf, bis eine Prüfgruppe sie geprüft hat.")
        return cls(tags)
