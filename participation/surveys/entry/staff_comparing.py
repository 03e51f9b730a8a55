"""The report of differences between what two people typed, and deciding what holds."""

from __future__ import annotations

from starlette.responses import Response

from participation.core.journal import record
from participation.surveys.entry.batches import sheets_of
from participation.surveys.entry.comparing import Comparison, compared, settle
from participation.surveys.entry.screen import legends_of, names_of
from participation.surveys.entry.staff_batches import Desk
from participation.surveys.wording import plain
from participation.web.visit import Visit

_FIRST, _SECOND, _OTHER = "1", "2", "other"
_MOST_SHOWN = 200


def compare_entry(visit: Visit, survey: str, batch: str) -> Response:
    """All differences, sheet by sheet, each with both values."""
    desk = Desk.of(visit, survey, batch)
    return _report(visit, desk, compared(desk.questionnaire, sheets_of(visit.db, desk.batch.id)))


def settle_entry(visit: Visit, survey: str, batch: str) -> Response:
    """Let the chosen values hold; what nobody decided on stays on the list."""
    desk = Desk.of(visit, survey, batch)
    before = compared(desk.questionnaire, sheets_of(visit.db, desk.batch.id))
    decided = {}
    for one in before.differences:
        values = {_FIRST: one.first, _SECOND: one.second, _OTHER: visit.form.text(f"value:{one.key}")}
        choice = visit.form.text(f"hold:{one.key}")
        if choice in values:
            decided[one.key] = values[choice]
    after = settle(visit.db, desk.batch, desk.questionnaire, decided)
    details = {"settled": len(before.differences) - len(after.differences), "open": len(after.differences)}
    actor_id = visit.person_id
    record(
        visit.db, "settled", "entry_batch", desk.batch.id, actor_id=actor_id, region_id=visit.place.id, details=details
    )
    name = "entry_batch" if after.is_settled else "compare_entry"
    return visit.redirect(name, survey=survey, batch=batch)


def _report(visit: Visit, desk: Desk, comparison: Comparison) -> Response:
    names = names_of(desk.questionnaire, visit.language.tag)
    legends = legends_of(desk.questionnaire, visit.language.tag)
    return visit.render(
        "surveys/entry/staff/differences.html",
        survey=desk.running,
        batch=desk.batch,
        title=plain(desk.questionnaire.title, visit.language.tag),
        comparison=comparison,
        shown=[(one, names.get(one.name, one.name)) for one in comparison.differences[:_MOST_SHOWN]],
        words=lambda one, typed: ", ".join(filter(None, map(legends.get(one.name, {}).get, typed.split()))),
        further=max(0, len(comparison.differences) - _MOST_SHOWN),
    )
