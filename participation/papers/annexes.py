"""What is attached to a paper: the frozen text of the strategy, and the public considerations as a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlmodel import Session

from participation.considerations.entries import Entry
from participation.considerations.labels import outcome_label
from participation.considerations.models import Consideration
from participation.considerations.queries import public_entries
from participation.ideas.models import Idea
from participation.strategy.models import Strategy, Version
from participation.strategy.queries import level_name
from participation.strategy.reading import Node, Tree
from participation.strategy.texts import paragraphs, published_tree
from participation.threads.models import PUBLIC_STATES
from participation.web.languages import GERMAN

_AT_ONCE = 500
_LONGEST_QUOTE = 600


def strategy_text(session: Session, strategy: Strategy, version: Version) -> list[dict[str, Any]]:
    """The parts of a frozen version in reading order: depth, level, heading and paragraphs."""
    tree = published_tree(session, version, GERMAN.tag)
    texts = paragraphs(session, version, tree.by_id.keys(), GERMAN.tag)
    return [
        {
            "depth": depth,
            "level": level_name(strategy, node.kind).heading,
            "heading": node.heading,
            "texts": [one.words.text for one in texts[node.id]],
            "is_item": not texts[node.id] and not node.children and depth > 0,
        }
        for node, depth in _walk(tree.roots, 0)
    ]


def _walk(nodes: tuple[Node, ...], depth: int) -> Iterator[tuple[Node, int]]:
    for node in nodes:
        yield node, depth
        yield from _walk(node.children, depth + 1)


def consideration_rows(session: Session, version: Version) -> Iterator[dict[str, str]]:
    """The released considerations of a version's parts: part, contribution, outcome (a msgid) and rationale.

    Whose contribution it is stands nowhere; one that was withdrawn stands without its text.
    """
    tree = published_tree(session, version, GERMAN.tag)
    page = 1
    while True:
        found = public_entries(session, tree.by_id.keys(), page, _AT_ONCE)
        yield from (_row(tree, entry, entry.consideration) for entry in found[:_AT_ONCE] if entry.consideration)
        if len(found) <= _AT_ONCE:
            return
        page += 1


def _row(tree: Tree, entry: Entry, consideration: Consideration) -> dict[str, str]:
    node = tree.by_id.get(consideration.element_id) if consideration.element_id else None
    return {
        "part": node.heading if node else "",
        "contribution": _quote(entry),
        "outcome": outcome_label(consideration),
        "rationale": consideration.rationale,
    }


def _quote(entry: Entry) -> str:
    contribution = entry.contribution
    if contribution.state not in PUBLIC_STATES:
        return ""
    title = f"{contribution.title}: " if isinstance(contribution, Idea) else ""
    text = title + contribution.text
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE].rstrip()} …"
