"""Products of the budget: which goals each works for, goals without product, essential products without goal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, delete, select

from participation.core.errors import Conflict, NotFound
from participation.core.journal import record
from participation.indicators.models import Product, ProductGoal
from participation.regions.models import Department
from participation.strategy.models import GOALS, Kind
from participation.strategy.reading import Node, Tree


@dataclass(frozen=True)
class ListedProduct:
    """A product with the name of its department and the goals that it works for."""

    product: Product
    department: str
    element_ids: frozenset[UUID]


@dataclass(frozen=True)
class ProductFacts:
    """What is known about a product besides its number and year."""

    name: str
    sub_budget: str = ""
    department_id: UUID | None = None
    is_essential: bool = False


def product_years(session: Session, region_id: UUID) -> list[int]:
    """The years of which there are products, the newest first."""
    rows = session.exec(select(Product.year).where(Product.region_id == region_id).distinct())
    return sorted(rows, reverse=True)


def products_of(session: Session, region_id: UUID, year: int) -> list[ListedProduct]:
    """The products of a year by number; three queries."""
    chosen = select(Product).where(Product.region_id == region_id, Product.year == year).order_by(col(Product.number))
    products = session.exec(chosen).all()
    links: dict[UUID, set[UUID]] = {}
    for link in session.exec(
        select(ProductGoal).where(col(ProductGoal.product_id).in_([product.id for product in products]))
    ):
        links.setdefault(link.product_id, set()).add(link.element_id)
    names = dict(session.exec(select(Department.id, Department.name).where(Department.region_id == region_id)).all())
    return [
        ListedProduct(
            product,
            names[product.department_id] if product.department_id else "",
            frozenset(links.get(product.id, ())),
        )
        for product in products
    ]


def product_by_id(session: Session, region_id: UUID, product_id: UUID) -> Product:
    """A product of the region.

    Raises:
        NotFound: there is none.
    """
    product = session.get(Product, product_id)
    if product is None or product.region_id != region_id:
        raise NotFound("There is no such product.")
    return product


def goals_to_cover(tree: Tree) -> tuple[Node, ...]:
    """The goals that need a product: the operational ones, or, where a strategy has none, those with no goal below."""
    return tree.of_kind(Kind.OPERATIONAL_GOAL) or tuple(
        node for node in tree.of_kind(*GOALS) if not any(child.kind in GOALS for child in node.children)
    )


def goals_without_product(tree: Tree, products: Sequence[ListedProduct]) -> tuple[Node, ...]:
    """Goals that no product works for; one that works for the goal above does not count, since it names no task."""
    covered = {element_id for listed in products for element_id in listed.element_ids}
    return tuple(node for node in goals_to_cover(tree) if node.id not in covered)


def essential_without_goal(products: Sequence[ListedProduct]) -> list[ListedProduct]:
    """Essential products (wesentliche Produkte) that work for no goal."""
    return [listed for listed in products if listed.product.is_essential and not listed.element_ids]


def store_product(
    session: Session, region_id: UUID, year: int, number: str, facts: ProductFacts, actor_id: UUID | None
) -> Product:
    """Write down a product of a year, new or known by its number; its goals stay."""
    same = select(Product).where(Product.region_id == region_id, Product.year == year, Product.number == number)
    product = session.exec(same).first() or Product(region_id=region_id, year=year, number=number, name=facts.name)
    product.name, product.sub_budget, product.department_id = facts.name, facts.sub_budget, facts.department_id
    product.is_essential = facts.is_essential
    session.add(product)
    session.flush()
    _note(session, "stored", product, actor_id, {"year": year, "number": number})
    return product


def add_product(
    session: Session, region_id: UUID, year: int, number: str, facts: ProductFacts, actor_id: UUID | None
) -> Product:
    """A new product.

    Raises:
        Conflict: the year has one of that number.
    """
    same = select(Product).where(Product.region_id == region_id, Product.year == year, Product.number == number)
    if session.exec(same).first():
        raise Conflict("This year has a product with this number already.")
    return store_product(session, region_id, year, number, facts, actor_id)


def link_goal(session: Session, product: Product, element_id: UUID, actor_id: UUID | None) -> None:
    """Say that a product works for a goal; saying it twice changes nothing."""
    same = select(ProductGoal).where(ProductGoal.product_id == product.id, ProductGoal.element_id == element_id)
    if session.exec(same).first():
        return
    session.add(ProductGoal(product_id=product.id, element_id=element_id))
    session.flush()
    _note(session, "linked", product, actor_id, {"element": str(element_id)})


def unlink_goal(session: Session, product: Product, element_id: UUID, actor_id: UUID | None) -> None:
    """Say that a product does not work for a goal any more."""
    session.exec(
        delete(ProductGoal).where(col(ProductGoal.product_id) == product.id, col(ProductGoal.element_id) == element_id)
    )
    _note(session, "unlinked", product, actor_id, {"element": str(element_id)})


def _note(session: Session, act: str, product: Product, actor_id: UUID | None, details: dict[str, object]) -> None:
    record(session, act, "product", product.id, actor_id=actor_id, region_id=product.region_id, details=details)
