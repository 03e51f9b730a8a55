"""What a reader chose from the lists of filters and orders, and which comments that means."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from participation.comments.models import CommentKind
from participation.comments.paging import Order, Scope
from participation.comments.places import orphaned_threads
from participation.strategy.passages import main_parts, with_descendants
from participation.strategy.queries import StrategyTitle, published_strategies
from participation.strategy.reading import Node, Paragraph, Tree
from participation.strategy.texts import paragraphs
from participation.strategy.versions import current_version
from participation.strategy.views import kept_tree
from participation.web.visit import Visit, chosen

EARLIER = "frueher"
_LONGEST_LABEL = 60
_MARKS = re.compile(r"[*_`#>\[\]]|\([^)]*\)")


@dataclass(frozen=True)
class PlaceGroup:
    """An element with its paragraphs, as choices of places: (value, words, language tag)."""

    title: str
    tag: str
    places: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Choices:
    """What was chosen from the allow-lists; empty is any. `place` is within the part: `key`, `key.p1` or `frueher`."""

    strategies: list[StrategyTitle]
    parts: tuple[Node, ...]
    places: tuple[PlaceGroup, ...]
    strategy: str
    part: str
    place: str
    kind: str
    order: Order
    scope: Scope

    @property
    def params(self) -> dict[str, str | None]:
        """As query parameters."""
        return {
            "strategie": self.strategy or None,
            "feld": self.part or None,
            "stelle": self.place or None,
            "art": self.kind or None,
            "sortierung": self.order.value if self.order is not Order.NEW else None,
        }


def choices_of(visit: Visit) -> Choices:
    """What the address chooses; anything that is not on the lists counts as not chosen."""
    strategies = published_strategies(visit.db, visit.place, visit.language.tag)
    slugs = [entry.strategy.slug for entry in strategies]
    slug = chosen(visit.query, "strategie", slugs if len(slugs) == 1 else ["", *slugs])
    entry = next((found for found in strategies if found.strategy.slug == slug), None)
    kind, order = chosen(visit.query, "art", ["", *CommentKind]), Order(chosen(visit.query, "sortierung", list(Order)))
    if entry is None:
        scope = Scope("strategy_id", tuple(found.strategy.id for found in strategies), kind or None)
        return Choices(strategies, (), (), "", "", "", kind, order, scope)
    version = current_version(visit.db, entry.strategy)
    tree = kept_tree(visit, version)
    part = chosen(visit.query, "feld", ["", *tree.by_key])
    node = tree.by_key.get(part)
    below = tuple(node.walk()) if node else ()
    texts = paragraphs(visit.db, version, [one.id for one in below], visit.language.tag) if below else {}
    threads = _threads(below, texts)
    place = chosen(visit.query, "stelle", ["", EARLIER, *(one.key for one in below), *threads])
    scope = _scope(visit.db, entry, node, place, threads, tree)
    return Choices(
        strategies,
        _with(main_parts(tree), node),
        tuple(_group(visit, one, texts[one.id]) for one in below),
        slug,
        part,
        place,
        kind,
        order,
        Scope(scope.column, scope.ids, kind or None),
    )


def _with(parts: tuple[Node, ...], node: Node | None) -> tuple[Node, ...]:
    return parts if node is None or node in parts else (*parts, node)


def _threads(nodes: Sequence[Node], texts: dict[UUID, tuple[Paragraph, ...]]) -> dict[str, UUID]:
    return {f"{node.key}.{text.key}": text.thread_id for node in nodes for text in texts[node.id]}


def _scope(
    session: Session, entry: StrategyTitle, node: Node | None, place: str, threads: dict[str, UUID], tree: Tree
) -> Scope:
    branch = with_descendants(session, node.id) if node else None
    if place == EARLIER:
        return Scope("thread_id", orphaned_threads(session, entry.strategy.id, branch))
    if place in threads:
        return Scope("thread_id", (threads[place],))
    if place:
        return Scope("element_id", (tree.by_key[place].id,))
    return Scope("element_id", tuple(branch)) if branch else Scope("strategy_id", (entry.strategy.id,))


def _group(visit: Visit, node: Node, texts: tuple[Paragraph, ...]) -> PlaceGroup:
    whole = (node.key, visit._("All of this part"), visit.language.tag)
    return PlaceGroup(
        node.title.text,
        node.title.tag,
        (
            whole,
            *(
                (f"{node.key}.{text.key}", f"{number}. {_beginning(text.words.text)}", text.words.tag)
                for number, text in enumerate(texts, start=1)
            ),
        ),
    )


def _beginning(text: str) -> str:
    return textwrap.shorten(_MARKS.sub("", text), _LONGEST_LABEL, placeholder=" …")
