"""What became of a procedure, for everybody."""

from __future__ import annotations

from starlette.responses import Response

from participation.considerations.kinds import KIND_LABELS
from participation.goals.results import in_language
from participation.goals.words import shown_names
from participation.procedures.reading import ShownProcedure, public_procedure
from participation.strategy.models import Strategy
from participation.strategy.reading import Node
from participation.strategy.texts import published_tree
from participation.strategy.versions import current_version
from participation.trace.outcomes import outcomes_of, reworded_by
from participation.web.visit import Visit


def procedure_outcomes(visit: Visit, procedure: str) -> Response:
    """What came in, what was made of it, what had no effect so far, and which words rest on it."""
    found = public_procedure(visit.db, visit.place, procedure, visit.language.tag, visit.now)
    strategy = visit.db.get(Strategy, found.strategy_id) if found.strategy_id else None
    numbers = outcomes_of(visit.db, found)
    return visit.render(
        "trace/outcomes.html",
        procedure=found,
        strategy=strategy,
        numbers=numbers,
        received=[(visit._(KIND_LABELS[kind]), number) for kind, number in numbers.received.items() if number],
        surveys=[(one.slug, in_language(one.title, visit.language.tag)) for one in numbers.surveys],
        reworded=_reworded(visit, found, strategy),
        breadcrumbs=[
            (visit._("Home"), visit.url("home")),
            (visit._("Participation"), visit.url("procedures")),
            (found.title, visit.url("procedure", procedure=procedure)),
            (visit._("What became of it"), None),
        ],
        **shown_names(visit),
    )


def _reworded(visit: Visit, procedure: ShownProcedure, strategy: Strategy | None) -> list[Node]:
    if strategy is None or not strategy.latest_version:
        return []
    reworded = reworded_by(visit.db, procedure)
    tree = published_tree(visit.db, current_version(visit.db, strategy), visit.language.tag)
    return [node for node in tree.walk() if node.id in reworded]
