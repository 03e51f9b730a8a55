"""Fields of action in priority groups: what the rule proposes from released results, and what the county decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlmodel import Session, col, select

from participation.core.clock import now
from participation.core.errors import Conflict
from participation.core.journal import record
from participation.core.text import msgid
from participation.goals.models import GroupOverride
from participation.goals.standings import Standing, standings
from participation.regions.actions import publish_change
from participation.statistics.priorities import Proposal, proposed_group
from participation.strategy.models import Element, Kind, Strategy
from participation.strategy.reading import Node, Tree
from participation.web.visit import Form

MOST_GROUPS = 3
LONGEST_REASON = 1_000
BY_RULE = "rule"


@dataclass(frozen=True)
class FieldGroup:
    """A field with the figures about it, the proposal, and every decision, the latest first.

    `stands_in` is the priority group above it in the strategy itself, where the strategy has such groups.
    """

    node: Node
    stands_in: Node | None
    standings: Sequence[Standing]
    proposal: Proposal | None
    decisions: Sequence[GroupOverride]

    @property
    def override(self) -> GroupOverride | None:
        """The decision that counts; None where the rule does."""
        return self.decisions[0] if self.decisions and self.decisions[0].given else None

    @property
    def group(self) -> int | None:
        """The group that it is in; None where nothing was released and nothing decided."""
        if self.override:
            return self.override.given
        return self.proposal.group if self.proposal else None

    @property
    def seen(self) -> int:
        """The number of the latest decision; 0 before the first."""
        return self.decisions[0].number if self.decisions else 0


def number_of_groups(tree: Tree) -> int:
    """As many as the strategy has itself, at most three; three where it has none."""
    return min(len(tree.of_kind(Kind.PRIORITY_GROUP)) or MOST_GROUPS, MOST_GROUPS)


def grouped_parts(tree: Tree) -> tuple[Node, ...]:
    """The fields of action, or the strategic goals of a strategy without fields."""
    return tree.of_kind(Kind.ACTION_FIELD) or tree.of_kind(Kind.STRATEGIC_GOAL)


def field_groups(session: Session, strategy: Strategy, tree: Tree) -> list[FieldGroup]:
    """What is grouped of a published strategy, in reading order; what is below a field counts for it."""
    nodes = grouped_parts(tree)
    groups, decided = number_of_groups(tree), _decisions(session, strategy)
    said = standings(session, strategy, {part.key for node in nodes for part in node.walk()})
    found = []
    for node in nodes:
        own = [standing for part in node.walk() for standing in said.get(part.key, ())]
        above = next((one for one in tree.above(node) if one.kind is Kind.PRIORITY_GROUP), None)
        proposal = proposed_group([standing.view for standing in own], groups)
        found.append(FieldGroup(node, above, own, proposal, decided.get(node.id, ())))
    return found


def _decisions(session: Session, strategy: Strategy) -> dict[UUID, list[GroupOverride]]:
    rows = session.exec(
        select(GroupOverride)
        .join(Element, col(Element.id) == col(GroupOverride.element_id))
        .where(Element.strategy_id == strategy.id)
        .order_by(col(GroupOverride.number).desc())
    )
    found: dict[UUID, list[GroupOverride]] = {}
    for row in rows:
        found.setdefault(row.element_id, []).append(row)
    return found


@dataclass(frozen=True)
class GroupSheet:
    """What an editor hands in about a field: a group (None: what the rule proposes), and why, in both languages.

    `seen` is the number of the latest decision that the form showed.
    """

    given: int | None = None
    reason: str = ""
    easy_reason: str = ""
    seen: int = 0
    problems: dict[str, str] = field(default_factory=dict)


def group_sheet(form: Form, groups: int) -> GroupSheet:
    """The sheet that was sent; `problems` names each field that cannot be used, by an English msgid."""
    wanted, seen = form.text("group"), form.text("seen")
    allowed = {str(group): group for group in range(1, groups + 1)}
    sheet = GroupSheet(
        allowed.get(wanted), form.text("reason"), form.text("easy_reason"), int(seen) if seen.isdecimal() else 0
    )
    if wanted not in {BY_RULE, *allowed}:
        sheet.problems["group"] = msgid("Please choose a group.")
    for name, text in (("reason", sheet.reason), ("easy_reason", sheet.easy_reason)):
        if not text:
            sheet.problems[name] = msgid("A reason is needed; everyone reads it beside the group.")
        elif len(text) > LONGEST_REASON:
            sheet.problems[name] = msgid("This text is too long.")
    return sheet


def decide_group(
    session: Session, strategy: Strategy, found: FieldGroup, sheet: GroupSheet, editor_id: UUID | None
) -> GroupOverride:
    """Put a field in a group, or back into what the rule proposes; earlier decisions stay, everybody reads it at once.

    Raises:
        Conflict: somebody else decided since the form was filled.
    """
    if sheet.seen != found.seen:
        raise Conflict("Somebody else changed the group of this field meanwhile.")
    decision = GroupOverride(
        element_id=found.node.id,
        number=found.seen + 1,
        given=sheet.given,
        proposed=found.proposal.group if found.proposal else None,
        reason=sheet.reason,
        easy_reason=sheet.easy_reason,
        decided_at=now(),
        decided_by=editor_id,
    )
    session.add(decision)
    session.flush()
    record(
        session,
        "decided the priority group",
        "element",
        found.node.id,
        actor_id=editor_id,
        region_id=strategy.region_id,
        details={"number": decision.number, "given": decision.given, "proposed": decision.proposed},
    )
    publish_change(session, strategy.region_id)
    return decision
