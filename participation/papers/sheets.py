"""A paper as its file is made from: every fact that is printed, in German, for the members or for everybody."""

from __future__ import annotations

from typing import Any

from babel.dates import format_date
from sqlmodel import Session

from participation.papers.annexes import consideration_rows, strategy_text
from participation.papers.contents import content_of, hash_of
from participation.papers.models import Annex, Paper, PaperState, Result
from participation.papers.names import KIND_NAMES, RESULT_NAMES
from participation.papers.queries import Step, settings_of, steps_of, strategy_of
from participation.papers.wording import Say, worded
from participation.regions.models import Region
from participation.strategy.models import Version
from participation.web.languages import GERMAN

FORM_VERSION = 2
"""Counts up when the shipped forms change, so that files are made anew."""


def sheet_hash(session: Session, paper: Paper) -> str:
    """What is different as soon as the paper's file would be another one."""
    settings, (_strategy, version) = settings_of(session, paper.region_id), strategy_of(session, paper)
    steps = [step.consultation.model_dump(mode="json") for step in steps_of(session, [paper.id])[paper.id]]
    # All that is printed of them: words that were blackened or withdrawn must not stay in a file.
    stamp = list(consideration_rows(session, version)) if Annex.CONSIDERATIONS in paper.annexes else []
    own = [paper.number, paper.state.value, paper.day.isoformat(), paper.office, paper.file_reference]
    form = [settings.head, settings.template, settings.own_template, FORM_VERSION]
    return hash_of(content_of(session, paper), steps, stamp, own, form, str(version.id))


def sheet_of_paper(session: Session, paper: Paper, say: Say, *, example: bool = False) -> dict[str, Any]:
    """Everything that is printed; JSON values only.

    Args:
        session: any session.
        paper: a paper in any state; from its release on its file is for everybody.
        say: German sentences.
        example: without annexes, to try a form.
    """
    (strategy, version), settings = strategy_of(session, paper), settings_of(session, paper.region_id)
    content = worded(content_of(session, paper), say, GERMAN.locale)
    attached = [] if example else content["annexes"]
    return {
        "region": session.get_one(Region, paper.region_id).name,
        "head": settings.head,
        "kind": say(KIND_NAMES[paper.kind]),
        "number": paper.number,
        "serial": paper.number.rpartition("/")[0],
        "year": str(paper.year),
        "day": _day(paper.day),
        "office": paper.office,
        "file_reference": paper.file_reference,
        "is_draft": paper.state is PaperState.DRAFT,
        "steps": _steps(paper, steps_of(session, [paper.id])[paper.id], say),
        "annex_list": [{"number": str(place), "title": name} for place, name in enumerate(content["annex_names"], 1)],
        **{name: content[name] for name in ("subject", "checks", "events", "surveys", "outcomes", "youth_sentences")},
        **{name: lines_of(content[name]) for name in ("opening", "closing", "reasons", "finances")},
        "youth": lines_of(content["youth"]["text"]),
        "goals": [{"level": goal["level"], "lines": lines_of(goal["text"])} for goal in content["goals"]],
        "version": str(version.number),
        "strategy_title": content["strategy"]["title"],
        "strategy": strategy_text(session, strategy, version) if Annex.STRATEGY in attached else [],
        "considerations": _weighed(session, version, say) if Annex.CONSIDERATIONS in attached else [],
        "report": content["surveys"] if Annex.REPORT in attached else [],
        "progress": content.get("progress", {}).get("sections", []) if Annex.PROGRESS in attached else [],
    }


def _weighed(session: Session, version: Version, say: Say) -> list[dict[str, Any]]:
    return [{**row, "outcome": say(row["outcome"])} for row in consideration_rows(session, version)]


def lines_of(text: str) -> list[dict[str, Any]]:
    """A text as paragraphs; lines that begin with a dash or an asterisk are points of a list."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [
        {"text": line[2:].strip() if line.startswith(("- ", "* ")) else line, "is_point": line.startswith(("- ", "* "))}
        for line in lines
    ]


def _day(day: Any) -> str:
    return str(format_date(day, "dd.MM.y", locale=GERMAN.locale))


def _steps(paper: Paper, steps: list[Step], say: Say) -> list[dict[str, Any]]:
    for_everybody = paper.released_at is not None
    return [_step(step, say, hidden=for_everybody and not step.consultation.is_public) for step in steps]


def _step(step: Step, say: Say, *, hidden: bool) -> dict[str, Any]:
    found, body = step.consultation, step.organization
    name = f"{body.council}: {body.name}" if body.council else body.name
    result = None if hidden else found.result
    return {
        "name": say("Non-public meeting") if hidden else name,
        "day": _day(found.meeting_on),
        "is_public": found.is_public,
        "result": say(RESULT_NAMES[result]) if result else "",
        "adopted": result is Result.ADOPTED,
        "rejected": result is Result.REJECTED,
        "amended": result is Result.AMENDED,
        "votes": "" if hidden else _votes(step, say),
    }


def _votes(step: Step, say: Say) -> str:
    found = step.consultation
    if found.votes_for is None or found.votes_against is None:
        return ""
    return say(
        "%(ayes)s for, %(noes)s against, %(abstained)s abstained",
        ayes=found.votes_for,
        noes=found.votes_against,
        abstained=found.abstained or 0,
    )
