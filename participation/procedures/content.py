"""Procedures from the content folder; relative dates become real ones when a procedure is loaded first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlmodel import Session, select

from participation.core.clock import now
from participation.core.content_files import ContentProblem, required, toml_file
from participation.procedures.days import day_begins, local_day
from participation.procedures.models import (
    Phase,
    PhaseKind,
    PhaseText,
    Procedure,
    ProcedureText,
    Topic,
    TopicField,
    TopicText,
)
from participation.regions.models import Region
from participation.strategy.models import Element, Strategy
from participation.web.languages import BY_SLUG

_RELATIVE = re.compile(r"([+-]\d+)d")


def load(session: Session, folder: Path, region: Region) -> int:
    """Add the procedures below `content/{region}` that are not there yet, with phases and topics; returns how many.

    Raises:
        ContentProblem: a file cannot be used, for example a date that is neither relative ("+45d") nor ISO 8601.
    """
    added = 0
    for file in sorted(folder.glob("*/procedure.toml")):
        source = toml_file(file)
        slug = str(required(file, source, "slug"))
        present = select(Procedure.id).where(Procedure.region_id == region.id, Procedure.slug == slug)
        if session.exec(present).first() is None:
            try:
                _add(session, file.parent, source, region)
            except (KeyError, ValueError) as problem:
                raise ContentProblem(file, str(problem)) from problem
            added += 1
    return added


def _add(session: Session, folder: Path, source: Mapping[str, Any], region: Region) -> None:
    strategy = _strategy(session, folder, region)
    procedure = Procedure(
        region_id=region.id,
        strategy_id=strategy.id if strategy else None,
        slug=source["slug"],
        legal_basis=source.get("legal_basis", ""),
        meeting_on=_day(source["meeting"]) if "meeting" in source else None,
    )
    session.add(procedure)
    session.flush()
    for language in BY_SLUG.values():
        if title := source["title"].get(language.slug):
            summary = source.get("summary", {}).get(language.slug, "").strip()
            session.add(
                ProcedureText(procedure_id=procedure.id, language=language.tag, title=title.strip(), summary=summary)
            )
    for position, phase in enumerate(source.get("phases", ())):
        _add_phase(session, procedure, position, phase)
    _add_topics(session, procedure, folder, _elements(session, strategy))
    session.flush()


def _strategy(session: Session, folder: Path, region: Region) -> Strategy | None:
    file = folder / "strategy.toml"
    if not file.exists():
        return None
    slug = toml_file(file)["slug"]
    return session.exec(select(Strategy).where(Strategy.region_id == region.id, Strategy.slug == slug)).first()


def _add_phase(session: Session, procedure: Procedure, position: int, source: Mapping[str, Any]) -> None:
    phase = Phase(
        procedure_id=procedure.id,
        kind=PhaseKind(source["kind"]),
        opens_at=day_begins(_day(source["opens"])),
        closes_at=day_begins(_day(source["closes"]) + timedelta(days=1)),
        position=position,
    )
    session.add(phase)
    session.flush()
    for slug, title in source.get("title", {}).items():
        session.add(PhaseText(phase_id=phase.id, language=BY_SLUG[slug].tag, title=title.strip()))


def _day(text: str) -> date:
    """A relative day ("+45d") counts from today; anything else is a date."""
    relative = _RELATIVE.fullmatch(text)
    return local_day(now()) + timedelta(days=int(relative[1])) if relative else date.fromisoformat(text)


def _elements(session: Session, strategy: Strategy | None) -> dict[str, Element]:
    if strategy is None:
        return {}
    return {element.key: element for element in session.exec(select(Element).where(Element.strategy_id == strategy.id))}


def _add_topics(session: Session, procedure: Procedure, folder: Path, elements: Mapping[str, Element]) -> None:
    """A topic for each item of the surveys, mapped to the element it names where the strategy has it already."""
    topics: dict[str, Topic] = {}
    for item in _items(folder):
        if item["code"] in topics:
            continue
        topic = topics[item["code"]] = Topic(procedure_id=procedure.id, code=item["code"])
        session.add(topic)
        session.flush()
        for slug, title in item["text"].items():
            session.add(TopicText(topic_id=topic.id, language=BY_SLUG[slug].tag, title=title.strip()))
        if element := elements.get(item.get("element", "")):
            session.add(TopicField(topic_id=topic.id, element_id=element.id, since=now()))


def _items(folder: Path) -> Iterator[Mapping[str, Any]]:
    for file in sorted(folder.glob("surveys/*.toml")):
        for page in toml_file(file).get("pages", ()):
            for question in page.get("questions", ()):
                yield from question.get("items", ())
