"""Where editors keep text modules, say where four eyes are needed, and take survey results into the table."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlmodel import col
from starlette.responses import Response

from participation.accounts.access import has_role
from participation.accounts.models import Role
from participation.considerations.brought import Released, results_to_take, take_results
from participation.considerations.forms import LONGEST_RATIONALE
from participation.considerations.models import LONGEST_MODULE_NAME
from participation.considerations.rules import (
    drop_module,
    keep_module,
    procedures_of,
    set_four_eyes,
    text_modules,
)
from participation.considerations.strategies import weighed_strategy
from participation.core.text import msgid
from participation.procedures.models import ProcedureText
from participation.strategy.models import Strategy
from participation.web.languages import GERMAN
from participation.web.visit import Visit

_INCOMPLETE = msgid("A text module needs a name and a text.")


def consideration_rules(visit: Visit, strategy: str) -> Response:
    """Text modules of the region, four eyes by procedure, and the survey results that can be taken in."""
    found, _version = weighed_strategy(visit.db, visit.place, strategy)
    return _page(visit, found)


def change_rules(visit: Visit, strategy: str) -> Response:
    """Keep or drop a text module, set where four eyes are needed, or take results in."""
    found, _version = weighed_strategy(visit.db, visit.place, strategy)
    act = visit.form.text("then")
    if act == "module":
        name, text = visit.form.text("name")[:LONGEST_MODULE_NAME], visit.form.text("text")[:LONGEST_RATIONALE]
        if not name or not text:
            return _page(visit, found, {"name": visit._(_INCOMPLETE)})
        keep_module(visit.db, visit.place.id, name, text, visit.form.text("easy_text")[:LONGEST_RATIONALE])
    elif act.startswith("drop:"):
        dropped = act.removeprefix("drop:")
        modules = {str(module.id): module.id for module in text_modules(visit.db, visit.place.id)}
        if dropped in modules:
            drop_module(visit.db, visit.place.id, modules[dropped])
    elif act == "four_eyes":
        # Whoever would like to release alone must not be able to say that one pair of eyes is enough.
        may_drop, ticked = has_role(visit.person, visit.place, Role.ADMIN), set(visit.form.many("procedure"))
        known = procedures_of(visit.db, found)
        wanted = {one.id for one, is_wanted in known if str(one.id) in ticked or (is_wanted and not may_drop)}
        set_four_eyes(visit.db, found, wanted, visit.person_id)
    elif act == "results":
        names = set(visit.form.many("result"))
        take_results(visit.db, found, [one for one in results_to_take(visit.db, found) if _name(one) in names])
    return visit.redirect("consideration_rules", strategy=strategy)


def _page(visit: Visit, strategy: Strategy, errors: dict[str, str] | None = None) -> Response:
    procedures = procedures_of(visit.db, strategy)
    titles = _titles(visit, [one.id for one, _wanted in procedures])
    return visit.render(
        "considerations/rules.html",
        status=422 if errors else 200,
        strategy=strategy,
        modules=text_modules(visit.db, visit.place.id),
        procedures=[(str(one.id), titles.get(one.id, one.slug)) for one, _wanted in procedures],
        wanted=[str(one.id) for one, wanted in procedures if wanted],
        results=[
            (_name(one), f"{one.survey}: {one.wording}", one.numbers) for one in results_to_take(visit.db, strategy)
        ],
        errors=errors or {},
    )


def _titles(visit: Visit, ids: list[UUID]) -> dict[UUID, str]:
    german = select(col(ProcedureText.procedure_id), col(ProcedureText.title)).where(
        col(ProcedureText.procedure_id).in_(ids), col(ProcedureText.language) == GERMAN.tag
    )
    return {each: title for each, title in visit.db.execute(german)}  # noqa: C416 - rows are not tuples for mypy


def _name(one: Released) -> str:
    return f"{one.survey_id}:{one.question}"
