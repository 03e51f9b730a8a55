"""LimeSurvey's texts as ours: Markdown by language tag, repeated answers in our spelling."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from participation.surveys.lss.expressions import Name, Node, Untranslatable, parse
from participation.surveys.lss.html import to_markdown
from participation.surveys.lss.languages import Languages
from participation.surveys.lss.names import Names
from participation.surveys.lss.report import Report
from participation.surveys.lss.survey import Wordings
from participation.surveys.scales import Texts

_EXPRESSION = re.compile(r"\{(?=[^\s{}])([^{}]+)\}")
_LOST = {
    "img": "ein Bild",
    "audio": "eine Tonaufnahme",
    "video": "ein Video",
    "iframe": "ein eingebetteter Inhalt",
    "object": "ein eingebetteter Inhalt",
    "embed": "ein eingebetteter Inhalt",
    "script": "ein Skript",
    "style": "eine Gestaltung",
}

GAP = "…"
"""What stands where an answer, or something calculated, would have been put in."""


@dataclass(frozen=True)
class Wording:
    """Turns texts around; `names` are the answers that may be repeated: those of earlier pages."""

    languages: Languages
    names: Names
    report: Report

    def texts(self, wordings: Wordings, where: str) -> Texts:
        """The texts in our languages, each in lines; empty ones are left out."""
        found = {tag: self._text(wordings.get(language, ""), where) for language, tag in self.languages.tags.items()}
        return {tag: text for tag, text in found.items() if text}

    def label(self, wordings: Wordings, where: str) -> Texts:
        """The same in one line, for titles and options."""
        return {tag: " ".join(text.split()) for tag, text in self.texts(wordings, where).items()}

    def _text(self, html: str, where: str) -> str:
        text, lost = to_markdown(html)
        for element in sorted(lost):
            self.report.add(where, f"Im Text fehlt {_LOST[element]}.")
        return _EXPRESSION.sub(lambda found: self._repeated(found[1], where), text)

    def _repeated(self, expression: str, where: str) -> str:
        try:
            return "{{" + self._name_of(expression) + "}}"
        except Untranslatable as problem:
            self.report.lacks(where, expression, str(problem))
            return GAP

    def _name_of(self, expression: str) -> str:
        if expression.startswith(("TOKEN:", "ATTRIBUTE_")):
            raise Untranslatable("Angaben zur Person gibt es hier nicht")
        node: Node = parse(expression.removeprefix("INSERTANS:"))
        if not isinstance(node, Name):
            raise Untranslatable("Berechnungen im Text gibt es hier nicht")
        target = self.names.find(node)
        if target.chosen is not None:
            raise Untranslatable("einzelne Antworten einer Mehrfachauswahl lassen sich nicht wiederholen")
        return target.name


def joined(several: Iterable[Texts]) -> Texts:
    """Texts one after the other, by language."""
    parts = list(several)
    tags = dict.fromkeys(tag for texts in parts for tag in texts)
    return {tag: "\n".join(texts[tag] for texts in parts if tag in texts) for tag in tags}
