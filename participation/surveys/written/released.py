"""What a release says of answers in people's own words: keywords counted in another process, and the chosen quotes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

import orjson
from sqlmodel import Session

from participation.core.elsewhere import fed_elsewhere
from participation.statistics.published import PublishedTable
from participation.surveys.aggregation.codes import Counted
from participation.surveys.models import Release
from participation.surveys.questionnaire import Questionnaire
from participation.surveys.releases import Draft, latest_release, released_tables
from participation.surveys.results.block import Said
from participation.surveys.written.quotes import chosen_quotes, released_quotes, sealed
from participation.surveys.written.texts import everything_written, written_questions

_LONGEST_SECONDS = 600


def with_written(session: Session, draft: Draft, questionnaire: Questionnaire, minimum: int) -> Draft:
    """The draft with keywords (words on at least `minimum` sheets) and quotes, for questions that are shown in full.

    Raises:
        subprocess.SubprocessError: the words could not be counted.
    """
    full = {table.question for table in draft.tables if not table.dimensions and table.rows and table.rows[0].is_full}
    questions = {name: one for name, one in written_questions(questionnaire).items() if name in full}
    if not questions:
        return draft
    quotes = {name: sealed(ones) for name, ones in chosen_quotes(session, draft.survey_id).items() if name in questions}
    pieces = _pieces(session, draft.survey_id, questions, minimum)
    found = orjson.loads(fed_elsewhere("participation.language.keywords", pieces, _LONGEST_SECONDS))
    # The score only orders them.
    words = {name: [[word, sheets] for word, sheets, _ in ones] for name, ones in found.items()}
    return draft.knowing(written={"keywords": words | _kept(session, draft, words, minimum), "quotes": quotes})


def _kept(session: Session, draft: Draft, words: Mapping[str, Any], minimum: int) -> dict[str, Any]:
    """The last keywords of questions in which fewer than `minimum` texts came or went.

    Two releases with one text between them would otherwise tell its words.
    """
    last = latest_release(session, draft.survey_id)
    known = last.facts.get("written", {}).get("keywords", {}) if last else {}
    if last is None or not known:
        return {}
    before, now = (
        released_tables(session, last.id),
        {table.question: table for table in draft.tables if not table.dimensions},
    )
    return {
        name: known[name]
        for name in words.keys() & known.keys()
        if name in before and abs((_texts(now[name]) or 0) - (_texts(before[name]) or 0)) < minimum
    }


def _texts(table: PublishedTable) -> int | None:
    """How many people wrote something, as published for everyone."""
    return table.rows[0].base if table.rows else None


def _pieces(session: Session, survey_id: UUID, questions: Mapping[str, Counted], minimum: int) -> Iterator[bytes]:
    """What the counting process reads: the minimum, then everything that was written, twice."""
    yield f"{minimum}\n".encode()
    for _ in range(2):
        for written in everything_written(session, survey_id, questions):
            yield orjson.dumps(written) + b"\n"
        yield b"\n"


def said_in(session: Session, release: Release, number: Any) -> dict[str, Said]:
    """Counted name -> keywords and quotes of a release; `number` puts a number into words."""
    written = release.facts.get("written", {})
    quotes = released_quotes(session, release)
    names = [*written.get("keywords", {}), *quotes]
    return {
        name: Said(
            tuple((word, number(sheets)) for word, sheets in written.get("keywords", {}).get(name, [])),
            tuple(quotes.get(name, [])),
        )
        for name in dict.fromkeys(names)
        if written.get("keywords", {}).get(name) or quotes.get(name)
    }
