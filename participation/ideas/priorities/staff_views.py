"""What staff do with phases that weigh ideas: choose the ideas and the rules before anybody weighs."""

from __future__ import annotations

from uuid import UUID

from starlette.responses import Response

from participation.core.errors import NotAllowed
from participation.core.text import msgid
from participation.ideas.priorities.actions import set_up
from participation.ideas.priorities.forms import MOST_IDEAS, WeighingSheet
from participation.ideas.priorities.models import Method
from participation.ideas.priorities.queries import (
    titles_of,
    turnout,
    weighed_ideas,
    weighed_ids,
    weighing_of,
    weighing_round,
    weighing_rounds,
)
from participation.ideas.queries import IdeaFilter, most_supported
from participation.procedures.rounds import Round
from participation.web.visit import Visit

MOST_OFFERED = 100
_METHODS = {
    Method.POINTS: (msgid("Points"), msgid("People distribute points over the ideas.")),
    Method.RANKING: (msgid("Ranking"), msgid("People put the ideas that matter most to them in order.")),
}


def staff_weighings(visit: Visit) -> Response:
    """The phases of the region in which ideas are weighed, with how many people have taken part."""
    found = weighing_rounds(visit.db, visit.place.id)
    return visit.render(
        "ideas/priorities/staff_list.html",
        phases=[(one, turnout(visit.db, one.phase_id)) for one in found],
        titles=titles_of(visit.db, [one.phase_id for one in found], visit.language.tag),
    )


def staff_weighing(visit: Visit, phase: UUID) -> Response:
    """How one phase weighs, and which ideas."""
    found = weighing_round(visit.db, visit.place.id, phase)
    row = weighing_of(visit.db, phase)
    ids = [str(one) for one in weighed_ids(visit.db, phase)]
    return _page(visit, found, WeighingSheet(row.method.value, row.points, row.most_each, row.places, ids), {})


def save_weighing(visit: Visit, phase: UUID) -> Response:
    """Set it up."""
    if visit.person is None:
        raise NotAllowed("Please sign in.")
    found, sheet = weighing_round(visit.db, visit.place.id, phase), WeighingSheet.from_form(visit.form)
    errors = {field: visit._(message, **values) for field, (message, values) in sheet.problems.items()}
    if errors:
        return _page(visit, found, sheet, errors)
    offered = {str(one.id): one.id for one in most_supported(visit.db, _filter(found), MOST_OFFERED)}
    ideas = [offered[one] for one in sheet.ideas if one in offered]
    set_up(visit.db, found, sheet, ideas, visit.person.id)
    return visit.redirect("staff_weighing", phase=phase, gespeichert="ja")


def _filter(phase: Round) -> IdeaFilter:
    return IdeaFilter(region_id=phase.region_id, strategy_id=phase.strategy_id)


def _page(visit: Visit, phase: Round, sheet: WeighingSheet, errors: dict[str, str]) -> Response:
    return visit.render(
        "ideas/priorities/staff_weighing.html",
        status=422 if errors else 200,
        phase=phase,
        title=titles_of(visit.db, [phase.phase_id], visit.language.tag)[phase.phase_id],
        sheet=sheet,
        errors=errors,
        offered=most_supported(visit.db, _filter(phase), MOST_OFFERED),
        listed=weighed_ideas(visit.db, phase.phase_id),
        most=MOST_IDEAS,
        turnout=turnout(visit.db, phase.phase_id),
        methods=[(one.value, visit._(name), visit._(hint)) for one, (name, hint) in _METHODS.items()],
        saved="gespeichert" in visit.query,
    )
