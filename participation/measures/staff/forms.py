"""What editors hand in about measures: the measure itself, a milestone, a decision on its phase, who answers."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from participation.core.days import day_or_none
from participation.core.text import msgid
from participation.measures.actions import Decision, MeasureFacts, StepFacts
from participation.measures.models import Decider, MeasureStep, Stage, StepState
from participation.measures.responsibilities import Answering
from participation.measures.told import Told, german_hash
from participation.web.languages import GERMAN, LANGUAGES
from participation.web.visit import Form

LONGEST_DESCRIPTION = 4000
_LIMITS = {"slug": 80, "funding_source": 300, "body": 160, "note": 500, "patron": 160, "partners": 1000}
_LONGEST_NAME, _LONGEST_TITLE = 200, 300
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_EUROS = re.compile(r"[0-9]{1,3}(\.[0-9]{3}){0,2}|[0-9]{1,9}")
_TOO_LONG = msgid("This is too long.")
_EMPTY = msgid("This must not be empty.")
_CHOOSE = msgid("Please choose one.")
_NO_EUROS = msgid("Please give whole euros, for example 120.000, or nothing.")
_NO_DAY = msgid("Please give a day.")


@dataclass(frozen=True)
class Sheet:
    """What was typed by field, and the problems (field -> msgid); `base` is what the form was filled with."""

    typed: dict[str, str]
    problems: dict[str, str] = field(default_factory=dict)
    base: str = ""


def empty_measure() -> Sheet:
    """The form of a new measure."""
    return Sheet(dict.fromkeys(_measure_fields(), ""))


def measure_sheet(told: Told) -> Sheet:
    """The form of a measure as it is stored."""
    one, german = told.measure, german_hash(told.texts[GERMAN.tag])
    typed = {
        "slug": one.slug,
        "department": str(one.department_id or ""),
        "cost": "" if one.cost is None else str(one.cost),
        "funding": "" if one.funding is None else str(one.funding),
        "funding_source": one.funding_source,
        "public": "yes" if one.is_public else "",
    }
    for language in LANGUAGES:
        text = told.texts.get(language.tag)
        typed[f"name-{language.slug}"] = text.name if text else ""
        typed[f"description-{language.slug}"] = text.description if text else ""
        typed[f"in-step-{language.slug}"] = "yes" if not text or text.source_hash == german else ""
    return Sheet(typed, base=hashlib.sha256(repr(sorted(typed.items())).encode()).hexdigest())


def sent_measure(form: Form, slug: str, departments: Collection[str]) -> Sheet:
    """A measure as it was handed in."""
    typed = {name: form.text(name) for name in _measure_fields()} | {"slug": slug}
    problems = _too_long(typed)
    for language in LANGUAGES:
        name, description = typed[f"name-{language.slug}"], typed[f"description-{language.slug}"]
        if not name and (language == GERMAN or description):
            problems[f"name-{language.slug}"] = _EMPTY
        if len(name) > _LONGEST_NAME:
            problems[f"name-{language.slug}"] = _TOO_LONG
        if len(description) > LONGEST_DESCRIPTION:
            problems[f"description-{language.slug}"] = _TOO_LONG
    problems |= {name: _NO_EUROS for name in ("cost", "funding") if typed[name] and not _EUROS.fullmatch(typed[name])}
    if typed["department"] and typed["department"] not in departments:
        problems["department"] = _CHOOSE
    if not _SLUG.fullmatch(slug):
        problems["slug"] = msgid("Please use small letters, digits and hyphens.")
    return Sheet(typed, problems, form.text("base"))


def facts_of(sheet: Sheet) -> MeasureFacts:
    """What a sheet without problems says."""
    typed = sheet.typed
    return MeasureFacts(
        words={
            language.tag: (
                typed[f"name-{language.slug}"],
                typed[f"description-{language.slug}"],
                typed[f"in-step-{language.slug}"] == "yes",
            )
            for language in LANGUAGES
        },
        department_id=UUID(typed["department"]) if typed["department"] else None,
        cost=_euros(typed["cost"]),
        funding=_euros(typed["funding"]),
        funding_source=typed["funding_source"],
        is_public=typed["public"] == "yes",
    )


def step_sheet(step: MeasureStep | None) -> Sheet:
    """The form of a milestone, or of a new one."""
    titles = step.titles if step else {}
    typed = {f"title-{language.slug}": titles.get(language.tag, "") for language in LANGUAGES}
    typed |= {
        "due_on": step.due_on.isoformat() if step else "",
        "state": step.state.value if step else StepState.PLANNED.value,
        "reached_on": step.reached_on.isoformat() if step and step.reached_on else "",
        "in-step": "yes" if step is None or step.twin_of == titles[GERMAN.tag] else "",
    }
    return Sheet(typed)


def sent_step(form: Form, today: date) -> tuple[Sheet, StepFacts | None]:
    """A milestone as it was handed in, and what it means if nothing is wrong."""
    names = (*(f"title-{language.slug}" for language in LANGUAGES), "due_on", "state", "reached_on", "in-step")
    sheet = Sheet({name: form.text(name) for name in names})
    typed, problems = sheet.typed, sheet.problems
    titles = {language.tag: typed[f"title-{language.slug}"] for language in LANGUAGES}
    problems |= {f"title-{one.slug}": _TOO_LONG for one in LANGUAGES if len(titles[one.tag]) > _LONGEST_TITLE}
    if not titles[GERMAN.tag]:
        problems[f"title-{GERMAN.slug}"] = _EMPTY
    due_on, reached_on = day_or_none(typed["due_on"]), day_or_none(typed["reached_on"])
    if due_on is None:
        problems["due_on"] = _NO_DAY
    if typed["state"] not in set(StepState):
        problems["state"] = _CHOOSE
    if typed["state"] == StepState.REACHED and (reached_on is None or reached_on > today):
        problems["reached_on"] = msgid("Please give the day on which it was reached; it cannot lie ahead.")
    if problems or due_on is None:
        return sheet, None
    return sheet, StepFacts(due_on, titles, StepState(typed["state"]), reached_on, typed["in-step"] == "yes")


def sent_decision(form: Form, today: date) -> tuple[Sheet, Decision | None]:
    """A decision as it was handed in, and what it means if nothing is wrong."""
    sheet = Sheet({name: form.text(name) for name in ("stage", "decided_on", "decider", "body", "note")})
    typed, problems = sheet.typed, sheet.problems
    problems |= _too_long(typed)
    day = day_or_none(typed["decided_on"])
    if day is None or day > today:
        problems["decided_on"] = msgid("Please give the day of the decision; it cannot lie ahead.")
    problems |= {
        name: _CHOOSE for name, known in (("stage", Stage), ("decider", Decider)) if typed[name] not in set(known)
    }
    if typed["decider"] == Decider.ADVISORY_BOARD and not typed["body"]:
        problems["body"] = msgid("Please name the advisory board.")
    if problems or day is None:
        return sheet, None
    return sheet, Decision(Stage(typed["stage"]), day, Decider(typed["decider"]), typed["body"], typed["note"])


def sent_answering(form: Form, departments: Collection[str]) -> tuple[Sheet, Answering]:
    """Who answers for a part of a strategy, as it was handed in."""
    sheet = Sheet({name: form.text(name) for name in ("department", "patron", "partners")})
    sheet.problems.update(_too_long(sheet.typed))
    department = sheet.typed["department"]
    if department and department not in departments:
        sheet.problems["department"] = _CHOOSE
        department = ""
    partners = tuple(line.strip() for line in sheet.typed["partners"].splitlines() if line.strip())
    return sheet, Answering(UUID(department) if department else None, "", sheet.typed["patron"], partners)


def _measure_fields() -> list[str]:
    own = [f"{name}-{language.slug}" for language in LANGUAGES for name in ("name", "description", "in-step")]
    return ["slug", "department", "cost", "funding", "funding_source", "public", *own]


def _too_long(typed: dict[str, str]) -> dict[str, str]:
    return {name: _TOO_LONG for name, most in _LIMITS.items() if len(typed.get(name, "")) > most}


def _euros(text: str) -> int | None:
    return int(text.replace(".", "")) if text else None
