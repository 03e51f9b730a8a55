"""Where a recorded contribution belongs: the rounds that have begun, with the places of their texts to choose from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col, select

from participation.procedures.models import PhaseKind
from participation.procedures.rounds import Round, rounds
from participation.statements.places import places
from participation.strategy.models import Strategy, Version
from participation.strategy.passages import Passage, latest_versions, main_parts, passages
from participation.strategy.queries import strategies_by_id
from participation.web.languages import GERMAN
from participation.web.visit import Visit

Options = list[tuple[str, None, list[tuple[str, str]]]]


@dataclass(frozen=True)
class Choice:
    """A round and the place in its text: a passage for a comment, an element or none for an idea."""

    phase: Round
    passage: Passage | None = None
    element_id: UUID | None = None


@dataclass(frozen=True)
class Choices:
    """What the list offers, and what each entry of it means."""

    options: Options
    meant: Mapping[str, Choice]


def comment_choices(visit: Visit) -> Choices:
    """Every element and paragraph of the published texts that can be, or could be, commented on."""
    begun = _begun(visit, PhaseKind.COMMENTS)
    latest = latest_versions(visit.db, [one.strategy_id for one in begun if one.strategy_id])
    by_thread = passages(visit.db)
    titles = _titles(visit, begun)
    options: Options = []
    meant: dict[str, Choice] = {}
    for phase in begun:
        version_id = latest.get(phase.strategy_id) if phase.strategy_id else None
        if version_id is None:
            continue
        found = places(visit, visit.db.get_one(Version, version_id))
        for label, _none, entries in found.options():
            group = []
            for thread, name in entries:
                passage = by_thread.get(UUID(thread))
                if passage is not None and (phase.elements is None or passage.element_id in phase.elements):
                    code = f"{phase.phase_id}/{thread}"
                    group.append((code, name))
                    meant[code] = Choice(phase, passage=passage)
            if group:
                options.append((f"{titles[phase.strategy_id]} – {label}", None, group))
    return Choices(options, meant)


def idea_choices(visit: Visit) -> Choices:
    """The rounds of ideas, each without a field and with every field of its strategy."""
    begun = _begun(visit, PhaseKind.IDEAS)
    latest = latest_versions(visit.db, [one.strategy_id for one in begun if one.strategy_id])
    titles = _titles(visit, begun)
    options: Options = []
    meant: dict[str, Choice] = {}
    for phase in begun:
        free = f"{phase.phase_id}/"
        group, meant[free] = [(free, visit._("No part in particular"))], Choice(phase)
        version_id = latest.get(phase.strategy_id) if phase.strategy_id else None
        tree = places(visit, visit.db.get_one(Version, version_id)).tree if version_id else None
        for node in main_parts(tree) if tree else ():
            code = f"{phase.phase_id}/{node.id}"
            group.append((code, node.heading))
            meant[code] = Choice(phase, element_id=node.id)
        options.append((titles.get(phase.strategy_id, visit._("Ideas")), None, group))
    return Choices(options, meant)


def _begun(visit: Visit, kind: PhaseKind) -> list[Round]:
    """The latest first: what comes after the end still belongs to the round that has just ended."""
    return [one for one in reversed(rounds(visit.db, kind, visit.place.id)) if one.opens_at <= visit.now]


def _titles(visit: Visit, begun: Sequence[Round]) -> dict[UUID | None, str]:
    ids = {one.strategy_id for one in begun if one.strategy_id}
    known = visit.db.exec(select(Strategy.id).where(col(Strategy.id).in_(ids))).all()
    return {key: found.title for key, found in strategies_by_id(visit.db, known, GERMAN.tag).items()}
