"""What changed in a strategy since its last round of comments, and why: the words, and what stands behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session
from starlette.responses import Response

from participation.comments.rounds import comment_rounds, frozen_versions
from participation.considerations.entries import Entry
from participation.considerations.models import Consideration, Outcome
from participation.considerations.queries import public_considerations, public_entries
from participation.goals.grounds import CONTRIBUTION_KINDS, Ground, Grounded, distinct
from participation.goals.history import changes_of_versions
from participation.goals.words import shown_names
from participation.procedures.rounds import Round
from participation.strategy.comparison import ChangedElement, changed_elements
from participation.strategy.models import Strategy, Version
from participation.strategy.queries import level_names, strategy_by_slug, titled
from participation.strategy.texts import published_tree
from participation.strategy.versions import current_version, published_versions
from participation.strategy.views import has_texts, trail, twin_is_draft
from participation.web.languages import ENGLISH, GERMAN
from participation.web.visit import Visit

SHOWN = 12
"""So many contributions are named behind one change; all of them stand on the page of the part itself."""
_MOST_CONSIDERED = 500
_LED_TO_CHANGES = {Outcome.ACCEPTED, Outcome.PARTIALLY_ACCEPTED}


@dataclass(frozen=True)
class Why:
    """What stands behind a change: sentences of editors, evidence with its consideration, further considerations."""

    reasons: tuple[str, ...] = ()
    grounds: tuple[tuple[Ground, Consideration | None], ...] = ()
    considered: tuple[Entry, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is noted."""
        return not (self.reasons or self.grounds or self.considered)


def read_changes(visit: Visit, strategy: str) -> Response:
    """Everything that is different from the text that people could comment on last."""
    found = strategy_by_slug(visit.db, visit.place, strategy)
    title = titled(visit.db, [found], visit.language.tag)[0]
    version = current_version(visit.db, found)
    before, since = _before(visit, found, version)
    tag = GERMAN.tag if visit.language == ENGLISH else visit.language.tag
    trees = [(each, published_tree(visit.db, each, visit.language.tag)) for each in (before, version) if each]
    changes = changed_elements(visit.db, trees[0], trees[1], tag) if before else []
    return visit.render(
        "pages/changes.html",
        found=title,
        version=version,
        before=before,
        since=since,
        changes=changes,
        why=_why(visit.db, changes, _versions_after(visit, found, before)),
        words_tag=tag,
        has_texts=has_texts(visit.db, version, tag),
        shown=SHOWN,
        level=level_names(found, visit.language),
        twin_is_draft=twin_is_draft(visit.db, version),
        breadcrumbs=[*trail(visit, title), (visit._("What changed, and why"), None)],
        **shown_names(visit),
    )


def _before(visit: Visit, strategy: Strategy, version: Version) -> tuple[Version | None, Round | None]:
    """The version that the last round was on, with the round; if that is the present one, the version before."""
    of = [one for one in comment_rounds(visit.db, visit.place.id) if one.strategy_id == strategy.id]
    over = sorted((one for one in of if one.closes_at <= visit.now), key=lambda one: one.closes_at)
    frozen = frozen_versions(visit.db, over)
    earlier = [each for each in published_versions(visit.db, strategy) if each.number < version.number]
    by_id = {each.id: each for each in earlier}
    for one in reversed(over):
        if (version_id := frozen.get(one.phase_id)) in by_id:
            return by_id[version_id], one
    return (earlier[0] if earlier else None), None


def _versions_after(visit: Visit, strategy: Strategy, before: Version | None) -> list[UUID]:
    number = before.number if before else 0
    return [each.id for each in published_versions(visit.db, strategy) if each.number > number]


def _why(session: Session, changes: Sequence[ChangedElement], versions: Sequence[UUID]) -> dict[UUID, Why]:
    elements = [change.node.id for change in changes]
    made: dict[UUID, list[Grounded]] = {element: [] for element in elements}
    for each in changes_of_versions(session, versions):
        made.setdefault(each.change.element_id, []).append(each)
    weighed = _weighed(session, [ground for several in made.values() for ground in distinct(several)])
    considered = _considered(session, elements)
    return {
        element: Why(
            tuple(dict.fromkeys(each.change.reason for each in made[element] if each.change.reason)),
            tuple((ground, weighed.get(ground.id)) for ground in distinct(made[element])),
            _others(considered.get(element, []), distinct(made[element])),
        )
        for element in elements
    }


def _weighed(session: Session, grounds: Sequence[Ground]) -> dict[UUID, Consideration]:
    found: dict[UUID, Consideration] = {}
    for name, kind in CONTRIBUTION_KINDS.items():
        found |= public_considerations(
            session, kind, {one.id for one in grounds if one.kind == name and not one.is_hidden}
        )
    return found


def _considered(session: Session, elements: Sequence[UUID]) -> dict[UUID, list[Entry]]:
    """Considerations that say yes, at least in part, by the element that they are about."""
    found: dict[UUID, list[Entry]] = {}
    for entry in public_entries(session, elements, 1, _MOST_CONSIDERED):
        weighed = entry.consideration
        if weighed and weighed.element_id and weighed.outcome in _LED_TO_CHANGES:
            found.setdefault(weighed.element_id, []).append(entry)
    return found


def _others(entries: Sequence[Entry], grounds: Sequence[Ground]) -> tuple[Entry, ...]:
    """Those that are not among the evidence already."""
    cited = {ground.id for ground in grounds}
    return tuple(entry for entry in entries if entry.contribution.id not in cited)
