"""What staff ask about imports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from participation.core.errors import NotFound
from participation.imports.models import Change, Decision, ImportDraft, ImportGuess
from participation.web.pages import Place

MOST_SHOWN = 50


@dataclass(frozen=True)
class Row:
    """A guess in the tree; `depth` counts from 0, `above` are the titles of what it hangs below."""

    guess: ImportGuess
    depth: int
    above: tuple[str, ...]


def imports_of(session: Session, place: Place) -> Sequence[ImportDraft]:
    """The newest imports of a region."""
    own = select(ImportDraft).where(ImportDraft.region_id == place.id)
    return session.exec(own.order_by(col(ImportDraft.created_at).desc(), col(ImportDraft.id)).limit(MOST_SHOWN)).all()


def import_by_id(session: Session, place: Place, import_id: UUID) -> ImportDraft:
    """An import of the region.

    Raises:
        NotFound: there is none.
    """
    found = session.get(ImportDraft, import_id)
    if found is None or found.region_id != place.id:
        raise NotFound("There is no such import.")
    return found


def guess_by_id(session: Session, draft: ImportDraft, guess_id: UUID) -> ImportGuess:
    """A guess of the import.

    Raises:
        NotFound: there is none.
    """
    found = session.get(ImportGuess, guess_id)
    if found is None or found.draft_id != draft.id:
        raise NotFound("There is no such part of the document.")
    return found


def rows_of(session: Session, draft: ImportDraft) -> list[Row]:
    """All guesses of an import in reading order, as a tree; one query."""
    guesses = session.exec(
        select(ImportGuess).where(ImportGuess.draft_id == draft.id).order_by(col(ImportGuess.position))
    ).all()
    below: dict[UUID | None, list[ImportGuess]] = {}
    for guess in guesses:
        below.setdefault(guess.parent_id, []).append(guess)

    def walk(parent: UUID | None, above: tuple[str, ...]) -> Iterator[Row]:
        for guess in below.get(parent, ()):
            yield Row(guess, len(above), above)
            yield from walk(guess.id, (*above, guess.title))

    return list(walk(None, ()))


def counted(rows: Sequence[Row]) -> dict[str, int]:
    """How many guesses there are of each change and decision, and in all."""
    changes: Counter[str] = Counter(row.guess.change.value for row in rows)
    decisions: Counter[str] = Counter(row.guess.decision.value for row in rows if row.guess.change is not Change.SAME)
    names = (*Change, *Decision)
    return {"all": len(rows)} | {name.value: changes[name.value] + decisions[name.value] for name in names}


def below(rows: Sequence[Row], guess: ImportGuess) -> set[UUID]:
    """The ids of a guess and of everything below it."""
    found = {guess.id}
    for row in rows:
        if row.guess.parent_id in found:
            found.add(row.guess.id)
    return found
