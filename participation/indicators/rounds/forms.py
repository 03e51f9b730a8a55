"""What is handed in about rounds of reporting."""

from __future__ import annotations

from datetime import date

from participation.core.days import day_or_none
from participation.core.text import msgid
from participation.web.visit import Form

_LONGEST = 160


def sent_round(form: Form) -> tuple[dict[str, str], dict[str, str], tuple[date, date] | None]:
    """What was typed, its problems (field -> msgid), and Stichtag and last day if both can be read."""
    typed = {name: form.text(name) for name in ("strategy", "cutoff_on", "due_on")}
    days = {name: day_or_none(typed[name]) for name in ("cutoff_on", "due_on")}
    problems = {name: msgid("Please give a day.") for name, day in days.items() if day is None}
    cutoff, due = days["cutoff_on"], days["due_on"]
    if cutoff is None or due is None:
        return typed, problems, None
    if due < cutoff:
        problems["due_on"] = msgid("This day lies before the cut-off day.")
    return typed, problems, (cutoff, due)


def sent_release(form: Form) -> tuple[str, dict[str, str]]:
    """Who in the management released it, and the problems."""
    name = form.text("released_for")
    if not name:
        return name, {"released_for": msgid("This must not be empty.")}
    return name, {"released_for": msgid("This is too long.")} if len(name) > _LONGEST else {}
