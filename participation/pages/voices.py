"""What people say about one element: on all of it, on its paragraphs, and on words that are not there any more."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from participation.comments.choices import EARLIER
from participation.comments.lists import FRESH
from participation.comments.models import Comment
from participation.comments.paging import Order, Scope, comment_page
from participation.comments.places import orphaned_threads
from participation.comments.queries import Count, ThreadComments, count_of, published_comments
from participation.comments.reading import ShownComment, readable
from participation.comments.rounds import Timetable, comment_rounds, spots, timetable
from participation.procedures.rounds import open_rounds
from participation.strategy.passages import branches, main_parts
from participation.strategy.reading import Node, Tree
from participation.web.visit import Visit

_EARLIER_SHOWN = 3


@dataclass(frozen=True)
class Earlier:
    """Comments on words that are gone: how many, and the newest."""

    total: Count
    newest: Sequence[Comment]


@dataclass(frozen=True)
class Voices:
    """Comments by thread, each as readers see it; `open` are the threads that can be commented on now.

    `params` lead to the list of all, `earlier_params` to those on earlier versions.
    """

    threads: dict[UUID, ThreadComments]
    shown: dict[UUID, ShownComment]
    open: Collection[UUID]
    timetable: Timetable
    earlier: Earlier
    params: dict[str, str]

    @property
    def has_any(self) -> bool:
        """Whether anybody has said anything about what is there now."""
        return any(thread.count for thread in self.threads.values())

    @property
    def earlier_params(self) -> dict[str, str]:
        """For the list of comments on earlier versions."""
        return {name: value for name, value in self.params.items() if name != "stelle"} | {"stelle": EARLIER}


def voices_of(visit: Visit, strategy_id: UUID, slug: str, tree: Tree, node: Node, threads: Collection[UUID]) -> Voices:
    """What people say about an element of the present version; `threads` are its own and those of its paragraphs."""
    of = comment_rounds(visit.db, visit.place.id)
    open_now = open_rounds(of, visit.now)
    comments = published_comments(visit.db, threads)
    earlier = earlier_comments(visit, strategy_id, branches(visit.db, [node.id])[node.id])
    rows = [comment for thread in comments.values() for comment in thread.newest] + list(earlier.newest)
    if rows:
        visit.cache_until(visit.now + FRESH)
    return Voices(
        threads=comments,
        shown={shown.id: shown for shown in readable(visit, rows, of)},
        open=spots(visit.db, open_now, threads) if open_now else (),
        timetable=timetable(of, strategy_id, node.id, visit.now),
        earlier=earlier,
        params=_params(slug, tree, node),
    )


def earlier_comments(visit: Visit, strategy_id: UUID, elements: Collection[UUID] | None = None) -> Earlier:
    """Comments on words of a strategy, or of some of its elements, that the present version does not have."""
    threads = orphaned_threads(visit.db, strategy_id, elements)
    if not threads:
        return Earlier(Count(), ())
    scope = Scope("thread_id", threads)
    page = comment_page(visit.db, scope, Order.NEW, size=_EARLIER_SHOWN)
    return Earlier(count_of(visit.db, scope), page.rows)


def _params(slug: str, tree: Tree, node: Node) -> dict[str, str]:
    """The list's filters for an element: the part of the text that it belongs to, and its place in it."""
    parts = main_parts(tree)
    part = next((one for one in (node, *reversed(tree.above(node))) if one in parts), node)
    place = {} if part == node else {"stelle": node.key}
    return {"strategie": slug, "feld": part.key, **place}
