"""The raw answer sheets, one row a sheet, streamed: no key, no id, no order of arrival leads back to anybody."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from io import StringIO
from typing import Any, TypeAlias
from uuid import UUID

import orjson
from sqlalchemy import func, sql
from sqlmodel import Session

from participation.surveys.exports.blocks import Block, Spread, Text, block_of, order_block
from participation.surveys.exports.cells import Cell, safe
from participation.surveys.exports.columns import Column, Measure, Shape, named
from participation.surveys.models import Channel, Submission
from participation.surveys.questionnaire import Question
from participation.surveys.running import FrozenVersion, RunningSurvey
from participation.web.languages import LANGUAGES

AT_ONCE = 2_000
"""Rows that are read and written together; memory does not grow with the number of sheets."""

_SUBMISSIONS = Submission.__table__  # type: ignore[attr-defined]
_CHANNELS = {Channel.ONLINE: "online", Channel.KIOSK: "Tablet", Channel.PAPER: "Papier", Channel.EVENT: "Veranstaltung"}
_READ = ("version_id", "language", "channel", "audience", "received_on", "answers", "orders")

_Spreads: TypeAlias = tuple[tuple[str | None, Spread, tuple[None, ...]], ...]


@dataclass(frozen=True)
class _Plan:
    """How the sheets of one version become rows: (question's code or None, spread, blank cells) for each block."""

    number: int
    answers: _Spreads
    orders: _Spreads


@dataclass(frozen=True)
class RawSheets:
    """What a raw export of a survey holds: its columns, and how to read its rows."""

    survey: RunningSurvey
    columns: tuple[Column, ...]
    plans: Mapping[UUID, _Plan]

    @classmethod
    def of(cls, survey: RunningSurvey, text: Text = safe) -> RawSheets:
        """The columns of all its questionnaire versions: a changed question has columns of its own.

        Args:
            survey: any, also before its first answer.
            text: what becomes of written answers; `safe` unless the format is no spreadsheet.
        """
        questions = _all_questions(survey)
        blocks = [block_of(question, text) for question in questions.values()]
        orders = [order_block(question) for question in questions.values() if question.is_shuffled]
        found = [*_SHEET, *(column for block in [*blocks, *orders] for column in block.columns)]
        plans = {version.id: _plan(version, blocks, orders) for version in survey.versions.values()}
        return cls(survey, tuple(named(found)), plans)

    def rows(self, session: Session) -> Iterator[list[list[Cell]]]:
        """All sheets that were not withdrawn, in lists of rows, from one snapshot.

        Rows are sorted by a hash, since the order in which sheets came in could be matched with who was seen to answer.
        The session's transaction ends after the last row.
        """
        columns = (_SUBMISSIONS.c[name] for name in _READ)
        query = sql.select(*columns).where(*_kept(self.survey.id)).order_by(_SUBMISSIONS.c.id)
        plans = self.plans
        for part in session.execute(query, execution_options={"yield_per": AT_ONCE}).partitions():
            yield [_row(plans[row[0]], *row[1:]) for row in part]
        session.rollback()  # a file may take minutes to be finished, and a database ends transactions that lie idle


def number_of_sheets(session: Session, survey_id: UUID) -> int:
    """How many rows an export has now."""
    query = sql.select(func.count()).select_from(_SUBMISSIONS).where(*_kept(survey_id))
    return int(session.execute(query).scalar_one())


def csv_lines(sheets: RawSheets, session: Session) -> Iterator[str]:
    """The file in pieces: comma, UTF-8, first line the names; nothing stays empty, numbers are never quoted."""
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([column.name for column in sheets.columns])
    for rows in sheets.rows(session):
        writer.writerows(rows)
        yield _taken(stream)
    yield _taken(stream)


def json_lines(sheets: RawSheets, session: Session) -> Iterator[str]:
    """The file in pieces: one JSON array with an object a line, the same names as CSV; what is empty is null."""
    names = [column.name for column in sheets.columns]
    before = "["
    for rows in sheets.rows(session):
        lines = ",\n".join(orjson.dumps(dict(zip(names, row, strict=True))).decode() for row in rows)
        yield f"{before}\n{lines}"
        before = ","
    yield "\n]\n" if before == "," else "[]\n"


def _taken(stream: StringIO) -> str:
    text = stream.getvalue()
    stream.seek(0)
    stream.truncate()
    return text


def _kept(survey_id: UUID) -> tuple[Any, Any]:
    return _SUBMISSIONS.c.survey_id == survey_id, _SUBMISSIONS.c.withdrawn_at.is_(None)


_SHEET = (
    Column("questionnaire_version", "Fassung des Fragebogens", Shape.NUMBER, Measure.NOMINAL),
    Column(
        "language",
        "Sprache",
        Shape.CODE,
        Measure.NOMINAL,
        tuple((language.tag, language.label) for language in LANGUAGES),
    ),
    Column("channel", "Weg", Shape.CODE, Measure.NOMINAL, tuple((one.value, name) for one, name in _CHANNELS.items())),
    Column("audience", "Zielgruppe", Shape.TEXT, Measure.NOMINAL),
    Column("received_on", "Tag des Eingangs", Shape.DATE, Measure.SCALE),
)


def _row(
    plan: _Plan, language: str, channel: Channel, audience: str, day: Any, answers: str, orders: str
) -> list[Cell]:
    row: list[Cell] = [plan.number, language, channel.value, audience, day.isoformat()]
    _fill(row, plan.answers, orjson.loads(answers))
    _fill(row, plan.orders, orjson.loads(orders) if orders else {})
    return row


def _fill(row: list[Cell], spreads: _Spreads, given: Mapping[str | None, Any]) -> None:
    for code, spread, blank in spreads:
        answer = given.get(code)
        if spread is None:
            row.append(answer)
        else:
            row += blank if answer is None else spread(answer)


def _plan(version: FrozenVersion, blocks: list[Block], orders: list[Block]) -> _Plan:
    codes = {question.counted_code: question.code for question in version.questionnaire.questions.values()}
    return _Plan(
        version.number,
        tuple((codes.get(block.key), block.spread, block.blank) for block in blocks),
        tuple((codes.get(block.key.removesuffix(".order")), block.spread, block.blank) for block in orders),
    )


def _all_questions(survey: RunningSurvey) -> dict[str, Question]:
    """Counted code -> question in the newest words, with the options of all versions; the newest version's first."""
    found: dict[str, Question] = {}
    for number in sorted(survey.versions, reverse=True):
        for question in survey.versions[number].questionnaire.questions.values():
            known = found.get(question.counted_code)
            found[question.counted_code] = _joined(known, question) if known else question
    return found


def _joined(newer: Question, older: Question) -> Question:
    items = {item.code for item in newer.items}
    options = {option.code for option in newer.options}
    return replace(
        newer,
        items=(*newer.items, *(item for item in older.items if item.code not in items)),
        options=(*newer.options, *(option for option in older.options if option.code not in options)),
        is_shuffled=newer.is_shuffled or older.is_shuffled,
    )
