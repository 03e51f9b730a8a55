"""The page of one element: its text, what is below it, where it leads, and what people can do with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from starlette.responses import Response

from participation.glossary.queries import linker
from participation.goals.history import changed_element_ids
from participation.goals.sections import sections
from participation.indicators.views import section_of as indicators_of
from participation.language.reading_time import reading_minutes
from participation.measures.views import section_of as measures_of
from participation.pages.gaps import gaps_of
from participation.pages.offers import open_surveys
from participation.pages.reviewed import review_context
from participation.pages.voices import voices_of
from participation.strategy.media import media_of
from participation.strategy.outline import groups, leads, neighbours, siblings
from participation.strategy.queries import StrategyTitle, frozen_links_of, level_names, strategy_by_slug, titled
from participation.strategy.reading import Node, Paragraph, Tree
from participation.strategy.texts import last_in_step, node_by_key, paragraphs
from participation.strategy.versions import current_version
from participation.strategy.views import kept_tree, trail
from participation.surveys.queries import field_results
from participation.web.languages import EASY
from participation.web.visit import Visit
from participation.writing.ancestry import ancestry_of, gone_part


def read_element(visit: Visit, strategy: str, element: str) -> Response:
    """One field or goal."""
    found = strategy_by_slug(visit.db, visit.place, strategy)
    title = titled(visit.db, [found], visit.language.tag)[0]
    version = current_version(visit.db, found)
    tree = kept_tree(visit, version)
    if element not in tree.by_key:
        return _tell_where_it_went(visit, title, element)
    node = node_by_key(tree, element)
    texts = paragraphs(visit.db, version, [part.id for part in node.walk()], visit.language.tag)
    threads = [node.thread_id, *(text.thread_id for text in texts[node.id])]
    words = [node.title, *(text.words for text in texts[node.id])]
    is_stale = any(text.is_stale for text in words)
    return visit.render(
        "pages/element.html",
        found=title,
        version=version,
        node=node,
        texts=texts,
        groups=groups(node, texts),
        minutes=_minutes(visit, texts),
        leads=leads(tree, frozen_links_of(visit.db, version, [node.id])[node.id]),
        neighbours=neighbours(tree, node),
        siblings=siblings(tree, node),
        above=tree.above(node),
        level=level_names(found, visit.language),
        voices=voices_of(visit, found.id, found.slug, tree, node, threads),
        glossed=linker(visit),
        media=media_of(visit.db, version.number, [text.block_id for text in texts[node.id]]),
        ancestry=ancestry_of(visit.db, found, node.id, visit.language.tag),
        has_history=node.id in changed_element_ids(visit.db, found),
        surveys=open_surveys(visit, found.id),
        field_results=field_results(visit.db, node.id),
        sections=sections(visit, (measures_of, indicators_of), node),
        is_stale=is_stale,
        gaps=gaps_of(node, texts[node.id]),
        shown_version=last_in_step(visit.db, version, node.id, visit.language.tag) if is_stale else None,
        breadcrumbs=_trail(visit, title, tree, node),
        **review_context(visit, version, node, words),
    )


def _tell_where_it_went(visit: Visit, title: StrategyTitle, key: str) -> Response:
    """The address of a part that the strategy no longer has."""
    gone = gone_part(visit.db, title.strategy, key, visit.language.tag)
    return visit.render(
        "pages/gone.html",
        status=410,
        found=title,
        gone=gone,
        breadcrumbs=[*trail(visit, title), (gone.title.text, None)],
    )


def _minutes(visit: Visit, texts: Mapping[UUID, Sequence[Paragraph]]) -> int:
    """How long reading the element takes, with everything below it, in the language in which it is shown."""
    is_easy = visit.language == EASY
    shown = [text.words for several in texts.values() for text in several if not (is_easy and text.words.is_missing)]
    return reading_minutes((words.text for words in shown), is_easy=is_easy)


def _trail(visit: Visit, title: StrategyTitle, tree: Tree, node: Node) -> list[tuple[str, str | None]]:
    above = [
        (part.title.text, visit.url("element", strategy=title.strategy.slug, element=part.key))
        for part in tree.above(node)
    ]
    return [*trail(visit, title), *above, (node.title.text, None)]
