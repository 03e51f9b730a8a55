"""Blackening parts of a contribution: marked with [[…]], shown as blocks; kept until the objection period ends."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from participation.threads.contributions import Contribution
from participation.threads.models import ModerationCase

OBJECTION = timedelta(days=30)
"""How long an author may ask for a second decision, and how long an original is kept (ADR 0036)."""
BLOCK = "█████"
"""What stands in the place of every part, however long it was: its length would tell something."""
_MARKED = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)
_MARKS = re.compile(r"\[\[|\]\]")


@dataclass(frozen=True)
class Redaction:
    """What shall be blackened: text and title with marks around the parts, and whether the name is left out."""

    text: str
    title: str = ""
    without_name: bool = False

    @property
    def parts(self) -> int:
        """How many parts are marked, the name counted as one."""
        return len(_MARKED.findall(self.text)) + len(_MARKED.findall(self.title)) + self.without_name


def blackened(marked: str) -> str:
    """The public text: every marked part as a block."""
    return _MARKED.sub(BLOCK, marked)


def unmarked(text: str) -> str:
    """The text without marks."""
    return _MARKS.sub("", text)


def marked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with marks around the parts from start to end (characters); parts do not overlap."""
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]}[[{text[start:end]}]]{text[end:]}"
    return text


def marked_as(original: str, public: str) -> str:
    """The original with marks where the public text has blocks; without any if the two do not fit together."""
    if BLOCK not in public:
        return original
    pattern = "(.+?)".join(re.escape(part) for part in public.split(BLOCK))
    found = re.fullmatch(pattern, original, re.DOTALL)
    return marked(original, [found.span(number + 1) for number in range(found.re.groups)]) if found else original


def originals(contribution: Contribution, case: ModerationCase | None) -> tuple[str, str, str]:
    """Text, title and name as they were written, while the original of a blackened contribution is kept."""
    title = str(getattr(contribution, "title", ""))
    if case is None or case.original_until is None:
        return contribution.text, title, contribution.author_name
    return case.original_text, case.original_title, case.original_name


def is_only_marked(original: str, typed: str) -> bool:
    """Whether somebody only added marks: nobody changes what a citizen wrote."""
    return _lines(unmarked(typed)) == _lines(unmarked(original))


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


def blacken(contribution: Contribution, case: ModerationCase, redaction: Redaction, today: date) -> None:
    """Put the public words in the place of the original, which goes into the case until the objection period ends."""
    text, title, name = originals(contribution, case)
    case.original_text, case.original_title, case.original_name = text, title, name
    case.original_until = today + OBJECTION
    contribution.text = blackened(redaction.text)
    contribution.author_name = "" if redaction.without_name else name
    if title:
        contribution.title = blackened(redaction.title)


def restore(contribution: Contribution, case: ModerationCase) -> None:
    """Bring the original back and forget that anything was blackened."""
    text, title, name = originals(contribution, case)
    contribution.text, contribution.author_name = text, name
    if title:
        contribution.title = title
    forget_original(case)


def forget_original(case: ModerationCase) -> None:
    """Let the original go."""
    case.original_text = case.original_title = case.original_name = ""
    case.original_until = None
