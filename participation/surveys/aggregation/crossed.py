"""The answers of one audience by municipality, age and gender at once: for weights alone, never published or stored.

Counters hold planned combinations only, of at most two dimensions, so this counts the answer sheets themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from uuid import UUID

import orjson
from sqlalchemy import sql
from sqlmodel import Session

from participation.statistics.counts import KEY_SPACE, Cell
from participation.statistics.disclosure import CountedTable
from participation.surveys.aggregation.counted import tables_of
from participation.surveys.aggregation.folding import as_stored, plans_of
from participation.surveys.aggregation.slots import NOWHERE, Slots
from participation.surveys.aggregation.tally import number_of, weight, without_collecting
from participation.surveys.aggregation.ways import Ways
from participation.surveys.models import Pending, QuestionnaireVersion, Submission
from participation.surveys.population import DIMENSIONS
from participation.surveys.questionnaire import Questionnaire
from participation.surveys.submissions import segments_of

AT_ONCE = 5_000

_SUBMISSIONS = Submission.__table__  # type: ignore[attr-defined]
_PENDING = Pending.__table__  # type: ignore[attr-defined]
_VERSIONS = QuestionnaireVersion.__table__  # type: ignore[attr-defined]


class _Sheet(NamedTuple):
    version: Any
    answers: Mapping[str, Any]
    segment: tuple[str, ...]
    number: int


def crossed_tables(
    session: Session, survey_id: UUID, questionnaire: Questionnaire, audience: str | None
) -> list[CountedTable]:
    """Every question by `DIMENSIONS` at once, the number of sheets first; exactly what the counters hold.

    Args:
        session: one snapshot together with the tables that are released.
        survey_id: of the survey.
        questionnaire: what is asked now.
        audience: whose sheets, or None for everybody's.
    """
    versions = session.execute(sql.select(as_stored(_VERSIONS.c.id)).where(_VERSIONS.c.survey_id == survey_id))
    slots, together = Slots(), Slots()
    plans = plans_of(session, versions.scalars().all())
    ways = {version: Ways(plan, slots, together) for version, (_, plan) in plans.items()}
    sums: dict[tuple[str, ...], dict[int, int]] = defaultdict(lambda: defaultdict(int))
    with without_collecting():
        for sheet in _sheets(session, survey_id, audience):
            into = sums[sheet.segment]
            for slot in ways[sheet.version].of(sheet.answers)[0]:
                into[slot] += sheet.number
    counters = {",".join(segment): _cells(slots, of) for segment, of in sums.items()}
    return tables_of(session, survey_id, questionnaire, DIMENSIONS, counters)


def _sheets(session: Session, survey_id: UUID, audience: str | None) -> Iterator[_Sheet]:
    """The stored sheets, and with the other sign those that the counters do not hold yet or still hold."""
    names = ("language", "channel", "audience", "answers", "record_key")
    stored = sql.select(as_stored(_SUBMISSIONS.c.version_id), *(_SUBMISSIONS.c[name] for name in names)).where(
        _SUBMISSIONS.c.survey_id == survey_id, _SUBMISSIONS.c.withdrawn_at.is_(None)
    )
    for version, language, channel, of_audience, answers, key in session.execute(
        stored, execution_options={"yield_per": AT_ONCE}
    ):
        if audience is None or of_audience == audience:
            given = orjson.loads(answers)
            segments = segments_of(given, language, channel, of_audience)
            yield _Sheet(version, given, tuple(segments[one] for one in DIMENSIONS), weight(1, key))
    waiting = sql.select(
        as_stored(_PENDING.c.version_id), *(_PENDING.c[name] for name in ("segments", "answers", "sign", "record_key"))
    ).where(_PENDING.c.survey_id == survey_id)
    for version, known, answers, sign, key in session.execute(waiting):
        segments = orjson.loads(known)
        if audience is None or segments.get("audience", "") == audience:
            segment = tuple(segments[one] for one in DIMENSIONS)
            yield _Sheet(version, orjson.loads(answers), segment, weight(-sign, key))


def _cells(slots: Slots, sums: Mapping[int, int]) -> dict[str, dict[str, Cell]]:
    """Question -> option -> people of one combination."""
    found: dict[str, dict[str, Cell]] = {}
    for slot, total in sums.items():
        n = number_of(total)
        if slot != NOWHERE and n:
            question, option = slots.names[slot]
            found.setdefault(question, {})[option] = Cell(n, (total - (n << 64)) % KEY_SPACE)
    return found
