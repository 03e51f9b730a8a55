"""What readers do with procedures: see what is going on, what comes when, and where they can take part now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import select
from starlette.responses import Response

from participation.core.text import msgid
from participation.procedures.days import day_begins, local_day
from participation.procedures.models import PhaseKind
from participation.procedures.reading import ShownPhase, ShownProcedure, procedures_of, public_procedure
from participation.procedures.states import ProcedureState
from participation.strategy.models import Strategy
from participation.web.charts import timeline_chart
from participation.web.visit import Visit

STATE_WORDS = {
    ProcedureState.DRAFT: msgid("being prepared"),
    ProcedureState.SCHEDULED: msgid("planned"),
    ProcedureState.OPEN: msgid("you can take part"),
    ProcedureState.EVALUATING: msgid("being evaluated"),
    ProcedureState.DECIDING: msgid("being decided"),
    ProcedureState.COMPLETED: msgid("completed"),
    ProcedureState.CANCELLED: msgid("cancelled"),
    ProcedureState.ARCHIVED: msgid("archived"),
}
_DO = {
    PhaseKind.INFORMATION: msgid("Read the draft"),
    PhaseKind.SURVEY: msgid("Answer the survey"),
    PhaseKind.COMMENTS: msgid("Comment on the text"),
    PhaseKind.IDEAS: msgid("Hand in an idea"),
    PhaseKind.PRIORITIES: msgid("Weigh the ideas"),
    PhaseKind.STATEMENTS: msgid("For invited offices: hand in a statement"),
}


@dataclass(frozen=True)
class Offer:
    """Something that one can do now."""

    label: str
    href: str
    phase: ShownPhase


def procedures(visit: Visit) -> Response:
    """All procedures of the region."""
    found = procedures_of(visit.db, visit.place, visit.language.tag, visit.now)
    trail = [(visit._("Home"), visit.url("home")), (visit._("Participation"), None)]
    return visit.render("procedures/list.html", procedures=found, words=STATE_WORDS, breadcrumbs=trail)


def procedure(visit: Visit, procedure: str) -> Response:
    """One procedure: what can be done now, and all its phases as a picture and a table."""
    found = public_procedure(visit.db, visit.place, procedure, visit.language.tag, visit.now)
    today = local_day(visit.now)
    # The upright line of the picture moves at midnight.
    visit.cache_until(day_begins(today + timedelta(days=1)))
    phases = [(phase.title, phase.opens, phase.closes) for phase in found.phases]
    return visit.render(
        "procedures/procedure.html",
        procedure=found,
        words=STATE_WORDS,
        offers=_offers(visit, found),
        outcomes=_address(visit, "procedure_outcomes", procedure=found.slug),
        chart=timeline_chart(phases, today) if phases else None,
        next_phase=next((phase for phase in found.phases if phase.opens > today), None),
        breadcrumbs=[
            (visit._("Home"), visit.url("home")),
            (visit._("Participation"), visit.url("procedures")),
            (found.title, None),
        ],
    )


def _offers(visit: Visit, found: ShownProcedure) -> list[Offer]:
    if found.state is not ProcedureState.OPEN:
        return []
    strategy = visit.db.exec(select(Strategy.slug).where(Strategy.id == found.strategy_id)).first()
    reading = visit.url("strategy", strategy=strategy) if strategy else None
    addresses = {
        PhaseKind.INFORMATION: reading,
        PhaseKind.SURVEY: _address(visit, "surveys", verfahren=found.slug),
        PhaseKind.COMMENTS: reading,
        PhaseKind.IDEAS: _address(visit, "ideas"),
        PhaseKind.PRIORITIES: _address(visit, "priorities"),
        PhaseKind.STATEMENTS: _address(visit, "statement_entrance"),
    }
    return [
        Offer(visit._(_DO[phase.kind]), address, phase)
        for phase in found.open_phases
        if (address := addresses.get(phase.kind))
    ]


def _address(visit: Visit, page: str, **params: str) -> str | None:
    """A page of an area above this one, which is known by its name only."""
    return visit.url(page, **params) if page in visit.site.routes.by_name else None
