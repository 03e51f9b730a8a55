"""The presentation: released results of a procedure as slides, the stop's Gemeinde beside the whole region.

Only what a release has published is shown, so the figures are those of the public pages (methods.md §2).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlmodel import Session

from participation.core.text import msgid
from participation.regions.models import Municipality, Region
from participation.roadshow.models import RoadshowStop
from participation.statistics.published import PublishedRow, PublishedTable
from participation.surveys.aggregation.codes import counted_questions
from participation.surveys.aggregation.segments import ABOUT_THE_PERSON
from participation.surveys.questionnaire import Option, Question, QuestionKind
from participation.surveys.results.reading import Results, latest_results, results_by
from participation.surveys.running import RunningSurvey
from participation.surveys.scales import SCALES, Texts

_BY_PLACE: Final = "municipality"
_BY_OPTION: Final = frozenset(
    {QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.SCALE, QuestionKind.YES_NO, QuestionKind.PICTURE}
)
MOST_SLIDES: Final = 40
PROTECTED: Final = msgid("Values are slightly changed for protection; sums may differ.")


@dataclass(frozen=True)
class _Shown:
    """The tables of a release, by everyone and by Gemeinde; `ags` is the stop's."""

    results: Results
    by_place: Mapping[str, PublishedTable]
    ags: str

    def everyone(self, name: str) -> PublishedRow | None:
        table = self.results.tables.get(name)
        return table.rows[0] if table and table.rows else None

    def here(self, name: str) -> PublishedRow | None:
        table = self.by_place.get(name)
        return table.row(self.ags) if table and self.ags else None


def slides(
    session: Session, stop: RoadshowStop, region: Region, surveys: Sequence[RunningSurvey]
) -> list[dict[str, Any]]:
    """One slide a question: rows with shares (0 to 1, null where they are not shown) here and in the whole region."""
    municipality = session.get(Municipality, stop.municipality_id) if stop.municipality_id else None
    names = (municipality.name if municipality else "", region.name)
    found: list[dict[str, Any]] = []
    for survey in surveys:
        results = latest_results(session, survey)
        if results is not None and not results.is_mixed:
            by_place = results_by(session, results, _BY_PLACE) if _BY_PLACE in results.breakdowns else {}
            shown = _Shown(results, by_place, municipality.ags if municipality else "")
            found += _of_release(shown, *names)
    return found[:MOST_SLIDES]


def _of_release(shown: _Shown, here: str, county: str) -> Iterator[dict[str, Any]]:
    for question in shown.results.questionnaire.questions.values():
        if question.code in ABOUT_THE_PERSON:
            continue
        if question.kind is QuestionKind.MATRIX and question.scale in SCALES:
            rows = list(_rows_of_items(shown, question))
        elif question.kind in _BY_OPTION:
            rows = list(_rows_of_options(shown, question))
        else:
            continue
        if rows:
            yield _slide(shown, question, rows, here, county)


def _rows_of_items(shown: _Shown, question: Question) -> Iterator[dict[str, Any]]:
    for counted in counted_questions(shown.results.questionnaire):
        everyone = shown.everyone(counted.name)
        if counted.question.code == question.code and counted.item and everyone and everyone.top_share is not None:
            here = shown.here(counted.name)
            yield _row(counted.item.text, here.top_share if here else None, everyone.top_share)


def _rows_of_options(shown: _Shown, question: Question) -> Iterator[dict[str, Any]]:
    everyone, here = shown.everyone(question.counted_code), shown.here(question.counted_code)
    if everyone is None or not everyone.cells:
        return
    for option in question.valid_options:
        yield _row(option.text, _share(here, option), _share(everyone, option))


def _share(row: PublishedRow | None, option: Option) -> float | None:
    return next((cell.share for cell in row.cells if cell.code == option.code), None) if row else None


def _row(texts: Texts, here: float | None, county: float | None) -> dict[str, Any]:
    words = {tag: text.split("\n")[0] for tag, text in texts.items()}
    return {"texts": words, "here": here, "county": county}


def _slide(shown: _Shown, question: Question, rows: list[dict[str, Any]], here: str, county: str) -> dict[str, Any]:
    name = f"{question.code}.{question.items[0].code}" if question.items else question.counted_code
    everyone, own = shown.everyone(name), shown.here(name)
    has_place = any(row["here"] is not None for row in rows)
    top = {"top": [option.text for option in question.valid_options[:2]]} if question.items else {}
    return {
        "texts": {tag: text.split("\n")[0] for tag, text in question.text.items()},
        **top,
        "note": PROTECTED if has_place else "",
        "here": {"texts": {"de": here}, "base": own.base if own else None} if has_place else None,
        "county": {"texts": {"de": county}, "base": everyone.base if everyone else None},
        "rows": rows,
    }
