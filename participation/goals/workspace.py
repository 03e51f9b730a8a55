"""The workspace of one element: the form with both languages, beside it what came in, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from participation.considerations.models import OUTCOME_NAMES
from participation.goals.checking import goal_hints
from participation.goals.citing import reference
from participation.goals.forms import WordingSheet
from participation.goals.incoming import incoming
from participation.goals.models import SOURCE_KIND_NAMES
from participation.goals.publishing import open_changes
from participation.goals.results import in_language
from participation.goals.words import GROUP_NAMES
from participation.strategy.models import GOALS, Element, Kind, Strategy, VersionState
from participation.strategy.queries import level_name
from participation.strategy.texts import TITLE
from participation.web.languages import EASY, GERMAN
from participation.web.visit import Visit
from participation.writing.desk import twin_name
from participation.writing.draft import DraftBlock, DraftNode, part_options
from participation.writing.states import draft_of
from participation.writing.wording import Wording, field_name

PARENTS = (Kind.PRIORITY_GROUP, Kind.ACTION_CLUSTER, Kind.ACTION_FIELD, Kind.AREA, *GOALS)


@dataclass(frozen=True)
class Pair:
    """A block in the form: its standard text and its twin side by side."""

    block: DraftBlock
    standard: Wording
    twin: Wording

    @property
    def is_new(self) -> bool:
        """Whether it is the empty paragraph that may be added."""
        return self.block.id is None and self.block.key != TITLE


@dataclass(frozen=True)
class Workplace:
    """Where an editor works: an element, or one yet to be created below `parent`."""

    strategy: Strategy
    nodes: Sequence[DraftNode]
    element: Element | None
    parent: Element | None
    kind: Kind
    number: str = ""

    @property
    def node(self) -> DraftNode | None:
        """The element's place in the draft."""
        return next((node for node in self.nodes if self.element and node.element.id == self.element.id), None)


def pairs(sheet: WordingSheet) -> list[Pair]:
    """The wordings of a sheet, two by two."""
    texts = {(wording.block.key, wording.tag): wording for wording in sheet.wordings}
    return [
        Pair(wording.block, wording, texts[wording.block.key, EASY.tag])
        for wording in sheet.wordings
        if wording.tag == GERMAN.tag and (wording.block.key, EASY.tag) in texts
    ]


def workspace_context(visit: Visit, place: Workplace, sheet: WordingSheet) -> dict[str, Any]:
    """Everything that the workspace's template shows."""
    strategy, element = place.strategy, place.element
    open_here = [each for each in open_changes(visit.db, strategy) if element and each.change.element_id == element.id]
    return {
        "strategy": strategy,
        "in_review": draft_of(visit.db, strategy).state == VersionState.IN_REVIEW,
        "place": place,
        "sheet": sheet,
        "pairs": pairs(sheet),
        "errors": errors(visit, sheet),
        "hints": hints_of(visit, sheet.wordings) if place.kind in GOALS else None,
        "came": incoming(visit.db, strategy, place.nodes, element, place.parent),
        "open_changes": open_here,
        "kind_name": level_name(strategy, place.kind).text,
        "parents": parents(place.nodes),
        "kinds": goal_kinds(strategy),
        "source_kinds": [(kind, visit._(name)) for kind, name in SOURCE_KIND_NAMES.items()],
        "outcome_names": {outcome: visit._(name) for outcome, name in OUTCOME_NAMES.items()},
        "group_names": {group: visit._(name) for group, name in GROUP_NAMES.items()},
        "twin_name": lambda text: visit._(twin_name(text)),
        "words_of": lambda texts: in_language(texts, visit.language.tag),
        "reference": reference,
    }


def hints_of(visit: Visit, wordings: Sequence[Wording]) -> list[str]:
    """What the standard text of a goal leaves open, in words."""
    text = "\n\n".join(wording.text for wording in wordings if wording.tag == GERMAN.tag)
    return [visit._(hint.sentence, **hint.values) for hint in goal_hints(text)]


def errors(visit: Visit, sheet: WordingSheet) -> list[tuple[str, str]]:
    """Problems as (field id, sentence)."""
    where = {"wording": field_name(TITLE, GERMAN.tag)}
    found = [(where.get(name, name), visit._(problem)) for name, problem in sheet.problems.items()]
    sentence = visit._("Somebody else changed this text meanwhile. Both are shown; save again to replace theirs.")
    return found + [(wording.name, sentence) for wording in sheet.wordings if wording.others_text is not None]


def parents(nodes: Sequence[DraftNode]) -> list[tuple[str, str]]:
    """What a new goal can stand below, as options; depth is shown by dashes."""
    return part_options(node for node in nodes if node.element.kind in PARENTS)


def goal_kinds(strategy: Strategy) -> list[tuple[str, str]]:
    """The levels of goals that the strategy has, as options."""
    known = [kind for kind in GOALS if kind.value in strategy.levels] or [Kind.STRATEGIC_GOAL]
    return [(kind.value, level_name(strategy, kind).text) for kind in known]
