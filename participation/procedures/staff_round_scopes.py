"""What editors say a round of comments is about: the version of the text, and all of it or some of its fields."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, delete, select
from starlette.responses import Response

from participation.core.errors import NotAllowed, NotFound
from participation.core.journal import record
from participation.procedures.models import PhaseKind, Procedure, RoundField
from participation.procedures.reading import phases_of, procedure_named
from participation.procedures.rounds import settings_of
from participation.regions.actions import publish_change
from participation.strategy.models import Strategy
from participation.strategy.passages import main_parts
from participation.strategy.texts import published_tree
from participation.strategy.versions import current_version, published_versions
from participation.web.languages import GERMAN
from participation.web.visit import Visit


@dataclass(frozen=True)
class RoundScope:
    """What a round is about: version and fields by id, empty for the usual; and what can be chosen, as (id, words)."""

    version: str
    fields: tuple[str, ...]
    versions: tuple[tuple[str, str], ...]
    parts: tuple[tuple[str, str], ...]


def scopes_of(visit: Visit, procedure: Procedure) -> dict[UUID, RoundScope]:
    """The scopes of the rounds of comments, by phase; none before a text is published."""
    strategy = visit.db.get(Strategy, procedure.strategy_id) if procedure.strategy_id else None
    if strategy is None or not strategy.latest_version:
        return {}
    published = published_versions(visit.db, strategy)
    versions = tuple((str(one.id), visit._("Version %(number)s", number=one.number)) for one in published)
    tree = published_tree(visit.db, current_version(visit.db, strategy), GERMAN.tag)
    parts = tuple((str(node.id), node.title.text) for node in main_parts(tree))
    phases = [phase.id for phase in phases_of(visit.db, procedure.id) if phase.kind is PhaseKind.COMMENTS]
    return {
        phase: RoundScope(
            str(settings_of(visit.db, phase).version_id or ""), _stored_fields(visit.db, phase), versions, parts
        )
        for phase in phases
    }


def save_round_scope(visit: Visit, procedure: str, phase: UUID) -> Response:
    """Change what a round is about; comments that are there stay on the version that they were written on."""
    if visit.person is None:
        raise NotAllowed("Please sign in.")
    scope = scopes_of(visit, procedure_named(visit.db, visit.place, procedure)).get(phase)
    if scope is None:
        raise NotFound("There is no such procedure.")
    version = visit.form.text("version") if visit.form.text("version") in dict(scope.versions) else ""
    fields = [UUID(one) for one, _title in scope.parts if one in visit.form.many("fields")]
    settings = settings_of(visit.db, phase)
    settings.version_id = UUID(version) if version else None
    visit.db.add(settings)
    _limit(visit.db, phase, fields)
    details = {"version": version, "fields": [str(one) for one in fields]}
    place, actor = visit.place.id, visit.person.id
    record(visit.db, "limited", "round", phase, actor_id=actor, region_id=place, details=details)
    publish_change(visit.db, place)
    return visit.redirect("rounds_of_procedure", procedure=procedure, gespeichert=phase, anchor=f"round-{phase}")


def _stored_fields(session: Session, phase: UUID) -> tuple[str, ...]:
    stored = session.exec(select(RoundField.element_id).where(RoundField.phase_id == phase))
    return tuple(str(one) for one in stored)


def _limit(session: Session, phase: UUID, fields: Collection[UUID]) -> None:
    session.exec(delete(RoundField).where(col(RoundField.phase_id) == phase))
    session.add_all(RoundField(phase_id=phase, element_id=one) for one in fields)
    session.flush()
