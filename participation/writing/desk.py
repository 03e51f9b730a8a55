"""Where an editor works: the strategy, its tree, an element of it, and the language beside the standard text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from starlette.responses import Response

from participation.core.errors import NotFound
from participation.core.text import msgid
from participation.strategy.models import Kind, Strategy
from participation.strategy.queries import level_name, titled
from participation.web.languages import BY_SLUG, EASY, GERMAN, LANGUAGES, Language
from participation.web.visit import Visit
from participation.writing.acts import Planned
from participation.writing.draft import DraftText, draft_strategy, part_options
from participation.writing.models import Draft
from participation.writing.states import draft_of
from participation.writing.tree import Branch, DraftTree, draft_tree
from participation.writing.words import ACT_NAMES, TWIN_NAMES


@dataclass(frozen=True)
class Desk:
    """A strategy as it lies on an editor's desk; `beside` is the language next to the standard text."""

    strategy: Strategy
    tree: DraftTree
    beside: Language
    draft: Draft

    @property
    def tags(self) -> tuple[str, str]:
        """The languages that are written here."""
        return GERMAN.tag, self.beside.tag

    @property
    def sprache(self) -> str | None:
        """What addresses say about the language beside the standard text; nothing for Leichte Sprache."""
        return self.beside.slug if self.beside != EASY else None

    def back_to(self, visit: Visit, branch: Branch, anchor: str) -> Response:
        """The way back to a place on the page of an element."""
        return visit.redirect(
            "write_element",
            strategy=self.strategy.slug,
            element=branch.element.key,
            sprache=self.sprache,
            anchor=anchor,
        )

    def branch(self, key: str) -> Branch:
        """The element of that key.

        Raises:
            NotFound: there is none, or it was taken out.
        """
        if key not in self.tree.by_key:
            raise NotFound("There is no such part of the strategy.")
        return self.tree.by_key[key]


def desk_of(visit: Visit, slug: str) -> Desk:
    """The desk that a page or form asks for; the language beside is Leichte Sprache unless another is chosen."""
    strategy = draft_strategy(visit.db, visit.place, slug)
    asked = BY_SLUG.get(visit.form.text("sprache") or visit.query.get("sprache", ""), EASY)
    beside = EASY if asked == GERMAN else asked
    return Desk(strategy, draft_tree(visit.db, strategy, beside.tag), beside, draft_of(visit.db, strategy))


def planned(visit: Visit, act: str, branch: Branch | None = None) -> Planned:
    """What a form plans to do with the tree that its page showed."""
    revision = visit.form.text("revision")
    shown = int(revision) if revision.isdecimal() and len(revision) < 10 else -1  # noqa: PLR2004 - digits of an int
    return Planned(act, shown, visit.person_id, branch.element.id if branch else None)


def desk_context(visit: Visit, desk: Desk) -> dict[str, Any]:
    """What every page of the desk shows."""
    others = [language for language in LANGUAGES if language != GERMAN]
    return {
        "desk": desk,
        "strategy": desk.strategy,
        "title": titled(visit.db, [desk.strategy], visit.language.tag)[0],
        "level": level_of(desk.strategy),
        "languages": [(language.slug, visit._(language.label)) for language in others],
        "act_name": lambda act: ACT_NAMES.get(act, act),
        "twin_name": lambda text: visit._(twin_name(text)),
        "in_review": desk.draft.state == "in_review",
        "sprache": desk.sprache,
    }


def level_of(strategy: Strategy) -> Callable[[Kind], str]:
    """The county's own name of a kind, for headings."""
    return lambda kind: level_name(strategy, kind).heading


def twin_name(text: DraftText) -> str:
    """The state of a twin, a msgid."""
    if text.state is None:
        return msgid("missing")
    return msgid("out of date") if text.is_stale else TWIN_NAMES[text.state]


def parts(desk: Desk, without: Branch | None = None) -> list[tuple[str, str]]:
    """The elements as options, depth shown by dashes; without one and what stands below it."""
    left_out = {branch.element.id for branch in without.walk()} if without else set[UUID]()
    return part_options(branch for branch in desk.tree.walk() if branch.element.id not in left_out)
