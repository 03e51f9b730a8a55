"""An import becomes the draft of a new strategy."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session, select

from participation.core.errors import Conflict, Invalid
from participation.core.journal import record
from participation.imports.actions import check_open
from participation.imports.models import Decision, ImportDraft, ImportGuess, Stage
from participation.imports.queries import Row, rows_of
from participation.regions.models import Region
from participation.strategy.content.loading import add_strategy
from participation.strategy.importing.storing import source_of
from participation.strategy.importing.tree import Recognised, Recognition
from participation.strategy.models import Relation, Strategy
from participation.web.pages import Person


def adopt_as_new(session: Session, draft: ImportDraft, title: str, person: Person | None) -> Strategy:
    """Make a strategy of what was not dropped; it is not published.

    Raises:
        Conflict: the region has a strategy whose name gives the same address, or the import is taken over already.
        Invalid: everything was dropped.
    """
    check_open(draft)
    rows = rows_of(session, draft)
    recognition = Recognition(title, _kept(rows))
    if not recognition.elements:
        raise Invalid("Nothing is left to take over.")
    source = source_of(recognition)
    region = session.get_one(Region, draft.region_id)
    known = select(Strategy).where(Strategy.region_id == region.id, Strategy.slug == source.slug)
    if session.exec(known).first():
        raise Conflict(
            "The region has a strategy of this name already. Choose another title, or read it in as a newer file."
        )
    strategy = add_strategy(session, region, source)
    draft.strategy_id, draft.stage, draft.title = strategy.id, Stage.ADOPTED, title
    session.add(draft)
    for row in rows:
        if row.guess.decision is not Decision.DROPPED:
            row.guess.decision = Decision.DONE
            session.add(row.guess)
    actor = person.id if person else None
    record(
        session, "imported", "strategy", strategy.id, actor_id=actor, region_id=region.id, details={"slug": source.slug}
    )
    session.flush()
    return strategy


def _kept(rows: Sequence[Row]) -> list[Recognised]:
    """The tree without what was dropped; what hung below that hangs one higher."""
    kept: dict[object, Recognised] = {}
    roots: list[Recognised] = []
    parents = {row.guess.id: row.guess.parent_id for row in rows}
    for row in rows:
        if row.guess.decision is Decision.DROPPED:
            continue
        element = _element(row.guess)
        kept[row.guess.id] = element
        above = row.guess.parent_id
        while above is not None and above not in kept:
            above = parents[above]
        (kept[above].children if above is not None else roots).append(element)
    _link(rows, kept)
    return roots


def _element(guess: ImportGuess) -> Recognised:
    paragraphs = [piece.strip() for piece in guess.text.split("\n\n") if piece.strip()]
    return Recognised(guess.kind, guess.number, guess.title, paragraphs)


def _link(rows: Sequence[Row], kept: dict[object, Recognised]) -> None:
    by_text = {str(guess_id): element for guess_id, element in kept.items()}
    for row in rows:
        if row.guess.id in kept:
            kept[row.guess.id].links = [
                (Relation(kind), by_text[other]) for kind, other in row.guess.links if other in by_text
            ]
