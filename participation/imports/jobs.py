"""Reading documents in the background, and forgetting imports after their time, and files that none names any more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, delete, select

from participation.core.clock import now
from participation.core.database import Database
from participation.core.elsewhere import ElsewhereFailed, elsewhere
from participation.core.files import FileStore, file_store
from participation.core.identifiers import uuid7
from participation.core.jobs import Job
from participation.core.settings import Settings
from participation.core.text import msgid
from participation.imports.comparing import Guess
from participation.imports.expiry import forget_expired
from participation.imports.files import AREA
from participation.imports.known import known_elements
from participation.imports.models import Change, Decision, ImportDraft, ImportGuess, Stage
from participation.imports.reader import Reading, answered, asked
from participation.strategy.models import Kind, Strategy

READ = "read document"
_LONGEST_SECONDS = 180
_WAIT = timedelta(days=1)
_LONGEST_NUMBER, _LONGEST_TITLE = 20, 300
_TOO_LONG = msgid("%(file)s takes too long to read; it is damaged.")
_NOTHING = msgid("Nothing was recognised in %(file)s, so there is nothing to take over.")


def jobs(settings: Settings) -> tuple[Job, ...]:
    """The jobs of imports."""

    def read(database: Database, given: Mapping[str, Any]) -> None:
        read_document(database, file_store(database, settings.files_folder, AREA), UUID(given["import"]))

    def clean_up(database: Database, _given: Mapping[str, Any]) -> int:
        while _forgot_one(database):
            pass
        with database.reading() as session:
            known = set(session.exec(select(ImportDraft.stored_as)))
        return file_store(database, settings.files_folder, AREA).forget_unknown(known, now() - _WAIT)

    return Job(READ, read, slow=True), Job("import files", clean_up, every=_WAIT)


def _forgot_one(database: Database) -> bool:
    """One in a transaction: others who write do not wait for thousands of rows."""
    with database.writing() as session:
        return forget_expired(session)


def read_document(database: Database, store: FileStore, draft_id: UUID) -> None:
    """Read a document that waits, and keep what was guessed; one that is read already is left alone."""
    with database.writing() as session:
        draft = session.get(ImportDraft, draft_id)
        if draft is None or draft.stage not in {Stage.WAITING, Stage.READING}:
            return
        draft.stage = Stage.READING
        session.add(draft)
        strategy = session.get(Strategy, draft.strategy_id) if draft.strategy_id else None
        known = known_elements(session, strategy) if strategy else []
        name, stored_as, is_update = draft.file_name, draft.stored_as, draft.is_update
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.symlink_to((store.folder / stored_as).resolve())
        reading = _read(path, asked(path, known))
    with database.writing() as session:
        _keep(session, draft_id, reading, is_update=is_update)
    store.forget(stored_as)


def _read(path: Path, question: bytes) -> Reading:
    try:
        reading = answered(elsewhere("participation.imports.reader", question, _LONGEST_SECONDS))
    except ElsewhereFailed:
        return Reading(problem={"sentence": _TOO_LONG, "values": {"file": path.name}})
    if not reading.problem and all(guess.change is Change.GONE for guess in reading.guesses):
        return Reading(problem={"sentence": _NOTHING, "values": {"file": path.name}})
    return reading


def _keep(session: Session, draft_id: UUID, reading: Reading, *, is_update: bool) -> None:
    draft = session.get(ImportDraft, draft_id)
    if draft is None:
        return
    draft.stage = Stage.FAILED if reading.problem else Stage.READY
    draft.problem, draft.stored_as = reading.problem, ""
    draft.title, draft.contradictions = reading.title[:_LONGEST_TITLE], list(reading.contradictions)
    session.add(draft)
    session.exec(delete(ImportGuess).where(col(ImportGuess.draft_id) == draft_id))
    ids = [uuid7() for _ in reading.guesses]
    rows = [_row(draft_id, place, guess, ids) for place, guess in enumerate(reading.guesses)]
    for row in rows:
        row.decision = _first_decision(row.change, is_update=is_update)
    session.add_all(rows)
    session.flush()
    for row, guess in zip(rows, reading.guesses, strict=True):
        row.parent_id = None if guess.parent is None else ids[guess.parent]
    session.flush()


def _first_decision(change: Change, *, is_update: bool) -> Decision:
    """A new strategy begins with everything; in one that is there nothing changes unless somebody says so."""
    if change is Change.SAME:
        return Decision.DONE
    return Decision.OPEN if is_update else Decision.ACCEPTED


def _row(draft_id: UUID, place: int, guess: Guess, ids: list[UUID]) -> ImportGuess:
    return ImportGuess(
        id=ids[place],
        draft_id=draft_id,
        element_id=UUID(guess.element) if guess.element else None,
        position=place,
        kind=Kind(guess.kind),
        number=guess.number[:_LONGEST_NUMBER],
        title=guess.title,
        text=guess.text,
        change=guess.change,
        differs=guess.differs,
        decision=Decision.OPEN,
        links=[[kind, str(ids[at])] for kind, at in guess.links],
    )
