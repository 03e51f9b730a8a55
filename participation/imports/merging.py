"""An import changes the draft of a strategy that is there: keys, threads and what is unchanged stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlmodel import Session, col, select

from participation.core.clock import now
from participation.core.errors import Conflict
from participation.core.journal import record
from participation.imports.models import Change, Decision, ImportDraft, ImportGuess, Stage
from participation.imports.paragraphs import write_paragraphs
from participation.imports.queries import rows_of
from participation.strategy.models import Block, Element, ElementLink, Relation, Strategy
from participation.strategy.texts import TITLE
from participation.web.languages import GERMAN
from participation.web.pages import Person
from participation.writing.creation import create_element
from participation.writing.draft import standing
from participation.writing.states import check_standard_text_is_open, locked_draft
from participation.writing.texts import write_text

CHUNK = 8
"""Elements in one transaction: others who write do not wait longer than a moment."""


@dataclass
class Merging:
    """One transaction's part of it."""

    session: Session
    strategy: Strategy
    guesses: Sequence[ImportGuess]
    editor_id: UUID | None
    by_id: dict[UUID, ImportGuess] = field(init=False)

    def __post_init__(self) -> None:
        """Have every guess at hand."""
        self.by_id = {guess.id: guess for guess in self.guesses}

    def write(self, guess: ImportGuess) -> None:
        """Do to the draft what the guess says."""
        if guess.change is Change.GONE:
            self._retire(guess)
        elif guess.change is Change.NEW or guess.element_id is None:
            self._create(guess)
        else:
            self._change(guess)
        guess.decision = Decision.DONE
        self.session.add(guess)
        self.session.flush()

    def link(self) -> None:
        """Add the links between elements that the document names and the draft lacks."""
        known = {
            (link.source_id, link.relation.value, link.target_id)
            for link in self.session.exec(
                select(ElementLink)
                .join(Element, col(Element.id) == col(ElementLink.source_id))
                .where(Element.strategy_id == self.strategy.id)
            )
        }
        for guess in self.guesses:
            source = guess.element_id if guess.decision is Decision.DONE else None
            for kind, other in guess.links if source else ():
                target = self.by_id[UUID(other)].element_id if UUID(other) in self.by_id else None
                if source and target and (source, kind, target) not in known:
                    self.session.add(ElementLink(source_id=source, target_id=target, relation=Relation(kind)))
        self.session.flush()

    def order(self) -> None:
        """Put siblings into the order of the document; what it does not have stays behind its neighbour."""
        places = {
            guess.element_id: place
            for place, guess in enumerate(self.guesses)
            if guess.element_id and guess.change is not Change.GONE
        }
        below: dict[UUID | None, list[Element]] = {}
        for element in standing(self.session, self.strategy):
            below.setdefault(element.parent_id, []).append(element)
        for children in below.values():
            for position, element in enumerate(_ordered(children, places)):
                if element.position != position:
                    element.position = position
                    self.session.add(element)
        self.session.flush()

    def _parent(self, guess: ImportGuess) -> Element | None:
        """The nearest element above that the draft has."""
        above = guess.parent_id
        while above is not None:
            parent = self.by_id[above]
            element = self.session.get(Element, parent.element_id) if parent.element_id else None
            if element is not None and element.retired_at is None:
                return element
            above = parent.parent_id
        return None

    def _create(self, guess: ImportGuess) -> None:
        parent = self._parent(guess)
        element = create_element(self.session, self.strategy, parent, guess.kind, guess.number, guess.title)
        guess.element_id = element.id
        self._write_title(element, guess.title)
        write_paragraphs(self.session, self.strategy, element, guess.text, self.editor_id)

    def _change(self, guess: ImportGuess) -> None:
        element = self.session.get(Element, guess.element_id)
        if element is None or element.retired_at is not None:
            return
        element.kind, element.number = guess.kind, guess.number
        if "place" in guess.differs:
            self._move(element, self._parent(guess))
        self.session.add(element)
        if "title" in guess.differs:
            self._write_title(element, guess.title)
        if "text" in guess.differs:
            write_paragraphs(self.session, self.strategy, element, guess.text, self.editor_id)

    def _move(self, element: Element, parent: Element | None) -> None:
        above = parent
        while above is not None:
            if above.id == element.id:
                return  # its new parent still hangs below it
            above = self.session.get(Element, above.parent_id) if above.parent_id else None
        element.parent_id = parent.id if parent else None

    def _write_title(self, element: Element, title: str) -> None:
        block = self.session.exec(select(Block).where(Block.element_id == element.id, Block.key == TITLE)).one()
        write_text(self.session, self.strategy, block, GERMAN.tag, title, self.editor_id)

    def _retire(self, guess: ImportGuess) -> None:
        element = self.session.get(Element, guess.element_id) if guess.element_id else None
        if element is None or element.retired_at is not None:
            return
        element.retired_at = now()
        for child in self.session.exec(select(Element).where(Element.parent_id == element.id)):
            child.parent_id = element.parent_id
            self.session.add(child)
        self.session.add(element)


def merge_some(session: Session, draft: ImportDraft, strategy: Strategy, person: Person | None) -> int:
    """Write some of the accepted guesses; how many are left. When none is left the import is taken over.

    Raises:
        Conflict: the import is not open.
        NotNow: the draft of the strategy is being reviewed.
    """
    if draft.stage is not Stage.READY:
        raise Conflict("This import is not open for corrections.")
    check_standard_text_is_open(session, strategy)
    guesses = [row.guess for row in rows_of(session, draft)]
    accepted = [guess for guess in guesses if guess.decision is Decision.ACCEPTED]
    # What is gone comes last and from the leaves, so that nothing is left hanging.
    waiting = sorted(accepted, key=lambda guess: guess.change is Change.GONE)
    first_gone = next((place for place, guess in enumerate(waiting) if guess.change is Change.GONE), len(waiting))
    waiting = [*waiting[:first_gone], *reversed(waiting[first_gone:])]
    merging = Merging(session, strategy, guesses, person.id if person else None)
    for guess in waiting[:CHUNK]:
        merging.write(guess)
    _count_revision(session, strategy, merging.editor_id)
    if len(waiting) <= CHUNK:
        merging.link()
        merging.order()
        _close(session, draft, strategy, merging.editor_id)
    return max(len(waiting) - CHUNK, 0)


def _count_revision(session: Session, strategy: Strategy, editor_id: UUID | None) -> None:
    found = locked_draft(session, strategy)
    found.revision, found.changed_at, found.changed_by = found.revision + 1, now(), editor_id
    session.add(found)
    session.flush()


def _close(session: Session, draft: ImportDraft, strategy: Strategy, editor_id: UUID | None) -> None:
    draft.stage = Stage.ADOPTED
    session.add(draft)
    details = {"import": str(draft.id)}
    record(
        session, "took over", "strategy", strategy.id, actor_id=editor_id, region_id=strategy.region_id, details=details
    )


def _ordered(children: Sequence[Element], places: Mapping[UUID, int]) -> list[Element]:
    """Children that the document has in its order; each other one behind the one that it stood behind."""
    known = sorted((child for child in children if child.id in places), key=lambda child: places[child.id])
    ordered = list(known)
    before: Element | None = None
    for child in children:
        if child.id not in places:
            ordered.insert(ordered.index(before) + 1 if before else 0, child)
        before = child
    return ordered
