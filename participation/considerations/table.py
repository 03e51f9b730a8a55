"""The consideration table as staff see it: its rows with what they are about, its filters and tabs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from participation.comments.models import KIND_NAMES
from participation.considerations.entries import (
    Entry,
    Progress,
    Selection,
    entries,
    progress_counts,
)
from participation.considerations.forms import ConsiderationSheet
from participation.considerations.kinds import Contribution, ContributionKind
from participation.considerations.models import DECIDED, OUTCOME_NAMES, Outcome
from participation.core.text import msgid
from participation.ideas.models import Idea
from participation.statements.models import StatementSection
from participation.statements.queries import Body, bodies_of
from participation.strategy.models import Kind, Strategy
from participation.strategy.passages import with_descendants
from participation.strategy.reading import Node, Tree
from participation.web.visit import Visit, chosen, page_number

SIZE = 25
PROGRESS_NAMES = {
    Progress.OPEN: msgid("Without outcome"),
    Progress.PROPOSED: msgid("Proposed"),
    Progress.RELEASED: msgid("Released"),
    Progress.DECIDED: msgid("Decided"),
    Progress.ALL: msgid("All contributions"),
}
_LONGEST_LABEL = 90


@dataclass(frozen=True)
class Row:
    """A contribution in the table; with a `sheet` it is being edited. `body` is whose formal statement it is."""

    entry: Entry
    kind_name: str
    about: Node | None
    outcome_name: str
    sheet: ConsiderationSheet | None = None
    others_sheet: ConsiderationSheet | None = None
    body: Body | None = None

    @property
    def anchor(self) -> str:
        """The id of the row on the page."""
        return f"contribution-{self.entry.contribution.id}"

    @property
    def is_decided(self) -> bool:
        """Whether the council has decided."""
        return self.entry.consideration is not None and self.entry.consideration.state in DECIDED


def row_of(
    visit: Visit,
    tree: Tree,
    entry: Entry,
    sheet: ConsiderationSheet | None = None,
    others_sheet: ConsiderationSheet | None = None,
    *,
    body: Body | None = None,
) -> Row:
    """The row of an entry."""
    contribution, consideration = entry.contribution, entry.consideration
    kind_name = _kind_name(visit, contribution)
    outcome = consideration.outcome if consideration else None
    about = tree.by_id.get(contribution.element_id) if contribution.element_id else None
    outcome_name = visit._(OUTCOME_NAMES[outcome]) if outcome else ""
    return Row(entry, kind_name, about, outcome_name, sheet, others_sheet, body)


def _kind_name(visit: Visit, contribution: Contribution) -> str:
    if isinstance(contribution, StatementSection):
        return visit._("Statement")
    return visit._("Idea") if isinstance(contribution, Idea) else visit._(KIND_NAMES[contribution.kind])


def bodies_of_entries(visit: Visit, found: Sequence[Entry]) -> Mapping[UUID, Body]:
    """Whose formal statements are among the entries, by the id of the section."""
    ids = [entry.contribution.id for entry in found if entry.kind is ContributionKind.STATEMENT]
    return bodies_of(visit.db, ids) if ids else {}


def selection(visit: Visit, tree: Tree) -> Selection:
    """The filters of the query, from the allow-lists."""
    kind = chosen(visit.query, "art", ("", *ContributionKind))
    outcome = chosen(visit.query, "ergebnis", ("", *Outcome))
    part = chosen(visit.query, "teil", ("", *(node.key for node in filter_parts(tree))))
    return Selection(
        Progress(chosen(visit.query, "stand", tuple(PROGRESS_NAMES))),
        ContributionKind(kind) if kind else None,
        Outcome(outcome) if outcome else None,
        _below(visit, tree, part) if part else None,
    )


def _below(visit: Visit, tree: Tree, part: str) -> set[UUID]:
    return with_descendants(visit.db, tree.by_key[part].id)


def filter_parts(tree: Tree) -> tuple[Node, ...]:
    """What the table can be narrowed down to: fields and clusters."""
    return tree.of_kind(Kind.ACTION_CLUSTER, Kind.ACTION_FIELD) or tree.roots


def table_context(visit: Visit, strategy: Strategy, tree: Tree) -> dict[str, Any]:
    """Everything that the table's template shows."""
    narrowed, number = selection(visit, tree), page_number(visit.query)
    found = entries(visit.db, strategy, narrowed, number, SIZE)
    counts = progress_counts(visit.db, strategy)
    bodies = bodies_of_entries(visit, found)
    return {
        "strategy": strategy,
        "rows": [row_of(visit, tree, entry, body=bodies.get(entry.contribution.id)) for entry in found[:SIZE]],
        "tabs": [
            {
                "label": visit._(name),
                "count": counts[progress],
                "current": progress is narrowed.progress,
                "href": visit.url("consideration_table", strategy=strategy.slug, stand=progress.value),
            }
            for progress, name in PROGRESS_NAMES.items()
        ],
        "progress": narrowed.progress,
        "kinds": [
            (ContributionKind.COMMENT, visit._("Comments")),
            (ContributionKind.IDEA, visit._("Ideas")),
            (ContributionKind.STATEMENT, visit._("Statements")),
        ],
        "outcomes": [(outcome, visit._(name)) for outcome, name in OUTCOME_NAMES.items()],
        "parts": [(node.key, label(node)) for node in filter_parts(tree)],
        "previous": _other_page(visit, strategy, number - 1) if number > 1 else None,
        "next": _other_page(visit, strategy, number + 1) if len(found) > SIZE else None,
    }


def _other_page(visit: Visit, strategy: Strategy, number: int) -> str:
    kept = {name: visit.query[name] for name in ("stand", "art", "ergebnis", "teil") if name in visit.query}
    return visit.url("consideration_table", strategy=strategy.slug, seite=number, **kept)


def affected_parts(tree: Tree) -> list[tuple[str, None, list[tuple[str, str]]]]:
    """Groups of options: every element of the strategy below the top element that it belongs to."""
    return [(label(root), None, [(node.key, label(node)) for node in root.walk()]) for root in tree.roots]


def label(node: Node) -> str:
    """Number and title in one line."""
    text = f"{node.number} {node.title.text}".strip()
    return text if len(text) <= _LONGEST_LABEL else text[: _LONGEST_LABEL - 1].rsplit(" ", 1)[0] + " …"
