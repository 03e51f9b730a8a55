"""Lists of public comments: the page with its filters, and the feed."""

from __future__ import annotations

import math
from dataclasses import dataclass

from starlette.responses import Response

from participation.comments.models import KIND_NAMES, CommentKind
from participation.comments.queries import PAGE, CommentFilter, comment_page
from participation.comments.subjects import subjects_of
from participation.strategy.passages import main_parts, with_descendants
from participation.strategy.queries import StrategyTitle, published_strategies
from participation.strategy.reading import Node
from participation.strategy.texts import published_tree
from participation.strategy.versions import current_version
from participation.web.feeds import ATOM, without_forbidden_letters
from participation.web.visit import Visit, chosen, page_number


@dataclass(frozen=True)
class Choices:
    """What was chosen from the allow-lists; empty is any."""

    strategies: list[StrategyTitle]
    parts: tuple[Node, ...]
    strategy: str
    part: str
    kind: str

    @property
    def params(self) -> dict[str, str | None]:
        """As query parameters."""
        return {"strategie": self.strategy or None, "feld": self.part or None, "art": self.kind or None}


def comments(visit: Visit) -> Response:
    """All public comments of the region, filtered by strategy, field and kind."""
    choices = _choices(visit)
    number = page_number(visit.query)
    rows, total = comment_page(visit.db, _filter(visit, choices), number)
    pages = max(math.ceil(total / PAGE), 1)
    return visit.render(
        "comments/list.html",
        choices=choices,
        kinds=[(kind.value, visit._(name)) for kind, name in KIND_NAMES.items()],
        rows=rows,
        subjects=subjects_of(visit.db, rows, visit.language.tag),
        total=total,
        number=number,
        pages=pages,
        previous=visit.url("comments", **choices.params, seite=number - 1) if number > 1 else None,
        next=visit.url("comments", **choices.params, seite=number + 1) if number < pages else None,
    )


def comment_feed(visit: Visit) -> Response:
    """The newest public comments as an Atom feed (RFC 4287), for the same filters."""
    choices = _choices(visit)
    rows, _total = comment_page(visit.db, _filter(visit, choices), 1)
    body = visit.site.rendering.render_text(
        visit.language,
        "comments/feed.xml",
        place=visit.place,
        tag=visit.language.tag,
        origin=next(iter(visit.settings.public_origins), ""),
        rows=rows,
        subjects=subjects_of(visit.db, rows, visit.language.tag),
        url=visit.url,
        params=choices.params,
    )
    return Response(without_forbidden_letters(body), media_type=ATOM)


def _choices(visit: Visit) -> Choices:
    strategies = published_strategies(visit.db, visit.place, visit.language.tag)
    slugs = [entry.strategy.slug for entry in strategies]
    slug = chosen(visit.query, "strategie", slugs if len(slugs) == 1 else ["", *slugs])
    parts: tuple[Node, ...] = ()
    for entry in strategies:
        if entry.strategy.slug == slug:
            version = current_version(visit.db, entry.strategy)
            parts = main_parts(published_tree(visit.db, version, visit.language.tag))
    part = chosen(visit.query, "feld", ["", *(node.key for node in parts)])
    return Choices(strategies, parts, slug, part, chosen(visit.query, "art", ["", *CommentKind]))


def _filter(visit: Visit, choices: Choices) -> CommentFilter:
    strategy = next(
        (entry.strategy.id for entry in choices.strategies if entry.strategy.slug == choices.strategy), None
    )
    part = next((node.id for node in choices.parts if node.key == choices.part), None)
    return CommentFilter(
        region_id=visit.place.id,
        strategy_id=strategy,
        elements=with_descendants(visit.db, part) if part else None,
        kind=choices.kind or None,
    )
