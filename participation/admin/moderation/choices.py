"""What a moderator chose to see: stack, kind, strategy, field, rule, and where the page begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import Session
from starlette.datastructures import QueryParams

from participation.admin.moderation.queries import Cursor
from participation.admin.moderation.stacks import EVERY, STACKS, QueueFilter
from participation.strategy.passages import main_parts, with_descendants
from participation.strategy.queries import StrategyTitle, published_strategies
from participation.strategy.reading import Node
from participation.strategy.texts import published_tree
from participation.strategy.versions import current_version
from participation.threads.labels import HELD_NAMES, STATE_NAMES
from participation.threads.models import ContributionState, HeldFor
from participation.threads.moderation import Moderated
from participation.web.visit import Visit, chosen


@dataclass(frozen=True)
class Choices:
    """What was chosen from the allow-lists; empty is any."""

    strategies: Sequence[StrategyTitle]
    fields: Sequence[Node]
    stack: str
    kind: str
    strategy: str
    field: str
    held: str

    @property
    def params(self) -> dict[str, str | None]:
        """As query parameters."""
        return {
            "stand": self.stack if self.stack != ContributionState.PENDING else None,
            "art": self.kind or None,
            "strategie": self.strategy or None,
            "feld": self.field or None,
            "grund": self.held or None,
        }

    def filter(self, visit: Visit) -> QueueFilter:
        """As a filter of the queue."""
        strategy = next((one.strategy.id for one in self.strategies if one.strategy.slug == self.strategy), None)
        field = next((node.id for node in self.fields if node.key == self.field), None)
        return QueueFilter(
            visit.place.id,
            self.kind or None,
            strategy,
            self.stack,
            sorted(with_descendants(visit.db, field), key=str) if field else None,
            HeldFor(self.held) if self.held else None,
            visit.person_id,
        )


def choices_of(visit: Visit, kinds: Sequence[Moderated], query: QueryParams) -> Choices:
    """What was chosen in a query; nonsense is the first of each list."""
    strategies = published_strategies(visit.db, visit.place, visit.language.tag)
    slugs = [entry.strategy.slug for entry in strategies]
    slug = chosen(query, "strategie", slugs if len(slugs) == 1 else ["", *slugs])
    fields: Sequence[Node] = ()
    for entry in strategies:
        if entry.strategy.slug == slug:
            fields = _fields(visit, entry)
    return Choices(
        strategies=strategies,
        fields=fields,
        stack=chosen(query, "stand", [*STACKS, *(state for state in ContributionState if state not in STACKS), EVERY]),
        kind=chosen(query, "art", ["", *(one.code for one in kinds)]),
        strategy=slug if len(slugs) > 1 or query.get("feld") else "",
        field=chosen(query, "feld", ["", *(node.key for node in fields)]),
        held=chosen(query, "grund", ["", *HeldFor]),
    )


def _fields(visit: Visit, entry: StrategyTitle) -> Sequence[Node]:
    """The main parts of a published strategy, read once until something is published."""
    tag = visit.language.tag

    def read(session: Session) -> Sequence[Node]:
        return main_parts(published_tree(session, current_version(session, entry.strategy), tag))

    return visit.site.remembered(("fields", entry.strategy.id, tag), read)


def cursor_of(query: QueryParams) -> Cursor:
    """Where the page begins; nonsense is the beginning."""
    for name, backwards in (("nach", False), ("vor", True)):
        if asked := query.get(name):
            try:
                return Cursor(UUID(asked), backwards)
            except ValueError:
                break
    return Cursor()


def options(visit: Visit, choices: Choices, kinds: Sequence[Moderated]) -> dict[str, Any]:
    """The lists of the filter form: (value, label)."""
    return {
        "kinds": [(one.code, visit._(one.label)) for one in kinds],
        "strategies": [(entry.strategy.slug, entry.title) for entry in choices.strategies],
        "fields": [(node.key, node.title.text) for node in choices.fields],
        "held": [(code.value, visit._(name)) for code, name in HELD_NAMES.items()],
        "states": [
            *((stack, visit._(name)) for stack, name in STACKS.items()),
            *((state.value, visit._(name)) for state, name in STATE_NAMES.items() if state.value not in STACKS),
            (EVERY, visit._("All")),
        ],
    }
