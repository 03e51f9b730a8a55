"""What editors do with an import before it becomes a draft: hand in a document, correct, accept and drop guesses."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlmodel import Session, col, select

from participation.core.clock import now
from participation.core.errors import Conflict
from participation.core.jobs import enqueue
from participation.core.journal import record
from participation.imports.expiry import forget
from participation.imports.forms import GuessSheet
from participation.imports.jobs import READ
from participation.imports.models import Change, Decision, ImportDraft, ImportGuess, Stage
from participation.imports.queries import below, rows_of
from participation.strategy.models import Kind, Strategy
from participation.web.pages import Person, Place


def hand_in(
    session: Session, place: Place, strategy: Strategy | None, file: tuple[str, str], person: Person | None
) -> ImportDraft:
    """Keep a document and have it read.

    Args:
        session: a writing session.
        place: the region.
        strategy: the one that the document is a newer state of; None for a new one.
        file: the file's name, and what it is stored as.
        person: who handed it in.
    """
    draft = ImportDraft(
        region_id=place.id,
        strategy_id=strategy.id if strategy else None,
        account_id=person.id if person else None,
        file_name=file[0],
        stored_as=file[1],
        is_update=strategy is not None,
        created_at=now(),
    )
    session.add(draft)
    session.flush()
    enqueue(session, READ, {"import": str(draft.id)})
    actor = person.id if person else None
    record(session, "handed in", "import", draft.id, actor_id=actor, region_id=place.id, details={})
    return draft


def correct(session: Session, draft: ImportDraft, guess: ImportGuess, sheet: GuessSheet) -> None:
    """Put a guess right.

    Raises:
        Conflict: it would hang below itself, or the import is taken over already.
    """
    check_open(draft)
    if sheet.parent_id is not None and sheet.parent_id in below(rows_of(session, draft), guess):
        raise Conflict("An element cannot hang below itself.")
    said = (guess.kind, guess.number, guess.title, guess.text, guess.parent_id)
    guess.kind, guess.number, guess.title, guess.text = Kind(sheet.kind), sheet.number, sheet.title, sheet.text
    guess.parent_id = sheet.parent_id
    if said != (guess.kind, guess.number, guess.title, guess.text, guess.parent_id):
        guess.is_corrected = True
        _tell_corrected(guess, said)
    if guess.decision is not Decision.DONE:
        guess.decision = Decision(sheet.decision)
    session.add(guess)
    session.flush()


def _tell_corrected(guess: ImportGuess, said: tuple[object, ...]) -> None:
    """What somebody corrected is to be written, also where the document says what the strategy says."""
    parts = zip(
        ("kind", "number", "title", "text", "place"),
        said,
        (guess.kind, guess.number, guess.title, guess.text, guess.parent_id),
        strict=True,
    )
    changed = [name for name, before, after in parts if before != after]
    guess.differs = list(dict.fromkeys([*guess.differs, *changed]))
    if guess.change is Change.SAME:
        guess.change, guess.decision = Change.CHANGED, Decision.OPEN


def decide(session: Session, draft: ImportDraft, guess_ids: Collection[UUID], decision: Decision) -> int:
    """Accept or drop guesses that are not written yet; how many."""
    check_open(draft)
    chosen = session.exec(
        select(ImportGuess).where(
            ImportGuess.draft_id == draft.id,
            col(ImportGuess.id).in_(guess_ids),
            col(ImportGuess.decision) != Decision.DONE,
        )
    ).all()
    for guess in chosen:
        guess.decision = decision
        session.add(guess)
    session.flush()
    return len(chosen)


def rename_kinds(session: Session, draft: ImportDraft, guess_ids: Collection[UUID], kind: Kind) -> int:
    """Say of several guesses at once what they are; how many."""
    check_open(draft)
    chosen = session.exec(
        select(ImportGuess).where(ImportGuess.draft_id == draft.id, col(ImportGuess.id).in_(guess_ids))
    ).all()
    for guess in chosen:
        if guess.kind != kind and guess.decision is not Decision.DONE:
            said = (guess.kind, guess.number, guess.title, guess.text, guess.parent_id)
            guess.kind, guess.is_corrected = kind, True
            _tell_corrected(guess, said)
            session.add(guess)
    session.flush()
    return len(chosen)


def discard(session: Session, draft: ImportDraft, person: Person | None) -> None:
    """Forget an import with its guesses; the strategy stays as it is.

    Raises:
        Conflict: it is taken over; what was written of it stays in the strategy.
    """
    if draft.stage is Stage.ADOPTED:
        raise Conflict("This import is taken over and can no longer be forgotten by hand.")
    details = {"file": draft.file_name}
    actor = person.id if person else None
    record(session, "discarded", "import", draft.id, actor_id=actor, region_id=draft.region_id, details=details)
    forget(session, draft.id)


def check_open(draft: ImportDraft) -> None:
    """Refuse what comes too late or too early.

    Raises:
        Conflict: the document is not read yet, or taken over already.
    """
    if draft.stage is not Stage.READY:
        raise Conflict("This import is not open for corrections.")
