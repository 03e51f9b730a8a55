"""What editors do with rounds of comments and ideas: say when a moderator looks, and by which rules."""

from __future__ import annotations

from uuid import UUID

from starlette.responses import Response

from participation.core.errors import NotAllowed, NotFound
from participation.core.journal import record
from participation.procedures.models import Phase, PhaseKind, Procedure
from participation.procedures.reading import phases_of, procedure_named, procedures_of
from participation.procedures.rounds import settings_of
from participation.procedures.staff_round_forms import MODE_NAMES, RULE_HINTS, RoundSheet
from participation.procedures.staff_round_scopes import scopes_of
from participation.regions.actions import publish_change
from participation.threads.labels import HELD_NAMES
from participation.threads.models import RULES
from participation.web.visit import Visit

_KINDS = (PhaseKind.COMMENTS, PhaseKind.IDEAS)


def rounds_of_procedure(visit: Visit, procedure: str) -> Response:
    """The rounds of a procedure with their settings."""
    found = procedure_named(visit.db, visit.place, procedure)
    return _page(visit, found)


def save_round(visit: Visit, procedure: str, phase: UUID) -> Response:
    """Change the settings of one round; what came in before stays as it began."""
    found = procedure_named(visit.db, visit.place, procedure)
    chosen = next((one for one in _rounds(visit, found) if one.id == phase), None)
    if chosen is None:
        raise NotFound("There is no such procedure.")
    if visit.person is None:
        raise NotAllowed("Please sign in.")
    sheet = RoundSheet.from_form(visit.form)
    if sheet.problems:
        return _page(visit, found, {phase: sheet}, status=422)
    settings = settings_of(visit.db, phase)
    sheet.fill(settings)
    visit.db.add(settings)
    details = {"moderation": sheet.mode, "rules": list(sheet.rules), "four_eyes": sheet.needs_four_eyes}
    actor = visit.person.id
    record(visit.db, "set", "round", phase, actor_id=actor, region_id=visit.place.id, details=details)
    publish_change(visit.db, visit.place.id)
    return visit.redirect("rounds_of_procedure", procedure=procedure, gespeichert=phase, anchor=f"round-{phase}")


def _rounds(visit: Visit, procedure: Procedure) -> list[Phase]:
    return [phase for phase in phases_of(visit.db, procedure.id) if phase.kind in _KINDS]


def _page(
    visit: Visit, procedure: Procedure, sheets: dict[UUID, RoundSheet] | None = None, status: int = 200
) -> Response:
    every = procedures_of(visit.db, visit.place, visit.language.tag, visit.now, drafts=True)
    shown = next(one for one in every if one.id == procedure.id)
    rounds = [phase for phase in shown.phases if phase.kind in _KINDS]
    settings = {phase.id: settings_of(visit.db, phase.id) for phase in rounds}
    stored = {phase: RoundSheet.of(one) for phase, one in settings.items()}
    return visit.render(
        "procedures/staff/rounds.html",
        status=status,
        shown=shown,
        rounds=rounds,
        sheets=stored | (sheets or {}),
        closed=[phase for phase, one in settings.items() if one.is_closed],
        scopes=scopes_of(visit, procedure),
        modes=[(mode.value, visit._(name)) for mode, name in MODE_NAMES.items()],
        rules=[(rule.value, visit._(HELD_NAMES[rule]), visit._(RULE_HINTS[rule])) for rule in RULES],
        saved=visit.query.get("gespeichert", ""),
    )
