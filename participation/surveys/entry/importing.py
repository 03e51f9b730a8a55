"""Answer sheets from a file: every row checked first, then all of them stored in one transaction, or none."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import IO, Any
from uuid import UUID, uuid4

from sqlmodel import Session, select

from participation.core.clock import now
from participation.core.columns import dump_json
from participation.core.database import Database
from participation.core.errors import Conflict, Invalid
from participation.core.identifiers import digest
from participation.core.journal import record
from participation.core.text import msgid
from participation.surveys.answers import REQUIRED, Answers, check_answers
from participation.surveys.entry.files import Row
from participation.surveys.entry.storing import insert_deliveries, left_out_by, stored_keys
from participation.surveys.models import Channel, EntryBatch, EntryState
from participation.surveys.running import RunningSurvey
from participation.surveys.submissions import AnswerSheet
from participation.web.languages import GERMAN

MOST_BAD = 1_000
"""So many problems are told one by one; the others are only counted."""
CHUNK = 500
_NOBODY_WAS_THERE = frozenset({Channel.PAPER, Channel.EVENT})
"""On paper nobody can be made to answer."""

Translate = Callable[..., str]


@dataclass(frozen=True)
class Source:
    """Where sheets come from; `language` and `audience` are those of rows that do not say."""

    survey: RunningSurvey
    channel: Channel
    language: str = GERMAN.tag
    audience: str = ""


@dataclass(frozen=True)
class BadRow:
    """A row that cannot be stored: its number in the file, the field, a sentence."""

    row: int
    name: str
    sentence: str


@dataclass
class CheckedFile:
    """All rows of a file, checked; the good ones lie in `spool`, a line of JSON each, not in memory."""

    source: Source
    spool: IO[str]
    rows: int = 0
    bad: list[BadRow] = field(default_factory=list)
    bad_count: int = 0

    def sheets(self, batch_id: UUID) -> Iterator[AnswerSheet]:
        """The good rows as answer sheets of a batch."""
        for kept in self.kept():
            yield AnswerSheet(
                client_id=UUID(kept["id"]) if kept["id"] else uuid4(),
                survey=self.source.survey,
                version=self.source.survey.versions[kept["version"]],
                language=kept["language"],
                answers=kept["answers"],
                channel=self.source.channel,
                audience=kept["audience"],
                batch_id=batch_id,
            )

    def kept(self) -> Iterator[dict[str, Any]]:
        """The good rows: id, version, language, audience, answers."""
        self.spool.seek(0)
        return map(json.loads, self.spool)


class _Unusable(Exception):  # noqa: N818 - a value on its way to a BadRow
    def __init__(self, field_name: str, message: str, **params: object) -> None:
        super().__init__(message)
        self.field_name, self.message, self.params = field_name, message, params


@contextmanager
def checked_file(
    session: Session,
    source: Source,
    rows: Iterable[Row],
    translate: Translate,
    progress: Callable[[int], object] = lambda _: None,
) -> Iterator[CheckedFile]:
    """Every row checked by the one validation of answers; nothing is stored. What it keeps is gone after the block.

    Args:
        session: reads which ids are stored already.
        source: what the rows belong to.
        rows: in the order of the file.
        translate: puts sentences into the reader's language.
        progress: is told how many rows more were checked.
    """
    with tempfile.TemporaryFile("w+", encoding="utf-8") as spool:
        checked, seen, stream = CheckedFile(source, spool), set[bytes](), iter(rows)
        while chunk := list(islice(stream, CHUNK)):
            stored = stored_keys(session, [_key(row) for row in chunk if row.id])
            for row in chunk:
                _check(checked, row, seen, stored, translate)
            checked.rows += len(chunk)
            progress(len(chunk))
        yield checked


def _check(checked: CheckedFile, row: Row, seen: set[bytes], stored: set[bytes], translate: Translate) -> None:
    try:
        facts = _facts(checked.source, row, seen, stored)
    except _Unusable as wrong:
        _note(checked, BadRow(row.number, wrong.field_name, translate(wrong.message, **wrong.params)))
        return
    answers, bad = _answers(checked.source, row, facts, translate)
    for one in bad:
        _note(checked, one)
    if not bad:
        checked.spool.write(dump_json({**facts, "answers": answers}) + "\n")


def _note(checked: CheckedFile, bad: BadRow) -> None:
    checked.bad_count += 1
    if len(checked.bad) < MOST_BAD:
        checked.bad.append(bad)


def _facts(source: Source, row: Row, seen: set[bytes], stored: set[bytes]) -> dict[str, Any]:
    survey = source.survey
    version = row.version or survey.latest.number
    language, audience = row.language or source.language, row.audience or source.audience
    if row.broken:
        raise _Unusable("", row.broken)
    if version not in survey.versions:
        raise _Unusable("questionnaire_version", msgid("There is no such version of the questionnaire."))
    if language not in survey.versions[version].questionnaire.languages:
        raise _Unusable("language", msgid("The survey is not asked in the language “%(name)s”."), name=language[:20])
    if audience != "" and survey.audiences.named(audience) is None:
        raise _Unusable("audience", msgid("This survey has no group “%(name)s”."), name=audience[:40])
    if audience == "" and survey.audiences.all:
        raise _Unusable("audience", msgid("This survey has groups; the row does not say to which it belongs."))
    if row.id:
        _ensure_new(row, seen, stored)
    return {"id": row.id, "version": version, "language": language, "audience": audience}


def _ensure_new(row: Row, seen: set[bytes], stored: set[bytes]) -> None:
    try:
        UUID(row.id)
    except ValueError:
        raise _Unusable("id", msgid("An id is a UUID, or empty.")) from None
    key = _key(row)
    if key in seen:
        raise _Unusable("id", msgid("This id stands in the file twice."))
    if key in stored:
        raise _Unusable("id", msgid("The answer sheet with this id is stored already."))
    seen.add(key)


def _key(row: Row) -> bytes:
    try:
        return digest(str(UUID(row.id)))
    except ValueError:
        return digest(row.id)


def _answers(source: Source, row: Row, facts: dict[str, Any], translate: Translate) -> tuple[Answers, list[BadRow]]:
    questionnaire = source.survey.versions[facts["version"]].questionnaire
    answers, problems = check_answers(questionnaire, row.given, left_out_by(source.survey, facts["audience"]))
    is_excused = source.channel in _NOBODY_WAS_THERE
    bad = [
        BadRow(row.number, problem.name, problem.sentence(translate, GERMAN.tag))
        for problem in problems
        if not (is_excused and problem.message == REQUIRED)
    ]
    return answers, bad


def store_file(database: Database, checked: CheckedFile, name: str, actor_id: UUID | None = None) -> int:
    """Store every row as a batch of that name, all in one transaction.

    Returns:
        How many answer sheets were stored.

    Raises:
        Invalid: rows are bad, or there are none; nothing was stored.
        Conflict: the survey has a batch of that name, which may be this very file; nothing was stored.
    """
    if checked.bad_count:
        raise Invalid("%(bad)s problems were found. Nothing was stored.", None, bad=checked.bad_count)
    if not checked.rows:
        raise Invalid("There is no answer sheet in this file.")
    with database.writing() as session:
        ensure_name_is_free(session, checked.source.survey, name)
        batch = _batch(checked, name, actor_id)
        session.add(batch)
        session.flush()
        sheets = checked.sheets(batch.id)
        while chunk := list(islice(sheets, CHUNK)):
            insert_deliveries(session, [sheet.delivery() for sheet in chunk])
        survey = checked.source.survey
        details = {"sheets": checked.rows, "channel": batch.channel.value, "survey": str(survey.id)}
        record(
            session, "imported", "entry_batch", batch.id, actor_id=actor_id, region_id=survey.region_id, details=details
        )
    return checked.rows


def ensure_name_is_free(session: Session, survey: RunningSurvey, name: str) -> None:
    """Raises Conflict if the survey has a batch of that name: a file that is read twice must not count twice."""
    same = select(EntryBatch).where(EntryBatch.survey_id == survey.id, EntryBatch.name == name)
    batch = session.exec(same).first()
    if batch is not None:
        raise Conflict(
            "There is a batch “%(name)s” with %(stored)s answer sheets already. Nothing was stored.",
            name=name,
            stored=batch.stored,
        )


def _batch(checked: CheckedFile, name: str, actor_id: UUID | None) -> EntryBatch:
    source, moment = checked.source, now()
    return EntryBatch(
        survey_id=source.survey.id,
        version_id=source.survey.latest.id,
        name=name,
        channel=source.channel,
        audience=source.audience,
        language=source.language,
        state=EntryState.STORED,
        opened_at=moment,
        opened_by=actor_id,
        stored_at=moment,
        stored=checked.rows,
    )
