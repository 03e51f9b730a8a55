"""What an editor hands in about one contribution."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from participation.considerations.models import LONGEST_LINK, Consideration, Outcome, TextModule
from participation.core.text import msgid
from participation.web.visit import Form

LONGEST_RATIONALE = 4_000
LONGEST_ADDRESSEE = 200


@dataclass(frozen=True)
class ConsiderationSheet:
    """Outcome, rationale in both languages, and whether everyone may read it now.

    `base` is the id of the last revision that the editor saw; `element` the key of the part of the strategy concerned.
    With `module` (its id) the words of a text module are wanted in the rationale; nothing is saved yet.
    """

    outcome: Outcome | None = None
    rationale: str = ""
    easy_rationale: str = ""
    forwarded_to: str = ""
    element: str = ""
    base: str = ""
    releases: bool = False
    module: str = ""
    problems: dict[str, str] = field(default_factory=dict)


def sheet_from(form: Form) -> ConsiderationSheet:
    """The sheet that was sent; `problems` names each field that cannot be used, by an English msgid."""
    outcome = form.text("outcome")
    sheet = ConsiderationSheet(
        Outcome(outcome) if outcome in set(Outcome) else None,
        form.text("rationale"),
        form.text("easy_rationale"),
        form.text("forwarded_to"),
        form.text("element"),
        form.text("base"),
        form.text("then") == "release",
        form.text("module") if form.text("then") == "insert" else "",
    )
    sheet.problems.update(_problems(sheet))
    return sheet


def link_problem(link: str) -> str:
    """What is wrong with the address of a Drucksache, as a msgid; empty where it is right or there is none."""
    if link and (len(link) > LONGEST_LINK or not link.startswith(("https://", "http://"))):
        return msgid("Please give a whole address that begins with https://.")
    return ""


def with_module(sheet: ConsiderationSheet, module: TextModule) -> ConsiderationSheet:
    """The sheet with the words of a text module behind its own."""
    return replace(
        sheet,
        rationale="\n\n".join(filter(None, (sheet.rationale, module.text))),
        easy_rationale="\n".join(filter(None, (sheet.easy_rationale, module.easy_text))),
        problems={},
    )


def sheet_of(consideration: Consideration | None, element: str, base: str) -> ConsiderationSheet:
    """The sheet filled in with what is stored."""
    if consideration is None:
        return ConsiderationSheet(element=element, base=base)
    return ConsiderationSheet(
        consideration.outcome,
        consideration.rationale,
        consideration.easy_rationale,
        consideration.forwarded_to,
        element,
        base,
    )


def _problems(sheet: ConsiderationSheet) -> dict[str, str]:
    problems = {}
    if sheet.outcome is None:
        problems["outcome"] = msgid("Please choose what becomes of the contribution.")
    if not sheet.rationale:
        problems["rationale"] = msgid("Every outcome needs a rationale.")
    for name in ("rationale", "easy_rationale"):
        if len(getattr(sheet, name)) > LONGEST_RATIONALE:
            problems[name] = msgid("This text is too long.")
    if sheet.outcome is Outcome.OUT_OF_REMIT and not sheet.forwarded_to:
        problems["forwarded_to"] = msgid("Please say whom the contribution was forwarded to.")
    elif len(sheet.forwarded_to) > LONGEST_ADDRESSEE:
        problems["forwarded_to"] = msgid("This text is too long.")
    return problems
