"""One goal for everybody: its words, how they came about, what they rest on, and what was made of contributions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from starlette.responses import Response

from participation.considerations.queries import public_entries
from participation.core.errors import NotFound
from participation.goals.history import cited_in, history
from participation.goals.sections import SectionOf, sections
from participation.goals.views import trail
from participation.goals.waiting import without_effect
from participation.goals.words import shown_names
from participation.strategy.models import Strategy
from participation.strategy.queries import StrategyTitle, element_by_key, level_names, strategy_by_slug, titled
from participation.strategy.texts import paragraphs, published_tree
from participation.strategy.versions import current_version, numbered_version
from participation.web.languages import GERMAN
from participation.web.visit import Visit, page_number
from participation.writing.ancestry import forebears, gone_part, parts_before

CONSIDERATIONS, EVIDENCE = 20, 50


def read_goal(beside: Sequence[SectionOf], visit: Visit, strategy: str, element: str) -> Response:
    """A goal's words now, how they came about version by version, and what was made of the contributions to it.

    `beside` is what areas above show there.
    """
    found = strategy_by_slug(visit.db, visit.place, strategy)
    version = current_version(visit.db, found)
    tree = published_tree(visit.db, version, visit.language.tag)
    node = tree.by_key.get(element)
    if node is None:
        return _read_gone(visit, found, element)
    before = forebears(visit.db, found, node.id)
    tag = GERMAN.tag if node.title.is_missing else visit.language.tag
    return visit.render(
        "goals/goal.html",
        node=node,
        texts=paragraphs(visit.db, version, [node.id], visit.language.tag)[node.id],
        version=version,
        level=level_names(found, visit.language),
        twin_is_draft=True,
        sections=sections(visit, beside, node),
        before=parts_before(visit.db, found, before, visit.language.tag),
        **_traced(visit, found, node.id, tag),
        # What was said about parts that are gone is told where they went.
        **_considered(visit, found, element, [node.id, *(one for one in before if one not in tree.by_id)]),
        **_named(visit, found, node.title.text),
    )


def _read_gone(visit: Visit, strategy: Strategy, key: str) -> Response:
    """A goal that the strategy no longer has: where it went, and how its words came about."""
    gone = gone_part(visit.db, strategy, key, visit.language.tag)
    element = element_by_key(visit.db, strategy, key)
    return visit.render(
        "goals/gone.html",
        status=410,
        gone=gone,
        **_traced(visit, strategy, element.id, GERMAN.tag if gone.title.is_missing else visit.language.tag),
        **_considered(visit, strategy, key, [element.id]),
        **_named(visit, strategy, gone.title.text),
    )


def read_evidence(visit: Visit, strategy: str, element: str, number: int) -> Response:
    """Everything that the words of a goal in one version rest on, page by page."""
    found = strategy_by_slug(visit.db, visit.place, strategy)
    version, part = numbered_version(visit.db, found, number), element_by_key(visit.db, found, element)
    page = page_number(visit.query)
    grounds, total = cited_in(visit.db, part.id, version, (page - 1) * EVIDENCE, EVIDENCE)
    if not grounds:
        raise NotFound("There is no evidence.")
    (shown,) = parts_before(visit.db, found, [part.id], visit.language.tag)
    return visit.render(
        "goals/evidence.html",
        version=version,
        element=part,
        grounds=grounds,
        total=total,
        title=shown.title,
        **visit.pages(
            "goal_evidence", page, total > page * EVIDENCE, strategy=strategy, element=element, number=number
        ),
        **shown_names(visit),
        **_named(visit, found, shown.title.text),
    )


def _traced(visit: Visit, strategy: Strategy, element_id: UUID, tag: str) -> dict[str, Any]:
    return {"history": history(visit.db, strategy, element_id, tag), "words_tag": tag, **shown_names(visit)}


def _considered(visit: Visit, strategy: Strategy, key: str, element_ids: list[UUID]) -> dict[str, Any]:
    number = page_number(visit.query)
    entries = public_entries(visit.db, element_ids, number, CONSIDERATIONS)
    return {
        "entries": entries[:CONSIDERATIONS],
        **visit.pages("goal", number, len(entries) > CONSIDERATIONS, strategy=strategy.slug, element=key),
        "waiting": without_effect(visit.db, strategy, element_ids),
    }


def _named(visit: Visit, strategy: Strategy, last: str) -> dict[str, Any]:
    title: StrategyTitle = titled(visit.db, [strategy], visit.language.tag)[0]
    return {
        "found": title,
        "breadcrumbs": [
            *trail(visit)[:-1],
            (visit._("Goals"), visit.url("goals")),
            (title.title, visit.url("goal_list", strategy=strategy.slug)),
            (last, None),
        ],
    }
