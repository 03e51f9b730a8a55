"""The consideration table as staff see it: its rows with what they are about, its filters and tabs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from starlette.datastructures import QueryParams

from participation.coding.codes import codes_for, with_codes_below
from participation.coding.models import Code
from participation.coding.segments import codes_of
from participation.comments.models import KIND_NAMES
from participation.considerations.entries import Entry
from participation.considerations.forms import ConsiderationSheet
from participation.considerations.kinds import KIND_LABELS, Brought, Contribution, ContributionKind
from participation.considerations.listing import (
    MOST_COUNTED,
    Place,
    Progress,
    Selection,
    entries,
    place_of,
    progress_counts,
)
from participation.considerations.models import DECIDED, OUTCOME_NAMES, PUBLIC, Outcome
from participation.considerations.people import departments, editors
from participation.core.text import msgid
from participation.ideas.models import Idea
from participation.procedures.days import local_day
from participation.statements.models import StatementSection
from participation.statements.queries import Body, bodies_of
from participation.strategy.models import Kind, Strategy
from participation.strategy.passages import with_descendants
from participation.strategy.reading import Node, Tree
from participation.web.visit import Visit, chosen

SIZE = 25
PROGRESS_NAMES = {
    Progress.OPEN: msgid("Without outcome"),
    Progress.PROPOSED: msgid("Proposed"),
    Progress.RELEASED: msgid("Released"),
    Progress.DECIDED: msgid("Decided"),
    Progress.ALL: msgid("All contributions"),
}
_LONGEST_LABEL = 90
FILTERS = ("stand", "art", "ergebnis", "teil", "code", "bearbeitung", "fachdienst", "frist")
_OVERDUE = "ueberfaellig"


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
    is_overdue: bool = False
    codes: Sequence[Code] = ()

    @property
    def name(self) -> str:
        """What the row is called in forms: its kind and the id of the contribution."""
        return f"{self.entry.kind}:{self.entry.contribution.id}"

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
    codes: Sequence[Code] = (),
) -> Row:
    """The row of an entry."""
    contribution, consideration = entry.contribution, entry.consideration
    kind_name = _kind_name(visit, contribution)
    outcome = consideration.outcome if consideration else None
    about = tree.by_id.get(contribution.element_id) if contribution.element_id else None
    outcome_name = visit._(OUTCOME_NAMES[outcome]) if outcome else ""
    return Row(entry, kind_name, about, outcome_name, sheet, others_sheet, body, _is_overdue(visit, entry), codes)


def _is_overdue(visit: Visit, entry: Entry) -> bool:
    found = entry.consideration
    if found is None or found.due_on is None or found.state in PUBLIC:
        return False
    return found.due_on < local_day(visit.now)


def _kind_name(visit: Visit, contribution: Contribution) -> str:
    if isinstance(contribution, Brought):
        is_motion = contribution.weighed_as is ContributionKind.MOTION
        return visit._("Motion of the youth council") if is_motion else visit._("Survey result")
    if isinstance(contribution, StatementSection):
        return visit._("Statement")
    return visit._("Idea") if isinstance(contribution, Idea) else visit._(KIND_NAMES[contribution.kind])


def bodies_of_entries(visit: Visit, found: Sequence[Entry]) -> Mapping[UUID, Body]:
    """Whose formal statements are among the entries, by the id of the section."""
    ids = [entry.contribution.id for entry in found if entry.kind is ContributionKind.STATEMENT]
    return bodies_of(visit.db, ids) if ids else {}


def selection(visit: Visit, strategy_id: UUID, tree: Tree, query: QueryParams | None = None) -> Selection:
    """The filters of the query (the visit's own unless one is given), from the allow-lists."""
    asked = visit.query if query is None else query
    kind = chosen(asked, "art", ("", *ContributionKind))
    outcome = chosen(asked, "ergebnis", ("", *Outcome))
    part = chosen(asked, "teil", ("", *(node.key for node in filter_parts(tree))))
    editor = chosen(asked, "bearbeitung", ("", *dict(editors(visit.db, visit.place.id))))
    department = chosen(asked, "fachdienst", ("", *dict(departments(visit.db, visit.place.id))))
    code = chosen(asked, "code", ("", *(str(one.id) for one in codes_for(visit.db, strategy_id))))
    return Selection(
        Progress(chosen(asked, "stand", tuple(PROGRESS_NAMES))),
        ContributionKind(kind) if kind else None,
        Outcome(outcome) if outcome else None,
        _below(visit, tree, part) if part else None,
        UUID(editor) if editor else None,
        UUID(department) if department else None,
        local_day(visit.now) if asked.get("frist") == _OVERDUE else None,
        with_codes_below(visit.db, UUID(code)) if code else None,
    )


def _below(visit: Visit, tree: Tree, part: str) -> set[UUID]:
    return with_descendants(visit.db, tree.by_key[part].id)


def filter_parts(tree: Tree) -> tuple[Node, ...]:
    """What the table can be narrowed down to: fields and clusters."""
    return tree.of_kind(Kind.ACTION_CLUSTER, Kind.ACTION_FIELD) or tree.roots


def table_context(visit: Visit, strategy: Strategy, tree: Tree) -> dict[str, Any]:
    """Everything that the table's template shows."""
    narrowed, after = selection(visit, strategy.id, tree), Place.read(visit.query.get("nach", ""))
    found = entries(visit.db, strategy, narrowed, after, SIZE)
    bodies = bodies_of_entries(visit, found)
    codes = codes_of(visit.db, [entry.contribution.id for entry in found])
    kept = {name: visit.query[name] for name in FILTERS if visit.query.get(name)}
    here, slug = "consideration_table", strategy.slug
    return {
        "strategy": strategy,
        "rows": [
            row_of(
                visit,
                tree,
                entry,
                body=bodies.get(entry.contribution.id),
                codes=codes.get(entry.contribution.id, ()),
            )
            for entry in found[:SIZE]
        ],
        "tabs": _tabs(visit, strategy, narrowed.progress),
        "progress": narrowed.progress,
        "kinds": [(kind, visit._(name)) for kind, name in KIND_LABELS.items()],
        "outcomes": [(outcome, visit._(name)) for outcome, name in OUTCOME_NAMES.items()],
        "parts": [(node.key, label(node)) for node in filter_parts(tree)],
        "codes": [(str(one.id), f"{one.mark} {one.name}") for one in codes_for(visit.db, strategy.id)],
        "editors": editors(visit.db, visit.place.id),
        "departments": departments(visit.db, visit.place.id),
        "overdue": [(_OVERDUE, visit._("Overdue"))],
        "filter": str(QueryParams(kept)),
        "first": visit.url(here, strategy=slug, **kept) if after else None,
        "next": visit.url(here, strategy=slug, nach=str(place_of(found[SIZE - 1])), **kept)
        if len(found) > SIZE
        else None,
    }


def _tabs(visit: Visit, strategy: Strategy, current: Progress) -> list[dict[str, Any]]:
    counts = progress_counts(visit.db, strategy)
    return [
        {
            "label": visit._(name),
            "count": counts[progress] if counts[progress] < MOST_COUNTED else f"{MOST_COUNTED}+",
            "current": progress is current,
            "href": visit.url("consideration_table", strategy=strategy.slug, stand=progress.value),
        }
        for progress, name in PROGRESS_NAMES.items()
    ]


def affected_parts(tree: Tree) -> list[tuple[str, None, list[tuple[str, str]]]]:
    """Groups of options: every element of the strategy below the top element that it belongs to."""
    return [(label(root), None, [(node.key, label(node)) for node in root.walk()]) for root in tree.roots]


def label(node: Node) -> str:
    """Number and title in one line."""
    text = node.heading
    return text if len(text) <= _LONGEST_LABEL else text[: _LONGEST_LABEL - 1].rsplit(" ", 1)[0] + " …"
