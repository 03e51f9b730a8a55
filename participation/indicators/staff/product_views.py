"""What editors do with products of the budget: list them by year, write them down, link them, see the gaps."""

from __future__ import annotations

from uuid import UUID

from starlette.responses import Response

from participation.core.days import local_day
from participation.core.errors import Conflict
from participation.core.text import msgid
from participation.goals.places import chosen_element, places_of
from participation.indicators.models import Product
from participation.indicators.staff.products import (
    ProductFacts,
    add_product,
    essential_without_goal,
    goals_without_product,
    link_goal,
    product_by_id,
    product_years,
    products_of,
    store_product,
    unlink_goal,
)
from participation.indicators.values import year_from
from participation.regions.departments import department_choices
from participation.strategy.models import GOALS
from participation.strategy.queries import published_strategies
from participation.strategy.versions import current_version
from participation.strategy.views import kept_tree
from participation.web.visit import Form, Visit, chosen

_FIELDS = {"number": 40, "name": 200, "sub_budget": 160, "year": 4, "department": 40}
"""The fields of the form and how long each may be."""


def products(visit: Visit) -> Response:
    """The products of a year, the newest unless another is asked for."""
    years = product_years(visit.db, visit.place.id)
    year = _year(visit, years)
    found = products_of(visit.db, visit.place.id, year)
    return visit.render("indicators/staff/products.html", products=found, year=year, years=years)


def product_gaps(visit: Visit) -> Response:
    """Essential products of a year without goal, and goals of the published strategies without product."""
    years = product_years(visit.db, visit.place.id)
    year = _year(visit, years)
    found = products_of(visit.db, visit.place.id, year)
    uncovered = [
        (title, goals_without_product(kept_tree(visit, current_version(visit.db, title.strategy)), found))
        for title in published_strategies(visit.db, visit.place, visit.language.tag)
    ]
    return visit.render(
        "indicators/staff/gaps.html",
        essential=essential_without_goal(found),
        uncovered=uncovered,
        year=year,
        years=years,
    )


def new_product(visit: Visit) -> Response:
    """The form for a new product."""
    years = product_years(visit.db, visit.place.id)
    return _page(visit, dict.fromkeys(_FIELDS, "") | {"year": str(_year(visit, years))}, None)


def add_new_product(visit: Visit) -> Response:
    """Add it."""
    typed = {name: visit.form.text(name) for name in _FIELDS}
    problems = _problems(visit, typed)
    if problems:
        return _page(visit, typed, None, problems, status=422)
    try:
        product = add_product(
            visit.db, visit.place.id, int(typed["year"]), typed["number"], _facts(visit.form), visit.person_id
        )
    except Conflict as conflict:
        return _page(visit, typed, None, {"number": conflict.message}, status=409)
    return visit.redirect("edit_product", product=product.id)


def edit_product(visit: Visit, product: UUID) -> Response:
    """A product with its form and its goals."""
    found = product_by_id(visit.db, visit.place.id, product)
    return _page(visit, _typed(found), found)


def save_product(visit: Visit, product: UUID) -> Response:
    """Save it; year and number stay, since they name it."""
    found = product_by_id(visit.db, visit.place.id, product)
    typed = _typed(found) | {name: visit.form.text(name) for name in ("name", "sub_budget", "department")}
    problems = _problems(visit, typed)
    if problems:
        return _page(visit, typed, found, problems, status=422)
    store_product(visit.db, visit.place.id, found.year, found.number, _facts(visit.form), visit.person_id)
    return visit.redirect("edit_product", product=product)


def change_product_goals(visit: Visit, product: UUID) -> Response:
    """Link a goal, or take a link away."""
    found, element_id = product_by_id(visit.db, visit.place.id, product), chosen_element(visit, GOALS)
    act = unlink_goal if visit.form.text("act") == "remove" else link_goal
    act(visit.db, found, element_id, visit.person_id)
    return visit.redirect("edit_product", product=product, anchor="ziele")


def _year(visit: Visit, years: list[int]) -> int:
    if not years:
        return local_day(visit.now).year
    return int(chosen(visit.query, "jahr", [str(year) for year in years]))


def _typed(product: Product) -> dict[str, str]:
    return {
        "number": product.number,
        "name": product.name,
        "sub_budget": product.sub_budget,
        "year": str(product.year),
        "department": str(product.department_id or ""),
    }


def _problems(visit: Visit, typed: dict[str, str]) -> dict[str, str]:
    problems = {name: msgid("This is too long.") for name, most in _FIELDS.items() if len(typed[name]) > most}
    problems |= {name: msgid("This must not be empty.") for name in ("number", "name") if not typed[name]}
    if year_from(typed["year"]) is None:
        problems["year"] = msgid("Please enter a year with four digits.")
    if typed["department"] and typed["department"] not in dict(department_choices(visit)):
        problems["department"] = msgid("Please choose one.")
    return problems


def _facts(form: Form) -> ProductFacts:
    department = form.text("department")
    return ProductFacts(
        form.text("name"),
        form.text("sub_budget"),
        UUID(department) if department else None,
        form.text("essential") == "yes",
    )


def _page(
    visit: Visit,
    typed: dict[str, str],
    product: Product | None,
    problems: dict[str, str] | None = None,
    status: int = 200,
) -> Response:
    linked = (
        next(
            (
                one.element_ids
                for one in products_of(visit.db, visit.place.id, product.year)
                if one.product.id == product.id
            ),
            frozenset(),
        )
        if product
        else frozenset()
    )
    is_essential = visit.form.text("essential") == "yes" if problems else bool(product and product.is_essential)
    return visit.render(
        "indicators/staff/product.html",
        status=status,
        typed=typed,
        product=product,
        is_essential=is_essential,
        problems={name: visit._(problem) for name, problem in (problems or {}).items()},
        departments=department_choices(visit),
        places=places_of(visit, linked, GOALS) if product else None,
    )
