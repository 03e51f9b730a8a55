"""What staff hand in about papers, bodies, results and amendments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from participation.core.text import msgid
from participation.papers.models import Annex, OrganizationKind, Paper, PaperKind, Result
from participation.papers.names import ANSWER_NAMES
from participation.papers.results import BodyResult
from participation.web.visit import Form

LONGEST_LINE, LONGEST_TEXT = 300, 20_000
_TOO_LONG = msgid("This text is too long.")
_NO_DATE = msgid("This is not a date.")
_NO_LINK = msgid("A link begins with https://.")
_NEEDED = msgid("Please fill this in.")
_NO_NUMBER = msgid("Please give a whole number, or nothing.")
TEXTS = ("opening", "closing", "reasons", "finances", "youth")


@dataclass(frozen=True)
class PaperSheet:
    """The fields of a paper as they were sent; `goals` are the words by element id, `problems` msgids by field id."""

    subject: str
    day: date | None
    serial: int | None
    file_reference: str
    office: str
    link: str
    texts: dict[str, str]
    goals: dict[str, str]
    checks: dict[str, str]
    annexes: tuple[str, ...]
    problems: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class StepSheet:
    """A step of the Beratungsfolge: which body, when, and whether people may come."""

    organization: str
    day: date | None
    is_public: bool
    oparl_url: str
    problems: dict[str, str]


@dataclass(frozen=True)
class ResultSheet:
    """What a body made of the paper."""

    said: BodyResult
    problems: dict[str, str]


@dataclass(frozen=True)
class AmendmentSheet:
    """Another wording for a block of the frozen text."""

    block: str
    council_group: str
    day: date | None
    wording: str
    reason: str
    problems: dict[str, str]


@dataclass(frozen=True)
class OrganizationSheet:
    """A body that deliberates."""

    name: str
    council: str
    kind: OrganizationKind
    problems: dict[str, str]


def paper_sheet(form: Form, paper: Paper, goals: Sequence[str]) -> PaperSheet:
    """The sheet that was sent for a paper with these goals (element ids)."""
    problems: dict[str, str] = {}
    texts = {name: form.text(name) for name in TEXTS}
    words = {element: form.text(f"goal-{element}") for element in goals}
    problems |= {name: _TOO_LONG for name, text in texts.items() if len(text) > LONGEST_TEXT}
    problems |= {f"goal-{one}": _TOO_LONG for one, text in words.items() if len(text) > LONGEST_TEXT}
    lines = {name: _line(form, name, problems) for name in ("subject", "file_reference", "office", "link")}
    if not lines["subject"]:
        problems["subject"] = _NEEDED
    if lines["link"] and not lines["link"].startswith("https://"):
        problems["link"] = _NO_LINK
    answers = {name.removeprefix("check-"): value for name, value in form.items() if name.startswith("check-")}
    return PaperSheet(
        day=_day(form, "day", problems),
        serial=paper.serial if paper.parent_id else _number(form, "serial", problems),
        texts=texts,
        goals=words,
        checks={key: value for key, value in answers.items() if value in ANSWER_NAMES},
        annexes=tuple(one for one in form.many("annexes") if one in set(Annex)),
        problems=problems,
        **lines,
    )


def step_sheet(form: Form) -> StepSheet:
    """The step that was sent."""
    problems: dict[str, str] = {}
    url = form.text("oparl_url")
    if url and not url.startswith("https://"):
        problems["oparl_url"] = _NO_LINK
    if not form.text("organization"):
        problems["organization"] = _NEEDED
    return StepSheet(form.text("organization"), _day(form, "meeting_on", problems), "is_public" in form, url, problems)


def result_sheet(form: Form) -> ResultSheet:
    """The result that was sent."""
    problems: dict[str, str] = {}
    chosen = form.text("result")
    if chosen not in set(Result):
        problems["result"] = _NEEDED
    votes = tuple(_number(form, name, problems) for name in ("votes_for", "votes_against", "abstained"))
    note = form.text("note")
    if len(note) > 2_000:  # noqa: PLR2004 - the column's
        problems["note"] = _TOO_LONG
    result = Result(chosen) if chosen in set(Result) else None
    return ResultSheet(BodyResult(result, (votes[0], votes[1], votes[2]), note), problems)


def amendment_sheet(form: Form) -> AmendmentSheet:
    """The amendment that was sent."""
    problems: dict[str, str] = {}
    sheet = AmendmentSheet(
        form.text("block"),
        form.text("council_group")[:160],
        _day(form, "day", problems),
        form.text("wording"),
        form.text("reason"),
        problems,
    )
    for name in ("block", "council_group", "wording"):
        if not getattr(sheet, name):
            problems[name] = _NEEDED
    if len(sheet.wording) > LONGEST_TEXT or len(sheet.reason) > LONGEST_TEXT:
        problems["wording"] = _TOO_LONG
    return sheet


def organization_sheet(form: Form) -> OrganizationSheet:
    """The body that was sent."""
    problems: dict[str, str] = {}
    name, council, kind = _line(form, "name", problems), _line(form, "council", problems), form.text("kind")
    if not name:
        problems["name"] = _NEEDED
    chosen = OrganizationKind(kind) if kind in set(OrganizationKind) else OrganizationKind.COMMITTEE
    return OrganizationSheet(name, council, chosen, problems)


def chosen_kind(form: Form) -> PaperKind:
    """The kind of a paper that is begun; a supplement begins at its parent."""
    kind = form.text("kind")
    return PaperKind(kind) if kind in {"resolution", "information", "motion"} else PaperKind.RESOLUTION


def _line(form: Form, name: str, problems: dict[str, str]) -> str:
    text = " ".join(form.text(name).split())
    longest = {"file_reference": 80, "office": 160, "name": 160, "council": 120}.get(name, LONGEST_LINE)
    if len(text) > longest:
        problems[name] = _TOO_LONG
    return text


def _day(form: Form, name: str, problems: dict[str, str]) -> date | None:
    day = form.day(name)
    if day is None:
        problems[name] = _NO_DATE
    return day


def _number(form: Form, name: str, problems: dict[str, str]) -> int | None:
    text = form.text(name)
    if text and not (text.isascii() and text.isdecimal() and len(text) <= 6):  # noqa: PLR2004 - enough for any
        problems[name] = _NO_NUMBER
        return None
    return int(text) if text else None
